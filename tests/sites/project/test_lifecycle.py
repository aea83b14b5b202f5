"""States in the database: who writes them, who is too late, and what the events prove."""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.db import connections, transaction

from ibhxh.cli.audit import LIVES
from ibhxh.sites.project.lifecycle import (
    Audit,
    Finding,
    Lived,
    StaleState,
    audit_all,
    clock_of,
    fire,
    known_facts,
    refold,
    telling_of,
)
from ibhxh.sites.project.lifecycle.chain import event_hash
from ibhxh.sites.project.lifecycle.models import EventFixed
from ibhxh.states import DOSSIER, Actor, MoveRefused
from tests.conftest import ROOT
from tests.sites.project.lamps import (
    ALIAS,
    START,
    Lamp,
    LampEvent,
    events_of,
    lamp_database,
    later,
    new_lamp,
    ready_lamp,
    stored,
)

pytestmark = pytest.mark.real


@pytest.fixture(autouse=True)
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    with django_db_blocker.unblock(), lamp_database(tmp_path) as path:
        yield path


def sql(path: Path, statement: str, *values: object) -> None:
    """What somebody with the database file in hand can do."""
    with sqlite3.connect(path) as there:
        assert there.execute(statement, values).rowcount > 0


def audit() -> Audit:
    return audit_all(Lamp, DOSSIER, using=ALIAS)


def found(lamp: Lamp) -> Finding:
    seen = audit()
    assert len(seen.findings) == 1
    assert seen.findings[0].subject == f"employer.Lamp {lamp.pk}"
    return seen.findings[0]


def test_a_move_writes_state_version_and_event() -> None:
    lamp = ready_lamp()
    assert (lamp.state, lamp.version) == ("ready", 2)
    assert (stored(lamp).state, stored(lamp).version) == ("ready", 2)
    birth, check = events_of(lamp)
    assert (birth.seq, birth.event, birth.source, birth.target) == (1, "create", None, "draft")
    assert (check.source, check.target, check.actor_kind, check.actor_name) == (
        "draft",
        "ready",
        "clerk",
        "Nguyễn Thị Lan",
    )
    assert (check.at, check.facts, check.previous_hash) == (later(1), {"errors": 0}, birth.hash)
    assert refold(stored(lamp), DOSSIER, events_of(lamp)) is None


def test_a_move_the_table_refuses_writes_nothing() -> None:
    lamp = ready_lamp()
    for event, actor in (("send", Actor.CLERK), ("edit", Actor.AGENCY)):
        with pytest.raises(MoveRefused):
            fire(lamp, DOSSIER, event, actor=actor, by="x", at=START)
    assert (lamp.state, stored(lamp).version, len(events_of(lamp))) == ("ready", 2, 2)


def test_who_holds_an_old_copy_is_told_what_happened_meanwhile() -> None:
    lamp = ready_lamp()
    old = stored(lamp)
    fire(lamp, DOSSIER, "edit", actor=Actor.CLERK, by="Lan", at=START)
    with pytest.raises(StaleState) as problem:
        fire(old, DOSSIER, "request_signature", actor=Actor.CLERK, by="Minh", at=START, facts={"signer": "Bình"})
    assert "“Đang soạn”" in problem.value.text("vi")
    assert (old.state, old.version) == ("ready", 2)
    assert len(events_of(lamp)) == 3


def test_who_looked_at_an_old_page_is_told_too() -> None:
    lamp = ready_lamp()
    with pytest.raises(StaleState):
        fire(lamp, DOSSIER, "edit", actor=Actor.CLERK, by="Lan", at=START, seen=1)
    fire(lamp, DOSSIER, "edit", actor=Actor.CLERK, by="Lan", at=START, seen=2)


def test_of_many_at_once_exactly_one_moves_it() -> None:
    lamp = ready_lamp()
    many = 6
    together = Barrier(many)

    def edit(number: int) -> bool:
        mine = stored(lamp)
        together.wait()
        try:
            fire(mine, DOSSIER, "edit", actor=Actor.CLERK, by=f"Người {number}", at=START)
        except StaleState:
            return False
        finally:
            connections[ALIAS].close()
        return True

    with ThreadPoolExecutor(many) as people:
        assert sorted(people.map(edit, range(many))) == [False] * (many - 1) + [True]
    assert (stored(lamp).state, stored(lamp).version, len(events_of(lamp))) == ("draft", 3, 3)
    assert audit().findings == ()


