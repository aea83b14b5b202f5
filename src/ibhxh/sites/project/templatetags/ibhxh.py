"""The words of templates: both languages side by side where they are used, and values as people read them.

`{% t "Hồ sơ" "Dossiers" %}` · `{% t "Còn {n} lỗi" "{n} {n:error|errors} left" n=count %}` · `{{ words|say }}` ·
`{{ amount|money }}` · `{{ day|day }}` · `{{ instant|instant }}` · `{% icon "check" %}` · `{% field form.email %}` ·
`{% faults form %}` · `{% nav_link "employer:dossiers" "Hồ sơ" "Dossiers" %}`
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ibhxh.law.months import month_words
from ibhxh.sites.project.wording import language, said
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words, day_text, filled, instant_text, money_text, number_text

register = template.Library()


@register.simple_tag
def t(vi: str, en: str, **values: Any) -> SafeString:
    """A text in the reader's language, `{names}` filled in; values are escaped, the text is the template's own."""
    text = en if language() == "en" else vi
    if not values:
        return mark_safe(text)  # noqa: S308 - written in the template
    shown = {name: conditional_escape(_shown(value)) for name, value in values.items()}
    return mark_safe(filled(text, shown))  # noqa: S308 - values escaped one line above


@register.filter
def say(words: Words | str | None) -> str:
    """Words in the reader's language."""
    return said(words) if isinstance(words, Words) else words or ""


@register.filter
def money(amount: int | None) -> str:
    """1.234.567 đ"""
    return "" if amount is None else money_text(amount)


@register.filter
def number(value: int | None) -> str:
    """1.234.567"""
    return "" if value is None else number_text(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """31/07/2026"""
    if value is None:
        return ""
    return day_text(value.astimezone(VIETNAM).date() if isinstance(value, datetime) else value)


@register.filter
def instant(value: datetime | None) -> str:
    """31/07/2026 14:05:09"""
    return "" if value is None else instant_text(value.astimezone(VIETNAM))


@register.filter
def hour(value: datetime | None) -> str:
    """14:05, 31/07/2026: as people write a time"""
    return "" if value is None else f"{value.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"


@register.filter
def weekday(value: date) -> str:
    """Thứ Sáu"""
    return said(_WEEKDAYS[value.weekday()])


@register.filter
def month(index: int | None) -> str:
    """07/2026"""
    return "" if index is None else month_words(index)


@register.filter
def initials(name: str) -> str:
    """Hà Thu Nga → HN: the first letters of family name and given name"""
    words = name.split()
    return "".join(word[0] for word in (words if len(words) < 2 else [words[0], words[-1]])).upper()


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A sign of the set static/ibhxh/icons.svg, 18 px or "s" for 16; decoration, unless it is given a label."""
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    sheet = static("ibhxh/icons.svg")
    return format_html('<svg class="i{}" {}><use href="{}#{}"/></svg>', size and f" {size}", says, sheet, name)


@register.inclusion_tag("ibhxh/parts/field.html")
def field(bound: BoundField, *, size: str = "", optional: bool = False, hint: str = "") -> dict[str, Any]:
    """One question of a form: label, hint, error, control. `size` s, m or l makes the control as wide as its answer.

    The control is made by Django, with the ids of hint and error added so that readers of the screen hear them.
    """
    errors, told = [str(error) for error in bound.errors], hint or str(bound.help_text or "")
    ids = [f"{bound.auto_id}-hint"] * bool(told) + [f"{bound.auto_id}-error"] * bool(errors)
    attrs: dict[str, Any] = {"class": f"fld{size and f' w-{size}'} {bound.field.widget.attrs.get('class', '')}".strip()}
    if ids:
        attrs["aria-describedby"] = " ".join(ids)
    if errors:
        attrs["aria-invalid"] = "true"
    tick = getattr(bound.field.widget, "input_type", "") == "checkbox"
    control = bound.as_widget(attrs={name: value for name, value in attrs.items() if not (tick and name == "class")})
    return {
        "bound": bound,
        "control": control,
        "hint": told,
        "errors": errors,
        "optional": optional,
        "tick": tick,
        "group": bound.use_fieldset,
    }


@register.inclusion_tag("ibhxh/parts/faults.html")
def faults(form: BaseForm | Iterable[tuple[str, str | Words]]) -> dict[str, Any]:
    """The summary above a form that was sent with errors: `faults form`, or pairs of a field's id and a text."""
    if not isinstance(form, BaseForm):
        return {"faults": [(at, say(text)) for at, text in form]}
    found = [
        (form[name].id_for_label or form[name].auto_id, error)
        for name in form.fields
        for error in form.errors.get(name, ())
    ]
    first = next((bound.id_for_label for bound in form.visible_fields()), "")
    return {"faults": [(first, error) for error in form.non_field_errors()] + found}


@register.simple_tag(takes_context=True)
def nav_link(
    context: Context, address: str, vi: str, en: str, *, count: int | None = None, exact: bool = False, **where: Any
) -> SafeString:
    """A link of the navigation, marked where we are at or below it (`exact`: at it). Nothing for a page that is not
    installed."""
    try:
        url = reverse(address, kwargs=where)
    except NoReverseMatch:
        return SafeString()
    path = context["request"].path
    here = path == url or (not exact and path.startswith(url.rstrip("/") + "/"))
    return format_html(
        '<a href="{}"{}>{}{}</a>',
        url,
        mark_safe(' aria-current="page"') if here else "",
        said(Words(vi, en)),
        format_html(' <span class="n">{}</span>', count) if count else "",
    )


_WEEKDAYS = (
    Words("Thứ Hai", "Monday"),
    Words("Thứ Ba", "Tuesday"),
    Words("Thứ Tư", "Wednesday"),
    Words("Thứ Năm", "Thursday"),
    Words("Thứ Sáu", "Friday"),
    Words("Thứ Bảy", "Saturday"),
    Words("Chủ nhật", "Sunday"),
)


def _shown(value: Any) -> Any:
    return say(value) if isinstance(value, Words) else value
