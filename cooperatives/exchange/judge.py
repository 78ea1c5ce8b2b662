"""The dry run: for every row of a sheet what would become of it, and at which cell something is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from cooperatives.duplicates import telling_words
from cooperatives.exchange.columns import OLD_PLACES, Column
from cooperatives.exchange.comparing import as_typed, differs, new_words, nothing, old_words
from cooperatives.exchange.files import Cell
from cooperatives.exchange.heading import BETWEEN, Found, Heading
from cooperatives.exchange.lines import group_words, is_heading_again, is_signature, kind_of_group, says_nothing
from cooperatives.exchange.names import Names
from cooperatives.exchange.places import Place, Places
from cooperatives.exchange.sectors import Classes
from cooperatives.exchange.values import is_blank, left_over, read_cell
from cooperatives.models import Cooperative, Fate, Kind
from coopportal.display import moment
from coopportal.text import fold
from organizations.models import AdministrativeUnit

# What tells who a row is about and is no value to write.
_KEYS = {"id", "version", *OLD_PLACES}
SMALL_MONEY = 100_000
_PLACE_MISSING = "Thiếu xã, phường; hãy ghi tên xã, phường hiện nay."


@dataclass
class Judged:
    """One row: its fate, what to write (`values`), and what to say of it."""

    number: int
    fate: str = Fate.SKIPPED
    name: str = ""
    sheet: Cooperative | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    cells: dict[str, Any] = field(default_factory=dict)
    place: str = ""
    # Ids of the level-4 classes that the cell of trades names.
    sectors: tuple[int, ...] = ()


class Judge:
    """Judges rows against the sheets that the person sees; all of these are read once."""

    def __init__(
        self, sheets: list[Cooperative], taken: dict[str, int], places: Places, chosen: dict[str, int]
    ) -> None:
        self._by_id = {sheet.pk: sheet for sheet in sheets}
        self._by_code = {sheet.code: sheet for sheet in sheets if sheet.code}
        self._taken = taken
        self._same_name: dict[tuple[int, str], list[Cooperative]] = defaultdict(list)
        self._names: Names[Cooperative] = Names()
        self._new: Names[int] = Names()
        for sheet in sheets:
            self._same_name[sheet.unit_id, " ".join(telling_words(sheet.name))].append(sheet)
            self._names.add(sheet.unit_id, sheet.name, sheet)
        self._places, self._chosen = places, chosen
        self._classes = Classes()
        # What the last heading between groups said of the rows under it.
        self._group_unit: AdministrativeUnit | None = None
        self._group_kind = ""
        self._seen: dict[str, int] = {}
        # The names that may mean several units or none, folded, each as it is written and with what it may mean.
        self.open_places: dict[str, tuple[str, list[AdministrativeUnit]]] = {}

    def judge(
        self, rows: list[list[Cell]], heading: Heading, columns: dict[str, Column], first: int
    ) -> Iterator[Judged]:
        """Yield each row's fate; `first` is the number of the sheet's first row in the file."""
        at = {found.name: found for found in heading.columns if found.name}
        headings = {found.at: fold(found.heading.split(BETWEEN)[-1]) for found in heading.columns if found.heading}
        over = False
        for index in range(heading.data_from, len(rows)):
            cells = {name: rows[index][found.at] if found.at < len(rows[index]) else None for name, found in at.items()}
            over = over or is_signature(rows[index], cells)
            if over or is_heading_again(rows[index], headings) or self._is_group(rows[index], cells):
                yield self._skipped(index + first, cells)
            else:
                yield self._judge(rows[index], cells, index + first, at, columns)

    @staticmethod
    def _skipped(number: int, cells: dict[str, Cell]) -> Judged:
        judged = Judged(number, name=str(cells.get("name") or "").strip()[:255])
        judged.cells = {name: as_typed(cell) for name, cell in cells.items()}
        return judged

    def _is_group(self, row: list[Cell], cells: dict[str, Cell]) -> bool:
        """Tell whether a row is a heading between groups; its commune or kind holds for the rows under it."""
        words = group_words(row, cells)
        if not words:
            return False
        found, kind = self._places.find(words), kind_of_group(words)
        if found.is_clear:
            self._group_unit, self._group_kind = found.units[0], ""
        elif kind:
            self._group_kind = kind
        return True

    def _judge(
        self, row: list[Cell], cells: dict[str, Cell], number: int, at: dict[str, Found], columns: dict[str, Column]
    ) -> Judged:
        judged = self._skipped(number, cells)
        if says_nothing(row, cells):
            return judged
        values = self._read(judged, cells, at, columns)
        self._place(judged, cells, values)
        self._find(judged, cells, values)
        self._decide(judged, values)
        return judged

    def _read(
        self, judged: Judged, cells: dict[str, Cell], at: dict[str, Found], columns: dict[str, Column]
    ) -> dict[str, Any]:
        """Read the cells that say something; a blank cell is None."""
        values: dict[str, Any] = {}
        for name, cell in cells.items():
            if name in _KEYS or name == "unit":
                continue
            if is_blank(cell):
                values[name] = None
                continue
            try:
                values[name] = read_cell(columns[name], cell, at[name].factor)
            except ValidationError as error:
                judged.problems[name] = " ".join(error.messages)
            judged.notes += left_over(columns[name], cell)
            self._doubt_money(judged, columns[name], values.get(name), at[name].factor)
        return values

    @staticmethod
    def _doubt_money(judged: Judged, column: Column, value: Any, factor: int) -> None:
        if column.type == "money" and value and factor == 1 and 0 < value < SMALL_MONEY:
            judged.notes.append(
                f"{column.label}: chỉ {value:.0f} đồng? Nếu cột tính bằng triệu đồng, hãy chọn lại đơn vị."
            )

    def _place(self, judged: Judged, cells: dict[str, Cell], values: dict[str, Any]) -> None:
        """Find the commune; remember the names that may mean several."""
        words = str(cells.get("unit") or "").strip()
        if not words:
            self._place_by_address(judged, cells, values)
            return
        own = self._own(cells)
        if own and fold(words) == fold(own.unit.name):
            values["unit"] = own.unit
            return
        words = ", ".join([words, *(str(cells[name]).strip() for name in OLD_PLACES if not is_blank(cells.get(name)))])
        judged.place = fold(words)
        found = self._places.find(words)
        chosen = self._places.communes.get(self._chosen.get(judged.place, 0))
        if chosen or found.is_clear:
            values["unit"] = chosen or found.units[0]
            if found.how or chosen:
                judged.notes.append(f"“{words}” → {values['unit']}" + (f" ({found.how})" if found.how else ""))
            return
        self.open_places[judged.place] = (words, list(found.units))
        judged.problems["unit"] = (
            f"“{words}” có thể là {', '.join(map(str, found.units))}; hãy chọn ở phần “Xã, phường cần chọn”."
            if found.units
            else f"Không có xã, phường “{words}” trong địa bàn của bạn; hãy sửa tên, hoặc chọn ở “Xã, phường cần chọn”."
        )

    def _place_by_address(self, judged: Judged, cells: dict[str, Cell], values: dict[str, Any]) -> None:
        """Where the sheet names no commune: the only one there is, or the one within the address."""
        if self._places.only and "id" not in cells:
            values["unit"] = self._places.only
            judged.cells["unit"] = str(self._places.only)
            return
        if self._group_unit and "id" not in cells:
            values["unit"] = self._group_unit
            judged.cells["unit"] = str(self._group_unit)
            return
        address = str(cells.get("address") or "")
        found = self._places.find_in_address(address) if "id" not in cells else Place(())
        if found.is_clear:
            values["unit"] = found.units[0]
            judged.notes.append(
                f"Xã, phường theo địa chỉ → {found.units[0]}" + (f" ({found.how})" if found.how else "")
            )

    def _own(self, cells: dict[str, Cell]) -> Cooperative | None:
        mark = as_typed(cells.get("id")).strip()
        return self._by_id.get(int(mark)) if mark.isdigit() else None

    def _find(self, judged: Judged, cells: dict[str, Cell], values: dict[str, Any]) -> None:
        """Find the sheet that the row is about: by the id of our own export, tax code, or its name in the commune."""
        mark = as_typed(cells.get("id")).strip()
        if mark:
            judged.sheet = own = self._own(cells)
            if own is None:
                judged.problems["id"] = f"Không có hồ sơ mã {mark} trong phạm vi của bạn; bỏ trống ô này để thêm mới."
            else:
                judged.notes += _changes_since(own, str(cells.get("version") or ""))
            return
        code, unit = values.get("code"), values.get("unit")
        if code:
            judged.sheet = self._by_code.get(code)
        elif unit and judged.name:
            same = self._same_name[unit.pk, " ".join(telling_words(judged.name))]
            if len(same) == 1:
                judged.sheet = same[0]
                judged.notes.append(f"Khớp theo tên với hồ sơ “{same[0].name}”.")

    def _decide(self, judged: Judged, values: dict[str, Any]) -> None:
        if judged.sheet is not None:
            self._compare(judged, judged.sheet, values)
        else:
            self._complete(judged, values)
        self._check_codes(judged, values)
        self._name_sectors(judged)
        if judged.problems:
            judged.fate = Fate.REFUSED

    def _name_sectors(self, judged: Judged) -> None:
        """Where the trades are new or changed: which level-4 classes they are."""
        words = judged.values.get("sectors")
        if not words:
            return
        trades = self._classes.read(words)
        judged.sectors = trades.sectors
        judged.notes += trades.notes

    def _compare(self, judged: Judged, sheet: Cooperative, values: dict[str, Any]) -> None:
        """Keep what differs. A blank cell takes a value away only in a sheet of our own, told by its id."""
        of_ours = bool(judged.cells.get("id", "").strip())
        if "status" in values:
            _keep_status(judged, sheet, values.pop("status"))
        new = dict(values)
        for name, value in values.items():
            if value is None and not of_ours:
                del new[name]
            elif value is None:
                new[name] = nothing(sheet, name)
        if "name" in new and not new["name"]:
            judged.problems["name"] = "Thiếu tên."
        if of_ours and "unit" in judged.cells and "unit" not in new:
            judged.problems.setdefault("unit", _PLACE_MISSING)
        if not of_ours and telling_words(str(new.get("name") or "")) == telling_words(sheet.name):
            del new["name"]  # `HTX …` for `Hợp tác xã …` is another way to write it, no new name
        judged.values = {name: value for name, value in new.items() if differs(sheet, name, value)}
        judged.changes = {
            name: [old_words(sheet, name), new_words(sheet, name, v)] for name, v in judged.values.items()
        }
        judged.name = judged.name or sheet.name
        judged.fate = Fate.CHANGE if judged.values else Fate.SAME

    def _complete(self, judged: Judged, values: dict[str, Any]) -> None:
        """A new sheet: what it must have, and whether it is probably there already."""
        judged.values = {name: value for name, value in values.items() if value not in (None, "")}
        judged.values.setdefault("kind", _kind_of(judged.name, self._group_kind))
        judged.fate = Fate.ADD
        if not judged.name and "name" not in judged.problems:
            judged.problems["name"] = "Thiếu tên."
        if "unit" not in judged.values and "unit" not in judged.problems:
            judged.problems["unit"] = _PLACE_MISSING
        if judged.problems:
            return
        near = self._near(judged)
        if near:
            judged.fate = Fate.DOUBT
            judged.notes.append(f"Có thể trùng với {near}. Nếu là đơn vị khác, chọn “Thêm cả đơn vị có tên gần giống”.")
        self._new.add(judged.values["unit"].pk, judged.name, judged.number)

    def _near(self, judged: Judged) -> str:
        unit = judged.values["unit"].pk
        if found := self._names.near(unit, judged.name):
            return f"“{found[0]}” ({found[1].code or 'chưa có mã số'}) đã có trong sổ"
        if twin := self._new.near(unit, judged.name):
            return f"“{twin[0]}” ở dòng {twin[1]}"
        return ""

    def _check_codes(self, judged: Judged, values: dict[str, Any]) -> None:
        """A code belongs to one organization: in the whole registry and within the file."""
        code = values.get("code") or (judged.sheet.code if judged.sheet else "")
        if not code:
            return
        holder = self._taken.get(code)
        if holder is not None and (judged.sheet is None or holder != judged.sheet.pk):
            judged.problems["code"] = "Mã số thuế này đã có trong sổ của đơn vị khác; hãy kiểm tra lại."
        if code in self._seen:
            judged.problems["code"] = f"Mã số thuế này đã có ở dòng {self._seen[code]} của tệp."
        self._seen.setdefault(code, judged.number)


def _changes_since(sheet: Cooperative, version: str) -> list[str]:
    """Say where somebody saved the sheet after it was exported."""
    try:
        exported = dt.datetime.fromisoformat(version)
    except ValueError:
        return []
    if exported == sheet.updated_at:
        return []
    return [f"Hồ sơ đã được sửa lúc {moment(sheet.updated_at)}, sau khi xuất bảng này."]


def _keep_status(judged: Judged, sheet: Cooperative, status: str | None) -> None:
    """A status is a dated step with a reason: a sheet may name it, not change it."""
    if status and status != sheet.status:
        judged.problems["status"] = (
            f"Hồ sơ đang ở trạng thái “{sheet.get_status_display()}”. Trạng thái chỉ đổi tại hồ sơ, "
            "kèm lý do và văn bản; hãy ghi lại như cũ hoặc bỏ trống."
        )


def _kind_of(name: str, group: str) -> str:
    """The kind that a name begins with, else that of the group of rows it stands in."""
    words = fold(name)
    if words.startswith(("lien hiep", "lhhtx")):
        return Kind.UNION
    if words.startswith(("to hop tac", "tht")):
        return Kind.GROUP
    if words.startswith(("quy tin dung", "qtd")):
        return Kind.CREDIT_FUND
    return Kind.COOPERATIVE if words.startswith(("hop tac xa", "htx")) else group or Kind.COOPERATIVE
