"""Words in templates: both languages, values as people read them, nothing unescaped."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from ibhxh.sites.project.wording import later
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words

pytestmark = pytest.mark.unit


def drawn(template: str, **context: Any) -> str:
    return engines["django"].from_string(template).render(context, RequestFactory().get("/don-vi/TZ99001/ho-so/7"))


@pytest.mark.parametrize(("lang", "text"), [("vi", "Còn 2 lỗi"), ("en", "2 errors left")])
def test_a_text_is_said_in_the_readers_language(lang: str, text: str) -> None:
    with translation.override(lang):
        assert drawn('{% t "Còn {n} lỗi" "{n} errors left" n=2 %}') == text


def test_values_in_a_text_are_escaped() -> None:
    assert drawn('{% t "Xin chào {who}" "Hello {who}" who=name %}', name="<b>&") == "Xin chào &lt;b&gt;&amp;"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "There are 0 errors left"),
        (1, "There is 1 error left"),
        (2, "There are 2 errors left"),
        ("1", "There is 1 error left"),
        ("<i>", "There are &lt;i&gt; errors left"),
    ],
)
def test_english_counts_in_two_forms(n: object, text: str) -> None:
    saying = '{% t "Còn {n} lỗi" "There {n:is|are} {n} {n:error|errors} left" n=count %}'
    assert drawn(saying, count=n).startswith("Còn ")
    with translation.override("en"):
        assert drawn(saying, count=n) == text


def test_a_dressed_count_has_its_form_too() -> None:
    with translation.override("en"):
        assert drawn('{% t "{n} dòng" "{n} {n:row|rows}" n=count|number %}', count=1000) == "1.000 rows"
        assert drawn('{% t "{n} dòng" "{n} {n:row|rows}" n=rows|length %}', rows=["a"]) == "1 row"


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("v|money", 1_234_567, "1.234.567\u00a0đ"),
        ("v|money", -5, "\u22125\u00a0đ"),
        ("v|money", 0, "0\u00a0đ"),
        ("v|money", None, ""),
        ("v|number", 12345, "12.345"),
        ("v|day", date(2026, 7, 31), "31/07/2026"),
        ("v|day", datetime(2026, 7, 31, 23, 30, tzinfo=VIETNAM), "31/07/2026"),
        ("v|instant", datetime(2026, 7, 31, 14, 5, 9, tzinfo=VIETNAM), "31/07/2026 14:05:09"),
        ("v|hour", datetime(2026, 7, 31, 14, 5, 9, tzinfo=VIETNAM), "14:05, 31/07/2026"),
        ("v|weekday", date(2026, 7, 31), "Thứ Sáu"),
        ("v|weekday", date(2026, 8, 2), "Chủ nhật"),
        ("v|say", Words("Hồ sơ", "Dossier"), "Hồ sơ"),
        ("v|say", None, ""),
        ("v|initials", "Hà Thu Nga", "HN"),
        ("v|initials", "Ánh", "Á"),
        ("v|initials", "", ""),
    ],
)
def test_values_are_written_as_people_read_them(expression: str, value: object, text: str) -> None:
    assert drawn(f"{{{{ {expression} }}}}", v=value) == text


def test_a_sign_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "check" %}')
    named = drawn('{% icon "check" label=v %}', v='"đúng"')
    assert 'role="img"' in named and 'aria-label="&quot;đúng&quot;"' in named


class Form(forms.Form):
    name = forms.CharField(
        label=later("Họ và tên", "Full name"), error_messages={"required": later("Nhập họ tên.", "Enter the name.")}
    )


@pytest.mark.parametrize(
    ("lang", "label", "error"), [("vi", "Họ và tên", "Nhập họ tên."), ("en", "Full name", "Enter the name.")]
)
def test_a_form_speaks_the_language_of_its_reader_not_of_whoever_loaded_it(lang: str, label: str, error: str) -> None:
    with translation.override(lang):
        asked = drawn("{% faults form %}{% field form.name %}", form=Form({}))
    assert f'<label for="id_name">{label}</label>' in asked
    assert f'<a href="#id_name">{error}</a>' in asked
    assert 'aria-describedby="id_name-error"' in asked and 'aria-invalid="true"' in asked


def test_what_was_typed_comes_back_escaped() -> None:
    assert "&lt;script&gt;" in drawn("{% field form.name %}", form=Form({"name": "<script>"}))


def test_a_link_of_the_navigation_knows_where_we_are() -> None:
    here = '{% nav_link "employer:home" "Đơn vị" "Employer" %}'
    assert 'aria-current="page"' in drawn(here)
    assert 'aria-current="page"' not in drawn('{% nav_link "employer:home" "Đơn vị" "Employer" exact=True %}')
    assert '<span class="n">3</span>' in drawn('{% nav_link "employer:home" "Đơn vị" "Employer" count=3 %}')
    assert drawn('{% nav_link "employer:no-such-page" "Đơn vị" "Employer" %}') == ""
