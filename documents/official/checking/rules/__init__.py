"""The rules, one module a part of the document; importing this package fills the register."""

from documents.official.checking.rules import (  # noqa: F401
    addressees,
    appendices,
    basis,
    body,
    capitals,
    citations,
    content,
    forms,
    head,
    number,
    numbering,
    place_date,
    recipients,
    signature,
    spelling,
    subject,
    typography,
)
