"""What the roles of an office are called, and who of an office is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibhxh.sites.agency.staff.models import Office, Officer, Role
from ibhxh.words import Words

if TYPE_CHECKING:
    from django.db.models import QuerySet

ROLES = {
    Role.OFFICER: Words("Cán bộ quản lý", "Managing officer"),
    Role.DESK: Words("Bộ phận một cửa", "One-stop desk"),
    Role.HEAD: Words("Lãnh đạo", "Head"),
}
DUTIES = {
    Role.OFFICER: Words(
        "Xét và quyết định hồ sơ của các đơn vị được giao.", "Settles and decides the cases of the units assigned."
    ),
    Role.DESK: Words(
        "Nhận bản giấy, yêu cầu bổ sung; không quyết định.", "Takes in paper, asks for supplements; decides nothing."
    ),
    Role.HEAD: Words(
        "Giao đơn vị, quyết định thay, chốt tháng, quản lý cán bộ.",
        "Assigns units, decides in others' place, closes months, manages the staff.",
    ),
}


def at_work(office: Office, *roles: Role) -> QuerySet[Officer]:
    """Those of an office who may sign in, by name; with roles, only those."""
    found = Officer.objects.filter(office=office, account__is_active=True).select_related("account")
    return (found.filter(role__in=roles) if roles else found).order_by("account__name")
