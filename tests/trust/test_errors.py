"""Every refusal has its own code and both languages."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest

from ibhxh.trust import CertificateProblem, DocumentProblem, SigningProblem, StatementProblem, TrustProblem

pytestmark = pytest.mark.unit

FAMILIES = {TrustProblem, DocumentProblem, CertificateProblem, SigningProblem, StatementProblem}


def kinds(family: type[TrustProblem]) -> Iterator[type[TrustProblem]]:
    for kind in family.__subclasses__():
        yield kind
        yield from kinds(kind)


KINDS = [kind for kind in kinds(TrustProblem) if kind not in FAMILIES]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_codes_are_distinct() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes) > 25
    assert "TRUST" not in codes


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_both_languages_are_whole_and_name_the_same_places(kind: type[TrustProblem]) -> None:
    assert places(kind.said.vi) == places(kind.said.en)
    problem = kind(**dict.fromkeys(places(kind.said.vi), "…"))
    told = problem.as_dict()
    assert told["code"] == kind.code
    for words in (problem.what, problem.fix):
        if words:
            assert words.vi.endswith(".") and words.en.endswith(".")
            assert "!" not in words.vi + words.en
            assert words.vi != words.en
