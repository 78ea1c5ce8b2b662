"""Lists of revoked certificates that an administrator loads; nothing is ever fetched from the network.

A list is one of the authority that issued it: a root that is believed, or one right under such a root. A newer list of
the same authority takes the place of the older one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import ExtensionOID
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import RevocationList, RevokedCertificate, SigningKey, TrustedAuthority
from documents.services.signing.certificates import facts_of, read_certificate
from organizations.models import Staff
from organizations.services.directory import actor_of

NO_LIST = "Tệp không phải danh sách thu hồi chứng thư (.crl)."
_BATCH = 5000


@transaction.atomic
def load_list(*, content: bytes, issuer: bytes | None = None, by: Staff | None) -> RevocationList:
    """Take a list of revoked certificates in, in place of an older one of the same authority.

    `issuer` is the certificate of an authority under a believed root, needed where the root itself did not issue the
    list. Raises ValidationError naming `file` or `issuer`; then nothing has changed.
    """
    found = _parsed(content)
    authority = _authority(found, issuer)
    key = issuer_key(authority.subject.public_bytes())
    held = RevocationList.objects.select_for_update().filter(issuer_key=key).first()
    if held and found.last_update_utc <= held.this_update:
        day = timezone.localtime(held.this_update)
        raise ValidationError({"file": f"Cổng đã có danh sách lập ngày {day:%d/%m/%Y %H:%M}, không cũ hơn tệp này."})
    name = facts_of(read_certificate(authority.public_bytes(_pem()))).subject
    row, _ = RevocationList.objects.update_or_create(
        issuer_key=key,
        defaults={
            "issuer": name,
            "this_update": found.last_update_utc,
            "next_update": found.next_update_utc,
            "digest": hashlib.sha256(content).hexdigest(),
            "count": len(found),
        },
    )
    RevokedCertificate.objects.filter(list=row).delete()
    RevokedCertificate.objects.bulk_create(_entries(row, found), batch_size=_BATCH)
    data = {"count": row.count, "day": f"{timezone.localtime(row.this_update):%d/%m/%Y}"}
    record(code="documents.revocation.loaded", obj=row, data=data, **actor_of(by))
    return row


def _pem() -> Any:
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.PEM


def _parsed(content: bytes) -> Any:
    try:
        load = x509.load_pem_x509_crl if b"-----BEGIN" in content[:200] else x509.load_der_x509_crl
        found = load(content)
        extensions = {extension.oid for extension in found.extensions}
        len(found)
    except (ValueError, TypeError, x509.UnsupportedGeneralNameType) as error:
        raise ValidationError({"file": NO_LIST}) from error
    if ExtensionOID.DELTA_CRL_INDICATOR in extensions:
        raise ValidationError({"file": "Đây là danh sách thu hồi bổ sung (delta); hãy nạp danh sách đầy đủ."})
    if ExtensionOID.ISSUING_DISTRIBUTION_POINT in extensions:
        point = found.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
        if point.indirect_crl:
            raise ValidationError({"file": "Danh sách thu hồi gián tiếp chưa dùng được; hãy nạp của từng tổ chức cấp."})
    return found


def _authority(found: Any, issuer: bytes | None) -> Any:
    """Return the certificate of who issued the list: a believed root, or `issuer` under one."""
    active = TrustedAuthority.objects.filter(is_active=True).values_list("certificate", flat=True)
    roots = [x509.load_pem_x509_certificate(text.encode()) for text in active]
    candidates = [root for root in roots if root.subject == found.issuer]
    if issuer:
        below = x509.load_der_x509_certificate(read_certificate_named(issuer))
        if not any(_vouches(root, below) for root in [*candidates, *roots]) or not _is_authority(below):
            raise ValidationError({"issuer": "Chứng thư này không phải của tổ chức chứng thực dưới một gốc tin cậy."})
        candidates = [below] if below.subject == found.issuer else []
    for certificate in candidates:
        if _is_signed_by(found, certificate):
            return certificate
    if candidates:
        raise ValidationError({"file": "Chữ ký trên danh sách thu hồi không đúng: tệp đã bị sửa hoặc hỏng."})
    name = found.issuer.rfc4514_string()
    raise ValidationError(
        {"file": f"Danh sách do “{name}” lập. Cổng chưa tin tổ chức này; hãy kèm chứng thư số của tổ chức đó."}
    )


def read_certificate_named(issuer: bytes) -> bytes:
    """Return the certificate as DER. Raises ValidationError naming `issuer`."""
    try:
        return bytes(read_certificate(issuer).dump())
    except ValidationError as error:
        raise ValidationError({"issuer": error.messages}) from error


def _vouches(root: Any, below: Any) -> bool:
    try:
        below.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _is_authority(certificate: Any) -> bool:
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False


def _is_signed_by(found: Any, certificate: Any) -> bool:
    try:
        return bool(found.is_signature_valid(certificate.public_key()))
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False


def _entries(row: RevocationList, found: Any) -> Iterator[RevokedCertificate]:
    for one in found:
        reason = ""
        with suppress(x509.ExtensionNotFound, ValueError):
            reason = one.extensions.get_extension_for_class(x509.CRLReason).value.reason.value
        yield RevokedCertificate(
            list=row, serial=f"{one.serial_number:X}"[:60], revoked_at=one.revocation_date_utc, reason=reason[:40]
        )


def issuer_key(name: bytes) -> str:
    """Return what an authority's name (DER) is looked up by."""
    return hashlib.sha256(name).hexdigest()


def list_of(certificate: Any) -> RevocationList | None:
    """Return the list of who issued an asn1crypto certificate, None where none was loaded."""
    return RevocationList.objects.filter(issuer_key=issuer_key(certificate.issuer.dump())).first()


def revoked_by(held: RevocationList | None, certificate: Any, at: dt.datetime) -> RevokedCertificate | None:
    """Return the entry of a certificate that was revoked by then, None where it is not on the list."""
    if held is None:
        return None
    return held.entries.filter(serial=f"{certificate.serial_number:X}"[:60], revoked_at__lte=at).first()


def revoked_among(keys: Iterable[SigningKey]) -> set[int]:
    """Return the ids of those keys whose certificates stand on a list (two queries)."""
    issued = {(issuer_key(read_certificate(key.certificate.encode()).issuer.dump()), key.serial): key.pk
              for key in keys if key.certificate}  # fmt: skip
    listed = RevokedCertificate.objects.filter(serial__in=[serial for _, serial in issued])
    found = set(listed.values_list("list__issuer_key", "serial"))
    return {pk for named, pk in issued.items() if named in found}


def revoked_keys() -> list[SigningKey]:
    """Return the keys in use here whose certificates stand on a list."""
    keys = SigningKey.objects.filter(retired_at__isnull=True).select_related("staff__user", "organization")
    gone = revoked_among(keys)
    return [key for key in keys if key.pk in gone]
