"""What a certificate says, in the words that rows and reports show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

_NAMES = {
    "common_name": "CN", "title": "T", "organizational_unit_name": "OU", "organization_name": "O",
    "locality_name": "L", "state_or_province_name": "ST", "country_name": "C",
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """Subject and issuer as one line each, the common name and office alone, serial number, digest and days."""

    subject: str
    common_name: str
    office: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: dt.datetime
    valid_to: dt.datetime


def facts_of(certificate: Any) -> Facts:
    """Return what an asn1crypto certificate says."""
    subject = certificate.subject.native
    return Facts(
        subject=_line(subject)[:300],
        common_name=_text(subject.get("common_name")),
        office=_text(subject.get("organization_name")),
        issuer=_line(certificate.issuer.native)[:300],
        serial=f"{certificate.serial_number:X}"[:60],
        fingerprint=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_to=certificate.not_valid_after,
    )


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _line(name: dict[str, Any]) -> str:
    return ", ".join(f"{_NAMES[key]}={_text(value)}" for key, value in name.items() if key in _NAMES)


def read_certificate(data: bytes) -> Any:
    """Return the certificate of a PEM or DER file. Raises ValidationError naming `certificate`."""
    from asn1crypto import pem, x509

    try:
        if pem.detect(data):
            _, _, data = pem.unarmor(data)
        certificate = x509.Certificate.load(data, strict=True)
        certificate.native  # noqa: B018 - parses all of it
    except (ValueError, TypeError, KeyError) as error:
        raise ValidationError({"certificate": "Tệp không phải chứng thư số (.cer, .crt, .pem)."}) from error
    return certificate


def as_pem(certificate: Any) -> str:
    """Return the certificate as PEM text."""
    from asn1crypto import pem

    return str(pem.armor("CERTIFICATE", certificate.dump()).decode("ascii"))
