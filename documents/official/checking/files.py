"""Checking anyone's file: .docx and .pdf by words and layout, .txt by words, a tree .json by its tree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from documents.official.checking.context import Surroundings
from documents.official.checking.layout import (
    lines,
    page_rules,
    paragraph_rules,
    parts,
    pdf,
    ruled_lines,
    text,
    type_rules,
    word,
)
from documents.official.checking.layout.model import Layout
from documents.official.checking.registry import LAYOUT, LINES, rules
from documents.official.checking.run import check, in_order
from documents.official.tree import Finding, OfficialDocument, TreeFormatError, from_json

RULES = (lines, page_rules, paragraph_rules, ruled_lines, type_rules)  # importing them fills the register


class UncheckableFile(ValueError):
    """The file cannot be checked; `code` names the reason, the message says in Vietnamese what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def check_file(
    source: bytes | str | Path, filename: str | None = None, *, surroundings: Surroundings | None = None
) -> list[Finding]:
    """Return the findings on a file, errors first.

    `source` is the content, or the path of the file. `filename` tells a tree .json from other text. Raises
    UncheckableFile for a missing, empty, broken, encrypted or scanned file, and JSON that is no tree.
    """
    data = source if isinstance(source, bytes) else _content(Path(source))
    name = filename or (Path(source).name if isinstance(source, str | Path) else "")
    if name.lower().endswith(".json"):
        return check(_tree(data), surroundings)
    document, layout = read(data, name)
    found = check(document, surroundings)
    if not _is_official(document):
        found += [f for f in document.findings if f.where == "document"]
    for scope in (LINES, LAYOUT):
        found += [finding for rule in rules(scope) for finding in rule.findings(layout)]
    return in_order(found)


def read(data: bytes, filename: str) -> tuple[OfficialDocument, Layout]:
    """Return the tree of a file and its layout with the parts named; raises UncheckableFile."""
    from documents import reading

    try:
        document = reading.read_bytes(data, filename=filename)
        layout = _layout(data, filename)
    except reading.UnreadableFile as error:
        raise UncheckableFile(error.code, error.message) from error
    return document, parts.assign(layout, document)


def _layout(data: bytes, filename: str) -> Layout:
    from documents import reading

    if data.lstrip()[:5] == b"%PDF-":
        return _measured(lambda: pdf.read(data))
    if data[:4] == b"PK\x03\x04":
        return _measured(lambda: word.read(data))
    return text.read(reading.text_of(data, filename=filename))


def _measured(read_layout: Callable[[], Layout]) -> Layout:
    try:
        return read_layout()
    except Exception as error:  # a file that reads as text may still be broken where its layout is described
        raise UncheckableFile("layout", "Không đo được cách trình bày của tệp. Hãy lưu lại tệp rồi thử lại.") from error


def _is_official(document: OfficialDocument) -> bool:
    from documents import reading

    return reading.looks_official(document)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        from documents import reading

        told = reading.unopened(path, error)
        raise UncheckableFile(told.code, told.message) from error


def _tree(data: bytes) -> OfficialDocument:
    try:
        return from_json(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, RecursionError) as error:
        raise UncheckableFile("tree", "Tệp JSON hỏng hoặc không ở bảng mã UTF-8.") from error
    except TreeFormatError as error:
        raise UncheckableFile("tree", str(error)) from error
