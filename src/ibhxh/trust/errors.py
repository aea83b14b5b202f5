"""Every way in which keys, signatures and statements are refused, one class and one stable code each.

Four families, so that a caller may catch a whole one: `DocumentProblem` (the signed file), `CertificateProblem` (who
signed), `SigningProblem` (this side cannot sign), `StatementProblem` (receipts and acceptances). The base of all is
`TrustProblem`.
"""

from __future__ import annotations

from typing import ClassVar

from ibhxh.problem import Problem
from ibhxh.words import Words


class TrustProblem(Problem):
    """A proof that does not hold, or a key that cannot be used."""

    code: ClassVar[str] = "TRUST"
    said: ClassVar[Words]
    remedy: ClassVar[Words | None] = None

    def __init__(self, *, why: Words | None = None, **values: object) -> None:
        super().__init__(self.said.fill(**values), why=why, fix=self.remedy)


# The signed file


class DocumentProblem(TrustProblem):
    """The signed file is not taken, whoever signed it."""

    remedy = Words(
        "Ký lại hồ sơ bằng phần mềm lập hồ sơ BHXH rồi gửi lại tệp đã ký, không sửa tệp sau khi ký.",
        "Sign again with the program that made the dossier, and send the signed file unchanged.",
    )


class TooLarge(DocumentProblem):
    code = "TOO_LARGE"
    said = Words(
        "Tệp quá lớn: cả tệp tối đa 16 MB, mỗi ô dữ liệu tối đa 10 MB, lồng nhau tối đa 256 cấp.",
        "The file is too large: at most 16 MB in all, 10 MB in one value, 256 levels deep.",
    )
    remedy = Words(
        "Giảm dung lượng tệp đính kèm hoặc tách hồ sơ.", "Make the attachments smaller or split the dossier."
    )


class NotUtf8(DocumentProblem):
    code = "NOT_UTF8"
    said = Words("Tệp chưa dùng bảng mã UTF-8.", "The file is not encoded in UTF-8.")


class Doctype(DocumentProblem):
    code = "DOCTYPE"
    said = Words(
        "Tệp có khai báo DOCTYPE, hồ sơ BHXH không dùng khai báo này.",
        "The file declares a DOCTYPE, which dossiers never do.",
    )


class TooManyNamespaces(DocumentProblem):
    code = "TOO_MANY_NAMESPACES"
    said = Words("Tệp khai báo quá 64 không gian tên (xmlns).", "The file declares more than 64 namespaces (xmlns).")


class TooManyAttributes(DocumentProblem):
    code = "TOO_MANY_ATTRIBUTES"
    said = Words("Một thẻ của tệp có quá 64 thuộc tính.", "An element of the file has more than 64 attributes.")


class NotXml(DocumentProblem):
    code = "NOT_XML"
    said = Words("Tệp không phải XML đúng quy tắc.", "The file is not well-formed XML.")


class XmlProfile(DocumentProblem):
    """Legal XML which dossiers have no use for, and which attacks do."""

    code = "XML_PROFILE"
    said = Words(
        "Tệp dùng một phần của XML không được phép trong hồ sơ.",
        "The file uses a part of XML that dossiers may not use.",
    )


class WrongRoot(DocumentProblem):
    code = "WRONG_ROOT"
    said = Words(
        "Tệp bắt đầu bằng thẻ “{found}”, cần thẻ “{expected}”.",
        "The file begins with the element “{found}”; “{expected}” is needed.",
    )
    remedy = Words("Chọn đúng loại tệp.", "Choose the right kind of file.")


class NoSignature(DocumentProblem):
    code = "NO_SIGNATURE"
    said = Words("Tệp chưa được ký tại “{holder}”.", "The file is not signed at “{holder}”.")
    remedy = Words("Ký số rồi gửi lại.", "Sign it and send again.")


class SignatureLayout(DocumentProblem):
    """The signature is not built, or not placed, as the field builds and places it."""

    code = "SIGNATURE_LAYOUT"
    said = Words("Chữ ký số trong tệp sai cấu trúc.", "The signature in the file has the wrong structure.")


class Algorithm(DocumentProblem):
    code = "ALGORITHM"
    said = Words(
        "Chữ ký số dùng thuật toán không được chấp nhận; cần RSA và SHA-256, C14N 1.0.",
        "The signature uses an algorithm that is not accepted; RSA with SHA-256 and C14N 1.0 are needed.",
    )


class SignatureWrong(DocumentProblem):
    code = "SIGNATURE_WRONG"
    said = Words(
        "Chữ ký số không khớp với chứng thư đi kèm.", "The signature does not fit the certificate it comes with."
    )


class DigestWrong(DocumentProblem):
    code = "DIGEST_WRONG"
    said = Words("Nội dung tệp đã thay đổi sau khi ký.", "The file was changed after it was signed.")


# Who signed


class CertificateProblem(TrustProblem):
    """The certificate does not let us say who signed."""

    remedy = Words(
        "Dùng chứng thư chữ ký số còn hiệu lực của đơn vị rồi ký lại.",
        "Sign again with a valid certificate of the unit.",
    )


