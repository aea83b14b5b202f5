"""`ibhxh audit`: every event chain of both sites refolded, and held against the states that are stored."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ibhxh.cli.options import speaker, tell
from ibhxh.words import Words, number_text

#: side → (application, model) of everything that lives by a machine, and the machine's name in `ibhxh.states`
LIVES = {
    "employer": (("employer", "Dossier", "DOSSIER"),),
    "agency": (("cases", "Case", "CASE"),),
}


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="thư mục dữ liệu của các trang · the sites' data folder; mặc định · default: IBHXH_DATA",
)
@click.pass_context
def audit(ctx: click.Context, data: Path | None) -> None:
    """Kiểm lại chuỗi sự kiện của mọi hồ sơ · refold every event chain, and compare it with what is stored."""
    if data is not None:
        os.environ["IBHXH_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibhxh.sites.project.settings")
    sound = [_audit_side(ctx, side) for side in _sides(ctx)]
    ctx.exit(0 if all(sound) else 1)


def _sides(ctx: click.Context) -> list[str]:
    """The sides that have a database; a file that is not there is not made."""
    import django  # noqa: PLC0415 - only who audits loads Django
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    there = []
    for side in map(str, settings.IBHXH_SITES):
        database = settings.DATABASES[side]
        if database["ENGINE"].endswith("sqlite3") and not Path(database["NAME"]).exists():
            tell(ctx, _NO_DATABASE.fill(side=_SIDES[side], path=database["NAME"]), err=True)
        else:
            there.append(side)
    if not there:
        ctx.exit(2)
    return there


def _audit_side(ctx: click.Context, side: str) -> bool:
    from django.apps import apps  # noqa: PLC0415

    from ibhxh import states  # noqa: PLC0415
    from ibhxh.sites.project.lifecycle import audit_all  # noqa: PLC0415

    sound = True
    for application, name, machine in LIVES[side]:
        found = audit_all(apps.get_model(application, name), getattr(states, machine))
        counts = {"subjects": number_text(found.subjects), "events": number_text(found.events), "side": _SIDES[side]}
        tell(ctx, (_DIFFERENT if found.findings else _SOUND).fill(**counts, found=len(found.findings)))
        for finding in found.findings:
            at = _EVENT.fill(seq=finding.seq) if finding.seq is not None else _RECORD
            click.echo(f"  {finding.subject}, {at.text(speaker(ctx))}: {finding.what.text(speaker(ctx))}")
        sound = sound and not found.findings
    return sound


_SIDES = {"employer": Words("đơn vị", "employer"), "agency": Words("cơ quan BHXH", "agency")}
_SOUND = Words(
    "✓ Phía {side}: {subjects} hồ sơ, {events} sự kiện; tính lại đều khớp.",
    "✓ {side} side: {subjects} {subjects:dossier|dossiers}, {events} {events:event|events}; all refold to what is "
    "stored.",
)
_DIFFERENT = Words(
    "✗ Phía {side}: {subjects} hồ sơ, {events} sự kiện; {found} hồ sơ không khớp, chỗ đầu tiên của từng hồ sơ:",
    "✗ {side} side: {subjects} {subjects:dossier|dossiers}, {events} {events:event|events}; {found} "
    "{found:differs|differ}, the first place of each:",
)
_EVENT = Words("sự kiện số {seq}", "event no. {seq}")
_RECORD = Words("bản ghi hồ sơ", "the record itself")
_NO_DATABASE = Words("Phía {side} chưa có dữ liệu ở {path}.", "The {side} side has no data at {path}.")
