"""`ibhxh demo`: the whole story on the invented factory, from a faulty list to the receipt, and back from paper.

Exit code 1 where any step does not come out as told.
"""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import click
import polars as pl
import pypdfium2

from ibhxh.amounts import contributions, month_totals
from ibhxh.checks import Report, Severity, examine_content, examine_draft
from ibhxh.cli.check import mended
from ibhxh.cli.demo_online import tell_online
from ibhxh.cli.desk_folder import found_desk, open_authority, open_gateway
from ibhxh.cli.opening import Filing, open_workbook
from ibhxh.cli.options import law_in_use, speaker
from ibhxh.cli.telling import NotAsTold, Teller
from ibhxh.client import package, verify_receipt
from ibhxh.dossier import Content, Draft, freeze
from ibhxh.formats.barcode import Rebuilt, by_dossier, rebuild
from ibhxh.formats.excel import Imported
from ibhxh.formats.receipt import Receipt, ReceiptFile
from ibhxh.intake import Refused, receive, receive_paper
from ibhxh.law import Law
from ibhxh.law.months import month_index, month_words
from ibhxh.printing import print_content, read_pages
from ibhxh.problem import Problem
from ibhxh.sample import FACTORY_UNIT, SeededFault, factory_month, factory_workbook, seeded_faults
from ibhxh.sample.factory import filing
from ibhxh.trust import KeyRing, Pkcs12Signer, Statement
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words, instant_text, money_text

JANUARY, JULY = month_index("2026-01"), month_index("2026-07")
FILED_AT = datetime(2026, 7, 13, 9, 30, tzinfo=VIETNAM)
SCAN_DPI = 200
#: Stands in a folder that the demo made, and may therefore make anew.
MARK = ".ibhxh-demo"


class NotADemo(Problem):
    """A folder with files that the demo did not make and must not delete."""

    code = "NOT_A_DEMO"


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True)
@click.pass_context
def demo(ctx: click.Context, out: Path) -> None:
    """Kể cả câu chuyện trên một nhà máy hư cấu · the whole story on an invented factory."""
    clear(out)
    teller = Teller(speaker(ctx), out)
    try:
        tell_story(teller, law_in_use())
    except Problem as problem:
        click.echo(problem.text(teller.lang), err=True)
        ctx.exit(1)


