"""The short forms of events: fields of the list's form, asked one by one and read as a spreadsheet's cells are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from ibhxh.dossier import Cell
from ibhxh.formats.excel.cells import Repaired, Unreadable
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.own_cells import offered
from ibhxh.law import Field, FieldId, FormVersion, Kind, Law
from ibhxh.sites.employer.dossiers.events import PERSON, Event
from ibhxh.sites.project.wording import language, said
from ibhxh.words import Words

_MISSING = Words("Chưa ghi “{name}”.", "“{name}” is missing.")
_UNREADABLE = Words("Chưa đọc được “{text}”. {help}", "“{text}” cannot be read. {help}")
#: How a value of the kind is written, where the form itself gives no help.
_SHAPES: Mapping[Kind, Words] = {
    Kind.DATE: Words("Ghi ngày/tháng/năm, ví dụ 05/01/2026.", "Write day/month/year, e.g. 05/01/2026."),
    Kind.PARTIAL_DATE: Words(
        "Ghi ngày/tháng/năm; giấy tờ chỉ có năm thì ghi năm.", "Write day/month/year, or the year alone."
    ),
    Kind.MONEY: Words("Ghi đủ đồng, ví dụ 7.500.000.", "Write it in full đồng, e.g. 7.500.000."),
}
_LONGEST = 1000
_ID_DIGITS = 12
_NOT_TWELVE = Words(
    "Số CCCD “{text}” có {n} chữ số, phải đủ 12 chữ số. Xem lại thẻ.",
    "The personal ID “{text}” has {n} {n:digit|digits}, it needs 12. Look at the card.",
)
#: Of a contract for a fixed term; of any other nobody asks.
_END_HINT = Words(
    "Bắt buộc với hợp đồng xác định thời hạn; loại khác để trống. Ví dụ 31/12/2026.",
    "Required for a fixed-term contract; empty for any other. E.g. 31/12/2026.",
)
_NO_END = Words(
    "Chưa ghi “{name}”: hợp đồng xác định thời hạn phải có ngày này.",
    "“{name}” is missing: a fixed-term contract must have it.",
)


class EventForm(forms.Form):
    """What an event asks. After `is_valid`, `values` holds the cells by field id."""

    def __init__(self, event: Event, version: FormVersion, law: Law, *, newcomer: bool, **given: Any) -> None:
        super().__init__(**given)
        self.event, self.version, self.law = event, version, law
        self.values: dict[FieldId, Cell] = {}
        wire = {field.id: field for field in version.wire.row}
        asked = (*PERSON, *event.asks) if newcomer else event.asks
        for name in asked:
            if name in wire:
                self.fields[name] = self._field(wire[name])

    @property
    def about_person(self) -> list[forms.BoundField]:
        """The fields that say who it is about."""
        return [self[name] for name in self.fields if name in PERSON]

    @property
    def about_event(self) -> list[forms.BoundField]:
        """The fields that say what happened."""
        return [self[name] for name in self.fields if name not in PERSON]

    @property
    def optional(self) -> set[str]:
        """The fields that may stay empty, whatever stands in the others."""
        return set(self.fields) - {*self.event.needs, "contract_end"}

    def clean(self) -> dict[str, Any]:
        """Every field read by the reader of its kind."""
        typed = super().clean() or {}
        for name in self.fields:
            text = typed.get(name) or ""
            found = reader_of(self.version.wire.field(name), self.version, self.law)(text)
            if isinstance(found, Unreadable):
                self.add_error(name, said(_UNREADABLE.fill(text=text, help=self._help(name) or Words("", ""))))
                continue
            self.values[name] = found.value if isinstance(found, Repaired) else found
            if self.values[name] is None and name in self.event.needs:
                self.add_error(name, said(_MISSING.fill(name=self._name(name))))
        self._look_at_id(typed)
        self._look_at_contract()
        return typed

    def _look_at_id(self, typed: Mapping[str, Any]) -> None:
        number = self.values.get("personal_id")
        if isinstance(number, str) and len(number) != _ID_DIGITS:
            told = _NOT_TWELVE.fill(text=typed["personal_id"].strip(), n=len(number))
            self.add_error("personal_id", said(told))

    def _look_at_contract(self) -> None:
        if "contract_end" not in self.fields or "contract_end" in self.errors:
            return
        if self.values.get("contract_kind") == "fixed" and self.values.get("contract_end") is None:
            self.add_error("contract_end", said(_NO_END.fill(name=self._name("contract_end"))))

    def _field(self, wire: Field) -> forms.Field:
        options = offered(wire, self.version, self.law, language())
        label, help_ = said(self._name(wire.id)), self._help(wire.id)
        told: dict[str, Any] = {"label": label, "help_text": said(help_) if help_ else "", "required": False}
        if options:
            return forms.ChoiceField(choices=[("", ""), *options.items()], **told)
        numeric = wire.kind in (Kind.MONEY, Kind.DIGITS, Kind.DATE, Kind.PARTIAL_DATE)
        attrs = {"autocomplete": "off"} | ({"inputmode": "numeric"} if numeric else {})
        return forms.CharField(max_length=_LONGEST, widget=forms.TextInput(attrs), **told)

    def _name(self, name: FieldId) -> Words:
        return self.event.labels.get(name, self.version.face.name(name))

    def _help(self, name: FieldId) -> Words | None:
        if name == "contract_end":
            return _END_HINT
        return self.version.face.labels[name].help or _SHAPES.get(self.version.wire.field(name).kind)
