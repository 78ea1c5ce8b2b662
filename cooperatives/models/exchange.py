"""Imported sheets: what was read in each row, what would become of it, and what did."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cooperatives.models.cooperative import Cooperative
from coopportal.fields import NfcCharField, NfcTextField, TimeStamped

if TYPE_CHECKING:
    from organizations.models import Staff


class ImportState(models.TextChoices):
    READING = "reading", "Đang đọc"
    CHECKED = "checked", "Đã đọc, chờ xác nhận"
    WRITING = "writing", "Đang ghi"
    DONE = "done", "Đã ghi vào sổ"
    UNDONE = "undone", "Đã hoàn tác"
    FAILED = "failed", "Không đọc được"


class Fate(models.TextChoices):
    """What becomes of a row."""

    ADD = "add", "Thêm mới"
    CHANGE = "change", "Sửa"
    SAME = "same", "Không đổi"
    DOUBT = "doubt", "Cần xem"
    REFUSED = "refused", "Có lỗi"
    SKIPPED = "skipped", "Bỏ qua"


FATE_TONES = {
    Fate.ADD: "ok", Fate.CHANGE: "info", Fate.SAME: "mute", Fate.DOUBT: "warn", Fate.REFUSED: "bad",
    Fate.SKIPPED: "mute",
}  # fmt: skip


def sheet_path(job: SheetImport, filename: str) -> str:
    """Return where an uploaded sheet is kept: a name that nobody guesses."""
    return f"cooperatives/sheets/{uuid.uuid4().hex}"


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    """Imports."""

    def visible_to(self, staff: Staff | None) -> SheetImportQuerySet:
        """Keep the person's own and those of colleagues of the same office; a sheet holds what that office may see."""
        return self.none() if staff is None else self.filter(by__organization=staff.organization_id)


class SheetImport(TimeStamped):
    """One uploaded sheet on its way into the registry.

    `mapping` is what the person chose over what was recognised: `{"3": {"name": "code", "factor": 1}}` by column of the
    file; `places` the unit's id for each place name that could mean several; `mended` the words written over cells of
    the file: `{"7": {"2": "0200170094"}}` by row and column. `done` of `total` rows tell how far it is.
    """

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="tổ chức", on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey("organizations.Staff", verbose_name="người nhập", on_delete=models.PROTECT, related_name="+")
    file_name = NfcCharField("tên tệp", max_length=255)
    file = models.FileField("tệp", upload_to=sheet_path, max_length=255)
    state = models.CharField("tình trạng", max_length=10, choices=ImportState.choices, default=ImportState.READING)
    message = NfcTextField("lý do", blank=True, default="")
    columns = models.JSONField("cột đã nhận ra", default=list, blank=True)
    mapping = models.JSONField("cột đã chọn", default=dict, blank=True)
    places = models.JSONField("xã, phường đã chọn", default=dict, blank=True)
    mended = models.JSONField("ô đã sửa trên trang", default=dict, blank=True)
    open_places = models.JSONField("xã, phường cần chọn", default=list, blank=True)
    done = models.PositiveIntegerField("đã xong", default=0)
    total = models.PositiveIntegerField("số dòng", default=0)
    written_at = models.DateTimeField("ghi lúc", null=True, blank=True)

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt nhập bảng tính"
        verbose_name_plural = "lượt nhập bảng tính"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_under_way(self) -> bool:
        return self.state in {ImportState.READING, ImportState.WRITING}

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class ImportRow(models.Model):
    """One row of the file and its fate.

    `values` are the fields to write as JSON, `changes` the words before and after by field, `problems` what is wrong by
    field, `notes` what the person should know. `before` is what an undo brings back; `version` the sheet's time when
    it was compared, later that after the import wrote it: by it one finds whether somebody worked on.
    """

    job = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("dòng")
    name = NfcCharField("tên", max_length=255, blank=True)
    fate = models.CharField("kết quả", max_length=10, choices=Fate.choices)
    cooperative = models.ForeignKey(Cooperative, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    values = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    changes = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    cells = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    version = models.DateTimeField(null=True, blank=True)
    left_out = models.BooleanField("người nhập bỏ qua", default=False)

    class Meta:
        verbose_name = "dòng của bảng tính"
        verbose_name_plural = "dòng của bảng tính"
        ordering = ["job", "number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="sheet_row_number_unique")]
        indexes = [models.Index(fields=["job", "fate", "number"], name="sheet_row_fate")]

    def __str__(self) -> str:
        return f"Dòng {self.number}: {self.name}"

    @property
    def tone(self) -> str:
        return FATE_TONES[Fate(self.fate)]
