"""`ibhxh jobs`: work of the sites that was given up after all its tries, and trying it again."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from ibhxh.cli.options import now, speaker, tell
from ibhxh.sites.project import serving
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words, instant_text


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="thư mục dữ liệu của các trang · the sites' data folder",
)
@click.option("--side", type=click.Choice(["employer", "agency"]), help="chỉ một phía · one side only")
@click.option(
    "--again", is_flag=True, help="làm lại tất cả; trang phải đang dừng · try all again; the sites must be stopped"
)
@click.pass_context
def jobs(ctx: click.Context, data: Path, side: str | None, again: bool) -> None:
    """Xem việc nền đã thôi thử, và cho làm lại · the jobs that were given up, and trying them again.

    Hồ sơ không gửi được còn hiện ở trang hồ sơ, với nút gửi lại · a dossier that could not be sent also shows on its
    page, with a button.
    """
    with serving.sole_writer(data.resolve()) if again else nullcontext():
        serving.prepare(data.resolve(), sides=side or "employer,agency", environment="production")
        for site in serving.installed():
            _tell_side(ctx, site.side, site.words, again=again)


def _tell_side(ctx: click.Context, side: str, name: Words, *, again: bool) -> None:
    from ibhxh.sites.project.jobs.models import Job  # noqa: PLC0415 - needs Django, which is set up by now
    from ibhxh.sites.project.jobs.queue import revive  # noqa: PLC0415 - the same
    from ibhxh.sites.project.jobs.worker import waiting_jobs  # noqa: PLC0415 - the same
    from ibhxh.sites.project.sides import Side, working_for  # noqa: PLC0415 - the same

    lang = speaker(ctx)
    with working_for(Side(side)):
        parked = Job.objects.filter(parked_at__isnull=False, done_at=None)
        tell(ctx, _COUNTS.fill(side=name, waiting=waiting_jobs().count(), parked=parked.count()))
        for job in parked.order_by("parked_at"):
            since = instant_text(job.parked_at.astimezone(VIETNAM)) if job.parked_at else ""
            click.echo(f"  {job}  {since}  {_TRIES.fill(n=job.attempts).text(lang)}: {job.last_error}")
        if again:
            tell(ctx, _AGAIN.fill(n=revive(parked, at=now())))


_COUNTS = Words(
    "{side}: {waiting} việc đang chờ, {parked} việc đã thôi thử.", "{side}: {waiting} waiting, {parked} given up."
)
_TRIES = Words("{n} lần", "{n} {n:try|tries}")
_AGAIN = Words("{n} việc sẽ được làm lại khi trang chạy.", "{n} will be tried again when the sites run.")
