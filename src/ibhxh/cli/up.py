"""`ibhxh up`: both sites, the gateway and the jobs, in one process on one port."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ibhxh.cli.options import speaker
from ibhxh.sites.project import serving
from ibhxh.words import Lang, Words


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="thư mục dữ liệu · folder of data",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="địa chỉ nghe · address to listen on")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="cổng · port")
@click.option(
    "--side", "sides", type=click.Choice(["employer", "agency"]), multiple=True, help="chỉ một phía · one side only"
)
@click.option(
    "--production", is_flag=True, help="môi trường thật, không có dữ liệu mẫu · no example data, the true clock"
)
@click.pass_context
def up(ctx: click.Context, data: Path, host: str, port: int, sides: tuple[str, ...], production: bool) -> None:
    """Chạy trang đơn vị, trang cơ quan và cổng tiếp nhận · run both sites and the gateway.

    Thư mục còn trống được nạp dữ liệu mẫu · an empty folder is filled with the example world.
    """
    lang = speaker(ctx)
    address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104 - named, not bound
    os.environ["IBHXH_LAW"] = os.pathsep.join(str(path.resolve()) for path in ctx.find_root().params.get("law", ()))
    with serving.sole_writer(data.resolve()):
        chosen = ",".join(sides or ("employer", "agency"))
        serving.prepare(data.resolve(), sides=chosen, environment="production" if production else "trial")
        if not production and len(sides) != 1:
            _tell_example(data.resolve(), address, lang)
        for side in serving.installed():
            click.echo(f"  {side.words.text(lang):<14} {address}{side.prefix}")
        click.echo(Words("Dừng bằng Ctrl+C.", "Stop with Ctrl+C.").text(lang))
        serving.serve(host, port)


def _tell_example(data: Path, address: str, lang: Lang) -> None:
    from ibhxh.sites.project.example.world import sign_ins  # noqa: PLC0415 - needs Django, which is set up by now

    click.echo(
        Words("Dữ liệu mẫu, mọi người và số đều hư cấu:", "Example data, everything in it is invented:").text(lang)
    )
    for one in sign_ins(data, address):
        role = one.role_vi if lang == "vi" else one.role_en
        click.echo(f"  {role:<28} {one.email:<32} {one.password}")
