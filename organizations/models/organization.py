"""Whoever issues a document or receives a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from coopportal.fields import NfcCharField, Searchable, SearchQuerySet, TimeStamped, trigram_index

if TYPE_CHECKING:
    from organizations.models.staff import Staff


class OrganizationKind(models.TextChoices):
    COMMITTEE = "committee", "Ủy ban nhân dân"
    DEPARTMENT = "department", "Sở, phòng chuyên môn"
    OFFICE = "office", "Văn phòng"
    SERVICE = "service", "Đơn vị sự nghiệp, trung tâm"
    PARTY = "party", "Cơ quan Đảng"
    FRONT = "front", "Mặt trận Tổ quốc"
    ASSOCIATION = "association", "Tổ chức chính trị - xã hội, hội"
    UNION = "union", "Liên minh hợp tác xã"
    MEDIA = "media", "Báo, đài"
    VILLAGE = "village", "Thôn, tổ dân phố"
    COOPERATIVE = "cooperative", "Hợp tác xã, tổ hợp tác"
    OTHER = "other", "Cơ quan khác"


class OrganizationQuerySet(SearchQuerySet):
    """Rows of the tree of organizations."""

    def visible_to(self, staff: Staff | None) -> OrganizationQuerySet:
        """Keep what the person works with: the own tree up to the province's root, not other communes' inner units."""
        if staff is None:
            return self.none()
        own = models.Q(path__startswith=staff.scope_path)
        commune = models.Q(path__startswith=staff.organization.commune_path)
        return self.filter(
            own | commune | models.Q(pk__in=staff.organization.ancestor_ids) | self._common_offices(staff)
        )

    @staticmethod
    def _common_offices(staff: Staff) -> models.Q:
        # Offices of the province and the other communes' committees can be written to by everybody of the tree.
        root = staff.organization.root_path
        return models.Q(path__startswith=root, depth__lte=1)

    def active(self) -> OrganizationQuerySet:
        """Keep the organizations that exist today."""
        return self.filter(is_active=True)

    def answering_to(self, path: str) -> OrganizationQuerySet:
        """Keep what stands at `path` or under it, and what has been merged into one of these: its work lives on there.

        `path` is a person's scope or an organization's place.
        """
        return self.filter(models.Q(path__startswith=path) | models.Q(merged_into__path__startswith=path))

    def below(self, organization: Organization) -> OrganizationQuerySet:
        """Keep the organization itself and all under it."""
        return self.filter(path__startswith=organization.path)


class Organization(Searchable, TimeStamped):
    """An agency, office, village or cooperative with its place in the tree.

    `path` is made of the ids from the root down (`/3/17/`), so that a subtree is one index range; `code` is the
    identifier that commands and exchange use. `symbol` stands in document symbols (`UBND`, `PKT`).
    """

    search_fields = ("name", "short_name", "code", "symbol")

    code = models.CharField("mã định danh", max_length=35, unique=True, help_text="Ví dụ: H31.11239 hoặc H31.11239.PKT")
    name = NfcCharField("tên", max_length=255, help_text="Ví dụ: Ủy ban nhân dân xã Thanh Miện")
    short_name = NfcCharField("tên gọi tắt", max_length=120, blank=True, help_text="Ví dụ: UBND xã Thanh Miện")
    symbol = NfcCharField(
        "chữ viết tắt", max_length=20, blank=True, help_text="Dùng trong ký hiệu văn bản, ví dụ: UBND"
    )
    kind = models.CharField("loại", max_length=20, choices=OrganizationKind.choices)
    unit = models.ForeignKey(
        "organizations.AdministrativeUnit",
        verbose_name="địa bàn",
        on_delete=models.PROTECT,
        related_name="organizations",
    )
    parent = models.ForeignKey(
        "self", verbose_name="trực thuộc", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=255, editable=False, default="", db_index=True)
    depth = models.PositiveSmallIntegerField(editable=False, default=0)
    is_active = models.BooleanField("đang hoạt động", default=True)
    valid_from = models.DateField("hoạt động từ", null=True, blank=True)
    valid_to = models.DateField("hoạt động đến", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="đã hợp nhất vào",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    address = NfcCharField("địa chỉ", max_length=255, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "tổ chức"
        verbose_name_plural = "tổ chức"
        ordering = ["depth", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(is_active=False),
                name="organization_merged_has_ended",
                violation_error_message="Tổ chức đã hợp nhất thì không hoạt động nữa.",
            )
        ]
        indexes = [
            trigram_index("organization_search"),
            models.Index(fields=["path"], name="organization_path", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, keeping `path` and `depth` true; the first save needs two steps, the path holds the own id."""
        if self.pk is None:
            super().save(*args, **kwargs)
            kwargs = {"update_fields": ["path", "depth"]}
            args = ()
        self.find_place()
        super().save(*args, **kwargs)

    def find_place(self) -> None:
        """Set `path` and `depth` from the parent and the own id."""
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.depth = self.path.count("/") - 2

    @property
    def ancestor_ids(self) -> list[int]:
        """The ids from the root down to this organization itself."""
        return [int(part) for part in self.path.strip("/").split("/") if part]

    @property
    def root_path(self) -> str:
        """The path of the tree's root, the province's committee."""
        return f"/{self.ancestor_ids[0]}/"

    @property
    def commune_path(self) -> str:
        """The path of the second level (a commune's committee, or the province's office) that this one stands under."""
        ids = self.ancestor_ids[:2]
        return "/" + "".join(f"{i}/" for i in ids) if len(ids) == 2 else self.path
