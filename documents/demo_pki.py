"""A certification authority for trying out: people and seals of the demonstration, nobody's identity is checked.

Never trust it on a portal that people rely on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

AUTHORITY_YEARS, HOLDER_YEARS = 10, 3
_A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class DemoAuthority:
    """A root with its key, both of the library cryptography."""

    key: Any
    certificate: Any

    @property
    def pem(self) -> bytes:
        """The root's certificate as PEM."""
        from cryptography.hazmat.primitives.serialization import Encoding

        return bytes(self.certificate.public_bytes(Encoding.PEM))

    def p12(
        self,
        common_name: str,
        office: str,
        passphrase: str,
        *,
        valid_from: dt.datetime | None = None,
        valid_to: dt.datetime | None = None,
    ) -> bytes:
        """Return key and certificate of a holder as PKCS#12 under the passphrase; valid for three years from now."""
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

        key = _key()
        begin = valid_from or dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
        certificate = _certificate(
            subject=_name(common_name, office),
            key=key,
            issuer=self.certificate.subject,
            signed_with=self.key,
            days=(begin, valid_to or begin + HOLDER_YEARS * _A_YEAR),
        )
        closed = BestAvailableEncryption(passphrase.encode())
        label = common_name.encode()
        return bytes(pkcs12.serialize_key_and_certificates(label, key, certificate, [self.certificate], closed))


def make_authority(name: str = "CoopPortal – tổ chức chứng thực thử nghiệm") -> DemoAuthority:
    """Return a new root, valid for ten years from now."""
    key, subject, begin = _key(), _name(name, "CoopPortal"), dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    days = (begin, begin + AUTHORITY_YEARS * _A_YEAR)
    root = _certificate(subject=subject, key=key, issuer=subject, signed_with=key, days=days, is_authority=True)
    return DemoAuthority(key, root)


def _key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common_name: str, office: str) -> Any:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, office), (NameOID.COMMON_NAME, common_name))
    # The standard allows 64 letters; a certificate with more is refused by careful readers.
    return x509.Name([x509.NameAttribute(kind, text[:64]) for kind, text in parts if text])


def _certificate(
    *,
    subject: Any,
    key: Any,
    issuer: Any,
    signed_with: Any,
    days: tuple[dt.datetime, dt.datetime],
    is_authority: bool = False,
) -> Any:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    builder = x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=days[0],
        not_valid_after=days[1],
    )
    basics = x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None)
    own, above = (x509.SubjectKeyIdentifier, x509.AuthorityKeyIdentifier)
    builder = builder.add_extension(basics, critical=True).add_extension(_uses(is_authority), critical=True)
    builder = builder.add_extension(own.from_public_key(key.public_key()), critical=False)
    builder = builder.add_extension(above.from_issuer_public_key(signed_with.public_key()), critical=False)
    return builder.sign(signed_with, hashes.SHA256())


def _uses(is_authority: bool) -> Any:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
