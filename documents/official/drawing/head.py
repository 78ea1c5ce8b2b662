"""The head in HTML: two columns, number and date on one line, subject, stamps, title, addressees (ô 1–5, 9a, 10)."""

from __future__ import annotations

from documents.official.tree import OfficialDocument

from . import words
from .copies import CopyStamp
from .markup import Markup, el, join, lines
from .metrics import rule_length, text_width
from .style import MOTTO, NATION, SIZES, SPACES


def head(document: OfficialDocument) -> Markup:
    """Return the two-column head down to the stamps (Decree 30/2020, Annex I, part I, II.1–4, II.5.b, III.2)."""
    rows = [
        _row(issuer(document.parent_body, document.issuer), _nation()),
        _row(_paragraph("od-number", words.number_line(document)), _paragraph("od-date", words.date_line(document))),
    ]
    subject = words.letter_subject_lines(document)
    stamps = join([_stamp("od-secrecy", document.secrecy), _stamp("od-urgency", document.urgency)])
    if subject or stamps:
        rows.append(_row(join([el("p", "od-vv", lines(subject)) if subject else None, stamps]), Markup()))
    return el("div", "od-head", *rows)


def issuer(parent: str | None, name: str | None) -> Markup:
    """Return the left cell: superior upright, issuer bold, the short line under it (ô 2)."""
    above = words.issuer_lines(parent, SIZES.parent, bold=False)
    own = words.issuer_lines(name, SIZES.issuer, bold=True)
    parts = [
        el("p", "od-parent", lines(above)) if above else None,
        el("p", "od-issuer", lines(own)) if own else None,
        rule(rule_length(own, SIZES.issuer)) if own else None,
    ]
    return join(parts)


def _nation() -> Markup:
    motto_width = round(text_width(MOTTO, SIZES.motto, bold=True))
    return join([el("p", "od-nation", NATION), el("p", "od-motto", MOTTO), rule(motto_width)])


def rule(millimetres: int) -> Markup:
    """Return a centred line of so many millimetres."""
    return el("div", f"od-rule od-w{millimetres}")


def _row(left: Markup, right: Markup) -> Markup:
    return el("div", "od-row", el("div", "od-left", left), el("div", "od-right", right))


def _paragraph(cls: str, text: str) -> Markup:
    return el("p", cls, text) if text else Markup()


def _stamp(cls: str, text: str | None) -> Markup:
    text = words.clean(text).upper()
    if not text:
        return Markup()
    wide = SPACES.stamps.get(text, (0, 0))[0]
    return el("div", "od-stamp-line", el("p", f"od-stamp {cls}" + (f" od-w{wide:g}" if wide else ""), text))


def title(document: OfficialDocument) -> Markup:
    """Return kind and subject, centred, with the short line under them (ô 5a)."""
    name, subject = words.title(document), words.subject_lines(document)
    if not name and not subject:
        return Markup()
    under = rule_length(subject or [name], SIZES.subject)
    name_part = el("h1", "od-title", name) if name else None
    subject_part = el("p", "od-subject", lines(subject)) if subject else None
    return el("div", "od-name", name_part, subject_part, rule(under))


def addressees(document: OfficialDocument) -> Markup:
    """Return `Kính gửi` with one addressee on its line, or several under its colon (ô 9a; Annex I, part I, II.9.a)."""
    names = words.addressee_lines(document)
    if not names:
        return Markup()
    before = words.addressee_head(document)
    if len(names) == 1:
        return el("p", "od-to od-to-one", f"{before} {names[0]}")
    items = [el("p", "od-to-item", name) for name in names]
    return el("div", "od-to", el("p", "od-to-head", before), *items)


def copy_head(stamp: CopyStamp, name: str) -> Markup:
    """Return the head of a paper copy: the kind of copy, who copies, number, place and date (form 3.1, cells 1–4)."""
    as_document = OfficialDocument(number=stamp.number, symbol=stamp.symbol, place=stamp.place, date=stamp.date)
    number = el("p", "od-number", words.number_line(as_document))
    rows = [
        _row(issuer(stamp.parent_body, stamp.issuer), el("p", "od-copy-name", name)),
        _row(number, el("p", "od-date", words.date_line(as_document))),
    ]
    return el("div", "od-head", *rows)


ADDRESSEE_INDENT = SPACES.addressee_left + text_width("Kính gửi", SIZES.body)
