"""The roots whose certificates are believed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import TrustedAuthority
from documents.services.signing.certificates import as_pem, facts_of, read_certificate
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def trust_authority(*, content: bytes, by: Staff | None) -> TrustedAuthority:
    """Believe a root from now on; one that was dropped is believed again.

    Raises ValidationError naming `certificate` where the file is no root certificate, or one whose days are over.
    """
    certificate = read_certificate(content)
    if not certificate.ca or certificate.subject != certificate.issuer:
        raise ValidationError({"certificate": "Đây không phải chứng thư số gốc của một tổ chức chứng thực."})
    facts = facts_of(certificate)
    if facts.valid_to < timezone.now():
        raise ValidationError({"certificate": f"Chứng thư số gốc đã hết hạn ngày {facts.valid_to:%d/%m/%Y}."})
    row, _ = TrustedAuthority.objects.update_or_create(
        fingerprint=facts.fingerprint,
        defaults={
            "name": facts.common_name or facts.subject,
            "certificate": as_pem(certificate),
            "valid_from": facts.valid_from,
            "valid_to": facts.valid_to,
            "is_active": True,
        },
    )
    record(code="documents.authority.trusted", obj=row, **actor_of(by))
    return row


@transaction.atomic
def drop_authority(*, authority: TrustedAuthority, by: Staff) -> TrustedAuthority:
    """Believe a root no more. Raises ValidationError where it is not believed already."""
    fresh = TrustedAuthority.objects.select_for_update().get(pk=authority.pk)
    if not fresh.is_active:
        raise ValidationError("Tổ chức chứng thực này đã thôi được tin cậy.")
    fresh.is_active = False
    fresh.save(update_fields=["is_active", "updated_at"])
    record(code="documents.authority.dropped", obj=fresh, **actor_of(by))
    return fresh
