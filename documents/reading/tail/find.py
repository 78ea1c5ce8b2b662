"""Where the end of a document begins."""

from __future__ import annotations

from documents.reading.letters import is_capitals, squeeze
from documents.reading.lines import Line
from documents.reading.people import is_authority, is_person, is_position
from documents.reading.places import opens_body
from documents.reading.tail.model import COLUMN_GAP, RECIPIENTS, SIGNED


def find_tail(lines: list[Line], begin: int) -> int | None:
    """Return the index of the line where recipients or signature begin, or None where there are none."""
    for index in range(begin, len(lines)):
        if RECIPIENTS.match(lines[index].folded) and lines[index].rows is None:
            return _first_of_signature(lines, index, begin)
    return _unaddressed(lines, begin)


def _first_of_signature(lines: list[Line], index: int, begin: int) -> int:
    """Where the signature block stands above the recipients, go up to its first line."""
    start = index
    for place in range(index - 1, max(begin, index - 14), -1):
        text = lines[place].text
        if is_authority(text) or (is_capitals(text) and is_position(text)) or _only_bodies(lines[place]):
            start = place
        elif not (
            _only_people(lines[place]) or SIGNED.match(lines[place].folded) or (is_capitals(text) and len(text) < 90)
        ):
            break
    return start


def _only_people(line: Line) -> bool:
    pieces = [squeeze(piece) for piece in COLUMN_GAP.split(line.raw.strip()) if piece.strip()]
    return bool(pieces) and all(is_person(piece) for piece in pieces)


def _only_bodies(line: Line) -> bool:
    """The names of two bodies or more beside each other, over the signatures of their chiefs."""
    pieces = [squeeze(piece) for piece in COLUMN_GAP.split(line.raw.strip()) if piece.strip()]
    return len(pieces) > 1 and all(is_capitals(piece) and opens_body(piece) for piece in pieces)


def _unaddressed(lines: list[Line], begin: int) -> int | None:
    for index in range(begin, len(lines)):
        line = lines[index]
        if line.rows is not None or len(line.text) > 120:
            continue
        pieces = [squeeze(p) for p in COLUMN_GAP.split(line.raw.strip()) if p.strip()]
        if (
            pieces
            and all(is_capitals(p) and (is_authority(p) or is_position(p)) for p in pieces)
            and _name_follows(lines, index)
        ):
            return index
    return None


def _name_follows(lines: list[Line], index: int) -> bool:
    for line in lines[index + 1 : index + 10]:
        if any(is_person(squeeze(p)) for p in COLUMN_GAP.split(line.raw.strip()) if p.strip()):
            return True
        if len(line.text) > 120:
            return False
    return is_authority(lines[index].text) and index + 4 >= len(lines)
