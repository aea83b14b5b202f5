"""Keys and proofs: who signed what, and whether it still is what was signed.

Two kinds of proof live here and never mix. Employers sign XML documents with their certificates (`sign_xml`,
`verify_xml`, `TrustStore`); the agency's gateway signs statements, its receipts and acceptances, with a key of its own
(`sign_statement`, `verify_statement`, `KeyRing`). `TrialAuthority` issues certificates for trial. Instants always come
from the caller.
"""

from ibhxh.trust.certificates import SignerFact, signer_fact
from ibhxh.trust.dsig import Layout
from ibhxh.trust.environment import Environment
from ibhxh.trust.errors import (
    CertificateProblem,
    DocumentProblem,
    SigningProblem,
    StatementProblem,
    TrustProblem,
)
from ibhxh.trust.key_ring import KeyRing, KnownKey
from ibhxh.trust.keys import GatewayKey, generate_key, load_key, save_key
from ibhxh.trust.revocation import Revocation, RevocationList
from ibhxh.trust.signer import Pkcs12Signer, Signer
from ibhxh.trust.statement import Statement, sign_statement, verify_statement
from ibhxh.trust.trial_ca import TrialAuthority
from ibhxh.trust.trust_folder import read_trust_folder
from ibhxh.trust.trust_store import Anchor, Standing, TrustStore
from ibhxh.trust.xml_signature import sign_xml
from ibhxh.trust.xml_verification import SigningTime, TimeBinding, Verified, verify_xml

__all__ = [
    "Anchor",
    "CertificateProblem",
    "DocumentProblem",
    "Environment",
    "GatewayKey",
    "KeyRing",
    "KnownKey",
    "Layout",
    "Pkcs12Signer",
    "Revocation",
    "RevocationList",
    "Signer",
    "SignerFact",
    "SigningProblem",
    "SigningTime",
    "Standing",
    "Statement",
    "StatementProblem",
    "TimeBinding",
    "TrialAuthority",
    "TrustProblem",
    "TrustStore",
    "Verified",
    "generate_key",
    "load_key",
    "read_trust_folder",
    "save_key",
    "sign_statement",
    "sign_xml",
    "signer_fact",
    "verify_statement",
    "verify_xml",
]
