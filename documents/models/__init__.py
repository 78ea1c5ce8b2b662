"""Official documents, the tasks read in them, and to whom they were handed."""

from documents.models.delivery import Delivery
from documents.models.document import DocumentState, OfficialDocument
from documents.models.job import ImportJob
from documents.models.proposal import DueKind, Part, ProposedParty, ProposedTask

__all__ = [
    "Delivery",
    "DocumentState",
    "DueKind",
    "ImportJob",
    "OfficialDocument",
    "Part",
    "ProposedParty",
    "ProposedTask",
]
