"""The lines of D02 lists as movements of known people; a line that brings somebody new makes a participant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from ibhxh.amounts import region_of_line
from ibhxh.dossier import Cell, Content, Sheet
from ibhxh.law import Law
from ibhxh.register.errors import LineNotPlaced
from ibhxh.register.matching import Known, identity_of
from ibhxh.register.movement import LineRef, Movement
from ibhxh.register.participant import Participant
from ibhxh.register.plans import BRINGS, INJURY_ONLY, LESS_WAGE, MORE_WAGE, TAKEN
from ibhxh.words import Words

#: The lists whose lines are movements.
LISTS = ("D02-LT", "D02-TS")
#: Plans that say nothing without a wage.
_NEED_WAGE = (*BRINGS, "DC", *MORE_WAGE, *LESS_WAGE)
#: Pay by the State's scale is a coefficient; a nought is how some programs write none.
_SCALE = "wage_coefficient"

Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the lists gave: the movements in the order of their lines, the people they bring, the lines not placed."""

    movements: tuple[Movement, ...]
    newcomers: tuple[Participant, ...]
    not_placed: tuple[LineNotPlaced, ...]


def movements_of(
    content: Content,
    law: Law,
    known_people: Iterable[Participant],
    recorded_on: date,
    accepted_rows: Collection[tuple[int, int]] | None = None,
    *,
    reported_on: date | None = None,
    region: int | None = None,
) -> Taken:
    """The lines of a content's lists as movements, known from `recorded_on`.

    `accepted_rows` are the lines taken, as (sheet, row) from 0; left out, all are. `reported_on` is the day the unit
    said it first, where it is not the day it is recorded. `region` is the unit's wage region where the list names none.
    """
    dossier = content.head.dossier_id
    return movements_of_sheets(
        content.sheets(law), law, known_people, recorded_on, accepted_rows,
        dossier_id=dossier, reported_on=reported_on, region=region,
    )  # fmt: skip


def movements_of_sheets(
    sheets: Sequence[Sheet],
    law: Law,
    known_people: Iterable[Participant],
    recorded_on: date,
    accepted_rows: Collection[tuple[int, int]] | None = None,
    *,
    dossier_id: str,
    reported_on: date | None = None,
    region: int | None = None,
) -> Taken:
    """The same for the sheets of a draft that is not yet frozen."""
    known = Known(known_people)
    movements: list[Movement] = []
    not_placed: list[LineNotPlaced] = []
    for place, cells in _lines(sheets, law, region):
        if accepted_rows is not None and place not in accepted_rows:
            continue
        try:
            person = _person(place, cells, known)
            movement = _movement(
                place, cells, person, dossier_id, recorded_on=recorded_on, reported_on=reported_on or recorded_on
            )
        except LineNotPlaced as problem:
            not_placed.append(problem)
        else:
            known.add(person)
            movements.append(movement)
    return Taken(tuple(movements), known.added(), tuple(not_placed))


def _lines(sheets: Sequence[Sheet], law: Law, region: int | None) -> Iterator[tuple[tuple[int, int], dict[str, Cell]]]:
    for number, sheet in enumerate(sheets):
        if sheet.version.form in LISTS:
            rows = sheet.rows.with_columns(
                region_of_line(sheet, law).fill_null(pl.lit(region, pl.Int8)).alias("region")
            )
            for row, cells in enumerate(rows.iter_rows(named=True)):
                yield (number, row), cells


def _person(place: tuple[int, int], cells: Cells, known: Known) -> Participant:
    identity = identity_of(cells)
    found = known.find(identity)
    if len(found) > 1:
        raise LineNotPlaced(
            *place,
            Words(
                "Họ tên và ngày sinh này khớp với nhiều người của đơn vị.",
                "This name and date of birth fit more than one person of the unit.",
            ),
            Words("Ghi mã số BHXH hoặc số CCCD của người này.", "Give the person's insurance number or personal ID."),
        )
    if found:
        return found[0]
    if cells["plan"] not in BRINGS:
        raise LineNotPlaced(
            *place,
            Words(
                "Không tìm thấy {name} trong danh sách của đơn vị.", "{name} is not found among the people of the unit."
            ).fill(name=identity.full_name or "…"),
            Words(
                "Kiểm tra mã số BHXH, số CCCD; người mới thì báo tăng trước.",
                "Check insurance number and personal ID; somebody new is first reported as an increase.",
            ),
        )
    return _newcomer(place, cells)


