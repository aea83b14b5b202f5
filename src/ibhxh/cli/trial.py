"""`ibhxh trial …`: a trial desk and trial signatures, so that a unit can practise before it owns a token."""

from __future__ import annotations

from pathlib import Path

import click
from stdnum.vn.mst import is_valid as is_mst

from ibhxh.cli.desk_folder import found_desk, open_authority
from ibhxh.cli.opening import save
from ibhxh.cli.options import not_empty, now, passphrase_option, tell
from ibhxh.problem import Problem
from ibhxh.words import Words


class NoTaxCode(Problem):
    """A text that is no tax code."""

    code = "NO_TAX_CODE"


@click.group()
def trial() -> None:
    """Chứng thư và cổng dùng thử · trial certificates and gateway."""


@trial.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="Cổng mẫu BHXH", help="tên cổng · name of the gateway")
@click.option("--agency", default="07999", show_default=True, help="mã cơ quan · agency code")
@passphrase_option
@click.pass_context
def found(ctx: click.Context, folder: Path, name: str, agency: str, passphrase: str) -> None:
    """Lập một cổng dùng thử trong thư mục FOLDER · make a trial desk."""
    found_desk(folder, passphrase, name=name, agency_code=agency, at=now())
    tell(ctx, Words(f"Đã lập cổng dùng thử tại {folder}.", f"Trial desk made in {folder}."))


@trial.command()
@click.argument("desk", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--name", required=True, callback=not_empty, help="tên đơn vị · name of the unit")
@click.option("--mst", required=True, help="mã số thuế · tax code")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@passphrase_option
@click.option(
    "--key-passphrase",
    envvar="IBHXH_KEY_PASSPHRASE",
    help="mật khẩu riêng cho tệp của đơn vị · a passphrase of the unit's own; mặc định dùng chung · default: the same",
)
@click.pass_context
def issue(
    ctx: click.Context, desk: Path, name: str, mst: str, out: Path, passphrase: str, key_passphrase: str | None
) -> None:
    """Cấp chữ ký số dùng thử (tệp .p12) · issue a trial signature."""
    authority = open_authority(desk, passphrase)
    if not is_mst(mst):
        raise NoTaxCode(
            Words(f"“{mst}” không phải mã số thuế.", f"“{mst}” is no tax code."),
            fix=Words("Ghi 10 hoặc 13 chữ số, ví dụ 9900000016.", "Write 10 or 13 digits, e.g. 9900000016."),
        )
    key = authority.issue_pkcs12(name=name, mst=mst, passphrase=key_passphrase or passphrase, at=now())
    save(out, key, secret=True)
    told = Words("Đã cấp chữ ký số dùng thử cho {name}: {out}.", "Trial signature for {name}: {out}.")
    tell(ctx, told.fill(name=name, out=out))
