"""What is asked of whoever signs in, or accepts an invitation."""

from __future__ import annotations

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.wording import later

LEAST_LETTERS = 10
_MOST_LETTERS = 256

PASSWORD_RULES = later(
    f"Từ {LEAST_LETTERS} ký tự, dài thì tốt hơn rối; không phải mật khẩu nhiều người dùng. "
    "Dán từ trình quản lý mật khẩu được.",
    f"At least {LEAST_LETTERS} characters, long beats complicated; not one that many people use. "
    "Pasting from a password manager works.",
)
_FAULTS = {
    "password_too_short": later(f"Mật khẩu cần từ {LEAST_LETTERS} ký tự.", f"At least {LEAST_LETTERS} characters."),
    "password_too_common": later(
        "Mật khẩu này nhiều người dùng nên dễ đoán. Chọn mật khẩu khác.", "Many people use this one; choose another."
    ),
}
_REQUIRED_PASSWORD = later("Nhập mật khẩu.", "Enter the password.")


class SignInForm(forms.Form):
    """E-mail address and password."""

    email = forms.EmailField(
        label=later("Thư điện tử", "E-mail address"),
        error_messages={
            "required": later("Nhập địa chỉ thư điện tử.", "Enter the e-mail address."),
            "invalid": later(
                "Địa chỉ thư chưa đúng dạng, ví dụ ketoan@congty.vn.",
                "Not the shape of an e-mail address, such as accounts@company.vn.",
            ),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=later("Mật khẩu", "Password"),
        strip=False,
        max_length=_MOST_LETTERS,
        error_messages={"required": _REQUIRED_PASSWORD, "max_length": _FAULTS["password_too_common"]},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        """The address in the one shape in which accounts and failed attempts are counted."""
        return str(self.cleaned_data["email"]).strip().lower()


class FirstPasswordForm(forms.Form):
    """The first password of an invited account, given twice. The password set here is checked by the rules of settings
    but told in our own words."""

    password = forms.CharField(
        label=later("Mật khẩu mới", "New password"),
        help_text=PASSWORD_RULES,
        strip=False,
        max_length=_MOST_LETTERS,
        error_messages={
            "required": _REQUIRED_PASSWORD,
            "max_length": later(f"Tối đa {_MOST_LETTERS} ký tự.", f"At most {_MOST_LETTERS} characters."),
        },
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=later("Nhập lại mật khẩu mới", "The new password again"),
        strip=False,
        error_messages={"required": later("Nhập lại mật khẩu.", "Enter the password again.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # handed through
        self.account = account

    def clean_password(self) -> str:
        """The password, if the rules allow it."""
        password = str(self.cleaned_data["password"])
        try:
            password_validation.validate_password(password, self.account)
        except ValidationError as broken:
            raise ValidationError([_FAULTS.get(fault.code or "", str(fault)) for fault in broken.error_list]) from None
        return password

    def clean(self) -> dict[str, object]:
        """Both are the same."""
        given = self.cleaned_data
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", later("Hai lần nhập chưa giống nhau.", "The two are not the same."))
        return given