class CertificateUnreadable(CertificateProblem):
    code = "CERTIFICATE_UNREADABLE"
    said = Words("Không đọc được chứng thư chữ ký số.", "The certificate cannot be read.")


class CertificateWeak(CertificateProblem):
    code = "CERTIFICATE_WEAK"
    said = Words(
        "Khóa của chứng thư quá yếu; cần khóa RSA từ 2048 bit.",
        "The key of the certificate is too weak; an RSA key of 2048 bits or more is needed.",
    )


class CertificatePurpose(CertificateProblem):
    code = "CERTIFICATE_PURPOSE"
    said = Words("Chứng thư này không được cấp để ký số.", "This certificate was not issued for signing.")


class CertificateExpired(CertificateProblem):
    code = "CERTIFICATE_EXPIRED"
    said = Words("Chứng thư chữ ký số đã hết hạn ngày {day}.", "The certificate expired on {day}.")


class CertificateNotYetValid(CertificateProblem):
    code = "CERTIFICATE_NOT_YET_VALID"
    said = Words("Chứng thư chữ ký số có hiệu lực từ ngày {day}.", "The certificate is valid only from {day}.")


class CertificateUnknown(CertificateProblem):
    """No path to an authority we trust: the issuer is unknown, or something on the way does not hold."""

    code = "CERTIFICATE_UNKNOWN"
    said = Words(
        "Chứng thư không do tổ chức chứng thực được công nhận cấp.",
        "The certificate does not come from a recognised certification authority.",
    )


class CertificateRevoked(CertificateProblem):
    code = "CERTIFICATE_REVOKED"
    said = Words("Chứng thư chữ ký số đã bị thu hồi ngày {day}.", "The certificate was revoked on {day}.")


class RevocationListWrong(TrustProblem):
    """A certificate revocation list that cannot be used."""

    code = "REVOCATION_LIST"
    said = Words("Danh sách chứng thư bị thu hồi không dùng được.", "The list of revoked certificates cannot be used.")
    remedy = Words(
        "Tải lại danh sách đầy đủ từ tổ chức chứng thực.", "Fetch the complete list from the certification authority."
    )


# This side cannot sign


class SigningProblem(TrustProblem):
    """Nothing was signed."""


class NotPkcs12(SigningProblem):
    code = "NOT_PKCS12"
    said = Words("Tệp khóa không phải dạng PKCS#12 (.p12, .pfx).", "The key file is not PKCS#12 (.p12, .pfx).")
    remedy = Words("Chọn đúng tệp khóa.", "Choose the right key file.")


class WrongPassphrase(SigningProblem):
    code = "WRONG_PASSPHRASE"
    said = Words(
        "Mật khẩu của tệp khóa chưa đúng, hoặc tệp đã hỏng.",
        "The passphrase of the key file is wrong, or it is damaged.",
    )
    remedy = Words("Nhập lại mật khẩu.", "Enter the passphrase again.")


class NoKey(SigningProblem):
    code = "NO_KEY"
    said = Words(
        "Tệp khóa không có khóa bí mật đi cùng chứng thư của khóa đó.",
        "The key file does not hold a private key together with its certificate.",
    )
    remedy = Words("Xuất lại tệp khóa, kèm khóa bí mật.", "Export the key file again, with the private key.")


class KeyUnsuitable(SigningProblem):
    code = "KEY_UNSUITABLE"
    said = Words(
        "Khóa này không dùng để ký hồ sơ được; cần khóa RSA từ 2048 bit.",
        "This key cannot sign dossiers; an RSA key of 2048 bits or more is needed.",
    )


class NoPlaceToSign(SigningProblem):
    code = "NO_PLACE_TO_SIGN"
    said = Words("Tệp không có chỗ ký “{holder}” ở cuối.", "The file does not end with the place to sign, “{holder}”.")


class AlreadySigned(SigningProblem):
    code = "ALREADY_SIGNED"
    said = Words("Chỗ ký “{holder}” đã có nội dung.", "The place to sign, “{holder}”, is not empty.")
    remedy = Words("Ký từ tệp chưa ký.", "Start from the unsigned file.")


# Receipts and acceptances


class StatementProblem(TrustProblem):
    """A receipt or acceptance that proves nothing to us."""


class NotAStatement(StatementProblem):
    code = "NOT_A_STATEMENT"
    said = Words("Tệp không phải biên nhận hay phiếu tiếp nhận.", "The file is not a receipt or an acceptance.")


class UnknownSigner(StatementProblem):
    code = "UNKNOWN_SIGNER"
    said = Words("Chưa biết khóa đã ký văn bản này ({key_id}).", "The key that signed this is not known ({key_id}).")
    remedy = Words(
        "Cập nhật danh sách khóa của cơ quan BHXH rồi kiểm tra lại.", "Update the list of agency keys and try again."
    )


class StatementWrong(StatementProblem):
    code = "STATEMENT_WRONG"
    said = Words("Văn bản đã thay đổi sau khi ký.", "The statement was changed after it was signed.")


class KeyFileWrong(TrustProblem):
    """A file of keys, private or public, that cannot be read."""

    code = "KEY_FILE"
    said = Words("Không đọc được tệp khóa của cơ quan.", "The agency's key file cannot be read.")
