"""`ibhxh template`: the Excel file to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ibhxh.cli.opening import open_unit, save
from ibhxh.cli.options import Day, law_in_use, speaker, tell, today
from ibhxh.formats.excel import write_template
from ibhxh.law import FormVersion, Law
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
    law = law_in_use()
    version = law.form(form, filed_on)
    known = open_unit(unit)
    header = known.header(version) if known else {}
    versions = [version, *_filed_with(form, filed_on, law)]
    save(out, write_template(versions, law, lang=speaker(ctx), rows=rows, header=header))
    names = ", ".join(made.key for made in versions)
    tell(ctx, Words(f"Đã tạo mẫu {names}: {out}.", f"Template of {names} made: {out}."))


def _filed_with(form: str, filed_on: date, law: Law) -> list[FormVersion]:
    """The forms that go with a list in one dossier: the declarations of people without a number."""
    taken = law.procedure("600", filed_on).forms_on(filed_on)
    together = {one.form for one in taken if not one.optional}
    return [law.form(one.form, filed_on) for one in taken if one.optional] if form in together else []
