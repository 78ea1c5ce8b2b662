"""Official documents, the tasks read in them, and to whom they were handed."""

from documents.models.delivery import Delivery
from documents.models.document import OfficialDocument
from documents.models.job import ImportJob
from documents.models.proposal import DueKind, Part, ProposedParty, ProposedTask
from documents.models.states import CHANGING, UNISSUED, DocumentState, Origin

__all__ = [
    "CHANGING",
    "UNISSUED",
    "Delivery",
    "DocumentState",
    "DueKind",
    "ImportJob",
    "OfficialDocument",
    "Origin",
    "Part",
    "ProposedParty",
    "ProposedTask",
]
