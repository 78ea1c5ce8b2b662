"""The XML signature of a message: made with the office's key, checked at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .model import NAMESPACE, Broken
from .parsing import long_texts, whole

_DSIG = "http://www.w3.org/2000/09/xmldsig#"


@dataclass(frozen=True)
class SignatureFinding:
    """What the signature of a message says: whether there is one that can be checked, whether it holds, whose it is."""

    present: bool
    holds: bool = False
    signer: str = ""
    certificate: bytes = b""


def sign(message: bytes, *, key: Any, certificates: list[Any]) -> bytes:
    """Return the message with an enveloped XML-DSig (RSA or ECDSA, SHA-256) in its header.

    `key` and `certificates` are objects of `cryptography`; the first certificate is the key's own.
    """
    from lxml import etree
    from signxml import methods
    from signxml.signer import XMLSigner

    root = whole(message)
    header = next(root.iter(f"{{{NAMESPACE}}}edXMLHeader"))
    place = etree.SubElement(header, f"{{{_DSIG}}}Signature", Id="placeholder", nsmap={"ds": _DSIG})
    place.tail = header.getchildren()[0].tail if len(header) > 1 else None
    algorithm = "ecdsa-sha256" if "EllipticCurve" in type(key).__name__ else "rsa-sha256"

    class Signer(XMLSigner):
        """Reads what it signs as this module does, long texts included."""

        parser = property(lambda self: long_texts())

    signed = Signer(method=methods.enveloped, signature_algorithm=algorithm, digest_algorithm="sha256").sign(
        root, key=key, cert=certificates
    )
    data: bytes = etree.tostring(signed, xml_declaration=True, encoding="UTF-8")
    return data


def check_signature(message: bytes) -> SignatureFinding:
    """Return what the signature of a message says. Raises Broken where there is one and it does not hold.

    Whether the certificate is one that the office trusts is for the caller to say. Blocks outside the namespace of
    XML-DSig, as the samples carry them, are no signatures.
    """
    from signxml.exceptions import InvalidCertificate, InvalidDigest, InvalidInput, InvalidSignature
    from signxml.verifier import XMLVerifier

    root = whole(message)
    if next(root.iter(f"{{{_DSIG}}}Signature"), None) is None:
        return SignatureFinding(present=False)
    certificate = _certificate(root)
    try:
        XMLVerifier().verify(root, x509_cert=certificate, parser=long_texts())
    except (InvalidSignature, InvalidDigest, InvalidCertificate, InvalidInput, ValueError) as error:
        words = "Chữ ký số của gói tin không khớp với nội dung: gói tin đã bị sửa hoặc ký sai. Hãy trả lại nơi gửi."
        raise Broken(words) from error
    return SignatureFinding(True, True, _name(certificate), _der(certificate))


def _certificate(root: Any) -> Any:
    import base64

    from cryptography import x509

    element: Any = next(root.iter(f"{{{_DSIG}}}X509Certificate"), None)
    try:
        return x509.load_der_x509_certificate(base64.b64decode("".join((element.text or "").split())))
    except (AttributeError, ValueError) as error:
        raise Broken("Chữ ký số của gói tin không kèm chứng thư đọc được. Hãy trả lại nơi gửi.") from error


def _name(certificate: Any) -> str:
    from cryptography.x509.oid import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(certificate.public_bytes(Encoding.DER))
