"""Prints of long registers, which the queue makes."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField, TimeStamped
from organizations.models import Organization, Staff


def print_path(row: RegisterPrint, filename: str) -> str:
    """Return where a print is kept: a name that nobody guesses."""
    return f"documents/prints/{uuid.uuid4().hex}.pdf"


class RegisterPrintQuerySet(models.QuerySet["RegisterPrint"]):
    """Prints as the office whose register it is sees them."""

    def visible_to(self, staff: Staff | None) -> RegisterPrintQuerySet:
        """Keep those of the own register: who reads the book reads its print."""
        return self.filter(organization=staff.organization_id) if staff else self.none()


class RegisterPrint(TimeStamped):
    """A register that was asked for on paper: which one, what of it, how far the drawing is, then the file.

    `asked` is the filter as the address of the register has it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Đang in"
        DONE = "done", "Đã in xong"
        FAILED = "failed", "Không in được"

    organization = models.ForeignKey(Organization, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="+")
    register = models.CharField("sổ", max_length=20)
    asked = models.CharField("điều kiện lọc", max_length=4000, blank=True)
    title = NfcCharField("tên", max_length=300)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField("số dòng đã in", default=0)
    total = models.PositiveIntegerField("số dòng", default=0)
    pages = models.PositiveIntegerField("số trang", default=0)
    message = NfcTextField("lý do không in được", blank=True)
    file = models.FileField("tệp", upload_to=print_path, max_length=120, blank=True)
    by = models.ForeignKey(Staff, verbose_name="người in", on_delete=models.PROTECT, related_name="+")

    objects = RegisterPrintQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt in sổ"
        verbose_name_plural = "lượt in sổ"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(state="done") | ~models.Q(file=""), name="print_done_has_file")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:register_print", args=[self.pk])

    @property
    def percent(self) -> int:
        """How much is done, for the bar."""
        return 100 * self.done // self.total if self.total else 0
