"""The root command: loads a group only when it is asked for, and turns every `Problem` into words."""

from __future__ import annotations

import errno
import importlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import click

from ibhxh.problem import Problem
from ibhxh.words import Lang, Words

#: command → (module, attribute, one line of help)
COMMANDS = {
    "up": ("ibhxh.cli.up", "up", "Chạy trang đơn vị, trang cơ quan, cổng · run both sites and the gateway"),
    "invite": ("ibhxh.cli.invite", "invite", "Tạo tài khoản đầu tiên của một phía · the first account of a side"),
    "law": ("ibhxh.cli.law", "law", "Tra cứu pháp luật theo ngày · the law by date"),
    "amounts": ("ibhxh.cli.amounts", "amounts", "Tính số tiền và nêu vì sao · amounts and their why"),
    "template": ("ibhxh.cli.workbook", "template", "Tạo mẫu Excel để nhập · make the Excel template"),
    "sample": ("ibhxh.cli.sample", "sample", "Tạo dữ liệu mẫu hư cấu · make invented employers"),
    "check": ("ibhxh.cli.check", "check", "Kiểm tra một tệp Excel hoặc hồ sơ · check a workbook or a dossier"),
    "freeze": ("ibhxh.cli.dossier", "freeze", "Chốt nội dung hồ sơ · freeze a workbook into content"),
    "show": ("ibhxh.cli.dossier", "show", "Xem một tệp nội dung · show what a content file declares"),
    "trial": ("ibhxh.cli.trial", "trial", "Chứng thư và cổng dùng thử · trial certificates and gateway"),
    "package": ("ibhxh.cli.package", "package", "Ký và đóng gói hồ sơ · sign and package"),
    "desk": ("ibhxh.cli.desk", "desk", "Cổng tiếp nhận: xét và cấp biên nhận · the desk: examine, give the receipt"),
    "verify": ("ibhxh.cli.verify", "verify", "Xác minh biên nhận, không cần mạng · verify a receipt offline"),
    "print": ("ibhxh.cli.paper", "print_", "In có mã vạch ra PDF · print with barcodes"),
    "scan": ("ibhxh.cli.paper", "scan", "Dựng lại hồ sơ từ bản in · rebuild a dossier from paper"),
    "audit": ("ibhxh.cli.audit", "audit", "Kiểm lại chuỗi sự kiện của mọi hồ sơ · refold every event chain"),
    "jobs": ("ibhxh.cli.jobs", "jobs", "Việc nền đã thôi thử · jobs that were given up"),
    "demo": ("ibhxh.cli.demo", "demo", "Kể cả câu chuyện trên một nhà máy hư cấu · the whole story"),
}


class Lazy(click.Group):
    """A group whose commands are imported on use: `ibhxh --help` need not load the PDF engine."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line for each command, without importing any."""
        with formatter.section("Lệnh · Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; a `Problem` becomes a paragraph on standard error and exit code 2, and so does a file that
        the machine does not let us read or write, and a question that got no answer."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            told = problem.text(lang_of(ctx))
        except (OSError, sqlite3.Error) as error:
            if getattr(error, "errno", None) == errno.EPIPE:
                raise
            told = _MACHINE.fill(said=error).text(lang_of(ctx))
        except click.Abort:
            told = _UNANSWERED.text(lang_of(ctx))
        click.echo(told, err=True)
        ctx.exit(2)


_MACHINE = Words(
    "Máy không cho đọc hoặc ghi tệp: {said}. Kiểm tra đường dẫn, quyền và dung lượng còn trống.",
    "The machine does not let the file be read or written: {said}. Check path, rights and free space.",
)
_UNANSWERED = Words(
    "Đã dừng vì câu hỏi chưa được trả lời. Mật khẩu có thể đặt trong biến môi trường IBHXH_PASSPHRASE.",
    "Stopped: a question got no answer. A passphrase may stand in the environment variable IBHXH_PASSPHRASE.",
)


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default=lambda: os.environ.get("IBHXH_LANG", "vi"),
    show_default="vi",
    help="Ngôn ngữ · language",
)
@click.option(
    "--law",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    envvar="IBHXH_LAW",
    help="Tệp YAML bổ sung, thay giá trị của bộ luật · YAML laid over the law pack",
)
@click.version_option(package_name="ibhxh")
@click.pass_context
def main(ctx: click.Context, lang: Lang, law: tuple[Path, ...]) -> None:
    """iBHXH: lập, kiểm tra, ký, nộp và đối chiếu hồ sơ BHXH, BHYT, BHTN.

    Prepares, checks, signs, files and reconciles social-insurance dossiers.
    """
    ctx.obj = lang


def lang_of(ctx: click.Context) -> Lang:
    """The language chosen at the root."""
    return ctx.find_root().params.get("lang", "vi")  # type: ignore[no-any-return]
