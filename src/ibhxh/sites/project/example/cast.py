"""Who lives in the example world, and what its two sides know of each other before they meet."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "mat-khau-mau"  # noqa: S105 - of people who do not exist, in a world that says so on every page
KEY_PASSPHRASE = "chu-ky-so-mau"  # noqa: S105 - the same


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody of the example world who can sign in."""

    side: str
    role_vi: str
    role_en: str
    name: str
    email: str
    password: str = PASSWORD


@dataclass(frozen=True, slots=True)
class Door:
    """What the two sides of the example know of each other before they meet: the gateway's address and public keys, and
    the key by which the unit fetches its notices."""

    gateway: str
    keys: bytes
    access_key: str


PEOPLE = (
    SignIn("employer", "Nhân sự: lập hồ sơ", "HR clerk: prepares", "Lê Thị Mẫu Hạnh", "nhansu@binhminhmau.example"),
    SignIn("employer", "Giám đốc: ký, nộp", "Director: signs, files", "Vũ Mẫu Phương", "giamdoc@binhminhmau.example"),
    SignIn("agency", "Cán bộ quản lý thu", "Managing officer", "Trần Mẫu Quản", "canbo@bhxh-mau.example"),
    SignIn("agency", "Bộ phận một cửa", "One-stop desk", "Ngô Mẫu Tiếp", "motcua@bhxh-mau.example"),
    SignIn("agency", "Lãnh đạo", "Head", "Phạm Mẫu Duyệt", "lanhdao@bhxh-mau.example"),
)
