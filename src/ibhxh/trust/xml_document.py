"""The only door by which foreign XML comes in: cheap limits first, then a parser with everything dangerous off.

The limits are not tidiness. Canonicalising is about cubic in namespace declarations and quadratic in attributes, inside
one call that nothing can interrupt: 49 KB can take half a minute.
"""

from __future__ import annotations

from codecs import BOM_UTF8

from lxml import etree

from ibhxh.trust.errors import (
    Doctype,
    NotUtf8,
    NotXml,
    TooLarge,
    TooManyAttributes,
    TooManyNamespaces,
    XmlProfile,
)
from ibhxh.words import Words

LARGEST = 16 * 2**20
MOST_NAMESPACES = 64

_CROWDED = etree.XPath("boolean(//*[@*[65]])")
_INSTRUCTED = etree.XPath("boolean(//processing-instruction())")
_READER = Words("Bộ đọc XML báo: “{said}”.", "The XML reader says: “{said}”.")
_NO_CANONICAL_FORM = Words("Tệp không có dạng chuẩn C14N: “{said}”.", "The file has no canonical form: “{said}”.")
_INHERITED = "{http://www.w3.org/XML/1998/namespace}"


def read_xml(data: bytes) -> etree._Element:
    """The root of a document, read within the limits. Comments are dropped: canonical XML does not hold them either,
    and a value broken by one would otherwise be read short.

    Raises TooLarge, NotUtf8, Doctype, TooManyNamespaces, NotXml, TooManyAttributes, XmlProfile.
    """
    if len(data) > LARGEST:
        raise TooLarge
    _require_utf8(data)
    if b"<!DOCTYPE" in data:
        raise Doctype
    if data.count(b"xmlns") > MOST_NAMESPACES:
        raise TooManyNamespaces
    root = parse(data)
    document = root.getroottree().docinfo
    if document.internalDTD:
        raise Doctype
    if str(document.encoding).upper() != "UTF-8" or document.xml_version != "1.0":
        raise NotUtf8
    if _CROWDED(root):
        raise TooManyAttributes
    if _INSTRUCTED(root):
        raise XmlProfile(why=Words("Tệp có chỉ thị xử lý (<?…?>).", "It holds a processing instruction (<?…?>)."))
    return root


def parse(data: bytes) -> etree._Element:
    """Bytes to a tree with no entities, no DTD, no network and the parser's own limits. Raises NotXml, TooLarge."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise TooLarge from error
        raise NotXml(why=_READER.fill(said=error.msg)) from error


def canonical(root: etree._Element, *, exclusive: bool = False) -> bytes:
    """Canonical bytes without comments, of a root element only (see `detached`): inclusive C14N 1.0, or exclusive,
    which keeps only the namespaces in visible use. Raises XmlProfile."""
    try:
        return etree.tostring(root, method="c14n", exclusive=exclusive, with_comments=False)
    except etree.C14NError as error:
        raise XmlProfile(why=_NO_CANONICAL_FORM.fill(said=error)) from error


def detached(element: etree._Element) -> etree._Element:
    """A copy of the element as a root of its own, in-scope namespaces kept.

    lxml canonicalises an element in its place wrongly: under an inherited default namespace the grandchildren get a
    spurious `xmlns=""`. The copy would lose inherited `xml:` attributes, so those are refused. Raises XmlProfile.
    """
    for ancestor in element.iterancestors():
        if any(name.startswith(_INHERITED) for name in attributes(ancestor)):
            raise XmlProfile(
                why=Words(
                    "Thẻ bao ngoài chữ ký có thuộc tính xml:….",
                    "An element around the signature has an xml: attribute.",
                )
            )
    return parse(etree.tostring(element, with_tail=False))


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of an element, by qualified name."""
    return {str(name): str(value) for name, value in element.items()}


def _require_utf8(data: bytes) -> None:
    if b"\0" in data:
        raise NotUtf8
    try:
        data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8 from error
