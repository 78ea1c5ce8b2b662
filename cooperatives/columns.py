"""The columns of the registry's list: which there are, and which one sees when none were chosen."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cooperatives.extra import EXTRA, extra_words
from cooperatives.models import Cooperative, ExtraField
from cooperatives.showing import shown
from coopportal import display

if TYPE_CHECKING:
    from cooperatives.queries.sorting import Order


@dataclass(frozen=True)
class ListColumn:
    """One column; `words` gives a sheet's cell. `look` tells the page how to draw it."""

    key: str
    label: str
    words: Callable[[Cooperative], str]
    look: str = "text"


@dataclass(frozen=True)
class Cell:
    """One cell as the page draws it."""

    label: str
    words: str
    look: str


def _field(key: str, label: str, look: str = "text", name: str = "") -> ListColumn:
    return ListColumn(key, label, lambda sheet: shown(sheet, name or key), look)


def _members(sheet: Cooperative) -> str:
    return display.number(sheet.members)


def _person(sheet: Cooperative) -> str:
    phone = sheet.representative_phone or sheet.phone
    return "\n".join(part for part in (sheet.representative_name, phone) if part)


def _money(key: str, label: str) -> ListColumn:
    return ListColumn(key, label, lambda sheet: display.money(getattr(sheet, key)), "number")


_ALL = (
    _field("code", "Mã số", "code"),
    ListColumn("unit", "Xã, phường", lambda sheet: str(sheet.unit)),
    _field("address", "Địa chỉ"),
    ListColumn("representative", "Người đại diện", _person, "lines"),
    _field("official_members", "Thành viên", "number"),
    ListColumn("members", "Thành viên cả ba loại", _members, "number"),
    _field("labourers", "Lao động", "number"),
    ListColumn("status", "Trạng thái", lambda sheet: sheet.status_short, "status"),
    _field("status_since", "Trạng thái từ"),
    _field("kind", "Loại hình"),
    _field("field", "Lĩnh vực"),
    _money("charter_capital", "Vốn điều lệ"),
    _money("total_capital", "Tổng nguồn vốn"),
    _money("debt", "Nợ phải trả"),
    _field("land_area", "Đất (m²)", "number"),
    _field("founded_on", "Thành lập"),
    _field("certificate_on", "Cấp giấy chứng nhận"),
    _field("governance", "Mô hình quản trị"),
    _field("last_meeting_on", "Đại hội gần nhất"),
    _field("charter_adapted_on", "Sửa Điều lệ"),
    _field("in_value_chain", "Chuỗi giá trị"),
    _field("uses_high_tech", "Công nghệ cao"),
    _field("has_traceability", "Truy xuất nguồn gốc"),
    _field("sells_online", "Bán trên sàn"),
)
DEFAULT = ("code", "unit", "representative", "official_members", "status")


def columns_for(extra: Iterable[ExtraField]) -> dict[str, ListColumn]:
    """Return every column there is to choose, by key: the sheet's own, then the province's own fields."""
    found = {column.key: column for column in _ALL}
    for row in extra:
        found[EXTRA + row.key] = _extra(row)
    return found


def _extra(row: ExtraField) -> ListColumn:
    return ListColumn(EXTRA + row.key, row.label, lambda sheet: extra_words(row, sheet.extra.get(row.key)))


def chosen(keys: Sequence[str], every: dict[str, ListColumn], *, one_commune: bool = False) -> list[ListColumn]:
    """Return the columns that were asked for, in their own order; the usual ones where none was.

    With `one_commune` these do not say in each row which commune it is.
    """
    usual = [key for key in DEFAULT if not (one_commune and key == "unit")]
    wanted = [key for key in every if key in keys] or usual
    return [every[key] for key in wanted]


def cells(sheet: Cooperative, columns: Iterable[ListColumn]) -> list[Cell]:
    """Return a sheet's cells."""
    return [Cell(column.label, column.words(sheet), column.look) for column in columns]


def deferred(columns: Iterable[ListColumn]) -> list[str]:
    """Return the long columns of the table that this list does not show."""
    keys = {column.key for column in columns}
    return ["search_text", "sectors", "note", *([] if any(k.startswith(EXTRA) for k in keys) else ["extra"])]


@dataclass(frozen=True)
class Head:
    """A column's head: the order that a click on it asks for (blank: none), and whether the list is in its order."""

    label: str
    look: str
    ask: str = ""
    now: str = ""


def heads(columns: Iterable[ListColumn], order: Order, orders: Container[str]) -> list[Head]:
    """Return the heads of the name and of the columns; a second click turns the order round."""
    return [_head("name", "Tên", "text", order), *(_head(c.key, c.label, c.look, order, orders) for c in columns)]


def _head(key: str, label: str, look: str, order: Order, orders: Container[str] = ("name",)) -> Head:
    if key not in orders and not key.startswith(EXTRA):
        return Head(label, look)
    if order.key == key:
        now = "descending" if order.descending else "ascending"
        return Head(label, look, key if order.descending else f"-{key}", now)
    return Head(label, look, f"-{key}" if look == "number" else key)
