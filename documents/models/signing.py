"""Keys, images and authorities of signatures. No secret stands here in the clear (docs/decisions/0009)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from coopportal.fields import NfcCharField, TimeStamped
from organizations.access import ScopedQuerySet


class Holder(models.TextChoices):
    PERSON = "person", "Cá nhân ký"
    ORGANIZATION = "organization", "Con dấu cơ quan"


def _held_by_one() -> models.Q:
    """A person's belongs to a person on duty, an office's to nobody in particular."""
    return models.Q(holder="person", staff__isnull=False) | models.Q(holder="organization", staff__isnull=True)


class SigningKey(TimeStamped):
    """A key with which the portal signs on the server: a PKCS#12 file in the folder of keys, or an object of a token.

    `secret` is the passphrase or PIN, encrypted, and only of a seal that signs without being asked; blank where it is
    typed at each signature. A personal key never has one.
    """

    class Store(models.TextChoices):
        PKCS12 = "pkcs12", "Tệp PKCS#12 (.p12, .pfx)"
        PKCS11 = "pkcs11", "Thiết bị PKCS#11 (HSM, token)"

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="signing_keys"
    )
    holder = models.CharField("của", max_length=12, choices=Holder.choices)
    staff = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người ký",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signing_keys",
    )
    store = models.CharField("nơi giữ khóa", max_length=10, choices=Store.choices)
    file_name = models.CharField("tệp khóa", max_length=100, blank=True)
    module = models.CharField("mô-đun PKCS#11", max_length=255, blank=True)
    token_label = NfcCharField("nhãn thiết bị", max_length=100, blank=True)
    key_label = NfcCharField("nhãn khóa", max_length=100, blank=True)
    secret = models.TextField("mật khẩu đã mã hóa", blank=True, editable=False)
    certificate = models.TextField("chứng thư số (PEM)")
    subject = NfcCharField("chủ thể", max_length=300)
    issuer = NfcCharField("tổ chức cấp", max_length=300)
    serial = models.CharField("số hiệu", max_length=60)
    fingerprint = models.CharField("dấu vân SHA-256", max_length=64)
    valid_from = models.DateTimeField("hiệu lực từ")
    valid_to = models.DateTimeField("hiệu lực đến")
    retired_at = models.DateTimeField("ngừng dùng lúc", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "khóa ký số"
        verbose_name_plural = "khóa ký số"
        ordering = ["organization", "holder", "-id"]
        constraints = [
            models.CheckConstraint(condition=_held_by_one(), name="signing_key_held_by_one"),
            models.CheckConstraint(
                condition=models.Q(holder="organization") | models.Q(secret=""), name="signing_key_person_types_secret"
            ),
            models.UniqueConstraint(
                fields=["fingerprint"], condition=models.Q(retired_at__isnull=True), name="signing_key_once",
                violation_error_message="Chứng thư số này đã được đăng ký.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_holder_display().lower()})"

    @property
    def is_usable(self) -> bool:
        """Neither retired nor outside its certificate's days."""
        return self.retired_at is None and self.valid_from <= timezone.now() <= self.valid_to


def image_path(image: SignatureImage, filename: str) -> str:
    """Return where an image is kept: a name that nobody guesses."""
    return f"documents/signature-images/{uuid.uuid4().hex}.png"


class SignatureImage(TimeStamped):
    """The picture of a person's signature (blue) or of an office's seal (red), PNG with a transparent ground.

    Decree 30/2020, Annex I, part I, II.7.d and II.8.a; `width_mm` is the true width on paper.
    """

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="signature_images"
    )
    holder = models.CharField("của", max_length=12, choices=Holder.choices)
    staff = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người ký",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signature_images",
    )
    image = models.FileField("hình", upload_to=image_path, max_length=120)
    width_mm = models.DecimalField("bề rộng (mm)", max_digits=4, decimal_places=1)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "hình chữ ký, con dấu"
        verbose_name_plural = "hình chữ ký, con dấu"
        ordering = ["organization", "holder", "-id"]
        constraints = [
            models.CheckConstraint(condition=_held_by_one(), name="signature_image_held_by_one"),
            models.UniqueConstraint(
                fields=["organization"], condition=models.Q(holder="organization"), name="signature_image_one_seal"
            ),
            models.UniqueConstraint(fields=["staff"], name="signature_image_one_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_holder_display()}: {self.staff or self.organization}"


class TrustedAuthority(TimeStamped):
    """A root certificate whose certificates, and those under it, are believed when a signed file is checked."""

    name = NfcCharField("tên", max_length=300)
    certificate = models.TextField("chứng thư số gốc (PEM)")
    fingerprint = models.CharField("dấu vân SHA-256", max_length=64, unique=True)
    valid_from = models.DateTimeField("hiệu lực từ")
    valid_to = models.DateTimeField("hiệu lực đến")
    is_active = models.BooleanField("đang tin cậy", default=True)

    class Meta:
        verbose_name = "tổ chức chứng thực tin cậy"
        verbose_name_plural = "tổ chức chứng thực tin cậy"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RevocationList(TimeStamped):
    """The newest list of revoked certificates (CRL) of one authority, as an administrator loaded it."""

    issuer_key = models.CharField("mã tổ chức cấp", max_length=64, unique=True)
    issuer = NfcCharField("tổ chức cấp", max_length=300)
    this_update = models.DateTimeField("lập lúc")
    next_update = models.DateTimeField("lần sau", null=True, blank=True)
    digest = models.CharField("SHA-256", max_length=64)
    count = models.PositiveIntegerField("số chứng thư bị thu hồi", default=0)

    class Meta:
        verbose_name = "danh sách thu hồi"
        verbose_name_plural = "danh sách thu hồi"
        ordering = ["issuer"]

    def __str__(self) -> str:
        return self.issuer

    @property
    def is_stale(self) -> bool:
        """The authority has made a newer one by now."""
        return self.next_update is not None and self.next_update < timezone.now()


class RevokedCertificate(models.Model):
    """One certificate on a list."""

    list = models.ForeignKey(RevocationList, verbose_name="danh sách", on_delete=models.CASCADE, related_name="entries")
    serial = models.CharField("số hiệu", max_length=60)
    revoked_at = models.DateTimeField("thu hồi lúc")
    reason = models.CharField("lý do", max_length=40, blank=True)

    class Meta:
        verbose_name = "chứng thư bị thu hồi"
        verbose_name_plural = "chứng thư bị thu hồi"
        ordering = ["list", "serial"]
        indexes = [models.Index(fields=["list", "serial"], name="revoked_serial")]

    def __str__(self) -> str:
        return self.serial
