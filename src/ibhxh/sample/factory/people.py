"""The people of the factory: one hundred on 31/12/2025 and six who come later. All invented."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ibhxh.sample.identity_numbers import personal_id, si_number
from ibhxh.sample.names import full_names

#: Draws the names and birth dates of those whom the case does not name.
_SEED = 8009


@dataclass(frozen=True, slots=True)
class Person:
    """A person as known on 31/12/2025, or on the day they come. `code` is the case's own name: NV001 …

    `wage` and `allowance` are đồng a month; `birth_date` may be partial, as on the person's papers.
    """

    code: str
    full_name: str
    sex: str
    birth_date: str
    job_title: str
    wage: int
    allowance: int = 0
    nationality: str = "VN"
    passport_number: str | None = None
    engagement: str = "full_time"

    @property
    def serial(self) -> int:
        """7 of NV007."""
        return int(self.code[2:])

    @property
    def si_number(self) -> str:
        """Known to the agency whatever the unit's lists say."""
        return si_number(self.serial)

    @property
    def personal_id(self) -> str | None:
        """As on the card; none for a foreigner."""
        return None if self.passport_number else personal_id(self.serial, self.sex, self.birth_date)


#: Posts of 31/12/2025: numbers from–to, job title, wage, allowance.
_POSTS = (
    (1, 40, "Công nhân may", 5_307_200, 0),
    (41, 60, "Lao động phụ việc", 4_960_000, 0),
    (61, 75, "Kỹ thuật viên chuyền may", 7_500_000, 0),
    (76, 85, "Chuyền trưởng", 9_800_000, 500_000),
    (86, 93, "Nhân viên văn phòng", 12_000_000, 0),
    (94, 97, "Quản lý sản xuất", 25_000_000, 0),
    (98, 98, "Phó giám đốc", 48_000_000, 0),
    (99, 99, "Giám đốc", 60_000_000, 0),
    (100, 100, "Chuyên gia kỹ thuật", 55_000_000, 0),
)
#: Name, sex and birth date of those whom the case names.
_NAMED: Mapping[int, tuple[str, str, str]] = {
    1: ("Nguyễn Thị Thu Hà", "female", "1994-03-08"),
    5: ("Trần Văn Lợi", "male", "1990-11-20"),
    6: ("Lý Thị Cẩm Tú", "female", "1997-07-02"),
    12: ("Lê Thị Ngọc Hà", "female", "1998-09-14"),
    21: ("Phạm Văn Tùng", "male", "1988-02-29"),
    33: ("Võ Thị Kim Thoa", "female", "1992-12-05"),
    41: ("Bùi Văn Được", "male", "1979-06-30"),
    45: ("Đặng Thị Út", "female", "1974"),
    55: ("Huỳnh Thị Ánh", "female", "1985-10-01"),
    61: ("Mai Quốc Khánh", "male", "1993-04-17"),
    62: ("Phan Thanh Bình", "male", "1995-08-22"),
    70: ("Nguyễn Văn Hòa", "male", "1991-01-11"),
    76: ("Trương Thị Lệ", "female", "1986-05-19"),
    86: ("Đoàn Minh Châu", "female", "1990-09-09"),
    98: ("Hồ Quang Vinh", "male", "1976-12-24"),
    99: ("Vũ Thị Phương Nga", "female", "1972-02-15"),
    100: ("Sato Kenji", "male", "1980-04-03"),
}
_SEAMSTRESSES_OF_TEN = 8
_YOUNGEST, _OLDEST = date(2006, 6, 30), date(1976, 1, 1)


def _drawn() -> Mapping[int, tuple[str, str, str]]:
    source = random.Random(_SEED)  # noqa: S311 - plausible people, not secrets
    unnamed = [serial for serial in range(1, 101) if serial not in _NAMED]
    sexes = ["female" if source.randrange(10) < _SEAMSTRESSES_OF_TEN else "male" for _ in unnamed]
    names = full_names(source, sexes)
    days = [date.fromordinal(source.randint(_OLDEST.toordinal(), _YOUNGEST.toordinal())) for _ in unnamed]
    return {
        serial: (name, sex, day.isoformat()) for serial, name, sex, day in zip(unnamed, names, sexes, days, strict=True)
    }


def _opening() -> dict[str, Person]:
    facts = {**_drawn(), **_NAMED}
    people = {}
    for first, last, job_title, wage, allowance in _POSTS:
        for serial in range(first, last + 1):
            code = f"NV{serial:03}"
            name, sex, birth_date = facts[serial]
            people[code] = Person(code, name, sex, birth_date, job_title, wage, allowance)
    people["NV100"] = replace(people["NV100"], nationality="JP", passport_number="TZ9900100")
    return people


#: The hundred of 31/12/2025.
OPENING: Mapping[str, Person] = _opening()

#: Who comes in 2026. NV104 never enters a list: an intra-company transferee is not insurable.
NEWCOMERS: Mapping[str, Person] = {
    person.code: person
    for person in (
        Person("NV101", "Trần Thị Mai Lan", "female", "1999-05-17", "Công nhân may", 5_681_700),
        Person("NV102", "Cao Thị Bích Ngọc", "female", "2001-03-28", "Công nhân may", 5_681_700),
        Person(
            "NV103", "Đỗ Quang Minh", "male", "1984-08-06", "Nhân viên bảo trì", 6_000_000, engagement="second_contract"
        ),
        Person(
            "NV104", "Kim Min Jae", "male", "1983-10-25", "Chuyên gia kỹ thuật", 50_000_000,
            nationality="KR", passport_number="TZ9900104", engagement="transferee",
        ),
        Person("NV105", "Lâm Thị Sáu", "female", "1980-01-06", "Nhân viên vệ sinh", 2_400_000, engagement="part_time"),
        Person("NV106", "Tạ Hữu Phước", "male", "1992-07-19", "Kỹ thuật viên chuyền may", 7_500_000),
    )
}  # fmt: skip

PEOPLE: Mapping[str, Person] = {**OPENING, **NEWCOMERS}
