"""What a file does not say and the form needs: asked once for the whole sheet, filled by answer or default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ibhxh.dossier import Cell, Unread
from ibhxh.formats.excel.errors import WrongAnswer
from ibhxh.formats.excel.forms import DayForms
from ibhxh.formats.excel.imported import Option, Question
from ibhxh.law import Field, FieldId, FormVersion, Kind, Law
from ibhxh.words import Words

#: Effects of plans (code list `plans`) for which a question concerns the row; none means every row.
_JOINING = ("start",)
_JOINING_OR_LEAVING = ("start", "stop")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the product may ask: for which field, in which words, with what default, for rows of which effects."""

    field: FieldId
    words: Words
    default: Cell
    effects: tuple[str, ...] = ()


ASKED = (
    Asked(
        "engagement",
        Words("Những người chưa ghi hình thức làm việc làm theo hình thức nào?", "How are the people engaged?"),
        "full_time",
    ),
    Asked(
        "nationality",
        Words("Những người chưa ghi quốc tịch có quốc tịch nào?", "Which nationality have people without one?"),
        "VN",
    ),
    Asked(
        "contract_kind",
        Words("Những người báo tăng chưa ghi loại hợp đồng ký loại nào?", "Which kind of contract have newcomers?"),
        None,
        _JOINING,
    ),
    Asked(
        "result_medium",
        Words("Người báo tăng, báo giảm nhận kết quả bằng hình thức nào?", "How do people receive their results?"),
        "electronic",
        _JOINING_OR_LEAVING,
    ),
    Asked(
        "work_week",
        Words("Tuần làm việc của đơn vị có mấy ngày?", "How many days has the unit's work week?"),
        "6",
    ),
    Asked(
        "wage_region",
        Words("Đơn vị thuộc vùng lương tối thiểu nào?", "In which wage region is the unit?"),
        None,
    ),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions still open for a form: fields that had a column of their own in the file are not asked."""

    law: Law
    answers: Mapping[FieldId, Cell]

    @staticmethod
    def of(answers: Mapping[FieldId, Cell], forms: DayForms, law: Law) -> Asking:
        """Raises `WrongAnswer` for an answer to what nobody asks and no header has."""
        known = {asked.field for asked in ASKED} | {f.id for f in forms.d02.wire.header}
        for field_id, answer in answers.items():
            if field_id not in known:
                raise WrongAnswer(field_id, answer, ())
        return Asking(law, answers)

    def rows(
        self,
        version: FormVersion,
        frame: pl.DataFrame,
        unread: Sequence[Unread],
        skip: frozenset[FieldId] = frozenset(),
    ) -> tuple[pl.DataFrame, list[Question]]:
        """The rows with their gaps filled, and what was asked. Unread cells are no gaps."""
        questions = []
        for asked in ASKED:
            field = _field(version.wire.row, asked.field)
            if field is None or asked.field in skip:
                continue
            gaps = frame.select(_gaps(asked, self.law, frame)).to_series()
            for cell in unread:
                if cell.field == asked.field and cell.row is not None:
                    gaps[cell.row] = False
            if gaps.any():
                question = self._question(version, asked, field, int(gaps.sum()))
                questions.append(question)
                filled = pl.when(gaps).then(pl.lit(question.used)).otherwise(pl.col(asked.field))
                frame = frame.with_columns(filled.cast(frame.schema[asked.field]).alias(asked.field))
        return frame, questions

    def header(
        self, version: FormVersion, found: Mapping[FieldId, Cell], skip: frozenset[FieldId] = frozenset()
    ) -> tuple[dict[FieldId, Cell], list[Question]]:
        """The header with its gaps filled: by answers, for any field of it, and by the defaults of what is asked."""
        header, questions = dict(found), []
        for field in version.wire.header:
            if header.get(field.id) is not None or field.id in skip:
                continue
            asked = next((asked for asked in ASKED if asked.field == field.id), None)
            if asked is not None:
                question = self._question(version, asked, field, 0)
                questions.append(question)
                header[field.id] = question.used
            elif field.id in self.answers:
                header[field.id] = self.answers[field.id]
        return header, questions

    def _question(self, version: FormVersion, asked: Asked, field: Field, rows: int) -> Question:
        options = _options(version, field, self.law)
        used = self.answers.get(asked.field, asked.default)
        if used is not None and used not in [option.value for option in options]:
            raise WrongAnswer(asked.field, used, [str(option.value) for option in options])
        return Question(asked.field, asked.words, options, asked.default, used, rows)


def joined(questions: Sequence[Question]) -> tuple[Question, ...]:
    """One question for each field, whatever number of forms it was asked for."""
    by_field: dict[FieldId, Question] = {}
    for question in questions:
        known = by_field.get(question.field)
        if known is None or known.rows < question.rows:
            by_field[question.field] = question
    return tuple(by_field.values())


def _field(fields: Sequence[Field], field_id: FieldId) -> Field | None:
    return next((field for field in fields if field.id == field_id), None)


def _gaps(asked: Asked, law: Law, frame: pl.DataFrame) -> pl.Expr:
    empty = pl.col(asked.field).is_null()
    if not asked.effects or "plan" not in frame.columns:
        return empty
    plans = [code for code, row in law.codes["plans"].rows.items() if row["effect"] in asked.effects]
    return empty & pl.col("plan").is_in(plans).fill_null(value=False)


def _options(version: FormVersion, field: Field, law: Law) -> tuple[Option, ...]:
    if field.kind is Kind.CODE:
        codes = law.codes[field.code_list or ""]
        return tuple(Option(code, codes.words(code)) for code in codes)
    choices = version.face.labels[field.id].choices
    return tuple(Option(value, choices[value]) for value in field.values)
