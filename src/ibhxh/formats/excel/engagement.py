"""How a person is engaged, where only the note says it: a short list of phrases, said to the clerk when used."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from ibhxh.formats.excel.cells import Repaired
from ibhxh.formats.excel.names import plain_key
from ibhxh.law import FormVersion

#: Phrases without marks and the engagement each of them means; the first that is found counts.
PHRASES: Mapping[str, str] = {
    "hop dong thu hai": "second_contract",
    "hop dong thu 2": "second_contract",
    "hdld thu hai": "second_contract",
    "hdld thu 2": "second_contract",
    "hop dong lao dong thu hai": "second_contract",
    "hop dong lao dong thu 2": "second_contract",
    "khong tron thoi gian": "part_time",
    "ban thoi gian": "part_time",
    "di chuyen noi bo": "transferee",
    "hop dong thu viec": "probation",
    "hd thu viec": "probation",
    "hdtv": "probation",
}
_LOOK = r"(?i)th[ứu]\s+(hai|2)|th[ửu]\s+vi[ệe]c|th[ờo]i\s+gian|n[ộo]i\s+b[ộo]|h[đd]tv"


def engagements(notes: pl.Series, version: FormVersion) -> dict[int, Repaired]:
    """By row, the engagement its note tells of. `notes` are texts in NFC."""
    choices = version.face.labels["engagement"].choices
    rows = notes.str.contains(_LOOK).fill_null(value=False).arg_true().to_list()
    found = {}
    for row in rows:
        key = f" {plain_key(notes[row])} "
        for phrase, engagement in PHRASES.items():
            if f" {phrase} " in key:
                shown = _as_written(notes[row], phrase)
                found[row] = Repaired(engagement, "ENGAGEMENT_FROM_NOTE", shown, choices[engagement].vi)
                break
    return found


def _as_written(text: str, phrase: str) -> str:
    """The words of the note that made the phrase."""
    words = re.split(r"[\s,;.:()]+", text)
    length = len(phrase.split())
    for start in range(len(words) - length + 1):
        if plain_key(" ".join(words[start : start + length])) == phrase:
            return " ".join(words[start : start + length])
    return text
