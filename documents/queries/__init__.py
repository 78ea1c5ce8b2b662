"""What pages and other rooms read of documents."""

from documents.queries.lists import find, holders, years
from documents.queries.pages import (
    deliveries_of,
    delivery_counts,
    editable_by,
    may_edit,
    outside_of,
    page_history,
    taken_over,
    task_counts,
    twins_of,
)
from documents.queries.references import cited_by
from documents.queries.targets import Targets

__all__ = [
    "Targets",
    "cited_by",
    "deliveries_of",
    "delivery_counts",
    "editable_by",
    "find",
    "holders",
    "may_edit",
    "outside_of",
    "page_history",
    "taken_over",
    "task_counts",
    "twins_of",
    "years",
]
