"""Official documents, the tasks read in them, and to whom they were handed."""

from documents.models.delivery import Delivery
from documents.models.document import OfficialDocument
from documents.models.issued import IssuedFile, SignatureReport, SignedFile
from documents.models.job import ImportJob
from documents.models.numbering import NumberEntry, NumberingScheme, NumberRegister
from documents.models.proposal import DueKind, Part, ProposedParty, ProposedTask
from documents.models.signing import Holder, SignatureImage, SigningKey, TrustedAuthority
from documents.models.states import CHANGING, UNISSUED, DocumentState, Origin

__all__ = [
    "CHANGING",
    "UNISSUED",
    "Delivery",
    "DocumentState",
    "DueKind",
    "Holder",
    "ImportJob",
    "IssuedFile",
    "NumberEntry",
    "NumberRegister",
    "NumberingScheme",
    "OfficialDocument",
    "Origin",
    "Part",
    "ProposedParty",
    "ProposedTask",
    "SignatureImage",
    "SignatureReport",
    "SignedFile",
    "SigningKey",
    "TrustedAuthority",
]
