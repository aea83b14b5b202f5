"""Rules that follow from the form file alone: required, digits, length, code, choice, no negative amounts.

They are made from each form version, named `M-<form>-<field>-<kind>`, and counted apart from the hand-written ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import and_

from polars import col

from ibhxh.checks.param import Param, number, text
from ibhxh.checks.rule import Blank, Part, Rule, Severity, Wrong
from ibhxh.law import Field, FormVersion, Kind
from ibhxh.words import Words


def mechanical_rules(version: FormVersion, spoken_for: frozenset[str]) -> tuple[Rule, ...]:
    """The mechanical rules of a form version, without those that hand-written rules stand for (`field-kind`)."""
    parts = ((Part.HEADER, version.wire.header), (Part.ROWS, version.wire.row))
    return tuple(
        rule
        for part, fields in parts
        for field in fields
        for rule in _of_field(version, field, part)
        if rule.id.removeprefix(f"M-{version.form}-") not in spoken_for
    )


def _of_field(version: FormVersion, field: Field, part: Part) -> Iterator[Rule]:
    def rule(
        kind: str, words: Words, wrong: Wrong, params: Mapping[str, Param] | None = None, *, blank: Blank = Blank.PASSES
    ) -> Rule:
        return Rule(
            id=f"M-{version.form}-{field.id}-{kind}",
            severity=Severity.ERROR,
            forms=(version.form,),
            fields=(field.id, *(field.required_when or ())) if kind == "required" else (field.id,),
            words=words,
            wrong=wrong,
            params=params or {},
            cite=version.reference,
            blank=blank,
            part=part,
        )

    value = {"x": text(field.id)}
    if field.required_when is not None:
        yield rule("required", _REQUIRED, _missing(field), blank=Blank.WRONG)
    match field.kind:
        case Kind.DIGITS if field.size:
            yield rule("digits", _said(_DIGITS, size=field.size), _shape(field.id, f"^[0-9]{{{field.size}}}$"), value)
        case Kind.TEXT if field.size:
            length = {"n": number(col(field.id).str.len_chars())}
            yield rule("length", _said(_LENGTH, size=field.size), _longer(field.id, field.size), length)
        case Kind.CODE if field.code_list:
            yield rule("code", _CODE, _not_listed(field.id, field.code_list), value)
        case Kind.CHOICE:
            label = version.face.labels[field.id]
            vi = ", ".join(label.choices[one].vi for one in field.values)
            en = ", ".join(label.choices[one].en for one in field.values)
            said = Words(_CHOICE.vi.replace("{list}", vi), _CHOICE.en.replace("{list}", en))
            yield rule("choice", said, _not_in(field.id, field.values), value)
        case Kind.MONEY | Kind.COEFFICIENT:
            yield rule("negative", _NEGATIVE, _below_zero(field.id))


def _missing(field: Field) -> Wrong:
    conditions = [col(other).is_in(values) for other, values in (field.required_when or {}).items()]
    return lambda _: reduce(and_, conditions, col(field.id).is_null())


def _shape(field: str, pattern: str) -> Wrong:
    return lambda _: ~col(field).str.contains(pattern)


def _longer(field: str, size: int) -> Wrong:
    return lambda _: col(field).str.len_chars() > size


def _not_listed(field: str, code_list: str) -> Wrong:
    return lambda view: ~col(field).is_in(view.codes(code_list))


def _not_in(field: str, values: tuple[str, ...]) -> Wrong:
    return lambda _: ~col(field).is_in(values)


def _below_zero(field: str) -> Wrong:
    return lambda _: col(field) < 0


def _said(words: Words, **places: int) -> Words:
    """The form's own figures written in; the places of the finding stay."""
    replaced: Callable[[str], str] = lambda said: reduce(  # noqa: E731
        lambda text_, place: text_.replace(f"{{{place[0]}}}", str(place[1])), places.items(), said
    )
    return Words(replaced(words.vi), replaced(words.en))


_REQUIRED = Words("Ô này chưa có giá trị mà mẫu bắt buộc ghi. Nhập giá trị.", "The form requires this cell. Fill it.")
_DIGITS = Words("“{x}” phải gồm đúng {size} chữ số. Kiểm tra lại.", "“{x}” must be exactly {size} digits. Check it.")
_LENGTH = Words(
    "Nội dung dài {n} ký tự, tối đa {size}. Rút gọn.", "The text has {n} characters, at most {size}. Shorten it."
)
_CODE = Words("Mã “{x}” không có trong danh mục. Chọn trong danh mục.", "Code “{x}” is not in the list. Choose one.")
_CHOICE = Words(
    "“{x}” không phải lựa chọn của ô này. Chọn một trong: {list}.", "“{x}” is no choice of this cell. Choose: {list}."
)
_NEGATIVE = Words(
    "Số âm không ghi được ở ô này. Ghi số dương.", "A negative number has no place here. Write it positive."
)
