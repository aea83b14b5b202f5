"""What is wrong before anything is signed: better told here than refused by the gateway."""

from __future__ import annotations

from ibhxh.client.errors import SignerOfAnother, UnitOfAnother
from ibhxh.client.unit import Unit
from ibhxh.dossier import Content
from ibhxh.trust import Signer, signer_fact


def require_own(content: Content, unit: Unit, signer: Signer | None) -> None:
    """That unit and certificate belong to who declares. Raises `UnitOfAnother`, `SignerOfAnother`."""
    head = content.head
    if (unit.unit_code, _digits(unit.mst)) != (head.key.unit_code, _digits(head.mst)):
        raise UnitOfAnother(unit.unit_code, head.key.unit_code)
    if signer is not None:
        mst = signer_fact(signer.certificates()[0]).mst
        if mst is None or _digits(mst) != _digits(head.mst):
            raise SignerOfAnother(mst, head.mst)


def _digits(mst: str) -> str:
    return mst.replace("-", "")
