"""`ibhxh sample …`: worlds that do not exist, for trying out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ibhxh.cli.opening import save
from ibhxh.cli.options import Day, Month, law_in_use, tell, today
from ibhxh.law.months import month_text
from ibhxh.sample import (
    FACTORY_UNIT,
    FAULTS,
    SeededFault,
    employer_file,
    factory_workbook,
    synthetic_employer,
    with_faults,
)
from ibhxh.sample.employer_file import Layout
from ibhxh.sample.factory import FILINGS
from ibhxh.words import Words

_OUT = click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True)


@click.group()
def sample() -> None:
    """Tạo dữ liệu mẫu hư cấu · make invented employers."""


@sample.command()
@_OUT
@click.pass_context
def unit(ctx: click.Context, out: Path) -> None:
    """Tệp thông tin của đơn vị mẫu · the sample unit's file."""
    save(out, FACTORY_UNIT.to_yaml().encode())
    tell(ctx, Words(f"Đã ghi {out}.", f"Written to {out}."))


@sample.command()
@click.option("--period", type=Month(), default="2026-07", show_default=True)
@click.option("--round", "round_", type=click.IntRange(1, 99), default=1, show_default=True)
@click.option("--faults", is_flag=True, help="kèm các lỗi thường gặp · with the usual faults")
@_OUT
@click.pass_context
def factory(ctx: click.Context, period: int, round_: int, faults: bool, out: Path) -> None:
    """Bảng Excel của nhà máy mẫu · the sample factory's workbook."""
    if (period, round_) not in [(filed.period, filed.round) for filed in FILINGS]:
        known = ", ".join(f"{month_text(filed.period)}/{filed.round}" for filed in FILINGS)
        raise click.BadParameter(f"nhà máy mẫu chỉ có kỳ/đợt · the factory has: {known}", param_hint="--period")
    save(out, factory_workbook(period, round_, law_in_use(), faults=faults))
    tell(ctx, Words(f"Đã ghi {out}.", f"Written to {out}."))


@sample.command()
@click.option("--people", type=click.IntRange(5, 100_000), default=50, show_default=True, help="số dòng · lines")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--filed-on", type=Day(), default=today, show_default="hôm nay · today")
@click.option("--tk1", is_flag=True, help="kèm TK1-TS cho người chưa có mã số · with TK1-TS for people without number")
@click.option("--fault", "faults", type=click.Choice(list(FAULTS)), multiple=True, help="gieo lỗi · seed a fault")
@click.option("--share", type=click.FloatRange(0, 1), default=0.02, show_default=True, help="tỷ lệ dòng lỗi · share")
@click.option("--layout", type=click.Choice(["ibhxh", "vnpt", "csv"]), default="ibhxh", show_default=True)
@click.option(
    "--unit-out", type=click.Path(dir_okay=False, path_type=Path), help="ghi cả tệp đơn vị · the unit file too"
)
@_OUT
@click.pass_context
def employer(
    ctx: click.Context,
    people: int,
    seed: int,
    filed_on: date,
    tk1: bool,
    faults: tuple[str, ...],
    share: float,
    layout: Layout,
    unit_out: Path | None,
    out: Path,
) -> None:
    """Một đơn vị hư cấu, cùng tham số thì cùng kết quả · an invented employer, the same for the same arguments."""
    law = law_in_use()
    made = synthetic_employer(people, seed, law, filed_on=filed_on, declarations=tk1)
    seeded: list[SeededFault] = []
    if faults:
        made, seeded = with_faults(made, dict.fromkeys(faults, share), seed)
    the_list = made.draft.sheets[0]
    save(out, employer_file(made, law, layout))
    if unit_out:
        save(unit_out, made.unit.to_yaml().encode())
    told = Words(
        "Đã ghi {out}: {n} dòng, gieo {f} lỗi.", "Written to {out}: {n} {n:line|lines}, {f} {f:fault|faults} seeded."
    )
    tell(ctx, told.fill(out=out, n=the_list.rows.height, f=len(seeded)))
