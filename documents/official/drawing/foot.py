"""What stands in the margins of page 1: address and QR code at the foot, a signature's words at the top right."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from documents.official.tree import DigitalSignature

from . import words
from .copies import Marks, Verification
from .markup import Markup, el

# So many lines of 10 pt find room in the top margin; more of them stand in the text area.
_MOST_LINES, _MOST_LINES_UNDER_STAMP = 4, 2


def foot(marks: Marks) -> Markup:
    """Return the foot of page 1: address under a full-width line (ô 13), the QR code on its left."""
    address, check = words.clean(marks.contact), marks.verification
    if not address and not check:
        return Markup()
    texts = [el("p", "od-address" if check else "", address)] if address else []
    if check:
        texts += [el("p", "od-verify", words.clean(line)) for line in check.lines]
    line = el("div", "od-rule od-full") if address else None
    words_part = el("div", "od-foot-text" if check else "", texts)
    return el("div", "od-contact", line, qr(check) if check else None, words_part)


def qr(check: Verification) -> Markup:
    """Return the QR code as a picture: readers of the file's lines must not take its squares for a table's rules."""
    source = f"{PICTURE}{base64.b64encode(qr_png(check.address)).decode()}"
    return el("div", "od-qr", el("img", "", src=source, alt=QR_WORDS))


PICTURE = "data:image/png;base64,"
QR_WORDS = "Mã QR để kiểm tra văn bản"


@lru_cache(maxsize=32)
def qr_png(address: str) -> bytes:
    """Return the code that says `address` as a PNG without a margin."""
    import segno

    png = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(png, kind="png", border=0, scale=4)
    return png.getvalue()


def corner(signatures: list[DigitalSignature], marks: Marks) -> Markup:
    """Return the 10 pt lines at the top right: the marks' own, then the digital signatures (ô 14)."""
    texts, fits = corner_lines(signatures, marks)
    cls = "od-digital" if fits else "od-digital od-digital-many"
    return el("div", cls, [el("p", "", text) for text in texts]) if texts else Markup()


def corner_lines(signatures: list[DigitalSignature], marks: Marks) -> tuple[list[str], bool]:
    """Return the lines of the corner, and whether they find room in the top margin."""
    texts = [words.clean(line) for line in (marks.corner or "").splitlines()]
    texts = [text for text in texts if text] + digital_lines(signatures)
    return texts, len(texts) <= (_MOST_LINES_UNDER_STAMP if marks.circulation else _MOST_LINES)


def digital_lines(signatures: list[DigitalSignature]) -> list[str]:
    """Return the lines of the digital signatures: who, and when (ISO 8601; Annex I, part I, II.8)."""
    lines: list[str] = []
    for one in signatures:
        lines.append(f"Người ký: {words.clean(one.signer)}")
        if one.time:
            lines.append(f"Thời gian ký: {words.clean(one.time)}")
    return lines
