"""A person of a unit as the register knows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who stands, or will stand, at a unit. `key` is the register's own name for the person.

    `wage` and `allowance` are đồng a month before any movement; `birth_date` may be partial, as on the papers.
    `participant_class` is one of the parameter `contribution_rate`, `region` the wage region 1–4. `on_list` is false
    for somebody whom only a later movement brings.
    """

    key: str
    full_name: str
    birth_date: str | None
    sex: str | None = None
    si_number: str | None = None
    personal_id: str | None = None
    passport_number: str | None = None
    nationality: str = "VN"
    job_title: str | None = None
    participant_class: str = "vn_employee"
    region: int = 1
    wage: int = 0
    allowance: int = 0
    on_list: bool = True
