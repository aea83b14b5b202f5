"""`reference` and `confidence` of an entry of a law file: who said so, and how sure that is."""

from __future__ import annotations

from datetime import date

from ibhxh.law.strict import Entry
from ibhxh.law.value import Confidence, Source


def read_source(entry: Entry) -> Source:
    """The source of an entry whose `reference` holds act, article and the day it was published."""
    reference = Entry(entry.take("reference", dict), f"{entry.where}: reference")
    source = Source(
        act=reference.take("act", str),
        article=reference.take("article", str, None),
        published=reference.take("published", date),
        confidence=Confidence(entry.take("confidence", str)),
        note=entry.words("note") if entry.has("note") else None,
    )
    reference.done()
    return source
