"""What every row of a sheet has in common."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from cooperatives.models.cooperative import Cooperative
from cooperatives.scope import registry_scope
from coopportal.fields import TimeStamped

if TYPE_CHECKING:
    from organizations.models import Staff

NOT_NEGATIVE = [MinValueValidator(Decimal(0), "Số này không thể âm.")]


def money(label: str, **options: Any) -> models.DecimalField:
    """Return a column of đồng; null is unknown, which is not zero."""
    return models.DecimalField(
        label, max_digits=18, decimal_places=0, null=True, blank=True, validators=NOT_NEGATIVE, **options
    )


def not_negative(column: str, name: str) -> models.CheckConstraint:
    """Return the constraint that a number is zero or more, or unknown."""
    return models.CheckConstraint(condition=models.Q(**{f"{column}__gte": 0}), name=name)


def in_order(first: str, last: str, name: str, message: str) -> models.CheckConstraint:
    """Return the constraint that one day does not come before another, where both are known."""
    known = models.Q(**{f"{first}__isnull": True}) | models.Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(
        condition=known | models.Q(**{f"{last}__gte": models.F(first)}), name=name, violation_error_message=message
    )


class SheetRowQuerySet(models.QuerySet):
    """Rows of sheets."""

    def visible_to(self, staff: Staff | None) -> SheetRowQuerySet:
        """Keep the rows of the sheets that the person sees."""
        condition = registry_scope(staff, "cooperative__") if staff else None
        return self.none() if condition is None else self.filter(condition)


class SheetRow(TimeStamped):
    """A row that belongs to one sheet and is seen with it."""

    cooperative = models.ForeignKey(
        Cooperative, verbose_name="hợp tác xã", on_delete=models.CASCADE, related_name="%(class)s_rows"
    )

    objects = SheetRowQuerySet.as_manager()

    class Meta:
        abstract = True


def today() -> dt.date:
    """Return the day in Vietnam."""
    return timezone.localdate()
