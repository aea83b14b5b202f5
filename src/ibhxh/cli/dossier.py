"""`ibhxh freeze` and `ibhxh show`: from a workbook to the content that is declared, and back to something readable."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from ibhxh.checks import examine_content
from ibhxh.cli.check import summary
from ibhxh.cli.opening import Filing, attachments, is_content, open_content, open_unit, open_workbook, read_file, save
from ibhxh.cli.options import Digest, filing_options, law_in_use, speaker, tell
from ibhxh.dossier import Content, Sheet, human_code, people_of
from ibhxh.dossier import freeze as freeze_draft
from ibhxh.formats.receipt import Receipt, ReceiptFile
from ibhxh.law import Law
from ibhxh.law.months import month_words
from ibhxh.trust import Statement
from ibhxh.words import Lang, Words, day_text, instant_text


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@filing_options
@click.option("--attach", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True)
@click.option("--corrects", type=Digest(), help="tóm lược hồ sơ được sửa · digest of the dossier corrected")
@click.option("--with-errors", is_flag=True, help="chốt cả khi còn lỗi · freeze in spite of errors")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="tệp .ibhxh")
@click.pass_context
def freeze(
    ctx: click.Context,
    file: Path,
    filing: Filing,
    unit: Path | None,
    attach: tuple[Path, ...],
    corrects: str | None,
    with_errors: bool,
    out: Path,
) -> None:
    """Chốt một tệp Excel thành nội dung hồ sơ · freeze a workbook into a dossier's content.

    Mỗi lần chốt là một hồ sơ mới, có mã riêng · each freezing makes a new dossier with a code of its own.
    """
    law = law_in_use()
    dossier_id = secrets.token_hex(16)
    _, draft = open_workbook(file, law, open_unit(unit), filing, dossier_id=dossier_id)
    content = freeze_draft(replace(draft, files=attachments(attach), corrects=corrects), made_on=filing.filed_on)
    report = examine_content(content, law, filed_on=filing.filed_on)
    if not (report.may_be_sent or with_errors):
        tell(ctx, Words("Chưa chốt. {why}", "Not frozen. {why}").fill(why=summary(report)), err=True)
        told = Words("Xem từng lỗi bằng lệnh “ibhxh check”.", "See each error with “ibhxh check”.")
        tell(ctx, told, err=True)
        ctx.exit(1)
    save(out, content.data, file, *attach, once=True)
    click.echo(describe(content, law, speaker(ctx)))
    tell(ctx, summary(report), err=True)
    ctx.exit(0 if report.may_be_sent else 1)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def show(ctx: click.Context, file: Path) -> None:
    """Xem một tệp nội dung kê khai gì, hoặc một biên nhận ghi gì · show what a content file or a receipt says."""
    law, lang = law_in_use(), speaker(ctx)
    if not is_content(data := read_file(file)) and data.lstrip().startswith(b"{"):
        click.echo(describe_receipt(data, lang))
        return
    content = open_content(file, law)
    click.echo(describe(content, law, lang))
    for sheet in content.sheets(law):
        click.echo(f"\n{sheet.version.form}")
        for line in people_lines(sheet, law, lang):
            click.echo(f"  {line}")


def people_lines(sheet: Sheet, law: Law, lang: Lang) -> Iterator[str]:
    """Number, name, plan in words and month of each row."""
    plans = law.codes["plans"]
    for number, row in enumerate(sheet.rows.iter_rows(named=True), 1):
        plan, month = row.get("plan") or "", row.get("from_month")
        words = plans.words(plan).text(lang) if plan in plans else plan
        since = month_words(month) if month else ""
        yield f"{number:>5}  {row['full_name'] or '':32.32} {words:32.32} {since}".rstrip()


def describe_receipt(data: bytes, lang: Lang) -> str:
    """What a receipt states, not verified: that is for `ibhxh verify`."""
    receipt = Receipt.from_bytes(Statement.from_bytes(ReceiptFile.from_bytes(data).statement).payload)
    key = receipt.key
    lines = [
        Words("Biên nhận (chưa xác minh: dùng lệnh verify)", "Receipt (not verified: use verify)"),
        Words(f"Mã giao dịch: {receipt.transaction_code}", f"Transaction: {receipt.transaction_code}"),
        Words(f"Nhận lúc: {instant_text(receipt.received_at)}", f"Received: {instant_text(receipt.received_at)}"),
        Words(
            f"Đơn vị {key.unit_code}, thủ tục {key.procedure}, kỳ {month_words(key.period)} đợt {key.round}",
            f"Unit {key.unit_code}, procedure {key.procedure}, period {month_words(key.period)} round {key.round}",
        ),
        Words(
            f"Mã nội dung: {human_code(bytes.fromhex(receipt.content_digest))}",
            f"Content code: {human_code(bytes.fromhex(receipt.content_digest))}",
        ),
    ]
    return "\n".join(line.text(lang) for line in lines)


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
        count = Words("{n} dòng", "{n} {n:row|rows}").fill(n=sheet.rows.height).text(lang)
        lines.append(f"  {sheet.version.form} ({sheet.version.act}): {count}")
    people = Words("{n} người", "{n} {n:person|people}").fill(n=len(people_of(content, law)))
    lines.append(f"  {people.text(lang)}")
    lines += [f"  {entry.name} ({entry.size} B)" for entry in content.files()]
    lines.append(f"  {Words('Mã nội dung', 'Content code').text(lang)}: {content.human_code}")
    lines.append(f"  {Words('Tóm lược', 'Digest').text(lang)}: {content.digest}")
    return "\n".join(lines)
