"""The reference page of the lifecycles and their pictures, made from the tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from draw_states import Plan, draw

from ibhxh.states import CASE, DOSSIER, LINE, Machine, Move
from ibhxh.states.national import NATIONAL_STATUSES
from ibhxh.words import unfilled

_EMPLOYER = Plan(
    {"vi": "Vòng đời của một hồ sơ, phía đơn vị", "en": "The life of a dossier, employer's side"},
    {
        "draft": (0, 0),
        "ready": (1, 0),
        "signing": (2, 0),
        "signed": (3, 0),
        "sending": (4, 0),
        "sent": (5, 0),
        "accepted_elsewhere": (0, 1),
        "exported": (1, 1),
        "sign_refused": (2, 1),
        "gate_rejected": (3, 1),
        "undeliverable": (4, 1),
        "accepted": (5, 1),
        "withdrawn": (2, 2),
        "returned": (3, 2),
        "supplement_requested": (4, 2),
        "processing": (5, 2),
        "result_received": (3, 3),
        "done_partial": (4, 3),
        "done_full": (5, 3),
    },
    frozenset(
        {
            ("draft", "check"),
            ("ready", "request_signature"),
            ("ready", "export"),
            ("signing", "sign"),
            ("signing", "refuse_signature"),
            ("signed", "send"),
            ("sending", "receive_receipt"),
            ("sending", "reject_at_gate"),
            ("sending", "give_up"),
            ("undeliverable", "resend"),
            ("sent", "accept"),
            ("accepted", "progress"),
            ("processing", "request_supplement"),
            ("supplement_requested", "supply"),
            ("supplement_requested", "return_all"),
            ("processing", "decide_full"),
            ("processing", "decide_partial"),
            ("done_partial", "store_result"),
            ("done_full", "store_result"),
            ("exported", "record_acceptance"),
        }
    ),
    "#0b5563",
    "#f2f8f8",
    "#a9cbd0",
)
_AGENCY = Plan(
    {"vi": "Vòng đời của một hồ sơ, phía cơ quan BHXH", "en": "The life of a case, agency's side"},
    {
        "received": (0, 0),
        "accepted": (1, 0),
        "in_review": (2, 0),
        "decided": (3, 0),
        "delivered": (4, 0),
        "gate_failed": (0, 1),
        "withdrawn": (1, 1),
        "wait_supplement": (2, 1),
        "refused": (3, 1),
    },
    frozenset(
        {
            ("received", "accept"),
            ("received", "fail_gate"),
            ("accepted", "take"),
            ("accepted", "withdraw"),
            ("in_review", "decide"),
            ("in_review", "request_supplement"),
            ("in_review", "refuse"),
            ("wait_supplement", "supply"),
            ("decided", "deliver"),
        }
    ),
    "#33406f",
    "#f5f6fa",
    "#b6bedb",
)

_HEAD = """# The lifecycles

<!-- Made by tools/docs_states.py from the tables in src/ibhxh/states; do not edit. -->

A dossier lives twice, once on each side, and the two meet only through signed documents. Each life is one table in
`src/ibhxh/states/`; the pages offer the moves the table allows, and `fire` makes no other. The number in front of a
state is its mark in the pictures; the national status is that of the National Public Service Portal (Cổng Dịch vụ công
quốc gia). Every move is an event in a chain of hashes; `ibhxh audit` works the states out again from the events.

The agency's time limit is counted in working days by the public calendar: the day of acceptance is not counted, the
hour is kept, and each pause moves the end by the working days that lie after its first day, up to and including its
last.
"""


def states_reference() -> str:
    """The whole page, Markdown."""
    return "\n".join(
        [
            _HEAD,
            _chapter("The dossier, employer's side", DOSSIER, "states-employer"),
            _chapter("The case, agency's side", CASE, "states-agency"),
            _chapter("A line of a case", LINE, None),
            "## National statuses\n\n| | Tiếng Việt | English |\n|---|---|---|",
            *(f"| {code} | {words.vi} | {words.en} |" for code, words in NATIONAL_STATUSES.items()),
            "",
        ]
    )


def pictures() -> dict[str, str]:
    """File name → SVG."""
    plans = {"employer": (DOSSIER, _EMPLOYER), "agency": (CASE, _AGENCY)}
    return {f"states-{name}.svg": draw(machine, plan, "vi") for name, (machine, plan) in plans.items()} | {
        f"states-{name}.en.svg": draw(machine, plan, "en") for name, (machine, plan) in plans.items()
    }


def write_states(docs: Path) -> None:
    """Writes the page and the pictures under the documentation's folder."""
    (docs / "reference" / "states.md").write_text(states_reference(), encoding="utf-8")
    (docs / "pictures").mkdir(exist_ok=True)
    for name, svg in pictures().items():
        (docs / "pictures" / name).write_text(svg, encoding="utf-8")


def _chapter(title: str, machine: Machine, picture: str | None) -> str:
    parts = [f"## {title}\n"]
    if picture:
        parts.append(
            f"![{title}](../pictures/{picture}.svg)\n\n[In English](../pictures/{picture}.en.svg) · numbers in a box"
            " name where its other moves lead.\n"
        )
    parts.append("| | State | National | Label | Sentence | Next step |\n|---|---|---|---|---|---|")
    parts += [
        f"| {stage.number} | `{stage.state}`{' (end)' if stage.final else ''} | {stage.national_code or '–'} |"
        f" {stage.label.vi}<br>*{stage.label.en}* | {stage.sentence.vi}<br>*{unfilled(stage.sentence.en)}* |"
        f" {stage.next_step.vi}<br>*{unfilled(stage.next_step.en)}* |"
        for stage in machine.stages
    ]
    parts.append("\n| From | Event | Words | By | Condition | To | Facts | Document | Clock |\n" + "|---" * 9 + "|")
    parts += _moves(machine)
    return "\n".join(parts) + "\n"


def _moves(machine: Machine) -> Iterator[str]:
    for move in machine.moves:
        cells = (
            machine.stage(move.source).number if move.source else "–",
            f"`{move.event}`",
            f"{move.act.vi}<br>*{move.act.en}*" + _told(move),
            ", ".join(actor.words.en for actor in move.actors),
            move.guard.words.en if move.guard else "",
            machine.stage(move.target).number,
            " ".join(f"`{name}`" for name in move.needs),
            move.document.words.en if move.document else "",
            move.clock.words.en if move.clock else "",
        )
        yield f"| {' | '.join(cells)} |"


def _told(move: Move) -> str:
    return f"<br>→ {move.sentence.vi}<br>*{unfilled(move.sentence.en)}*" if move.sentence else ""


if __name__ == "__main__":
    write_states(Path(__file__).resolve().parents[1] / "docs")