def _newcomer(place: tuple[int, int], cells: Cells) -> Participant:
    identity, region = identity_of(cells), cells["region"]
    if not identity.full_name:
        raise LineNotPlaced(
            *place,
            Words("Dòng báo tăng chưa có họ tên.", "The increase names nobody."),
            Words("Ghi họ tên như trên CCCD hoặc hộ chiếu.", "Give the name as on the ID card or passport."),
        )
    if not isinstance(region, int):
        raise LineNotPlaced(
            *place,
            Words("Chưa rõ vùng lương của người này.", "The wage region of this person is not known."),
            Words("Ghi vùng lương tối thiểu của đơn vị.", "Give the wage region of the unit."),
        )
    nationality = _text(cells, "nationality") or "VN"
    return Participant(
        key=identity.si_number or identity.personal_id or identity.passport_number
        or f"{identity.full_name} {identity.birth_date}",
        full_name=identity.full_name,
        birth_date=identity.birth_date,
        sex=_text(cells, "sex"),
        si_number=identity.si_number,
        personal_id=identity.personal_id,
        passport_number=identity.passport_number,
        nationality=nationality,
        job_title=_text(cells, "job_title"),
        participant_class=_class(cells, nationality),
        region=region,
        on_list=False,
    )  # fmt: skip


def _class(cells: Cells, nationality: str) -> str:
    if cells["plan"] == INJURY_ONLY or cells["engagement"] == "second_contract":
        return "tnld_only"
    return "vn_employee" if nationality == "VN" else "foreign_employee"


def _movement(
    place: tuple[int, int], cells: Cells, person: Participant, dossier_id: str, *, recorded_on: date, reported_on: date
) -> Movement:
    plan, from_month, wage = cells["plan"], cells["from_month"], cells["wage"]
    if plan not in TAKEN or not isinstance(plan, str):
        raise LineNotPlaced(
            *place,
            Words("Phương án {plan} cần cán bộ ghi vào sổ.", "The plan {plan} needs an officer to book it.").fill(
                plan=plan or "…"
            ),
            Words("Chuyển dòng này cho cán bộ quản lý thu.", "Pass the line to the collection officer."),
        )
    if not isinstance(from_month, int):
        raise LineNotPlaced(
            *place,
            Words("Chưa có “Từ tháng”.", "“From month” is missing."),
            Words("Ghi tháng/năm, ví dụ 07/2026.", "Give month and year, such as 07/2026."),
        )
    if cells[_SCALE]:
        raise LineNotPlaced(
            *place,
            Words(
                "Tiền lương theo hệ số chưa được sổ tính tự động.",
                "Pay by the State's scale is not yet reckoned by the register.",
            ),
            Words("Chuyển dòng này cho cán bộ quản lý thu.", "Pass the line to the collection officer."),
        )
    if plan in _NEED_WAGE and not isinstance(wage, int):
        raise LineNotPlaced(
            *place,
            Words("Chưa có tiền lương.", "The wage is missing."),
            Words("Ghi mức lương bằng đồng.", "Give the wage in đồng."),
        )
    return Movement(
        person=person.key,
        plan=plan,
        from_month=from_month,
        recorded_on=recorded_on,
        reported_on=reported_on,
        to_month=_whole(cells, "to_month"),
        wage=_whole(cells, "wage"),
        allowance=(_whole(cells, "wage_allowance") or 0) + (_whole(cells, "wage_supplement") or 0),
        absent_from=_day(cells, "absent_from"),
        absent_to=_day(cells, "absent_to"),
        effective_on=_day(cells, "effective_on"),
        participant_class=_class(cells, person.nationality) if plan in BRINGS else None,
        source=LineRef(dossier_id, *place),
    )


def _text(cells: Cells, name: str) -> str | None:
    value = cells.get(name)
    return value if isinstance(value, str) else None


def _whole(cells: Cells, name: str) -> int | None:
    value = cells.get(name)
    return value if isinstance(value, int) else None


def _day(cells: Cells, name: str) -> date | None:
    value = cells.get(name)
    return value if isinstance(value, date) else None