def test_a_move_is_undone_with_the_transaction_around_it() -> None:
    lamp = ready_lamp()
    with pytest.raises(ZeroDivisionError), transaction.atomic(using=ALIAS):
        fire(lamp, DOSSIER, "edit", actor=Actor.CLERK, by="Lan", at=START)
        1 / 0  # noqa: B018
    assert (stored(lamp).state, len(events_of(lamp))) == ("ready", 2)


def test_an_old_copy_that_is_saved_does_not_bring_the_old_state_back() -> None:
    lamp = ready_lamp()
    old = stored(lamp)
    fire(lamp, DOSSIER, "edit", actor=Actor.CLERK, by="Lan", at=START)
    old.note = "noted"
    old.save(using=ALIAS)
    assert (stored(lamp).state, stored(lamp).version, stored(lamp).note) == ("draft", 3, "noted")


def test_nobody_saves_a_state() -> None:
    lamp = ready_lamp()
    lamp.state = "sent"
    with pytest.raises(ValueError, match="fire"):
        lamp.save(using=ALIAS, update_fields=["state"])
    with pytest.raises(ValueError, match="birth"):
        Lamp(state="sent").save(using=ALIAS)
    lamp.save(using=ALIAS)
    assert stored(lamp).state == "ready"


def test_deferred_fields_stay_as_they_are() -> None:
    lamp = ready_lamp()
    part = Lamp._base_manager.using(ALIAS).defer("note", "state").get(pk=lamp.pk)
    part.save(using=ALIAS)
    assert (stored(lamp).note, stored(lamp).state) == ("new", "ready")


def test_events_only_grow() -> None:
    event = events_of(ready_lamp())[0]
    for attempt in (
        event.save,
        event.delete,
        LampEvent.objects.using(ALIAS).delete,
        lambda: LampEvent.objects.using(ALIAS).update(event="x"),
    ):
        with pytest.raises(EventFixed):
            attempt()


def test_facts_are_flat_and_instants_have_zones() -> None:
    lamp = ready_lamp()
    wrong: list[Any] = [["a"], {"a": 1}, 1.5, START]
    for value in wrong:
        with pytest.raises(ValueError, match="fact"):
            fire(lamp, DOSSIER, "edit", actor=Actor.CLERK, by="Lan", at=START, facts={"why": value})
    with pytest.raises(ValueError, match="zone"):
        fire(lamp, DOSSIER, "edit", actor=Actor.CLERK, by="Lan", at=datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="stored"):
        fire(Lamp(), DOSSIER, "create", actor=Actor.CLERK, by="Lan", at=START)


class Word(StrEnum):
    """A fact given as a member of an enum."""

    SIGNER = "Trần Thị Bình"


def test_what_is_written_reads_back_with_the_same_hash() -> None:
    lamp = ready_lamp()
    local = datetime(2026, 1, 13, 9, 40, 0, 7, tzinfo=timezone(timedelta(hours=7)))
    facts = {"signer": Word.SIGNER, "note": 'có "dấu" và \u2028 xuống dòng', "sum": -(2**53), "yes": True, "none": None}
    fire(lamp, DOSSIER, "request_signature", actor=Actor.CLERK, by="Lê Đình Ước", at=local, facts=facts)
    assert audit().findings == ()
    assert events_of(lamp)[-1].facts["signer"] == "Trần Thị Bình"
    assert events_of(lamp)[-1].at == local.astimezone(UTC)


def test_history_gives_facts_words_and_clock() -> None:
    lamp = ready_lamp()
    for event, actor, facts in (
        ("request_signature", Actor.CLERK, {"signer": "Bình"}),
        ("sign", Actor.SIGNER, {"content_digest": "ab"}),
        ("send", Actor.SIGNER, {"gateway": "Cổng mẫu"}),
        ("receive_receipt", Actor.AGENCY, {"received_at": "x", "transaction_code": "GD-1", "slip_due_at": "x"}),
        ("accept", Actor.AGENCY, {"dossier_number": "00001/2026/07999", "accepted_at": "x", "due_at": "x"}),
    ):
        fire(lamp, DOSSIER, event, actor=actor, by="Bình", at=later(lamp.version), facts=facts)
    events = events_of(lamp)
    assert known_facts(events)["transaction_code"] == "GD-1"
    assert clock_of(DOSSIER, events).started_at == later(6)
    assert "Bình" in telling_of(DOSSIER, events[:3]).sentence.vi


