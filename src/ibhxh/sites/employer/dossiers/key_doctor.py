"""The signing doctor: everything that can be wrong with a key file, named before anything is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ibhxh.client import AgencyOfAnother, SignerOfAnother, UnitOfAnother, require_own
from ibhxh.dossier import Content
from ibhxh.sites.employer.models import Unit
from ibhxh.trust import Pkcs12Signer, TrustProblem
from ibhxh.trust.certificates import require_signing_purpose, require_strong, require_valid
from ibhxh.words import Words, day_text

#: A certificate that ends within so many days is worth a word.
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing looked at. `ok` is None for what cannot be known before the passphrase is there; `soft` is a word of
    warning that does not stop anything."""

    words: Words
    ok: bool | None
    fix: Words | None = None
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All ticks; `signer` is there when the key could be opened."""

    ticks: tuple[Tick, ...]
    signer: Pkcs12Signer | None = None

    @property
    def healthy(self) -> bool:
        """Whether signing can go on."""
        return self.signer is not None and all(tick.ok or tick.soft for tick in self.ticks)

    @property
    def fault(self) -> Tick | None:
        """The first thing that stops it."""
        return next((tick for tick in self.ticks if tick.ok is False and not tick.soft), None)


_OPENED = Words("Đọc được tệp khóa, mật khẩu đúng", "The key file is readable, the passphrase right")
_BEFORE = (
    Words("Đọc được tệp khóa và mật khẩu đúng", "The key file is readable and the passphrase right"),
    Words("Mã số thuế trên chứng thư trùng với đơn vị", "The tax code in the certificate is the unit's"),
    Words("Chứng thư đang có hiệu lực", "The certificate is valid now"),
    Words("Khóa RSA từ 2048 bit, được phép ký", "An RSA key of 2048 bits or more that may sign"),
)
_OWN = _BEFORE[1]
_STRONG = _BEFORE[3]
_VALID = Words("Chứng thư có hiệu lực đến {day}", "The certificate is valid until {day}")
_ENDS_SOON = Words(
    "Chứng thư hết hạn {day}, còn {n} ngày; nên gia hạn", "The certificate ends on {day}, in {n} {n:day|days}: renew it"
)
_TRIAL = Words(
    "Chữ ký số dùng thử: cơ quan BHXH còn chờ bản giấy của hồ sơ",
    "A trial certificate: the agency also needs the paper",
)
_CHAIN = Words("Có chứng thư của tổ chức cấp: {issuer}", "The issuer's certificate is there: {issuer}")
_NO_CHAIN = Words(
    "Tệp khóa không kèm chứng thư của tổ chức cấp; cổng chỉ nhận nếu đã biết tổ chức này",
    "The key file lacks its issuer's certificate; the gateway takes it only if it knows the issuer",
)


def before_passphrase() -> Diagnosis:
    """What will be looked at."""
    return Diagnosis(tuple(Tick(words, None) for words in _BEFORE))


def diagnose(data: bytes, passphrase: str, content: Content, unit: Unit, *, at: datetime) -> Diagnosis:
    """Opens the key file and looks at it. The key stays in the answer's memory alone."""
    try:
        signer = Pkcs12Signer.open(data, passphrase)
    except TrustProblem as problem:
        unknown = tuple(Tick(words, None) for words in _BEFORE[1:])
        return Diagnosis((Tick(problem.what, False, problem.fix), *unknown))
    ticks = [Tick(_OPENED, True), _own(content, unit, signer), _valid(signer, at), _strong(signer), _chain(signer)]
    if signer.fact.trial:
        ticks.append(Tick(_TRIAL, False, soft=True))
    return Diagnosis(tuple(ticks), signer)


def _own(content: Content, unit: Unit, signer: Pkcs12Signer) -> Tick:
    try:
        require_own(content, unit.facts(), signer)
    except (SignerOfAnother, UnitOfAnother, AgencyOfAnother) as problem:
        # The gateway's code for it comes with the reason.
        told = Words("{what} {why}", "{what} {why}").fill(what=problem.what, why=problem.why)
        return Tick(told, False, problem.fix)
    return Tick(_OWN, True)


def _valid(signer: Pkcs12Signer, at: datetime) -> Tick:
    try:
        require_valid(signer.certificates()[0], at)
    except TrustProblem as problem:
        return Tick(problem.what, False, problem.fix)
    until = signer.fact.valid_until
    left = (until - at).days
    if until - at < SOON:
        return Tick(_ENDS_SOON.fill(day=day_text(until.date()), n=left), False, soft=True)
    return Tick(_VALID.fill(day=day_text(until.date())), True)


def _strong(signer: Pkcs12Signer) -> Tick:
    try:
        require_strong(signer.certificates()[0])
        require_signing_purpose(signer.certificates()[0])
    except TrustProblem as problem:
        return Tick(problem.what, False, problem.fix)
    return Tick(_STRONG, True)


def _chain(signer: Pkcs12Signer) -> Tick:
    """Whether the issuer travels along and did sign this certificate; whom the gateway trusts only it can say."""
    own, *above = signer.certificates()
    for issuer in above:
        try:
            own.verify_directly_issued_by(issuer)
        except Exception:  # noqa: S112 - any way of not being its issuer
            continue
        name = issuer.subject.rfc4514_string().split(",")[0].partition("=")[2]
        return Tick(_CHAIN.fill(issuer=name), True)
    return Tick(_NO_CHAIN, False, soft=True)
