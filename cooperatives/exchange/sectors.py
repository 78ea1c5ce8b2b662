"""Lines of a sheet's column of trades as level-4 classes: by code, by name, in the edition in force or an older one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from cooperatives.models import Sector
from coopportal.text import fold, one_line

_CODE = re.compile(r"(?<![\d./-])(\d{4,5})(?![\d./-])")
_LINES = re.compile(r"[\n;]+")
_LIST_OF_CODES = re.compile(r"\s*\d{4,5}(?:\s*[,\s]\s*\d{4,5})+\s*")
_EDGES = " .,:-–—()[]+*•\t"


@dataclass(frozen=True)
class Trades:
    """What a cell was read as: ids of classes in their order, and what to tell of lines that are not plain."""

    sectors: tuple[int, ...]
    notes: tuple[str, ...]


class Classes:
    """All classes of all editions; one query at making."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[Sector]] = defaultdict(list)
        self._by_name: dict[str, list[Sector]] = defaultdict(list)
        self._newest = 0
        # Many rows of a sheet say the same.
        self._read: dict[str, Trades] = {}
        for sector in Sector.objects.select_related("edition").order_by("-edition_id", "code"):
            self._by_code[sector.code].append(sector)
            self._by_name[fold(sector.name)].append(sector)
            self._newest = max(self._newest, sector.edition_id)

    def read(self, words: str) -> Trades:
        """Return the classes that a cell names, and what is doubtful about it."""
        if not self._by_code:
            return Trades((), ())
        if words not in self._read:
            self._read[words] = self._trades(words)
        return self._read[words]

    def _trades(self, words: str) -> Trades:
        found: dict[int, None] = {}
        notes = []
        for line in _lines(words):
            sectors, note = self._line(line)
            found |= dict.fromkeys(sector.pk for sector in sectors)
            notes += [f"Ngành, nghề “{line}”: {note}"] if note else []
        return Trades(tuple(found), tuple(notes))

    def _line(self, line: str) -> tuple[list[Sector], str]:
        mark = _CODE.search(line)
        name = fold(_CODE.sub(" ", line).strip(_EDGES))
        same_code = self._by_code.get(mark[1][:4], []) if mark else []
        if mark and not same_code:
            return self._by_words(name, f"không có mã {mark[1][:4]}")
        if not mark:
            return self._by_words(name, "")
        fits = next((sector for sector in same_code if fold(sector.name) == name), None)
        if fits:
            return self._today(fits)
        newest, *older = same_code
        others = [sector for sector in older if fold(sector.name) != fold(newest.name)]
        if not newest.edition.in_force():
            return self._today(newest)
        if name and (named := self._by_name.get(name)):
            return self._today(named[0])
        doubt = f"theo {others[0].edition}, mã này là “{others[0].name}”; hãy kiểm tra" if others else ""
        return [newest], f"ghi là {newest}; {doubt}" if doubt else ""

    def _by_words(self, name: str, why: str) -> tuple[list[Sector], str]:
        named = self._by_name.get(name, [])
        if named:
            return self._today(named[0])
        near = self._holding(name)
        perhaps = f"; có thể là {' hoặc '.join(map(str, near))}" if near else ""
        return [], f"{why or 'không khớp với ngành cấp 4 nào'}{perhaps}; vẫn giữ nguyên văn, chưa ghi mã ngành"

    def _holding(self, name: str) -> list[Sector]:
        """Return the classes in force whose names hold all the words, where they are one or two."""
        words = name.split()
        if len(words) < 2:
            return []
        held = ((known, some[0]) for known, some in self._by_name.items() if all(word in known for word in words))
        found = [sector for _, sector in held if sector.edition_id == self._newest]
        return found if len(found) <= 2 else []

    def _today(self, sector: Sector) -> tuple[list[Sector], str]:
        """A class in force is taken; of an older one its followers, where that is known, else the old one itself."""
        if sector.edition.in_force():
            return [sector], ""
        followers = [one for code in sector.now.split() for one in self._by_code[code] if one.edition.in_force()]
        if len(followers) == 1:
            same = followers[0].code == sector.code
            return followers, "" if same else f"{sector.ended_words}; ghi là {followers[0]}"
        return [sector], f"{sector.ended_words}; ghi theo mã cũ, hãy chọn lại mã hiện nay ở hồ sơ"


def _lines(words: str) -> list[str]:
    parts = [one_line(part) for part in _LINES.split(words)]
    return [
        piece
        for part in parts
        if part
        for piece in (re.split(r"[,\s]+", part) if _LIST_OF_CODES.fullmatch(part) else [part])
        if piece.strip(_EDGES)
    ]
