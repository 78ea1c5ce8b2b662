"""Pages on which documents are written and reviewed."""

from documents.views.drafting.begin import DraftBeginView, template_drop, template_save
from documents.views.drafting.desk import DraftListView
from documents.views.drafting.edit import DraftEditView
from documents.views.drafting.review import DraftReviewView, comment_settle, draft_comment
from documents.views.drafting.slip import slip_pdf
from documents.views.drafting.submit import DraftSubmitView
from documents.views.drafting.typed import draft_page, draft_pdf, draft_presence, draft_typed
from documents.views.drafting.versions import DraftVersionsView, draft_discard, draft_go_back

__all__ = [
    "DraftBeginView",
    "DraftEditView",
    "DraftListView",
    "DraftReviewView",
    "DraftSubmitView",
    "DraftVersionsView",
    "comment_settle",
    "draft_comment",
    "draft_discard",
    "draft_go_back",
    "draft_page",
    "draft_pdf",
    "draft_presence",
    "draft_typed",
    "slip_pdf",
    "template_drop",
    "template_save",
]
