"""Pages of this room."""

from documents.views.acts import DeliverView, document_close, document_discard, document_mend, document_mend_undo
from documents.views.entry import ImportJobView, ImportView
from documents.views.files import document_docx, document_pdf, document_source
from documents.views.pages import DocumentDetailView, DocumentListView
from documents.views.review import ReviewView
from documents.views.verify import VerifyStartView, VerifyView

__all__ = [
    "DeliverView",
    "DocumentDetailView",
    "DocumentListView",
    "ImportJobView",
    "ImportView",
    "ReviewView",
    "VerifyStartView",
    "VerifyView",
    "document_close",
    "document_discard",
    "document_docx",
    "document_mend",
    "document_mend_undo",
    "document_pdf",
    "document_source",
]
