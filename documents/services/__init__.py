"""Every change of state in this room."""

from documents.services.imports import import_document
from documents.services.life import activate, close_document, deliver, discard_draft, mark_read
from documents.services.review import StaleVersion, save_review
from documents.services.reviewed import ReviewedParty, ReviewedTask

__all__ = [
    "ReviewedParty",
    "ReviewedTask",
    "StaleVersion",
    "activate",
    "close_document",
    "deliver",
    "discard_draft",
    "import_document",
    "mark_read",
    "save_review",
]
