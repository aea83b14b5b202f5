"""What is wrong before anything is signed: better told here than refused by the gateway.

Each of these the gateway would answer by a code of the field: SE003 tax code, SE004 agency, SE005 unit, CE009 XML.
"""

from __future__ import annotations

from lxml import etree

from ibhxh.client.errors import AgencyOfAnother, FormInvalid, SignerOfAnother, UnitOfAnother
from ibhxh.client.unit import Unit
from ibhxh.dossier import Content
from ibhxh.formats.errors import XmlInvalid
from ibhxh.formats.form_schema import form_schema
from ibhxh.formats.form_xml import write_form
from ibhxh.formats.xml_problem import require_valid
from ibhxh.law import Law
from ibhxh.trust import Signer, signer_fact


def require_own(content: Content, unit: Unit, signer: Signer | None) -> None:
    """That unit, agency and certificate belong to who declares.

    Raises `UnitOfAnother`, `AgencyOfAnother`, `SignerOfAnother`.
    """
    head = content.head
    if unit.unit_code != head.key.unit_code:
        raise UnitOfAnother(unit.unit_code, head.key.unit_code, "SE005")
    if _digits(unit.mst) != _digits(head.mst):
        raise UnitOfAnother(unit.mst, head.mst, "SE003")
    if unit.agency_code != head.agency_code:
        raise AgencyOfAnother(unit.agency_code, head.agency_code)
    if signer is not None:
        mst = signer_fact(signer.certificates()[0]).mst
        if mst is None or _digits(mst) != _digits(head.mst):
            raise SignerOfAnother(mst, head.mst)


def require_forms_valid(content: Content, law: Law) -> None:
    """That every form of the content is what its schema asks for, as the gateway will see. Raises `FormInvalid`."""
    for sheet in content.sheets(law):
        # Our own bytes, and a list of many thousand people is one large tree.
        root = etree.fromstring(write_form(sheet), etree.XMLParser(huge_tree=True, resolve_entities=False))
        try:
            require_valid(root, form_schema(sheet.version))
        except XmlInvalid as found:
            raise FormInvalid(sheet.version.form, found) from found


def _digits(mst: str) -> str:
    return mst.replace("-", "")
