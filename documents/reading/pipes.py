"""Tables of pipes that a converter made of a head or a sign-off set in columns: laid open as lines in two columns."""

from __future__ import annotations

import re
from itertools import zip_longest

from documents.reading.letters import fold, squeeze

BREAK = "\ue003"  # stands for `<br>` inside a cell
_MOST_COLUMNS = 4
_GAP = 6
_HEAD = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*-\s*tu do|dang cong san viet nam|"
    r"^so\s*:?\s*\d*\s*[/-]\s*[a-z]|^kinh gui\s*:"
)
_END = re.compile(
    r"^noi nhan\s*:|^-?\s*luu\s*:|^(?:pho )?(?:chu tich|giam doc|truong phong|chanh van phong|bi thu|cuc truong)$|"
    r"^(?:tm|kt|tl|tuq|t/m)\s?\.\s"
)


_INNER = re.compile(r"\s*\|\s*")


def mend_pipes(raws: list[str]) -> list[str]:
    """Give rows of cells without outer pipes theirs; take the pipes that a converter left beside a single cell."""
    counts = [_inner_pipes(raw) for raw in raws]
    mended: list[str] = []
    for index, raw in enumerate(raws):
        beside = counts[max(0, index - 1) : index] + counts[index + 1 : index + 2]
        if "|" not in raw or (raw.lstrip().startswith("|") and raw.count("|") >= 3):
            mended.append(raw)
        elif counts[index] and (counts[index] in beside or _sets_columns(raw)):
            mended.append(f"| {raw.strip(' |')} |")
        elif counts[index]:
            mended.append(raw.rstrip(" |"))
        else:
            mended.append(raw.replace("|", " "))
    return mended


def _inner_pipes(raw: str) -> int:
    return len(_INNER.findall(raw.strip(" |\t")))


def _sets_columns(raw: str) -> bool:
    return is_layout([_INNER.split(raw.strip(" |\t"))])


def is_layout(rows: list[list[str]]) -> bool:
    """Tell whether the rows only set a head or a sign-off in columns."""
    if max((len(row) for row in rows), default=0) > _MOST_COLUMNS:
        return False
    cells = [fold(cell).strip(" *") for row in rows for cell in row]
    return any(_HEAD.search(cell) or _END.match(cell) for cell in cells)


def lay_open(rows: list[list[str]]) -> list[str]:
    """Return the rows as raw lines, the cells of a row beside each other with a wide gap between them."""
    width = max((len(part) for row in rows for cell in row[:-1] for part in cell.split(BREAK)), default=0) + _GAP
    lines: list[str] = []
    for row in rows:
        beside = zip_longest(*(cell.split(BREAK) for cell in row), fillvalue="")
        lines += ["".join(squeeze(part).ljust(width) for part in parts).rstrip() for parts in beside]
    return [line for line in lines if line]


def joined_cell(text: str) -> str:
    """Return a cell of a real table, its line breaks as spaces."""
    return squeeze(text.replace(BREAK, " "))
