"""XML schemas of the electronic forms, made from the form files and kept in `xsd/` for other programmers.

They say how a file is built and what a value looks like, never whether it is right: a wrong number must be able to be
sent, and refused by a rule with a reason. `python -m ibhxh.formats.form_schema` writes the files anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from ibhxh.law import FormVersion, Kind, shipped_law
from ibhxh.law.form_version import XmlElement

FORM_NAMESPACE = "urn:ibhxh:form:1"
FOLDER = Path(__file__).parent / "xsd"

#: The types of `types.xsd` that fields have; every other field is any text.
_TYPES: Mapping[Kind, str] = {
    Kind.MONEY: "Money",
    Kind.COEFFICIENT: "Coefficient",
    Kind.FLAG: "Flag",
    Kind.DATE: "Day",
    Kind.PARTIAL_DATE: "PartialDay",
    Kind.MONTH: "Month",
}
_SCHEMA = """<?xml version="1.0" encoding="utf-8"?>
<!-- {about} -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"{more}>
{body}
</xs:schema>
"""
_FORM = """  <xs:include schemaLocation="../types.xsd"/>
  <xs:import namespace="{namespace}" schemaLocation="../ib.xsd"/>
  <xs:element name="{root}">
    <xs:complexType>
      <xs:sequence>
{header}        <xs:element name="NoiDung">
          <xs:complexType><xs:sequence>
            <xs:element name="LaoDong" minOccurs="0" maxOccurs="unbounded">
              <xs:complexType><xs:sequence>
{row}
              </xs:sequence></xs:complexType>
            </xs:element>
          </xs:sequence></xs:complexType>
        </xs:element>
        <xs:element name="Cky" type="Signature"/>
      </xs:sequence>
      <xs:attribute ref="ib:Mau"/>
    </xs:complexType>
  </xs:element>"""
_HEADER = """        <xs:element name="ThongTinKhac">
          <xs:complexType><xs:sequence>
{header}
          </xs:sequence></xs:complexType>
        </xs:element>
"""


def qualified(name: str) -> str:
    """`ib:HeSoLuong` → `{urn:ibhxh:form:1}HeSoLuong`; the field's own names have no namespace."""
    return f"{{{FORM_NAMESPACE}}}{name[3:]}" if name.startswith("ib:") else name


@cache
def compiled(file: str) -> etree.XMLSchema:
    """The schema of one file of `xsd/`, ready to check with."""
    return etree.XMLSchema(file=str(FOLDER / file))


def form_schema(version: FormVersion) -> etree.XMLSchema:
    """The schema of a form version's electronic form."""
    return compiled(f"{version.key}.xsd")


def schema_files(versions: Iterable[FormVersion]) -> Mapping[str, str]:
    """File name in `xsd/` → text, for every schema that is made from form files."""
    listed = list(versions)
    return {f"{version.key}.xsd": _form_text(version) for version in listed} | {"ib.xsd": _own_text(listed)}


def _form_text(version: FormVersion) -> str:
    face = version.face.xml
    header = "\n".join(f"            {_reference(element, version)}" for element in face.header)
    body = _FORM.format(
        namespace=FORM_NAMESPACE,
        root=face.root,
        header=_HEADER.format(header=header) if face.header else "",
        row="\n".join(f"                {_reference(element, version)}" for element in face.row),
    )
    return _SCHEMA.format(about=version.reference.vi, more=f' xmlns:ib="{FORM_NAMESPACE}"', body=body)


def _own_text(versions: Iterable[FormVersion]) -> str:
    """The elements of our own namespace, of all form versions: a name has one type in all of them."""
    types: dict[str, tuple[str, str]] = {}
    for version in versions:
        for element in (*version.face.xml.header, *version.face.xml.row):
            if element.name.startswith("ib:") and element.field:
                said = (_type(element, version), escape(version.face.name(element.field).vi))
                if types.setdefault(element.name[3:], said)[0] != said[0]:
                    raise ValueError(f"{element.name} would have two types")
    lines = [
        f'  <xs:element name="{name}" type="{kind}"/><!-- {label} -->' for name, (kind, label) in sorted(types.items())
    ]
    top = ['  <xs:import schemaLocation="types.xsd"/>', '  <xs:attribute name="Mau" type="xs:token"/>']
    return _SCHEMA.format(about="iBHXH", more=f' targetNamespace="{FORM_NAMESPACE}"', body="\n".join(top + lines))


def _reference(element: XmlElement, version: FormVersion) -> str:
    if element.name.startswith("ib:"):
        return f'<xs:element ref="{element.name}" minOccurs="0"/>'
    source = element.field or element.copy
    label = f"<!-- {escape(version.face.name(source).vi)} -->" if source else ""
    return f'<xs:element name="{element.name}" type="{_type(element, version)}" minOccurs="0"/>{label}'


def _type(element: XmlElement, version: FormVersion) -> str:
    source = element.field or element.copy
    if source is None:
        return "Text" if element.constant is not None or element.row_number else "Unread"
    if element.codes or element.slice or element.as_precision:
        return "Text"
    # Older trees have one element for both, and so must ours for whoever reads it.
    if source == "wage" and any(field.id == "wage_coefficient" for field in version.wire.row):
        return "MoneyOrCoefficient"
    return _TYPES.get(version.wire.field(source).kind, "Text")


if __name__ == "__main__":
    for name, text in schema_files(shipped_law().forms).items():
        path = FOLDER / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
