"""Each of the 29 kinds, measured on its own sample: head, title, body, sign-off (Decree 30/2020, Annexes I, III)."""

from __future__ import annotations

import io

import pypdf
import pytest

from documents.official.drawing import words
from documents.official.drawing.places import SEAL, SECOND, SIGNATURE, places_of
from documents.official.kinds import KINDS, LETTER
from documents.official.tree import OfficialDocument

from .helpers import SAMPLE_NAMES, Drawn, Line, drawn, load

MIDDLE = 30 + 165 / 2
ON_EACH = pytest.mark.parametrize("name", SAMPLE_NAMES)


def test_every_kind_has_a_sample() -> None:
    assert {load(name).kind for name in SAMPLE_NAMES} == set(KINDS)


def _is(line: Line, size: float, *, bold: bool = False, italic: bool = False) -> None:
    assert line.sizes == {size}, line
    for face in line.fonts:
        assert ("Bold" in face, "Italic" in face) == (bold, italic), line


@ON_EACH
def test_head_of_each_kind(name: str) -> None:
    pdf, document = drawn(name), load(name)
    nation, motto = pdf.line("CỘNG HÒA", 0), pdf.line("Độc lập", 0)
    _is(nation, 12, bold=True)
    _is(motto, 13, bold=True)
    assert nation.middle == pytest.approx(motto.middle, abs=0.4)
    issuer = [pdf.line(text, 0) for text in words.issuer_lines(document.issuer, 12, bold=True)]
    for line in issuer:
        _is(line, 12, bold=True)
        assert line.middle == pytest.approx(63, abs=0.4)
    _short_line_under(pdf, issuer)
    _number_and_date(pdf, document)


def _number_and_date(pdf: Drawn, document: OfficialDocument) -> None:
    if document.kind == "BB":  # form 1.9 has no line of place and date
        assert not any("ngày" in line.text and line.top < 60 for line in pdf.lines if "Italic" in str(line.fonts))
        return
    place = pdf.line(f"{document.place}, ngày", 0)
    _is(place, 13, italic=True)
    if document.date is None:  # room for the pen parts the line
        return
    assert place.middle == pytest.approx(pdf.line("CỘNG HÒA", 0).middle, abs=0.4)
    if document.kind == "TCG":
        assert "Số:" not in pdf.texts[0]
        return
    number = pdf.line("Số:", 0)
    _is(number, 13)
    assert number.bottom == pytest.approx(place.bottom, abs=0.3)
    assert number.text.startswith(f"Số: {document.number}/" if document.number else "Số:")


def _short_line_under(pdf: Drawn, lines: list[Line]) -> None:
    """A third to a half of the longest line of the text, in the middle (Annex I, part I, II.2, II.5)."""
    left, right = pdf.rule_under(lines[-1])
    share = (right - left) / max(line.right - line.left for line in lines)
    assert 1 / 3 - 0.02 <= share <= 1 / 2 + 0.02
    assert (left + right) / 2 == pytest.approx(lines[-1].middle, abs=0.5)


@ON_EACH
def test_title_of_each_kind(name: str) -> None:
    pdf, document = drawn(name), load(name)
    if document.kind == LETTER:
        first = pdf.line("V/v", 0)
        _is(first, 12)
        assert first.middle == pytest.approx(63, abs=0.4)
        assert first.top - pdf.line("Số:", 0).bottom > 1.2
        return
    title = pdf.line(KINDS[document.kind or ""].title, 0)
    subject = [pdf.line(text, 0) for text in words.subject_lines(document)]
    for line in (title, *subject):
        _is(line, 14, bold=True)
        assert line.middle == pytest.approx(MIDDLE, abs=0.4)
    _short_line_under(pdf, subject or [title])


@ON_EACH
def test_body_of_each_kind_is_set_in_fourteen_points(name: str) -> None:
    pdf, document = drawn(name), load(name)
    ends = words.signature_lines(document.co_signature or document.signature)[0]
    last = pdf.line(ends)
    body = [line for line in pdf.lines if line.page <= last.page and (line.page or line.top > 60)]
    first = [line for line in body if line.left == pytest.approx(42.7, abs=0.3)]
    assert first, "paragraphs begin 12,7 mm in"
    for line in first:
        assert line.sizes == {14.0}, line
    assert any(line.text.endswith("./.") for line in pdf.lines)
    number = [line for line in pdf.lines if line.page and line.text == str(line.page + 1) and line.top < 20]
    pages_of_the_document = len({line.page for line in pdf.lines if line.page <= last.page})
    assert len(number) >= pages_of_the_document - 1


@ON_EACH
def test_sign_off_of_each_kind(name: str) -> None:
    pdf, document = drawn(name), load(name)
    assert document.signature
    above = [_right(pdf, text) for text in words.signature_lines(document.signature)]
    signer = _right(pdf, document.signature.name or "")
    for line in (*above, signer):
        _is(line, 14, bold=True)
        assert line.middle == pytest.approx(signer.middle, abs=0.4)
    assert signer.middle > 140
    assert signer.top - above[-1].bottom >= 29
    places = {place.name: place for place in places_of(pdf.data)}
    assert places[SIGNATURE].page == places[SEAL].page == signer.page + 1
    if document.co_signature:
        second = pdf.line(words.signature_lines(document.co_signature)[0])
        assert second.bottom == pytest.approx(above[0].bottom, abs=0.3)
        assert places[SECOND].page == signer.page + 1
    if document.recipients:
        head = pdf.line("Nơi nhận:")
        _is(head, 12, bold=True, italic=True)
        assert head.left == pytest.approx(30, abs=0.2)
        for line in pdf.lines:
            if line.text.startswith("- Lưu:"):
                _is(line, 11)
                assert line.text.endswith(".")
        if not document.co_signature:
            assert abs(head.bottom - above[0].bottom) < 1.2


def _right(pdf: Drawn, start: str) -> Line:
    """The last printed line of the right half that begins so: the sign-off, not what the text says of it."""
    return [line for line in pdf.lines if line.text.startswith(start) and line.middle > 120][-1]


@ON_EACH
def test_file_of_each_kind_is_archival(name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(drawn(name).data))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "/ToUnicode" in font
