"""`ibhxh trial …`: a trial desk and trial signatures, so that a unit can practise before it owns a token."""

from __future__ import annotations

from pathlib import Path

import click

from ibhxh.cli.desk_folder import found_desk, open_authority
from ibhxh.cli.options import now, passphrase_option, tell
from ibhxh.words import Words


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
@click.option("--name", required=True, help="tên đơn vị · name of the unit")
@click.option("--mst", required=True, help="mã số thuế · tax code")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@passphrase_option
@click.pass_context
def issue(ctx: click.Context, desk: Path, name: str, mst: str, out: Path, passphrase: str) -> None:
    """Cấp chữ ký số dùng thử (tệp .p12) · issue a trial signature."""
    authority = open_authority(desk, passphrase)
    out.write_bytes(authority.issue_pkcs12(name=name, mst=mst, passphrase=passphrase, at=now()))
    out.chmod(0o600)
    told = Words("Đã cấp chữ ký số dùng thử cho {name}: {out}.", "Trial signature for {name}: {out}.")
    tell(ctx, told.fill(name=name, out=out))
