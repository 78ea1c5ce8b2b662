"""OCOP products of a cooperative."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from cooperatives.models import Cooperative, OcopProduct
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def save_product(
    *, cooperative: Cooperative, by: Staff | None, product: OcopProduct | None = None, **values: Any
) -> OcopProduct:
    """Add a product to the sheet, or change `product`. Raises ValidationError naming the fields."""
    kept = product or OcopProduct(cooperative=cooperative)
    if kept.cooperative_id != cooperative.pk:
        raise ValidationError("Sản phẩm này thuộc hồ sơ khác.")
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    data = {"product": kept.name, "stars": kept.stars}
    record(code="cooperatives.product.saved", obj=cooperative, data=data, **actor_of(by))
    return kept


@transaction.atomic
def remove_product(*, product: OcopProduct, by: Staff | None) -> None:
    """Take a product off the sheet; the trail keeps its name."""
    cooperative, name = product.cooperative, product.name
    product.delete()
    record(code="cooperatives.product.removed", obj=cooperative, data={"product": name}, **actor_of(by))
