"""What a unit knows to have paid."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ibhxh import register
from ibhxh.sites.employer.models.unit import Unit
from ibhxh.sites.employer.models.workspace import InWorkspace


class Payment(InWorkspace):
    """One order of payment as the unit entered it: `paid_on` its value date, `amount` đồng."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="payments")
    paid_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    order_number = models.CharField(max_length=40)
    reference = models.CharField(max_length=250, default="", blank=True)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["paid_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "order_number", "paid_on"], name="payment_once_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.order_number} {self.paid_on}"

    def known(self) -> register.Payment:
        """The payment as the register takes it."""
        return register.Payment(self.paid_on, self.amount, self.order_number, self.reference)