def test_the_audit_counts_what_it_saw() -> None:
    for _ in range(3):
        ready_lamp()
    new_lamp()
    seen = audit()
    assert (seen.subjects, seen.events, seen.findings) == (4, 6, ())


def test_more_subjects_than_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ibhxh.sites.project.lifecycle.refolding._AT_ONCE", 2)
    for _ in range(5):
        ready_lamp()
    assert (audit().subjects, audit().events) == (5, 10)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "edit"),
        ("source", "ready"),
        ("target", "sent"),
        ("actor_kind", "signer"),
        ("actor_name", "Người khác"),
        ("at", "2026-01-13 02:30:22.123457"),
        ("facts", '{"errors": 0, "unexplained_warnings": 0}'),
        ("previous_hash", "0" * 64),
        ("hash", "0" * 64),
        ("seq", 5),
    ],
)
def test_a_changed_event_is_found_and_named(database: Path, column: str, value: object) -> None:
    lamp, other = ready_lamp(), ready_lamp()
    sql(database, f"UPDATE employer_lampevent SET {column} = ? WHERE subject_id = ? AND seq = 2", value, lamp.pk)  # noqa: S608
    assert found(lamp).seq == (5 if column == "seq" else 2)
    assert refold(stored(other), DOSSIER, events_of(other)) is None


def test_a_state_written_past_fire_is_found(database: Path) -> None:
    lamp = ready_lamp()
    sql(database, "UPDATE employer_lamp SET state = 'accepted' WHERE id = ?", lamp.pk)
    assert found(lamp).seq is None
    assert "“accepted”" in found(lamp).what.vi


@pytest.mark.parametrize(("seq", "named"), [(1, 2), (2, None)])
def test_a_removed_event_is_found(database: Path, seq: int, named: int | None) -> None:
    lamp = ready_lamp()
    sql(database, "DELETE FROM employer_lampevent WHERE subject_id = ? AND seq = ?", lamp.pk, seq)
    assert found(lamp).seq == named


def test_a_removed_subject_is_found(database: Path) -> None:
    lamp = ready_lamp()
    sql(database, "DELETE FROM employer_lamp WHERE id = ?", lamp.pk)
    assert found(lamp).seq == 1


def test_an_event_with_a_good_hash_that_the_table_does_not_know_is_found(database: Path) -> None:
    lamp = ready_lamp()
    last = events_of(lamp)[-1]
    last.target = "sent"
    sql(
        database,
        "UPDATE employer_lampevent SET target = 'sent', hash = ? WHERE subject_id = ? AND seq = 2",
        event_hash(last),
        lamp.pk,
    )
    sql(database, "UPDATE employer_lamp SET state = 'sent' WHERE id = ?", lamp.pk)
    assert "draft --check/clerk--> sent" in found(lamp).what.vi


def _writes_state(node: ast.AST) -> bool:
    """`x.state = …`, or a query that sets state or version. (`x.version = …` is harmless: `save` skips it.)"""
    match node:
        case ast.Assign(targets=targets):
            return any(isinstance(one, ast.Attribute) and one.attr == "state" for one in targets)
        case ast.AugAssign(target=ast.Attribute(attr="state")) | ast.AnnAssign(target=ast.Attribute(attr="state")):
            return True
        case ast.Call(
            func=ast.Attribute(attr="update" | "bulk_create" | "get_or_create" | "update_or_create"), keywords=given
        ):
            return any(one.arg in {"state", "version"} for one in given)
        case ast.Call(func=ast.Attribute(attr="bulk_update"), args=args):
            return any(isinstance(one, ast.Constant) and one.value == "state" for arg in args for one in ast.walk(arg))
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value="state" | "version"), _]):
            return True
    return False


def test_only_fire_writes_a_state() -> None:
    sites = ROOT / "src" / "ibhxh" / "sites"
    writers = {
        f"{path.relative_to(sites)}:{node.lineno}"
        for path in sites.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _writes_state(node)
    }
    assert {writer.split(":")[0] for writer in writers} == {"project/lifecycle/firing.py"}, writers


def test_everything_that_lives_is_audited() -> None:
    audited = {f"{application}.{name}".lower() for lives in LIVES.values() for application, name, _ in lives}
    assert {model._meta.label_lower for model in apps.get_models() if issubclass(model, Lived)} == audited
