"""Numbers of people and firms that do not exist: province 99 everywhere.

No province was ever numbered so, hence no real person or firm can be hit; checks accept it for the sample agency only.
"""

from __future__ import annotations

_MST_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def si_number(serial: int) -> str:
    """The BHXH number of person `serial` (below 100,000,000): 7 → 9900000007."""
    return f"99{serial:08}"


def personal_id(serial: int, sex: str, birth_date: str) -> str:
    """The personal ID of person `serial` (below 1,000,000), built as Circular 59/2021/TT-BCA orders.

    Province, one digit for century and sex, two for the year of birth, six of the series.
    """
    century = (int(birth_date[:2]) - 19) * 2
    return f"099{century + (sex == 'female')}{birth_date[2:4]}{serial:06}"


def mst(serial: int) -> str:
    """The first tax code with a valid check digit at or after `serial` (below 99,990): 1 → 9900000016."""
    while True:
        body = f"9900{serial:05}"
        check = 10 - sum(int(digit) * weight for digit, weight in zip(body, _MST_WEIGHTS, strict=True)) % 11
        if check < 10:
            return f"{body}{check}"
        serial += 1
