"""What a merging of agencies would move, for its preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from organizations.models import Organization
from organizations.moving import Moving
from plans.models import Assignment, Task

_FATE = "chuyển sang cơ quan tiếp nhận, hạn giữ nguyên"


def open_work(agencies: Sequence[Organization]) -> Iterator[Moving]:
    """Yield how much unfinished work the agencies have, and how many open tasks they handed out; two queries."""
    mine = Assignment.objects.unfinished().filter(organization__in=agencies)
    yield Moving("việc được giao còn mở", mine.count(), _FATE)
    handed_out = Task.objects.filter(organization__in=agencies, closed_at__isnull=True, stopped_at__isnull=True)
    yield Moving("nhiệm vụ đã giao còn mở", handed_out.count(), _FATE)
