"""The words of a file, quickly and roughly: for the search, and to see a mark of secrecy. Never raises.

What is read into the tree goes through `documents.reading.files`; here nothing but the letters counts, so that a table
of a thousand rows costs milliseconds.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

MOST_LETTERS = 200_000
MOST_PAGES = 300
_MOST_XML = 40 * 1024 * 1024
_LOOKED_AT = 40
SECRECY = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
_PARAGRAPHS = {"p"}
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")


def words_of(data: bytes) -> str:
    """Return the letters of a PDF, Word, Excel or PowerPoint file, a paragraph or row a line; empty for all else."""
    lines: list[str] = []
    room = MOST_LETTERS
    try:
        for line in _lines(data):
            line = " ".join(line.replace("\x00", "").encode("utf-8", "ignore").decode().split())
            if line:
                lines.append(line[:room])
                room -= len(line) + 1
            if room <= 0:
                break
    except Exception:  # readers raise whatever the damage leads to; what was read so far counts
        return "\n".join(lines)
    return "\n".join(lines)


def secrecy_of(words: str) -> str | None:
    """Return the mark of secrecy that stands alone on a line near the beginning, as `words_of` gives it."""
    for line in words.splitlines()[:_LOOKED_AT]:
        for cell in line.split(" | "):
            if cell.strip(" .:-") in SECRECY:
                return cell.strip(" .:-")
    return None


def _lines(data: bytes) -> Iterator[str]:
    if b"%PDF-" in data[:1024]:
        yield from _of_pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        yield from _of_office(data)


def _of_pdf(data: bytes) -> Iterator[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        for index in range(min(len(pdf), MOST_PAGES)):
            page = pdf[index]
            letters = page.get_textpage()
            yield from letters.get_text_range().splitlines()
            letters.close()
            page.close()


def _of_office(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        if "xl/workbook.xml" in names:
            yield from _of_sheet(data)
            return
        wanted = ["word/document.xml"] if "word/document.xml" in names else sorted(filter(_SLIDE.fullmatch, names))
        for name in wanted[:MOST_PAGES]:
            with packed.open(name) as part:
                yield from _paragraphs(part.read(_MOST_XML))


def _paragraphs(xml: bytes) -> Iterator[str]:
    """The text of each paragraph; Word and PowerPoint both call it `p`, its pieces `t`."""
    from lxml import etree

    events = etree.iterparse(io.BytesIO(xml), resolve_entities=False, no_network=True, load_dtd=False)
    for _, element in events:
        if etree.QName(element).localname in _PARAGRAPHS:
            yield "".join(one.text or "" for one in element.iter("{*}t"))
            element.clear()


def _of_sheet(data: bytes) -> Iterator[str]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            yield " | ".join(str(cell) for cell in row if cell != "")
