"""Official documents, the tasks read in them, and to whom they were handed."""

from documents.models.delivery import Delivery
from documents.models.document import DocumentState, OfficialDocument
from documents.models.proposal import DueKind, Part, ProposedParty, ProposedTask

__all__ = ["Delivery", "DocumentState", "DueKind", "OfficialDocument", "Part", "ProposedParty", "ProposedTask"]