def clear(folder: Path) -> None:
    """An empty folder for the story: a new one, or that of an earlier story. Raises `NotADemo` for any other."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise NotADemo(
                Words(f"Thư mục {folder} có tệp không phải của bản demo.", f"{folder} holds files of no demo."),
                fix=Words("Chọn một thư mục mới hoặc trống.", "Choose a new or empty folder."),
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def tell_story(teller: Teller, law: Law) -> None:
    """Every chapter in turn."""
    unit = FACTORY_UNIT
    teller.say(f"{unit.unit_name} · mã {unit.unit_code} · MST {unit.mst}", f"{unit.unit_name} · {unit.unit_code}")
    teller.write("unit.yaml", unit.to_yaml().encode())
    _check_list(teller, law, JANUARY, "january")
    _check_list(teller, law, JULY, "july")
    january, july = _mend(teller, law)
    _compute(teller, law)
    content = _freeze(teller, law, july)
    other = freeze(january, made_on=filing(JANUARY, 1).filed_on)
    parcel, receipt = _file(teller, law, content)
    pile = _print(teller, law, content, other)
    _scan_and_match(teller, law, content, other, pile, receipt)
    _verify(teller, law, content, parcel, receipt)
    tell_online(teller, law, other)
    teller.say(
        f"Xong. Các tệp ở {teller.folder}/. Mọi người và số trong đó đều hư cấu.",
        f"Done. The files are in {teller.folder}/. Everyone and every number in them is invented.",
    )


def _check_list(teller: Teller, law: Law, period: int, name: str) -> None:
    month = month_words(period)
    title = Words(
        f"Danh sách tháng {month} của bộ phận nhân sự, kiểm tra trước khi gửi",
        f"The clerk's list of {month}, checked before sending",
    )
    with teller.step(title):
        path = teller.write(f"{name}-first.xlsx", factory_workbook(period, 1, law, faults=True))
        imported, draft = _opened(path, law, period)
        filed_on = filing(period, 1).filed_on
        report = examine_draft(draft, law, filed_on=filed_on)
        rows = sum(sheet.rows.height for sheet in draft.sheets)
        teller.say(f"{rows} dòng đọc từ {imported.template}", f"{rows} rows read, template {imported.template}")
        seeded = seeded_faults(period)
        missed = [fault for fault in seeded if not _found(fault, report, imported)]
        _show(teller, law, report, imported, seeded)
        teller.expect(
            not missed,
            f"{len(seeded)} lỗi gieo sẵn đều được tìm ra",
            f"all {len(seeded)} seeded faults are found",
        )


def _opened(path: Path, law: Law, period: int) -> tuple[Imported, Draft]:
    key = Filing(filing(period, 1).filed_on, period, 1, "600")
    return open_workbook(path, law, FACTORY_UNIT, key, dossier_id=secrets.token_hex(16))


def _found(fault: SeededFault, report: Report, imported: Imported) -> bool:
    said = {(f.rule, f.place.row) for f in report.findings}
    notes = {(note.code, note.row) for note in imported.notes}
    return all((rule, fault.row) in said for rule in fault.rules) and (
        fault.note is None or (fault.note, fault.row) in notes
    )


def _show(teller: Teller, law: Law, report: Report, imported: Imported, seeded: Iterable[SeededFault]) -> None:
    wanted = {(rule, fault.row) for fault in seeded for rule in fault.rules}
    notes = {(fault.note, fault.row) for fault in seeded if fault.note}
    for finding, sentence in report.texts(law, teller.lang):
        if (finding.rule, finding.place.row) in wanted:
            mark = "✗" if finding.severity is Severity.ERROR else "!"
            teller.say(f"{mark} {sentence}", f"{mark} {sentence}")
    for note in imported.notes:
        if (note.code, note.row) in notes:
            teller.say(f"· {note.words.vi}", f"· {note.words.en}")


def _mend(teller: Teller, law: Law) -> tuple[Draft, Draft]:
    """Both lists mended, first by the offered fixes, then by the clerk."""
    with teller.step(Words("Sửa và kiểm tra lại", "Mended and checked again")):
        return _mend_list(teller, law, JANUARY, "january"), _mend_list(teller, law, JULY, "july")


def _mend_list(teller: Teller, law: Law, period: int, name: str) -> Draft:
    month, filed_on = month_words(period), filing(period, 1).filed_on
    _, first = _opened(teller.folder / f"{name}-first.xlsx", law, period)
    before = examine_draft(first, law, filed_on=filed_on)
    done, offered = mended(first, law, before, filed_on=filed_on)
    left = len(examine_draft(done, law, filed_on=filed_on).errors)
    told = Words(
        "{month}: nhận {n} cách sửa của phần mềm, {errors} lỗi còn {left}",
        "{month}: {n} offered {n:fix|fixes} taken, {errors} {errors:error becomes|errors become} {left}",
    ).fill(month=month, n=len(offered), errors=len(before.errors), left=left)
    teller.expect(bool(offered) and left < len(before.errors), told.vi, told.en)
    path = teller.write(f"{name}-mended.xlsx", factory_workbook(period, 1, law, faults=False))
    _, draft = _opened(path, law, period)
    report = examine_draft(draft, law, filed_on=filed_on)
    told = Words(
        "{month}: người lập sửa phần còn lại, không còn lỗi, {n} cảnh báo",
        "{month}: the clerk mends the rest, no errors, {n} {n:warning|warnings}",
    ).fill(month=month, n=report.counts[Severity.WARNING])
    teller.expect(report.may_be_sent, told.vi, told.en)
    for finding, sentence in report.texts(law, teller.lang):
        if finding.severity is Severity.WARNING:
            teller.say(f"! {sentence}", f"! {sentence}")
    return draft


def _compute(teller: Teller, law: Law) -> None:
    with teller.step(Words("Tính tiền đóng tháng 07/2026 và nêu vì sao", "Contributions of 07/2026, and why")):
        amounts = contributions(factory_month(JULY), law)
        totals = month_totals(amounts).row(0, named=True)
        teller.say(
            f"{totals['paying']} người đóng · đơn vị {money_text(totals['total_er'])} · người lao động "
            f"{money_text(totals['total_ee'])}",
            f"{totals['paying']} people paying · employer {money_text(totals['total_er'])} · workers "
            f"{money_text(totals['total_ee'])}",
        )
        again = sum(amounts.frame["total"].to_list())
        teller.expect(
            totals["total"] == again,
            f"phải nộp cả tháng: {money_text(totals['total'])}, bằng tổng của từng người",
            f"due for the month: {money_text(totals['total'])}, the sum of its people",
        )
        top = int(amounts.frame.select(pl.col("total").arg_max()).item())
        why = amounts.why(top).text(teller.lang)
        teller.write("why-highest.txt", f"{why}\n".encode())
        for line in why.splitlines():
            short = line.split(" (")[0]  # the acts stand in the file
            teller.say(short, short)


def _freeze(teller: Teller, law: Law, draft: Draft) -> Content:
    with teller.step(Words("Chốt nội dung", "Frozen")):
        content = freeze(draft, made_on=FILED_AT.date())
        teller.write("july.ibhxh", content.data)
        same = examine_content(content, law, filed_on=FILED_AT.date()).to_bytes()
        teller.say(f"mã nội dung {content.human_code}", f"content code {content.human_code}")
        teller.expect(
            same == examine_draft(draft, law, filed_on=FILED_AT.date()).to_bytes(),
            "kiểm tra bản đã chốt cho đúng báo cáo cũ, giống từng byte",
            "checking the frozen content gives the same report, byte for byte",
        )
        return content


def _file(teller: Teller, law: Law, content: Content) -> tuple[bytes, bytes]:
    desk, passphrase = teller.folder / "desk", secrets.token_urlsafe(12)
    with teller.step(Words("Ký số dùng thử, đóng gói, gửi tới cổng mẫu", "Signed, packaged, sent to the trial desk")):
        found_desk(
            desk,
            passphrase,
            name="Cổng mẫu BHXH",
            agency_code=FACTORY_UNIT.agency_code,
            at=FILED_AT - timedelta(days=30),
        )
        unit = FACTORY_UNIT
        key = open_authority(desk, passphrase).issue_pkcs12(
            name=unit.unit_name, mst=unit.mst, passphrase=passphrase, at=FILED_AT - timedelta(days=7)
        )
        signer = Pkcs12Signer.open(key, passphrase)
        teller.say(f"chứng thư: {signer.fact.name}, MST {signer.fact.mst}", f"certificate: {signer.fact.name}")
        submission = package(content, law, signer, unit=unit, signed_at=FILED_AT)
        teller.write("july-package.xml", submission.package)
        with open_gateway(desk, law) as gateway:
            answer = receive(
                submission.package, gateway, at=FILED_AT + timedelta(minutes=2), random=secrets.token_bytes
            )
            if isinstance(answer, Refused):
                raise NotAsTold(answer.what, why=answer.why, fix=answer.fix)
            again = receive(submission.package, gateway, at=FILED_AT + timedelta(hours=1), random=secrets.token_bytes)
        teller.write("july-receipt.json", answer)
        receipt = _receipt(answer)
        teller.expect(
            receipt.content_digest == content.digest,
            f"cổng dựng lại đúng nội dung, nhận lúc {instant_text(receipt.received_at)}, mã {receipt.transaction_code}",
            f"the desk rebuilt the same content, received {instant_text(receipt.received_at)}, "
            f"transaction {receipt.transaction_code}",
        )
        teller.expect(
            again == answer,
            "gửi lại đúng gói ấy: cổng trả lại đúng biên nhận cũ",
            "the same package again: the stored receipt comes back",
        )
        teller.expect(
            receipt.still_needed == ("paper",),
            "chữ ký dùng thử: còn cần bản giấy",
            "a trial signature: the paper is still needed",
        )
        return submission.package, answer


def _receipt(answer: bytes) -> Receipt:
    return Receipt.from_bytes(Statement.from_bytes(ReceiptFile.from_bytes(answer).statement).payload)


def _print(teller: Teller, law: Law, content: Content, other: Content) -> list[bytes]:
    with teller.step(Words("In có mã vạch, quét thành một chồng", "Printed with barcodes, scanned as one pile")):
        pile: list[bytes] = []
        for name, one in (("july-d02-lt.pdf", content), ("january-d02-ts.pdf", other)):
            pdf = print_content(one, law, printed_at=FILED_AT, trial=True)
            teller.write(name, pdf)
            pile += _scanned(pdf)
        random.Random(7).shuffle(pile)  # noqa: S311 - the pages only have to lie in another order
        for number, picture in enumerate(pile, 1):
            (teller.folder / f"scan-{number}.png").write_bytes(picture)
        teller.say(
            f"→ {teller.folder}/scan-1.png … scan-{len(pile)}.png: hai hồ sơ lẫn lộn, có trang lộn ngược",
            f"→ {teller.folder}/scan-1.png … scan-{len(pile)}.png: two dossiers mixed, some pages upside down",
        )
        return pile


def _scanned(pdf: bytes) -> list[bytes]:
    """The pages as an office scanner gives them: grey, 200 dots an inch, every second sheet upside down."""
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        picture = page.render(scale=SCAN_DPI / 72, grayscale=True, rotation=180 * (number % 2)).to_pil()
        png = BytesIO()
        picture.save(png, "PNG")
        pages.append(png.getvalue())
    return pages


def _scan_and_match(
    teller: Teller, law: Law, content: Content, other: Content, pile: list[bytes], first: bytes
) -> None:
    with teller.step(Words("Quét bản giấy tại bộ phận một cửa", "The paper read at the desk")):
        frames = [frame for page in read_pages(pile) for frame in page.frames]
        answers = [rebuild(group, law) for group in by_dossier(frames).values()]
        found = {answer.content.digest: answer.content for answer in answers if isinstance(answer, Rebuilt)}
        teller.expect(
            set(found.values()) == {content, other},
            f"{len(pile)} trang tách thành hai hồ sơ, mỗi hồ sơ dựng lại đúng nội dung, giống từng byte",
            f"{len(pile)} pages part into two dossiers, each with the same content, byte for byte",
        )
        with open_gateway(teller.folder / "desk", law) as gateway:
            at = FILED_AT + timedelta(days=1)
            paper = receive_paper(found[content.digest], b"".join(pile), gateway, at=at, random=secrets.token_bytes)
        if isinstance(paper, Refused):
            raise NotAsTold(paper.what, why=paper.why, fix=paper.fix)
        teller.write("july-paper-receipt.json", paper)
        known, receipt = _receipt(first), _receipt(paper)
        teller.expect(
            receipt.first_transaction == known.transaction_code and receipt.dossier_id == known.dossier_id,
            f"tháng 07 khớp là cùng một hồ sơ, mở ở giao dịch {known.transaction_code}",
            f"July is matched as the same dossier, opened by transaction {known.transaction_code}",
        )
        teller.expect(not receipt.still_needed, "đủ giấy tờ, không còn thiếu gì", "the evidence is complete")


def _verify(teller: Teller, law: Law, content: Content, parcel: bytes, receipt: bytes) -> None:
    with teller.step(Words("Xác minh biên nhận không cần mạng; sửa một byte", "Verified offline; one byte tampered")):
        keys = KeyRing.read(teller.folder / "desk" / "keys.json")
        genuine = verify_receipt(receipt, parcel, keys, law)
        teller.expect(genuine.genuine, genuine.words().vi, genuine.words().en)
        tampered = _one_digit_more(content)
        teller.write("july-tampered.ibhxh", tampered)
        caught = verify_receipt(receipt, tampered, keys, law)
        named = [change.words() for change in caught.changes]
        teller.expect(
            not caught.genuine and len(named) == 1,
            f"{caught.words().vi} {named[0].vi if named else ''}",
            f"{caught.words().en} {named[0].en if named else ''}",
        )
        middle = len(parcel) // 2
        broken = parcel[:middle] + bytes([parcel[middle] ^ 1]) + parcel[middle + 1 :]
        with open_gateway(teller.folder / "desk", law) as gateway:
            answer = receive(broken, gateway, at=FILED_AT + timedelta(hours=2), random=secrets.token_bytes)
        refused = answer if isinstance(answer, Refused) else None
        teller.expect(
            refused is not None,
            f"gói bị sửa một byte bị từ chối: {refused.text('vi') if refused else ''}",
            f"the package with one byte changed is refused: {refused.text('en') if refused else ''}",
        )


def _one_digit_more(content: Content) -> bytes:
    """The content with one wage changed by a single byte."""
    lines = content.data.split(b"\n")
    row = next(i for i, line in enumerate(lines) if line.startswith(b'["row"') and b'"DC"' in line)
    wage = content.sheets(law_in_use())[0].rows.filter(pl.col("plan") == "DC")["wage"][0]
    old = str(wage).encode()
    new = (b"9" if old[:1] != b"9" else b"8") + old[1:]
    lines[row] = lines[row].replace(old, new, 1)
    return b"\n".join(lines)
