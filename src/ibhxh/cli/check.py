"""`ibhxh check FILE`: what must be mended before sending, and what is worth knowing."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from ibhxh.amounts.readings import USUAL, JoinerLeaver14Days, Readings
from ibhxh.checks import Correction, Place, Report, Severity, corrected, corrections, dossier_of_draft, examine_draft
from ibhxh.checks import examine_content as examine_frozen
from ibhxh.checks.correction import FIXABLE
from ibhxh.cli.opening import (
    NO_DOSSIER_YET,
    Filing,
    is_content,
    open_content,
    open_unit,
    open_workbook,
    read_file,
    save,
)
from ibhxh.cli.options import filing_options, law_in_use, speaker, tell
from ibhxh.dossier import Draft
from ibhxh.formats.content_lines import value_words
from ibhxh.formats.excel import Imported, write_workbook
from ibhxh.law import Law
from ibhxh.words import Lang, Words

WEIGHTS = {
    Severity.ERROR: Words("Lỗi", "Error"),
    Severity.WARNING: Words("Cảnh báo", "Warning"),
    Severity.INFO: Words("Lưu ý", "Note"),
}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@filing_options
@click.option("--answer", "answers", multiple=True, metavar="CHỈ_TIÊU=GIÁ_TRỊ", help="trả lời câu hỏi chung · answers")
@click.option("--fix", "fix_to", type=click.Path(dir_okay=False, path_type=Path), help="ghi bản đã sửa · mended copy")
@click.option(
    "--joiner-leaver-14-days",
    "fourteen_days",
    type=click.Choice([value.value for value in JoinerLeaver14Days]),
    default=USUAL.joiner_leaver_14_days.value,
    show_default=True,
    help="cách hiểu · reading",
)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def check(
    ctx: click.Context,
    file: Path,
    filing: Filing,
    unit: Path | None,
    answers: tuple[str, ...],
    fix_to: Path | None,
    fourteen_days: str,
    as_json: bool,
) -> None:
    """Kiểm tra một tệp Excel hoặc một tệp nội dung · check a workbook or a content file.

    Mã thoát · exit code: 0 không có lỗi · no error; 1 có lỗi · errors; 2 không đọc được · cannot be read.
    """
    law, readings = law_in_use(), Readings(joiner_leaver_14_days=JoinerLeaver14Days(fourteen_days))
    if is_content(read_file(file)):
        report = examine_frozen(open_content(file, law), law, filed_on=filing.filed_on, readings=readings)
        _show(ctx, law, report, None, as_json)
    else:
        told = dict(map(_answer, answers))
        imported, draft = open_workbook(file, law, open_unit(unit), filing, dossier_id=NO_DOSSIER_YET, answers={**told})
        report = examine_draft(draft, law, filed_on=filing.filed_on, readings=readings)
        _show(ctx, law, report, imported, as_json)
        if fix_to:
            done, offered = mended(draft, law, report, filed_on=filing.filed_on, readings=readings)
            save(fix_to, write_workbook(done.sheets, law), file)
            _tell_changes(ctx, draft, offered, fix_to)
    ctx.exit(0 if report.may_be_sent else 1)


def _answer(written: str) -> tuple[str, str]:
    field, sign, value = written.partition("=")
    if not (field and sign):
        raise click.BadParameter(f"“{written}”: ghi CHỈ_TIÊU=GIÁ_TRỊ · write FIELD=VALUE", param_hint="--answer")
    return field, value


def _show(ctx: click.Context, law: Law, report: Report, imported: Imported | None, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_data(law, report, imported), ensure_ascii=False, indent=2))
        return
    lang = speaker(ctx)
    if imported:
        for question in imported.questions:
            used = next((o.words.text(lang) for o in question.options if o.value == question.used), str(question.used))
            click.echo(f"? {question.words.text(lang)} → {used}  (--answer {question.field}={question.used})")
        _show_notes(ctx, imported)
    address = _address(report, imported)
    versions = [law.form_version(*sheet) for sheet in report.sheets]
    for finding in report.findings:
        place = finding.place
        version = None if place.sheet is None else versions[place.sheet]
        cell = address(place) if address else None
        mark, colour = _MARKS[finding.severity]
        heading = [WEIGHTS[finding.severity].text(lang), place.words(version).text(lang), *([cell] if cell else [])]
        click.echo()
        click.secho(f"{mark} {' · '.join(heading)}  [{finding.rule}]", fg=colour, bold=True)
        click.echo(textwrap.fill(finding.words(version).text(lang), 96, initial_indent="  ", subsequent_indent="  "))
    click.echo()
    tell(ctx, summary(report))
    if imported and any(finding.rule in FIXABLE for finding in report.findings):
        tell(ctx, _FIX)


def _show_notes(ctx: click.Context, imported: Imported) -> None:
    """What was done while reading; of many alike the first few, the rest as a number."""
    lang, told = speaker(ctx), Counter[str]()
    for note in imported.notes:
        told[note.code] += 1
        if told[note.code] <= _ALIKE:
            click.echo(f"· {imported.told(note).text(lang)}")
    if left := sum(max(0, count - _ALIKE) for count in told.values()):
        more = Words("· … và {n} điều tương tự (xem đủ bằng --json).", "· … and {n} more alike (all with --json).")
        tell(ctx, more.fill(n=left))


_FIX = Words(
    "“Bấm Sửa” ở dòng lệnh là --fix TỆP: ghi bản đã sửa ra tệp khác.", "“Press Fix” is --fix FILE here: a mended copy."
)
_ALIKE = 3
_MARKS = {Severity.ERROR: ("✗", "red"), Severity.WARNING: ("!", "yellow"), Severity.INFO: ("·", None)}


def summary(report: Report) -> Words:
    """How it stands, in one sentence, with the next step."""
    errors, warnings = report.counts[Severity.ERROR], report.counts[Severity.WARNING]
    if errors:
        return Words(
            "Còn {errors} lỗi phải sửa trước khi ký; {warnings} cảnh báo.",
            "{errors} {errors:error|errors} to mend before signing; {warnings} {warnings:warning|warnings}.",
        ).fill(errors=errors, warnings=warnings)
    if warnings:
        return Words(
            "Không còn lỗi; có {n} cảnh báo. Xem từng cảnh báo; sửa, hoặc ghi lý do ở cột Ghi chú.",
            "No errors, {n} {n:warning|warnings}. Mend each, or give the reason in the note.",
        ).fill(n=warnings)
    return Words("Không có lỗi, không có cảnh báo. Hồ sơ đủ điều kiện để ký.", "No errors, no warnings. Ready to sign.")


def _address(report: Report, imported: Imported | None) -> Callable[[Place], str | None] | None:
    if imported is None:
        return None

    def address(place: Place) -> str | None:
        if place.sheet is None:
            return None
        form = report.sheets[place.sheet][0]
        return imported.place(form, place.row, place.field)

    return address


def _data(law: Law, report: Report, imported: Imported | None) -> dict[str, Any]:
    texts: dict[Lang, list[str]] = {
        lang: [sentence for _, sentence in report.texts(law, lang)] for lang in ("vi", "en")
    }
    address = _address(report, imported)
    findings = [
        {
            "rule": finding.rule,
            "rev": finding.rev,
            "severity": finding.severity.value,
            "sheet": None if finding.place.sheet is None else report.sheets[finding.place.sheet][0],
            "row": None if finding.place.row is None else finding.place.row + 1,
            "field": finding.place.field,
            "cell": address(finding.place) if address else None,
            "text": {"vi": vi, "en": en},
        }
        for finding, vi, en in zip(report.findings, texts["vi"], texts["en"], strict=True)
    ]
    data: dict[str, Any] = {
        "filed_on": report.filed_on.isoformat(),
        "law_pack": report.pack,
        "sheets": [list(sheet) for sheet in report.sheets],
        "counts": {severity.value: count for severity, count in report.counts.items()},
        "may_be_sent": report.may_be_sent,
        "findings": findings,
    }
    if imported:
        data["template"] = imported.template
        data["notes"] = [
            {
                "code": note.code,
                "sheet": note.sheet,
                "row": None if note.row is None else note.row + 1,
                "field": note.field,
                "before": note.before,
                "after": note.after,
                "text": {"vi": note.words.vi, "en": note.words.en},
            }
            for note in imported.notes
        ]
        data["questions"] = [
            {
                "field": question.field,
                "used": question.used,
                "options": [option.value for option in question.options],
                "text": {"vi": question.words.vi, "en": question.words.en},
            }
            for question in imported.questions
        ]
    return data


def mended(
    draft: Draft, law: Law, report: Report, *, filed_on: date, readings: Readings = USUAL
) -> tuple[Draft, tuple[Correction, ...]]:
    """The draft with every offered fix applied, and what was changed."""
    offered = corrections(dossier_of_draft(draft, law, filed_on=filed_on, readings=readings), report.findings)
    sheets = tuple(
        corrected(sheet, [c for c in offered if c.sheet == number]) for number, sheet in enumerate(draft.sheets)
    )
    return replace(draft, sheets=sheets), offered


def _tell_changes(ctx: click.Context, draft: Draft, offered: tuple[Correction, ...], out: Path) -> None:
    for change in offered:
        sheet = draft.sheets[change.sheet]
        field = sheet.version.wire.field(change.field)
        told = Words("Dòng {row}, “{field}”: {old} → {new}", "Row {row}, “{field}”: {old} → {new}")
        words = [value_words(sheet.version, field, value) for value in (change.old, change.new)]
        name = sheet.version.face.name(change.field)
        tell(ctx, told.fill(row=change.row + 1, field=name, old=words[0], new=words[1]), err=True)
    whole = Words("Đã sửa {n} ô, ghi vào {out}.", "{n} {n:cell|cells} mended, written to {out}.")
    tell(ctx, whole.fill(n=len(offered), out=out), err=True)
