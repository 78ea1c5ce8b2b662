"""The official document: columns for what is searched, the tree for the rest."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField, Searchable, TimeStamped, trigram_index
from coopportal.text import fold
from documents.models.states import CHANGING, UNISSUED, DocumentState, Origin
from documents.official import tree as official
from documents.official.kinds import KINDS
from documents.official.numbering import joined
from organizations.access import ScopedQuerySet, own_office
from organizations.models import Staff

KIND_CHOICES = [(kind.code, kind.name) for kind in KINDS.values()]


def source_path(document: OfficialDocument, filename: str) -> str:
    """Return where an uploaded file is kept: a name that nobody guesses, with the ending of the file alone."""
    return f"documents/sources/{uuid.uuid4().hex}{Path(filename).suffix.lower()[:10]}"


class DocumentQuerySet(ScopedQuerySet):
    """Documents that a person may see."""

    def scope(self, staff: Staff) -> models.Q:
        """Own tree, what was handed to it, what it drafted; the unissued stays with its holder and who drafts it."""
        held = models.Q(organization__path__startswith=staff.scope_path)
        handed = models.Q(models.Exists(self._handed_to(staff))) | models.Q(models.Exists(self._routed_to(staff)))
        drafted = models.Q(drafting_unit__path__startswith=staff.scope_path) | models.Q(signer=staff)
        return models.Q(~models.Q(state__in=UNISSUED), held | handed | drafted) | self._unissued(staff)

    @staticmethod
    def _handed_to(staff: Staff) -> models.QuerySet[Any]:
        from documents.models.delivery import Delivery

        return Delivery.objects.filter(document=models.OuterRef("pk"), organization__path__startswith=staff.scope_path)

    @staticmethod
    def _routed_to(staff: Staff) -> models.QuerySet[Any]:
        """What the leader gave the person's office to handle; it came to the office above, not to this one."""
        from documents.models.incoming import DirectionParty

        given = DirectionParty.objects.filter(direction__entry__document=models.OuterRef("pk"))
        return given.filter(
            models.Q(organization__path__startswith=staff.scope_path) | models.Q(staff__organization=staff.organization)
        )

    @staticmethod
    def _unissued(staff: Staff) -> models.Q:
        asked = models.Q(reviewer=staff) | models.Q(signer=staff)
        return models.Q(own_office(staff) | own_office(staff, "drafting_unit") | asked, state__in=UNISSUED)


class OfficialDocument(Searchable, TimeStamped):
    """A document that an organization holds or issues.

    `created_by` drafted or took it in, `drafting_unit` is that person's unit, `signer` who is to sign, `reviewer` whose
    opinion it waits for. `tree` is the interchange JSON of `documents.official.tree`; the columns of the head repeat
    what lists sort and search by and are written with it. `version` grows at every save of a person's corrections, so
    that a second editor is told.
    """

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="tổ chức", on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField("loại văn bản", max_length=10, choices=KIND_CHOICES, blank=True, db_index=True)
    number = NfcCharField("số", max_length=30, blank=True)
    symbol = NfcCharField("ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True, db_index=True)
    issuer_name = NfcCharField("cơ quan ban hành", max_length=255, blank=True)
    subject = NfcTextField("trích yếu", blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT)
    origin = models.CharField("nguồn", max_length=10, choices=Origin.choices, default=Origin.IMPORTED)
    drafting_unit = models.ForeignKey(
        "organizations.Organization", verbose_name="đơn vị soạn thảo", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    signer = models.ForeignKey(
        "organizations.Staff", verbose_name="người ký", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    reviewer = models.ForeignKey(
        "organizations.Staff", verbose_name="đang chờ ý kiến của", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    answers = models.ForeignKey(
        "self", verbose_name="trả lời văn bản", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="answered_by",
    )  # fmt: skip
    tree = models.JSONField("cây văn bản", default=dict, blank=True)
    source_name = NfcCharField("tên tệp gốc", max_length=255, blank=True)
    source_file = models.FileField("tệp gốc", upload_to=source_path, max_length=255, blank=True)
    source_text = NfcTextField("nội dung chữ", blank=True)
    source_search = models.TextField(editable=False, default="", blank=True)
    created_by = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người nhập",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-issued_on", "-id"]
        indexes = [
            trigram_index("document_search"),
            GinIndex(fields=["source_search"], name="document_source_search", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["organization", "state"], name="document_holder"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=DocumentState.values), name="document_state_known"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="document_origin_known"),
            models.CheckConstraint(
                condition=models.Q(reviewer__isnull=True) | models.Q(state=DocumentState.REVIEW),
                name="document_waits_only_in_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or 'Văn bản'} {self.full_number}".strip() + (
            f": {self.subject}" if self.subject else ""
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the folded content beside it; the content of what was taken in is never changed."""
        if self._state.adding or (self.is_authored and self.is_changing and not kwargs.get("update_fields")):
            self.fold_content()
        super().save(*args, **kwargs)

    def fold_content(self) -> None:
        """Make `source_search` anew: the words of the text and those of the files that go with it."""
        words = [self.source_text]
        if self.pk:
            going = self.attachments.filter(gone_at__isnull=True).order_by("order")
            words += ["\n".join(row) for row in going.values_list("title", "note", "text")]
        self.source_search = fold("\n".join(words))

    def get_absolute_url(self) -> str:
        return reverse("documents:document_detail", args=[self.pk])

    @property
    def full_number(self) -> str:
        """`546/UBND-TC`, `…/UBND-TC` where the number is still blank; empty without both."""
        return joined(self.number or "…", self.symbol) if self.symbol else self.number

    @property
    def official(self) -> official.OfficialDocument:
        """The tree as dataclasses, made anew at every call. Raises TreeFormatError where the JSON is no tree."""
        return official.from_dict(self.tree)

    @property
    def is_draft(self) -> bool:
        return self.state == DocumentState.DRAFT

    @property
    def is_changing(self) -> bool:
        """Tell whether the text may still change: it is printed with DỰ THẢO then."""
        return self.state in CHANGING

    @property
    def is_issued(self) -> bool:
        """Tell whether it is out (in force, closed, recalled, replaced)."""
        return self.state not in UNISSUED

    @property
    def is_authored(self) -> bool:
        """Tell whether it was written here, so that it is reviewed, numbered and signed here too."""
        return self.origin == Origin.AUTHORED

    @property
    def came_as_pdf(self) -> bool:
        """Tell whether it was taken in as a PDF, which stands for it then."""
        return not self.is_authored and (self.source_file.name or "").endswith(".pdf")

    def search_parts(self) -> list[str]:
        """What a person remembers of a document; the number with and without the zero that pads it."""
        bare = self.number.lstrip("0")
        day = self.issued_on
        return [
            *dict.fromkeys(part for part in (self.full_number, joined(bare, self.symbol)) if part),
            f"{day:%d/%m/%Y} {day.year}" if day else "",
            self.get_kind_display(),
            self.issuer_name,
            self.subject,
        ]
