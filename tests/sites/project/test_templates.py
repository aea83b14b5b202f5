"""What holds for every template and script of the sites, whoever wrote it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ibhxh.sites

pytestmark = pytest.mark.unit

SITES = Path(ibhxh.sites.__file__).parent
TEMPLATES = sorted(SITES.rglob("templates/**/*.html"))
ICONS = SITES / "project" / "static" / "ibhxh" / "icons.svg"
SHEETS = sorted(SITES.rglob("static/**/*.css"))
SCRIPTS = sorted(SITES.rglob("static/**/*.js"))
#: A name of XML that browsers ask for, not an address that is fetched.
SVG_NAME = "http://www.w3.org/2000/svg"
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
#: Tags whose two first texts are Vietnamese and English.
SAYING = re.compile(r'{%\s*(?:t|nav_link\s+"[^"]*")\s+"((?:[^"\\]|\\.)*)"\s+"((?:[^"\\]|\\.)*)"')
ANY_SAYING = re.compile(r"{%\s*(?:t|nav_link)\s")
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
#: A place, or the two forms of a count: {n}, {n:row|rows}.
PLACE = re.compile(r"{(\w+)(?::[^{}|]*\|[^{}|]*)?}")
each_template = pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(SITES)))


def source(file: Path) -> str:
    return COMMENT.sub("", file.read_text(encoding="utf-8"))


def test_there_are_templates_sheets_and_scripts() -> None:
    assert len(TEMPLATES) > 20 and len(SHEETS) > 6 and len(SCRIPTS) > 5


@each_template
def test_a_template_has_no_code_and_no_style_inside(file: Path) -> None:
    html = TAG.sub("", source(file))
    assert not re.search(r"\sstyle\s*=", html), "style= is refused by the content security policy"
    assert not re.search(r"\son[a-z]+\s*=", html), "handlers belong into a module"
    assert not re.search(r"\shx-on[:\w-]*\s*=|\shx-vals\s*=\s*[\"']js:|javascript:", html), (
        "htmx must not evaluate text"
    )
    assert not re.search(r"<style\b", html)
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", html, re.DOTALL):
        data = 'type="application/json"' in attributes
        assert data or ("src=" in attributes and not body.strip()), "scripts are files"


@each_template
def test_a_template_is_complete_in_both_languages(file: Path) -> None:
    html = source(file)
    sayings = SAYING.findall(html)
    assert len(sayings) == len(ANY_SAYING.findall(html)), "each text has a Vietnamese and an English half"
    for vietnamese, english in sayings:
        assert vietnamese.strip() and english.strip()
        assert set(PLACE.findall(vietnamese)) == set(PLACE.findall(english)), (vietnamese, english)
        assert not set("{}|") & set(PLACE.sub("", english)), english


@each_template
def test_no_vietnamese_stands_outside_of_the_tag_that_has_the_english(file: Path) -> None:
    html = source(file)
    outside = SAYING.sub("", html)
    stray = [line.strip() for line in outside.splitlines() if VIETNAMESE.search(line)]
    assert not stray


@each_template
def test_what_is_looked_at_has_a_name_for_readers_of_the_screen(file: Path) -> None:
    html = source(file)
    for image in re.findall(r"<img\b[^>]*>", html):
        assert "alt=" in image, image
    for table in re.findall(r"<th\b[^>]*>", html):
        assert "scope=" in table, table


@each_template
def test_a_sign_is_one_of_the_set(file: Path) -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', ICONS.read_text(encoding="utf-8")))
    assert set(re.findall(r'{%\s*icon\s+"(\w+)"', source(file))) <= drawn


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: str(file.relative_to(SITES)))
def test_sheets_take_nothing_from_elsewhere(file: Path) -> None:
    css = file.read_text(encoding="utf-8")
    assert "http:" not in css and "https:" not in css and "@import" not in css


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: str(file.relative_to(SITES)))
def test_scripts_take_nothing_from_elsewhere_and_evaluate_no_text(file: Path) -> None:
    code = file.read_text(encoding="utf-8")
    fetched = re.findall(r"https?://[^\"'`\s]+", code)
    assert set(fetched) <= {SVG_NAME}, fetched
    assert not re.search(r"\beval\(|new Function|\.innerHTML\s*=|insertAdjacentHTML|document\.write", code)
