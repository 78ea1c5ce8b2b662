"""Exchange with other systems by files: edXML (QCVN 102:2016/BTTTT), documents and their states; knows no Django."""

from .model import Attachment, Broken, Envelope, Limits, Office, Person, Reply, StatusMessage
from .reading import read_message
from .signing import SignatureFinding, check_signature, sign
from .writing import write_document, write_status

__all__ = [
    "Attachment",
    "Broken",
    "Envelope",
    "Limits",
    "Office",
    "Person",
    "Reply",
    "SignatureFinding",
    "StatusMessage",
    "check_signature",
    "read_message",
    "sign",
    "write_document",
    "write_status",
]
