"""What a signature says it covers: `SignedInfo`, read from the very bytes the signature value is checked against."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ibhxh.trust import dsig
from ibhxh.trust.errors import Algorithm, SignatureLayout
from ibhxh.trust.xml_document import attributes, parse
from ibhxh.words import Words


@dataclass(frozen=True, slots=True)
class TimeReference:
    """The second Reference: the `Id` of the Object that holds the signing time, and the SHA-256 it should have."""

    id: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class SignedInfo:
    """`digest` is the SHA-256 of the whole document without its signature."""

    digest: bytes
    time: TimeReference | None


def read_signed_info(canonical: bytes) -> SignedInfo:
    """Read the canonical bytes of `SignedInfo`: one Reference to the document, at most one more to the signing time.

    Raises SignatureLayout, Algorithm.
    """
    root = parse(canonical)
    method, signature_method, *references = children(
        root, "CanonicalizationMethod", "SignatureMethod", *several("Reference", len(root) - 2)
    )
    _require_algorithm(method, dsig.C14N)
    _require_algorithm(signature_method, dsig.RSA_SHA256)
    uri, transforms, digest = _reference(references[0])
    if uri != "":
        raise SignatureLayout(
            why=Words("Chữ ký không bao trùm cả tệp.", "The signature does not cover the whole file."),
        )
    if transforms not in ([dsig.ENVELOPED], [dsig.ENVELOPED, dsig.C14N]):
        raise Algorithm(
            why=Words("Phép biến đổi của tệp không được chấp nhận.", "Transforms of the file not accepted.")
        )
    match references[1:]:
        case []:
            return SignedInfo(digest, None)
        case [second]:
            return SignedInfo(digest, _time_reference(second))
        case _:
            raise SignatureLayout


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The children of an XMLDSig element, which must be exactly `names`, in this order. Raises SignatureLayout."""
    found = list(element)
    if [child.tag for child in found] != [dsig.qualified(name) for name in names]:
        raise SignatureLayout(why=_unexpected(element))
    return found


def several(name: str, count: int) -> list[str]:
    """`count` times the name, at least once: the open end of a list of children."""
    return [name] * max(1, count)


def base64_text(element: etree._Element) -> bytes:
    """The bytes an element holds as base64 text. Raises SignatureLayout."""
    try:
        return base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureLayout(why=_unexpected(element)) from error


def require_attributes(element: etree._Element, allowed: frozenset[str]) -> Mapping[str, str]:
    """The attributes of an element, none but the allowed ones. Raises SignatureLayout."""
    found = attributes(element)
    if not found.keys() <= allowed:
        raise SignatureLayout(why=_unexpected(element))
    return found


def _time_reference(element: etree._Element) -> TimeReference:
    uri, transforms, digest = _reference(element)
    if not uri.startswith("#") or transforms not in ([], [dsig.C14N]):
        raise SignatureLayout(why=_unexpected(element))
    return TimeReference(uri[1:], digest)


def _reference(element: etree._Element) -> tuple[str, list[str], bytes]:
    found = require_attributes(element, frozenset({"URI", "Id", "Type"}))
    if "URI" not in found:
        raise SignatureLayout(why=_unexpected(element))
    transforms: list[str] = []
    if len(element) and element[0].tag == dsig.qualified("Transforms"):
        outer, method, value = children(element, "Transforms", "DigestMethod", "DigestValue")
        transforms = [_algorithm(transform) for transform in children(outer, *several("Transform", len(outer)))]
    else:
        method, value = children(element, "DigestMethod", "DigestValue")
    _require_algorithm(method, dsig.SHA256)
    return found["URI"], transforms, base64_text(value)


def _algorithm(element: etree._Element) -> str:
    found = attributes(element)
    if len(element) or (element.text or "").strip() or found.keys() != {"Algorithm"}:
        raise Algorithm(why=_unexpected(element))
    return found["Algorithm"]


def _require_algorithm(element: etree._Element, expected: str) -> None:
    found = _algorithm(element)
    if found != expected:
        raise Algorithm(why=Words("Tệp ghi “{found}”.", "The file says “{found}”.").fill(found=found[:120]))


def _unexpected(element: etree._Element) -> Words:
    return Words("Thẻ “{name}” không đúng quy cách.", "The element “{name}” is not as it should be.").fill(
        name=etree.QName(element).localname[:40]
    )
