"""Official documents, the tasks read in them, to whom they were handed, and the registers of all that."""

from documents.models.act import OutsideAct
from documents.models.attachment import Attachment
from documents.models.copying import CopySeries, DocumentCopy
from documents.models.delivery import Channel, Delivery, DeliveryState, DeliveryTrace, RecallState
from documents.models.document import OfficialDocument
from documents.models.dossier import Dossier, DossierExport, DossierPaper
from documents.models.drafting import DraftSession, DraftTemplate, DraftVersion
from documents.models.incoming import Direction, DirectionParty, IncomingEntry, IncomingSeries
from documents.models.issued import IssuedFile, RefusedOriginal, SignatureReport, SignedAnnex, SignedFile
from documents.models.job import ImportJob
from documents.models.mailing import CopyUse, Posting
from documents.models.numbering import NumberEntry, NumberingScheme, NumberRegister
from documents.models.outgoing import OutgoingEntry
from documents.models.outside import ExchangeMessage, OutsideDelivery, SendState
from documents.models.packet import Packet, PutTogether
from documents.models.print import RegisterPrint
from documents.models.proposal import DueKind, Part, ProposedParty, ProposedTask
from documents.models.relation import DocumentRelation, RelationKind
from documents.models.review import DraftComment, ReviewStep, SubmissionSlip
from documents.models.scan import ScanReading
from documents.models.scan_check import ScanCheck
from documents.models.signing import (
    Holder,
    RevocationList,
    RevokedCertificate,
    SignatureImage,
    SigningKey,
    TrustedAuthority,
)
from documents.models.stamped import StampedCopy
from documents.models.states import CHANGING, UNISSUED, DocumentState, Origin

__all__ = [
    "CHANGING",
    "UNISSUED",
    "Attachment",
    "Channel",
    "CopySeries",
    "CopyUse",
    "Delivery",
    "DeliveryState",
    "DeliveryTrace",
    "Direction",
    "DirectionParty",
    "DocumentCopy",
    "DocumentRelation",
    "DocumentState",
    "Dossier",
    "DossierExport",
    "DossierPaper",
    "DraftComment",
    "DraftSession",
    "DraftTemplate",
    "DraftVersion",
    "DueKind",
    "ExchangeMessage",
    "Holder",
    "ImportJob",
    "IncomingEntry",
    "IncomingSeries",
    "IssuedFile",
    "NumberEntry",
    "NumberRegister",
    "NumberingScheme",
    "OfficialDocument",
    "Origin",
    "OutgoingEntry",
    "OutsideAct",
    "OutsideDelivery",
    "Packet",
    "Part",
    "Posting",
    "ProposedParty",
    "ProposedTask",
    "PutTogether",
    "RecallState",
    "RefusedOriginal",
    "RegisterPrint",
    "RelationKind",
    "ReviewStep",
    "RevocationList",
    "RevokedCertificate",
    "ScanCheck",
    "ScanReading",
    "SendState",
    "SignatureImage",
    "SignatureReport",
    "SignedAnnex",
    "SignedFile",
    "SigningKey",
    "StampedCopy",
    "SubmissionSlip",
    "TrustedAuthority",
]
