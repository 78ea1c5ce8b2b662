"""What a file is, told by its content, and its lines."""

from __future__ import annotations

from documents.reading.errors import UnreadableFile
from documents.reading.lines import Line, lines_of_text
from documents.reading.text_files import decode

LIMIT_MB = 25
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def kind_of(data: bytes, *, filename: str = "") -> str:
    """Return `pdf`, `word` or `text`; raises UnreadableFile for what is empty, too large or of another type."""
    if len(data) > LIMIT_MB * 1024 * 1024:
        raise UnreadableFile("too_large", limit=LIMIT_MB)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "word"
    if data.startswith(_OLE):
        raise UnreadableFile("encrypted_word" if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data else "old_word")
    if data.startswith(_ARCHIVES):
        raise UnreadableFile("archive")
    return "text"


def lines_of(data: bytes, *, filename: str = "") -> list[Line]:
    """Return the lines of an upload; raises UnreadableFile."""
    kind = kind_of(data, filename=filename)
    if kind == "pdf":
        from documents.reading.pdf import lines_of_pdf

        return lines_of_pdf(data)
    if kind == "word":
        from documents.reading.word import lines_of_word

        return lines_of_word(data, filename=filename)
    return lines_of_text(decode(data))


def plain_text(data: bytes, *, filename: str = "") -> str:
    """Return an upload as plain text, columns apart, tables a row a line; raises UnreadableFile."""
    if kind_of(data, filename=filename) == "text":
        from documents.reading.letters import clean_letters

        return clean_letters(decode(data))
    return text_of_lines(lines_of(data, filename=filename))


def text_of_lines(lines: list[Line]) -> str:
    """Return lines as plain text, columns apart, tables a row a line."""
    out: list[str] = []
    for line in lines:
        out += [""] * min(line.blank, 2)
        out += [" | ".join(row) for row in line.rows] if line.rows is not None else [line.raw or line.text]
    return "\n".join(out).strip() + "\n"
