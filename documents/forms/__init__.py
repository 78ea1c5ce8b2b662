"""Forms of this room."""

from documents.forms.entry import ImportForm
from documents.forms.handing import DeliverForm
from documents.forms.review import ReviewForm

__all__ = ["DeliverForm", "ImportForm", "ReviewForm"]
