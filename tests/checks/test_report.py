"""Reports: one way for drafts and content, bytes that never waver, and read back as written."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibhxh.checks import NotReport, Severity, UnknownRule, examine_content, examine_draft, parse_report
from ibhxh.dossier import Content, Sheet, freeze
from tests.build.drawn import drawn
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, LAW, TK1, any_sheet, draft, worker

pytestmark = pytest.mark.unit

FAULTY = draft(Sheet.of(D02, HEADER, [worker(), worker(), worker(full_name=None, wage=5_000_000)]))


@settings(max_examples=drawn(15), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.sampled_from([D02, D02_OF_2017, TK1]).flatmap(any_sheet), max_size=3))
def test_whatever_is_typed_gives_a_report_the_same_from_draft_and_content(sheets: list[Sheet]) -> None:
    """Nothing a clerk could type stops the checks; every finding can be said in both languages."""
    typed = replace(draft(), sheets=tuple(sheets))
    report = examine_draft(typed, LAW, filed_on=FILED_ON)
    content = Content(freeze(typed, made_on=FILED_ON).data)
    assert examine_content(content, LAW, filed_on=FILED_ON).to_bytes() == report.to_bytes()
    assert parse_report(report.to_bytes()) == report
    for lang in ("vi", "en"):
        for finding, text in report.texts(LAW, lang):
            assert text, finding


def test_the_clean_worker_gives_nothing() -> None:
    report = examine_draft(draft(), LAW, filed_on=FILED_ON)
    assert report.findings == () and report.may_be_sent
    head = json.loads(report.to_bytes())
    assert head == {
        "filed_on": "2026-07-13",
        "pack": LAW.pack,
        "report": ["ibhxh-report", 1],
        "sheets": [["D02-LT", "qd366-2026", 1]],
    }


def test_findings_stand_in_reading_order_and_are_counted() -> None:
    report = examine_draft(FAULTY, LAW, filed_on=FILED_ON)
    assert [(f.place.row, f.rule) for f in report.findings] == [(1, "D02-501"), (2, "PER-001"), (2, "D02-307")]
    assert report.counts == {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}
    assert not report.may_be_sent
    assert len(report.errors) == 2
    line = json.loads(report.to_bytes().splitlines()[1])
    assert line["place"] == [0, 1, "full_name"]
    assert line["params"]["t"] == "2026-07"


def test_the_same_dossier_gives_the_same_bytes_again() -> None:
    one, other = (examine_draft(FAULTY, LAW, filed_on=FILED_ON) for _ in range(2))
    assert one.to_bytes() == other.to_bytes()
    assert one.digest == other.digest != examine_draft(draft(), LAW, filed_on=FILED_ON).digest


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data.replace(b"ibhxh-report", b"ibhxh-rapport"),
        lambda data: data.replace(b'"rev":1', b'"rev": 1', 1),
        lambda data: data[:-1],
        lambda data: data.replace(b'"severity":"error"', b'"severity":"grave"', 1),
        lambda data: data + b"[]\n",
    ],
)
def test_what_is_no_report_is_refused(spoil) -> None:  # type: ignore[no-untyped-def]
    data = examine_draft(FAULTY, LAW, filed_on=FILED_ON).to_bytes()
    assert parse_report(data).to_bytes() == data
    with pytest.raises(NotReport):
        parse_report(spoil(data))


def test_a_rule_nobody_has_is_said_so() -> None:
    report = examine_draft(FAULTY, LAW, filed_on=FILED_ON)
    older = replace(report, findings=(replace(report.findings[0], rev=99),))
    with pytest.raises(UnknownRule) as unknown:
        list(older.texts(LAW, "vi"))
    assert "D02-501" in unknown.value.text("vi")
