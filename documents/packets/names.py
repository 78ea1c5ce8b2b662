"""Names of files that every system unpacks: Vietnamese letters stay, what is unfit or doubled is changed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_UNFIT = re.compile(r'[\\/:*?"<>|]+')
# Windows keeps these names to itself, whatever their ending.
_KEPT_BY_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def safe_name(name: str, longest: int = 100, other: str = "tep") -> str:
    """Return a name without folders and unfit characters, at most `longest` letters, its ending kept; else `other`."""
    visible = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    plain = " ".join(_UNFIT.sub("-", visible).split()).strip(" .")
    ending = PurePosixPath(plain).suffix
    ending = ending if len(ending) <= 10 and " " not in ending else ""
    stem = plain[: len(plain) - len(ending)][: longest - len(ending)].strip(" .") or other
    return f"{'_' if stem.lower() in _KEPT_BY_WINDOWS else ''}{stem}{ending}"


def unique_name(name: str, taken: set[str]) -> str:
    """Return the name, with ` (2)` and on where it is `taken` (in any case of letters), and take it."""
    path, count, found = PurePosixPath(name), 1, name
    while found.casefold() in taken:
        count += 1
        found = f"{path.stem} ({count}){path.suffix}"
    taken.add(found.casefold())
    return found
