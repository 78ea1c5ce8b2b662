"""What a merging of communes would move, for its preview."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from cooperatives.models import Cooperative, Difficulty, Kind
from organizations.models import AdministrativeUnit
from organizations.moving import Moving


def of_unit(unit: AdministrativeUnit) -> Iterator[Moving]:
    """Yield how many sheets of each kind and how many open difficulties a commune has; two queries."""
    counts = dict(Cooperative.objects.filter(unit=unit).order_by().values_list("kind").annotate(Count("pk")))
    for kind in Kind:
        yield Moving(f"hồ sơ {kind.label.lower()}", counts.get(kind.value, 0), "chuyển sang đơn vị tiếp nhận")
    open_ones = Difficulty.objects.unsettled().filter(unit=unit).count()
    yield Moving("khó khăn, vướng mắc chưa giải quyết", open_ones, "chuyển sang đơn vị tiếp nhận")
