"""The few words of XML Signature (XMLDSig) that are spoken here, and the place a signature takes in a document."""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
ENVELOPED = f"{NAMESPACE}enveloped-signature"


def qualified(local: str) -> str:
    """`Signature` → `{http://www.w3.org/2000/09/xmldsig#}Signature`."""
    return f"{{{NAMESPACE}}}{local}"


SIGNATURE = qualified("Signature")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where one kind of document carries its signature: `root` and `holder` are qualified names (`{namespace}local`, or
    `local`); the holder is the last child of the root and there is only one.

    The field's two: a form (`Layout("D02-TS", "Cky")`) and the envelope (`Layout("Hoso", "CKy_Dvi")`).
    """

    root: str
    holder: str
