"""Every change of state in this room."""

from documents.services.drafting import new_draft
from documents.services.imports import import_document
from documents.services.issuing import finalize, issue_document
from documents.services.jobs import fail_import, request_import, run_import
from documents.services.kept import drop_old, keep_unread, may_be_kept, type_in
from documents.services.life import activate, close_document, deliver, discard_draft, hand_out, mark_read
from documents.services.mending import before_mends, mend_document, undo_mends
from documents.services.review import StaleVersion, save_review
from documents.services.reviewed import ReviewedParty, ReviewedTask

__all__ = [
    "ReviewedParty",
    "ReviewedTask",
    "StaleVersion",
    "activate",
    "before_mends",
    "close_document",
    "deliver",
    "discard_draft",
    "drop_old",
    "fail_import",
    "finalize",
    "hand_out",
    "import_document",
    "issue_document",
    "keep_unread",
    "mark_read",
    "may_be_kept",
    "mend_document",
    "new_draft",
    "request_import",
    "run_import",
    "save_review",
    "type_in",
    "undo_mends",
]
