"""The reasons and items an officer chooses from, read once from `reasons.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ibhxh.sites.agency.cases.settling import LineReason
from ibhxh.words import Words


@dataclass(frozen=True, slots=True)
class SupplementChoice:
    """Something a unit may be asked for, and why."""

    code: str
    what: Words
    reason: Words


@cache
def line_reasons() -> Mapping[str, LineReason]:
    """Why a line is returned, by code."""
    return {said["code"]: _reason(said) for said in _file()["lines"]}


@cache
def whole_reasons() -> Mapping[str, LineReason]:
    """Why a whole dossier is refused, by code."""
    return {said["code"]: _reason(said) for said in _file()["whole"]}


@cache
def supplement_choices() -> Mapping[str, SupplementChoice]:
    """What a unit is often asked for, by code."""
    return {
        said["code"]: SupplementChoice(
            said["code"], Words(said["vi"], said["en"]), Words(said["reason_vi"], said["reason_en"])
        )
        for said in _file()["supplement"]
    }


def _reason(said: Mapping[str, str]) -> LineReason:
    return LineReason(
        said["code"],
        Words(said["vi"], said["en"]),
        said.get("law"),
        Words(said["guidance_vi"], said["guidance_en"]),
    )


@cache
def _file() -> Mapping[str, list[Mapping[str, str]]]:
    read: Mapping[str, list[Mapping[str, str]]] = yaml.safe_load(
        Path(__file__).with_name("reasons.yaml").read_text("utf-8")
    )
    return read
