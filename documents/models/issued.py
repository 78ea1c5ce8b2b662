"""What was issued: the frozen bytes, the signed revisions of them, and what each check of a signature said."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField
from documents.models.document import OfficialDocument

# No letters that are mistaken for figures or for each other when a code is typed from paper.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
_TIMES = ("claimed_at", "stamped_at", "revocations_of")


def new_code() -> str:
    """Return a code that nobody guesses (about 59 bits), for the address of the page that verifies a document."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class IssuedFile(models.Model):
    """The PDF as it was made when the number was given. Its row never changes; the bytes answer to their digest.

    `tree` is what was drawn, `template_version` names the code, fonts and renderer that drew it (P2 of the features).
    """

    document = models.OneToOneField(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="issued_file"
    )
    code = models.CharField("mã xác thực", max_length=CODE_LENGTH, unique=True, default=new_code)
    file_name = models.CharField("tệp lưu", max_length=120)
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("độ dài (byte)")
    template_version = models.CharField("phiên bản mẫu", max_length=100)
    tree = models.JSONField("cây văn bản")
    signer = models.ForeignKey(
        "organizations.Staff", verbose_name="người ký", null=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = NfcCharField("ký theo", max_length=300, blank=True)
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản gốc đã đóng băng"
        verbose_name_plural = "bản gốc đã đóng băng"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Bản gốc của {self.document}"

    def get_absolute_url(self) -> str:
        return reverse("documents:verify", args=[self.code])

    @property
    def public_address(self) -> str:
        """The address that the QR code holds."""
        return f"{settings.SITE_URL.rstrip('/')}{self.get_absolute_url()}"


class RefusedOriginal(models.Model):
    """What had its number and was not signed: the frozen file that became void, and what became of the number.

    Rows are never changed. The code on a print of it tells whoever verifies it that it has no value.
    """

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="refused_originals"
    )
    number_entry = models.ForeignKey(
        "documents.NumberEntry", verbose_name="số", on_delete=models.PROTECT, related_name="refused_originals"
    )
    full_number = NfcCharField("số, ký hiệu", max_length=100)
    dated_on = models.DateField("ngày lấy số")
    code = models.CharField("mã xác thực", max_length=CODE_LENGTH, unique=True)
    file_name = models.CharField("tệp lưu", max_length=120)
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("độ dài (byte)")
    template_version = models.CharField("phiên bản mẫu", max_length=100)
    tree = models.JSONField("cây văn bản")
    signer = models.ForeignKey(
        "organizations.Staff", verbose_name="người ký", null=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = NfcCharField("ký theo", max_length=300, blank=True)
    made_at = models.DateTimeField("lập lúc")
    reason = NfcTextField("lý do không ký")
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người từ chối", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản gốc không được ký"
        verbose_name_plural = "bản gốc không được ký"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="refused_original_says_why")]

    def __str__(self) -> str:
        return f"{self.full_number} không được ký"


class SignedFile(models.Model):
    """A signed form of the issued document: a revision of its PDF, or the scan of the paper. Rows are never changed."""

    class Way(models.TextChoices):
        PAPER = "paper", "Ký trên giấy, quét lại"
        UPLOADED = "uploaded", "Ký số trên máy của người ký"
        SERVER = "server", "Ký số trên cổng"

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="signed_files"
    )
    way = models.CharField("cách ký", max_length=10, choices=Way.choices)
    file_name = models.CharField("tệp lưu", max_length=120)
    content_type = models.CharField("kiểu tệp", max_length=60, default="application/pdf")
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("độ dài (byte)")
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người đưa lên", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản đã ký"
        verbose_name_plural = "bản đã ký"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["document", "digest"], name="signed_file_once")]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.document}"

    @property
    def is_revision(self) -> bool:
        """A revision of the issued PDF, as opposed to a scan that hangs beside it."""
        return self.way != self.Way.PAPER


class SignedAnnex(models.Model):
    """An appendix of the document as a file of its own, sealed by the office without a picture. Rows never change.

    Its first page tells number, symbol and time of the signature at the top right (Decree 30/2020, Annex I, II.8.b).
    """

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="signed_annexes"
    )
    number = models.PositiveSmallIntegerField("phụ lục thứ")
    title = NfcCharField("tên phụ lục", max_length=300, blank=True)
    file_name = models.CharField("tệp lưu", max_length=120)
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("độ dài (byte)")
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người đóng dấu số", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "tệp phụ lục"
        verbose_name_plural = "tệp phụ lục"
        ordering = ["document", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="signed_annex_once")]

    def __str__(self) -> str:
        return f"Phụ lục {self.number}: {self.title}".rstrip(": ")


class SignatureReport(models.Model):
    """What the check of one file said, kept as it was said: accepted or refused, and each signature in it."""

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="signature_reports"
    )
    signed_file = models.OneToOneField(
        SignedFile, verbose_name="bản đã ký", null=True, blank=True, on_delete=models.PROTECT, related_name="report"
    )
    name = NfcCharField("tên tệp", max_length=255, blank=True)
    digest = models.CharField("SHA-256", max_length=64)
    accepted = models.BooleanField("đạt")
    code = models.CharField("mã kết luận", max_length=40)
    message = NfcTextField("kết luận")
    signatures = models.JSONField("các chữ ký", default=list)
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người kiểm tra", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "kết quả kiểm tra chữ ký"
        verbose_name_plural = "kết quả kiểm tra chữ ký"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.message[:100]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The signatures as pages show them: their times as moments."""
        return [
            {**one, **{name: one.get(name) and dt.datetime.fromisoformat(one[name]) for name in _TIMES}}
            for one in self.signatures
        ]
