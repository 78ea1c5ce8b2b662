"""Reading: text, .docx and .pdf into the tree of the official document; plain Python without Django.

Lines -> printed tree -> derived parts. The doors to other rooms are the functions of this module; what they need is
imported when first used, so that starting is cheap.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from documents.reading.errors import UnreadableFile, unopened

if TYPE_CHECKING:
    from documents.official.tree import OfficialDocument

__all__ = [
    "UnreadableFile",
    "looks_official",
    "read_bytes",
    "read_path",
    "read_text",
    "read_with_text",
    "text_of",
    "unopened",
]


def read_path(path: str | Path) -> OfficialDocument:
    """Read a file into the tree; raises UnreadableFile where the file cannot become text."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unopened(path, error) from error
    return read_bytes(data, filename=path.name)


def read_bytes(data: bytes, *, filename: str = "") -> OfficialDocument:
    """Read an upload into the tree; its content, not its name, decides what it is. Raises UnreadableFile."""
    from documents.reading.files import lines_of
    from documents.reading.reader import read_lines

    return read_lines(lines_of(data, filename=filename))


def read_text(text: str) -> OfficialDocument:
    """Read pasted text into the tree; never raises: what is no document gives an error finding at `document`."""
    from documents.reading.legacy import to_unicode
    from documents.reading.lines import lines_of_text
    from documents.reading.reader import read_lines

    return read_lines(lines_of_text(to_unicode(text)))


def read_with_text(data: bytes, *, filename: str = "") -> tuple[OfficialDocument, str]:
    """Return what `read_bytes` and `text_of` give, taking the lines out of the file once. Raises UnreadableFile."""
    from documents.reading.files import kind_of, lines_of, plain_text, text_of_lines
    from documents.reading.reader import read_lines

    if kind_of(data, filename=filename) == "text":
        return read_bytes(data, filename=filename), plain_text(data, filename=filename)
    lines = lines_of(data, filename=filename)
    text = text_of_lines(lines)
    return read_lines(lines), text


def text_of(data: bytes, *, filename: str = "") -> str:
    """Return the plain text of an upload for the review page; raises UnreadableFile."""
    from documents.reading.files import plain_text

    return plain_text(data, filename=filename)


def looks_official(document: OfficialDocument) -> bool:
    """Tell whether the tree came from an official document (no error finding at `document`)."""
    from documents.reading.reader import looks_official as check

    return check(document)
