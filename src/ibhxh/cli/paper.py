"""`ibhxh print` and `ibhxh scan`: the same dossier on paper, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ibhxh.cli.dossier import describe
from ibhxh.cli.opening import open_content, save
from ibhxh.cli.options import law_in_use, now, speaker, tell
from ibhxh.dossier import Content
from ibhxh.formats.barcode import Rebuilt, by_dossier, rebuild
from ibhxh.law import Law
from ibhxh.printing import print_content, read_pages
from ibhxh.problem import Problem
from ibhxh.words import Words


class NotOneDossier(Problem):
    """Scanned pages that do not give exactly one dossier."""

    code = "NOT_ONE_DOSSIER"


@click.command("print")
@click.argument("content", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="tệp PDF")
@click.option("--official", is_flag=True, help="không in dải “Cổng mẫu” · without the band of the trial gateway")
@click.pass_context
def print_(ctx: click.Context, content: Path, out: Path, official: bool) -> None:
    """In một nội dung đã chốt ra PDF có mã vạch · print a frozen content as PDF with barcodes."""
    law = law_in_use()
    pdf = print_content(open_content(content, law), law, printed_at=now(), trial=not official)
    save(out, pdf, content)
    tell(
        ctx,
        Words(
            f"Đã ghi {out}. In ở cỡ 100 %, ký, đóng dấu và nộp bản giấy.",
            f"Written to {out}. Print at 100 %, sign, stamp and hand in.",
        ),
    )


@click.command()
@click.argument("files", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="ghi nội dung · write the content")
@click.pass_context
def scan(ctx: click.Context, files: tuple[Path, ...], out: Path | None) -> None:
    """Dựng lại hồ sơ từ PDF hoặc ảnh quét, thứ tự nào cũng được · rebuild a dossier from PDF or pictures, any order."""
    law = law_in_use()
    content = rebuilt_from(ctx, files, law)
    if out:
        save(out, content.data, *files)
    click.echo(describe(content, law, speaker(ctx)))


def rebuilt_from(ctx: click.Context, files: Sequence[Path], law: Law) -> Content:
    """The one content on these pages; `NotOneDossier` names the pages missing, or says that there are several."""
    frames = [frame for page in read_pages(files) for frame in page.frames]
    groups = by_dossier(frames)
    if len(groups) != 1:
        found = len(groups)
        raise NotOneDossier(
            Words(f"Các trang này thuộc {found} hồ sơ.", f"These pages belong to {found} dossiers.")
            if groups
            else Words("Không đọc được mã vạch nào trên các trang này.", "No barcode could be read on these pages."),
            fix=Words(
                "Quét riêng từng hồ sơ, từ 200 điểm/inch trở lên.", "Scan one dossier at a time, at 200 dpi or more."
            ),
        )
    answer = rebuild(frames, law)
    if not isinstance(answer, Rebuilt):
        raise NotOneDossier(answer.words())
    if answer.mended:
        told = Words("{n} mã vạch hỏng đã được phục hồi.", "{n} damaged {n:symbol was|symbols were} mended.")
        tell(ctx, told.fill(n=answer.mended), err=True)
    return answer.content
