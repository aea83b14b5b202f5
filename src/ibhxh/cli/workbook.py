"""`ibhxh template`: the Excel file to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ibhxh.cli.opening import open_unit
from ibhxh.cli.options import Day, speaker, tell, today
from ibhxh.formats.excel import write_template
from ibhxh.law import shipped_law
from ibhxh.words import Words


@click.command()
@click.option("--form", default="D02-LT", show_default=True, help="mẫu · form")
@click.option("--filed-on", type=Day(), default=today, show_default="hôm nay · today", help="ngày nộp · filing day")
@click.option("--rows", type=click.IntRange(1, 5000), default=200, show_default=True)
@click.option("--unit", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="tệp thông tin đơn vị")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.pass_context
def template(ctx: click.Context, form: str, filed_on: date, rows: int, unit: Path | None, out: Path) -> None:
    """Tạo mẫu Excel để nhập, có danh sách chọn và hướng dẫn · make the Excel template, with lists and help."""
    law = shipped_law()
    version = law.form(form, filed_on)
    known = open_unit(unit)
    header = known.header(version) if known else {}
    out.write_bytes(write_template(version, law, lang=speaker(ctx), rows=rows, header=header))
    tell(ctx, Words(f"Đã tạo mẫu {version.key}: {out}.", f"Template of {version.key} made: {out}."))
