"""`ibhxh freeze` and `ibhxh show`: from a workbook to the content that is declared, and back to something readable."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import click

from ibhxh.checks import examine_content
from ibhxh.cli.check import summary
from ibhxh.cli.opening import Filing, attachments, open_content, open_unit, open_workbook
from ibhxh.cli.options import filing_options, speaker, tell
from ibhxh.dossier import Content
from ibhxh.dossier import freeze as freeze_draft
from ibhxh.law import Law, shipped_law
from ibhxh.law.months import month_words
from ibhxh.words import Lang, Words, day_text


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@filing_options
@click.option("--attach", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True)
@click.option("--corrects", help="tóm lược hồ sơ được sửa · content digest of the dossier corrected")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="tệp .ibhxh")
@click.pass_context
def freeze(
    ctx: click.Context,
    file: Path,
    filing: Filing,
    unit: Path | None,
    attach: tuple[Path, ...],
    corrects: str | None,
    out: Path,
) -> None:
    """Chốt một tệp Excel thành nội dung hồ sơ · freeze a workbook into a dossier's content."""
    law = shipped_law()
    dossier_id = secrets.token_hex(16)
    _, draft = open_workbook(file, law, open_unit(unit), filing, dossier_id=dossier_id)
    content = freeze_draft(replace(draft, files=attachments(attach), corrects=corrects), made_on=filing.filed_on)
    out.write_bytes(content.data)
    click.echo(describe(content, law, speaker(ctx)))
    report = examine_content(content, law, filed_on=filing.filed_on)
    tell(ctx, summary(report), err=True)
    ctx.exit(0 if report.may_be_sent else 1)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def show(ctx: click.Context, file: Path) -> None:
    """Xem một tệp nội dung kê khai gì · show what a content file declares."""
    law = shipped_law()
    click.echo(describe(open_content(file, law), law, speaker(ctx)))


def describe(content: Content, law: Law, lang: Lang) -> str:
    """A content in a few lines: whose, which period, which sheets, its digest and code."""
    head = content.head
    lines = [
        Words(
            f"Hồ sơ thủ tục {head.key.procedure}, đơn vị {head.key.unit_code}, MST {head.mst}, kỳ "
            f"{month_words(head.key.period)} đợt {head.key.round}, lập ngày {day_text(head.made_on)}",
            f"Dossier, procedure {head.key.procedure}, unit {head.key.unit_code}, MST {head.mst}, period "
            f"{month_words(head.key.period)} round {head.key.round}, made on {day_text(head.made_on)}",
        ).text(lang)
    ]
    for sheet in content.sheets(law):
        count = Words(f"{sheet.rows.height} dòng", f"{sheet.rows.height} rows").text(lang)
        lines.append(f"  {sheet.version.form} ({sheet.version.act}): {count}")
    lines += [f"  {entry.name} ({entry.size} B)" for entry in content.files()]
    lines.append(f"  {Words('Mã đối chiếu', 'Code').text(lang)}: {content.human_code}")
    lines.append(f"  {Words('Tóm lược', 'Digest').text(lang)}: {content.digest}")
    return "\n".join(lines)
