"""The whole document in HTML: head, body, sign-off, appendices, slip, copy block."""

from __future__ import annotations

from dataclasses import replace

from documents.official.kinds import COPIES
from documents.official.tree import Appendix, OfficialDocument, Slip

from . import body, foot, head, signoff, words
from .copies import NO_MARKS, CopyStamp, Marks
from .flow import Block, Run, finish, flow
from .markup import Markup, el, join, lines
from .metrics import balance
from .style import PAGE, SIZES
from .tables import is_landscape


def main_part(document: OfficialDocument, marks: Marks = NO_MARKS, copy: CopyStamp | None = None) -> Markup:
    """Return the document proper, without its appendices."""
    content = finish(flow(document.body), document.closing, signed=True)
    return el(
        "article",
        "od-document" + _side(content),
        foot.foot(marks),
        foot.corner(document.digital_signatures, marks),
        _circulation(marks.circulation),
        head.head(document),
        head.title(document) if words.title(document) or not words.is_letter(document) else None,
        head.addressees(document),
        body.blocks(content),
        signoff.sign_off(document, marks.drafter),
        copy_block(copy) if copy and not document.appendices else None,
    )


def parts(
    document: OfficialDocument, marks: Marks = NO_MARKS, copy: CopyStamp | None = None, only: int | None = None
) -> list[Markup]:
    """Return the document, each appendix and the slip as elements that begin on pages of their own.

    `only` picks the document without appendices (0) or one appendix (1 …), for files that go apart.
    """
    if only == 0:
        return [main_part(replace(document, appendices=[]), marks, copy)]
    if only is not None:
        return [appendix(document.appendices[only - 1], copy, marks)]
    sheets = [main_part(document, marks, copy)]
    last = len(document.appendices)
    for i, item in enumerate(document.appendices, 1):
        sheets.append(appendix(item, copy if i == last else None))
    if document.slip:
        sheets.append(slip(document.slip))
    return sheets


def appendix(item: Appendix, copy: CopyStamp | None = None, marks: Marks = NO_MARKS) -> Markup:
    """Return one phụ lục: number, title, `(Kèm theo …)`, content (Annex I, part I, III.1; forms 2.1, 2.2).

    `marks` are those of a file of its own: the words of the signature in the corner, the foot.
    """
    title = balance(words.clean(item.title), PAGE.text_width - 10, SIZES.title, bold=True)
    note, content = appendix_note(item), finish(flow(item.body))
    return el(
        "section",
        "od-appendix" + _side(content),
        foot.foot(marks),
        foot.corner([], marks),
        el("h1", "od-appendix-number", appendix_mark(item)),
        el("p", "od-appendix-title", lines(title)) if title else None,
        el("p", "od-appendix-note", lines(note)) if note else None,
        body.blocks(content),
        copy_block(copy) if copy else None,
    )


def _side(content: list[Block]) -> str:
    return " od-landscape" if is_landscape(content) else ""


def appendix_mark(item: Appendix) -> str:
    """Return `Phụ lục`, with the Roman number where there is one."""
    return " ".join(["Phụ lục", words.clean(item.number)]).strip()


def appendix_note(item: Appendix) -> list[str]:
    """Return the lines of `(Kèm theo …)` with room where number and day are blank, [] where there is none."""
    note = words.clean(item.note)
    if note.startswith("(") and note.endswith(")"):
        note = note[1:-1]
    return balance(f"({words.with_room(note)})", PAGE.text_width - 14, SIZES.title) if note else []


SLIP_TITLE = "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC"


def slip_blocks(item: Slip) -> list[Block]:
    """Return the slip's day, its labels and words in printed order (empty ones left out), and room for the opinions."""
    day = words.long_date(item.date)
    fields = [
        ("Trình xin ý kiến đồng chí", item.to),
        ("Người trình", item.sender),
        ("Tóm tắt nội dung trình", item.summary),
        ("Ý kiến đề xuất", item.proposal),
    ]
    pairs = [(label, words.clean(text)) for label, text in fields if words.clean(text)]
    blocks = [Block("attached", [Run(day[0].upper() + day[1:], italic=True)])] if day else []
    blocks += [Block("paragraph", [Run(f"{label}: ", bold=True), Run(text)]) for label, text in pairs]
    blocks.append(Block("end", [Run("Người trình ký", bold=True)]))
    return [*blocks, Block("paragraph", [Run("Ý kiến phê duyệt của lãnh đạo:", bold=True)])]


def slip(item: Slip) -> Markup:
    """Return the phiếu trình bound to the document, on a sheet of its own."""
    return el("section", "od-slip", el("h1", "od-title", SLIP_TITLE), body.blocks(slip_blocks(item)))


def copy_block(stamp: CopyStamp) -> Markup:
    """Return the block of a paper copy under its full-width line (Annex I, part II; form 3.1)."""
    name = COPIES[stamp.kind].title
    as_document = OfficialDocument(signature=stamp.signature, recipients=stamp.recipients)
    line = el("div", "od-rule od-full")
    return el("section", "od-copy", line, head.copy_head(stamp, name), signoff.sign_off(as_document))


def _circulation(text: str | None) -> Markup:
    cleaned = words.clean(text).upper()
    return el("div", "od-circulation", el("p", "od-stamp", cleaned)) if cleaned else Markup()


def whole(
    document: OfficialDocument, marks: Marks = NO_MARKS, copy: CopyStamp | None = None, only: int | None = None
) -> Markup:
    """Return all parts, or one of them, one after another."""
    return join(parts(document, marks, copy, only))
