"""The last chapters of the demo: the January list goes to a running agency over HTTP, is settled there, and comes back.

Everything is done as its users do it: the package is posted to the gateway, the officers sign in and press the buttons
of their pages, and the unit fetches and verifies what was sealed for it.
"""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from lxml import html

from ibhxh.cli.telling import NotAsTold, Teller
from ibhxh.client import notice_words, package, read_notice, verify_receipt
from ibhxh.dossier import Content
from ibhxh.formats.notices import Acceptance, AccountNotice, Decision, Notice
from ibhxh.law import Law
from ibhxh.law.months import last_day, month_words
from ibhxh.printing import print_slip
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sites.project.example.cast import KEY_PASSPHRASE, PEOPLE
from ibhxh.trust import KeyRing, Pkcs12Signer
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words, day_text, money_text

#: What the month costs, by the published figures of the case (đồng).
JANUARY_DUE = 278_013_365
_PATIENCE = 180.0


def tell_online(teller: Teller, law: Law, content: Content) -> None:
    """The agency's part, over HTTP on this machine."""
    world = teller.folder / "world"
    with teller.step(Words("Chạy cổng và trang của cơ quan mẫu", "The example agency starts")):
        server = running(world)
        address = server.__enter__()
        teller.say(f"{address}/co-quan/ · dữ liệu ở {world}", f"{address}/co-quan/ · data in {world}")
    try:
        keys = KeyRing.read(httpx.get(f"{address}/api/v1/keys").content)
        code = _file(teller, law, content, world, address, keys)
        _settle(teller, address, code)
        _close(teller, law, content, world, address, keys)
    finally:
        server.__exit__(None, None, None)


