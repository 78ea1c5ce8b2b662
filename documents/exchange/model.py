"""What a message says, whatever the file looks like."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
# The words of `Priority`, by their code.
PRIORITIES = {0: "", 1: "KHẨN", 2: "THƯỢNG KHẨN", 3: "HỎA TỐC", 4: "HỎA TỐC HẸN GIỜ"}
STATUS_CODES = ("01", "02", "03", "04", "05", "06", "13", "15", "16")
NEW, RECALL, UPDATE, REPLACEMENT = 0, 1, 2, 3


@dataclass(frozen=True)
class Limits:
    """What is taken: bytes of the whole message, bytes of its files unpacked, number of files."""

    message: int = 72 * 1024 * 1024
    unpacked: int = 50 * 1024 * 1024
    files: int = 30


LIMITS = Limits()


class Broken(ValueError):
    """The file is no message of the standard, or is not safe to open; the words are for the person who uploads it."""


@dataclass(frozen=True)
class Office:
    """A sender or recipient."""

    code: str
    name: str
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True)
class Person:
    """Who acted on the message."""

    department: str = ""
    name: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True)
class Reply:
    """A document that this one answers, or whose state is told."""

    office_code: str
    code: str
    day: dt.date | None
    document_id: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes along."""

    name: str
    content: bytes
    content_type: str = "application/pdf"
    description: str = ""


@dataclass(frozen=True)
class Envelope:
    """A document with its head and its files. `signed` tells whether the file carried a block of XML-DSig."""

    sender: Office
    recipients: tuple[Office, ...]
    document_id: str
    number: str
    symbol: str
    place: str
    day: dt.date | None
    kind: str
    subject: str
    content: str = ""
    authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    due_on: dt.date | None = None
    to_places: tuple[str, ...] = ()
    priority: int = 0
    page_count: int | None = None
    copies: int | None = None
    appendices: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    steering: int | None = None
    business: int = NEW
    business_reason: str = ""
    business_document_id: str = ""
    paper: int = 0
    replaces: tuple[str, ...] = ()
    staff: Person = Person()
    stamped_at: dt.datetime | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class StatusMessage:
    """How far a recipient has come with a document, or how it stands to a recall."""

    sender: Office
    recipient: Office
    reply: Reply
    status: str
    description: str
    at: dt.datetime | None
    staff: Person = field(default_factory=Person)
