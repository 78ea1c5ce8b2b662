"""Groups that directives speak of: "các thôn", "các sở, ban, ngành", "UBND các xã"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from coopportal.fields import NfcCharField, Searchable, SearchQuerySet
from organizations.models.organization import Organization, OrganizationKind, OrganizationQuerySet

if TYPE_CHECKING:
    from organizations.models.staff import Staff


class GroupQuerySet(SearchQuerySet):
    """Groups under their owners."""

    def visible_to(self, staff: Staff | None) -> GroupQuerySet:
        """Keep the groups of the own organization, of those above it and of those below."""
        if staff is None:
            return self.none()
        above = models.Q(owner__in=staff.organization.ancestor_ids)
        return self.filter(above | models.Q(owner__path__startswith=staff.scope_path))


class OrganizationGroup(Searchable):
    """A named set of organizations under an owner; either all of certain kinds below it, or a list by hand."""

    search_fields = ("name",)

    class Reach(models.TextChoices):
        CHILDREN = "children", "Các tổ chức trực thuộc"
        BELOW = "below", "Mọi tổ chức cấp dưới"
        LIST = "list", "Danh sách chọn tay"

    owner = models.ForeignKey(Organization, verbose_name="của tổ chức", on_delete=models.CASCADE, related_name="groups")
    name = NfcCharField("tên nhóm", max_length=150, help_text="Như viết trong văn bản, ví dụ: Các thôn")
    other_names = models.JSONField("cách viết khác", default=list, blank=True)
    reach = models.CharField("cách xác định", max_length=10, choices=Reach.choices, default=Reach.CHILDREN)
    kinds = models.JSONField("các loại tổ chức", default=list, blank=True)
    members = models.ManyToManyField(Organization, verbose_name="thành viên", blank=True, related_name="in_groups")

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "nhóm tổ chức"
        verbose_name_plural = "nhóm tổ chức"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="group_name_unique")]

    def __str__(self) -> str:
        return self.name

    def search_parts(self) -> list[str]:
        return [self.name, *self.other_names]

    def expand(self) -> OrganizationQuerySet:
        """Return the active organizations that the group stands for today."""
        if self.reach == self.Reach.LIST:
            return Organization.objects.active().filter(in_groups=self)
        found = Organization.objects.active().filter(kind__in=self.kinds or OrganizationKind.values)
        if self.reach == self.Reach.CHILDREN:
            return found.filter(parent=self.owner)
        return found.filter(path__startswith=self.owner.path).exclude(pk=self.owner_id)