@contextmanager
def running(data: Path) -> Iterator[str]:
    """`ibhxh up` on a free port with this folder of data, until the block ends; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ibhxh", "up", "--data", str(data), "--port", str(port)]
    log = data.with_suffix(".log").open("w")
    process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - our own command
    address = f"http://127.0.0.1:{port}"
    try:
        _until(lambda: _answers(address) or process.poll() is not None)
        if process.poll() is not None:
            raise NotAsTold(Words(f"Không chạy được: xem {log.name}.", f"It does not start: see {log.name}."))
        yield address
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        log.close()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/suc-khoe").is_success
    except httpx.TransportError:
        return False


def _file(teller: Teller, law: Law, content: Content, world: Path, address: str, keys: KeyRing) -> str:
    title = Words("Ký tháng 01/2026 và gửi qua HTTP", "January 2026 signed and sent over HTTP")
    with teller.step(title):
        signed_at = datetime(2026, 1, 30, 9, 0, tzinfo=VIETNAM)
        signer = Pkcs12Signer.open((world / "example" / "chu-ky-so-mau.p12").read_bytes(), KEY_PASSPHRASE)
        sent = package(content, law, signer, unit=FACTORY_UNIT, signed_at=signed_at)
        headers = {"Content-Type": "application/xml", "Idempotency-Key": sent.idempotency_key}
        answers = [httpx.post(f"{address}/api/v1/packages", content=sent.package, headers=headers) for _ in range(2)]
        first, again = answers
        teller.expect(
            (first.status_code, again.status_code) == (201, 200) and first.content == again.content,
            "cổng lưu rồi mới trả lời; gửi lại thì nhận đúng biên nhận cũ",
            "the gateway stores, then answers; sent again, the same receipt comes back",
        )
        genuine = verify_receipt(first.content, sent.package, keys, law)
        teller.expect(genuine.genuine, genuine.words().vi, genuine.words().en)
        code = first.headers["Location"].rsplit("/", 1)[1]
        status = _waited(address, code, lambda said: said["number"] is not None)
        teller.expect(
            status["number"] is not None,
            f"đã tiếp nhận, số hồ sơ {status['number']}, hẹn trả {_day(status['due_at'])}",
            f"accepted, number {status['number']}, promised {_day(status['due_at'])}",
        )
        return code


def _settle(teller: Teller, address: str, code: str) -> None:
    with teller.step(Words("Cán bộ giải quyết trên trang của cơ quan", "The officer settles it on the agency's pages")):
        officer = Reader(address)
        officer.sign_in("agency", 0)
        page = officer.open("/co-quan/")
        number = httpx.get(f"{address}/api/v1/packages/{code}").json()["number"]
        serial = number.split("/")[0]
        case = next(url for link, _, url, _ in page.iterlinks() if link.text_content().strip() in {serial, number})
        page = officer.open(case)
        taking = officer.form(page, "/nhan")
        page = page if taking is None else officer.send(taking)
        lines = officer.form(page, "/dong")
        keys = [box.get("value") for box in page.xpath("//input[@name='line']") if "." in box.get("value")]
        page = officer.send(lines, act="accept:" + ",".join(keys))
        page = officer.open(case + "/quyet-dinh")
        officer.send(officer.form(page, "", button="ctrl+enter"))
        status = _waited(address, code, lambda said: said["state"] != "in_review")
        teller.expect(
            status["national_code"] in {9, 10},
            f"{len(keys)} dòng được chấp nhận và ghi sổ",
            f"{len(keys)} lines accepted and booked",
        )


def _close(teller: Teller, law: Law, content: Content, world: Path, address: str, keys: KeyRing) -> None:
    month = content.head.key.period
    title = Words(f"Chốt tháng {month_words(month)}: C12-TS, D09-TS", f"{month_words(month)} closed: C12-TS, D09-TS")
    with teller.step(title):
        head = Reader(address)
        head.sign_in("agency", 2)
        clock = head.form(head.open("/co-quan/"), "/dong-ho-mau")
        head.send(clock, days=str((last_day(month) - datetime(2026, 1, 30, tzinfo=VIETNAM).date()).days))
        look_over = f"/co-quan/don-vi/{FACTORY_UNIT.unit_code}/chot"
        head.send(head.form(head.open(look_over), "/chot"), month=str(month))
        sealed = _notices(world, address)
        notices = [read_notice(one, keys) for one in sealed]
        for one, notice in zip(sealed, notices, strict=True):
            words = notice_words(notice)
            teller.say(f"· {words.vi}", f"· {words.en}")
            teller.write(f"{_name(notice)}.json", one)
            teller.write(f"{_name(notice)}.pdf", print_slip(notice, law, statement=one))
        account = next(notice.account for notice in notices if isinstance(notice, AccountNotice))
        due = account["B.3"].total or 0
        teller.expect(
            due == JANUARY_DUE,
            f"phải đóng tháng 01/2026: {money_text(due)}, đúng số liệu đã công bố của tình huống mẫu",
            f"due for 01/2026: {money_text(due)}, the case's published figure",
        )
        kinds = {type(notice) for notice in notices}
        teller.expect(
            {Acceptance, Decision, AccountNotice} <= kinds,
            f"{len(notices)} văn bản, niêm phong đều hợp lệ",
            f"{len(notices)} notices, every seal holds",
        )


class Reader:
    """Someone at a browser: signs in, opens pages, fills in the forms that are on them."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, follow_redirects=True, timeout=30)

    def sign_in(self, side: str, number: int) -> None:
        """As the so-manieth person of the example world on a side."""
        who = [one for one in PEOPLE if one.side == side][number]
        prefix = {"agency": "/co-quan/", "employer": "/don-vi/"}[side]
        page = self.open(f"{prefix}dang-nhap")
        self.send(self.form(page, "", field="password"), email=who.email, password=who.password)

    def open(self, path: str) -> Any:
        """The page at an address."""
        return self._page(self.http.get(path))

    def form(self, page: Any, action: str, *, field: str = "", button: str = "") -> Any:
        """The form that goes to an address ending so, with this field or button; None where there is none."""
        for form in page.forms:
            goes_there = (form.action or page.base_url or "").endswith(action)
            has_field = not field or form.xpath(f".//input[@name='{field}']")
            has_button = not button or form.xpath(f".//button[@data-key='{button}']")
            if goes_there and has_field and has_button:
                return form
        return None

    def send(self, form: Any, **typed: str) -> Any:
        """Fill in and send; the page that follows. Raises `NotAsTold` where there is no such form."""
        if form is None:
            raise NotAsTold(Words("Trang không có biểu mẫu cần dùng.", "The page lacks the form that was meant."))
        data = dict(form.form_values()) | typed
        return self._page(self.http.post(form.action or form.base_url, data=data))

    def _page(self, answer: httpx.Response) -> Any:
        if answer.is_error:
            raise NotAsTold(
                Words(f"{answer.url}: máy chủ trả lời {answer.status_code}.", f"{answer.url}: {answer.status_code}.")
            )
        page: Any = html.document_fromstring(answer.text, base_url=str(answer.url))
        page.make_links_absolute()
        return page


def _notices(world: Path, address: str) -> list[bytes]:
    """All sealed statements of the unit, once the month's own are among them."""
    headers = {"Authorization": f"Bearer {(world / 'example' / 'access-key.txt').read_text().strip()}"}
    path = f"{address}/api/v1/units/{FACTORY_UNIT.unit_code}/notices"
    said: list[dict[str, Any]] = []

    def closed() -> bool:
        said[:] = httpx.get(path, headers=headers).json()["notices"]
        return any(one["month"] is not None for one in said)

    _until(closed)
    return [base64.b64decode(one["statement"]) for one in said]


def _waited(address: str, code: str, enough: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Where a package stands, once that is far enough."""
    said: dict[str, Any] = {}

    def asked() -> bool:
        said.update(httpx.get(f"{address}/api/v1/packages/{code}").json())
        return enough(said)

    _until(asked)
    return said


def _until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > until:
            raise NotAsTold(Words("Chờ quá lâu.", "It takes too long."))
        time.sleep(0.2)


def _day(instant: str) -> str:
    return day_text(datetime.fromisoformat(instant).astimezone(VIETNAM).date())


def _name(notice: Notice) -> str:
    return f"{notice.TYPE}-{notice.head.number}".replace("/", "-")
