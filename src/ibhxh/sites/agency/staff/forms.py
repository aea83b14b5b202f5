"""What the head is asked when somebody is invited to the office."""

from __future__ import annotations

from django import forms

from ibhxh.dossier.text import normal_text
from ibhxh.sites.agency.staff.models import Role
from ibhxh.sites.agency.staff.roles import ROLES
from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.wording import later

_KNOWN = later(
    "Địa chỉ này đã có tài khoản. Nếu người này quên mật khẩu, cấp liên kết mới ở danh sách cán bộ.",
    "This address has an account. If its holder forgot the password, give a new link from the list of officers.",
)


class InvitationForm(forms.Form):
    """E-mail address, name, role, title of somebody new."""

    name = forms.CharField(
        label=later("Họ và tên", "Name"),
        max_length=120,
        error_messages={"required": later("Ghi họ tên cán bộ.", "Write the officer's name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=later("Địa chỉ thư điện tử", "E-mail address"),
        help_text=later("Dùng để đăng nhập.", "For signing in."),
        error_messages={
            "required": later("Ghi địa chỉ thư của cán bộ.", "Write the officer's address."),
            "invalid": later(
                "Địa chỉ thư chưa đúng dạng, ví dụ canbo@coquan.vn.",
                "Not the shape of an e-mail address, such as officer@office.vn.",
            ),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    title = forms.CharField(
        label=later("Chức danh", "Title"),
        help_text=later("Như trên phiếu và thông báo, ví dụ Chuyên viên.", "As slips and notices say it."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=later("Vai trò", "Role"),
        choices=[(role.value, later(words.vi, words.en)) for role, words in ROLES.items()],
        initial=Role.OFFICER.value,
        error_messages={"required": later("Chọn vai trò.", "Choose a role.")},
    )

    def clean_name(self) -> str:
        """In normal form."""
        return normal_text(str(self.cleaned_data["name"])) or ""

    def clean_title(self) -> str:
        """The same."""
        return normal_text(str(self.cleaned_data["title"])) or ""

    def clean_email(self) -> str:
        """An address that has no account yet."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if Account.objects.filter(email=email).exists():
            raise forms.ValidationError(_KNOWN)
        return email
