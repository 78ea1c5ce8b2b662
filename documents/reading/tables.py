"""Tables of tasks: rows with what is to be done, who leads, who joins and until when."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.official import tree
from documents.official.tree import Deadline, Item, Node, OfficialDocument
from documents.reading.agencies import head_at, split_agencies
from documents.reading.deadlines import Context, find_deadlines
from documents.reading.letters import fold, squeeze

_COLUMNS = (
    (
        "task",
        r"(?:ten )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|ten nhiem vu|noi dung cong viec|noi "
        r"dung nhiem vu|noi dung thuc hien)\b",
    ),
    ("both", r"(?:co quan|don vi|bo phan)[^,;]*(?:chu tri).*phoi hop"),
    (
        "lead",
        r"(?:co quan|don vi|bo phan|nguoi|phong|can bo)[^,;]{0,12}(?:chu tri|phu trach|tham muu|thuc hien|"
        r"dau moi|chiu trach nhiem|phan cong|duoc giao)|(?:chu tri|phu trach|dau moi|phan cong)",
    ),
    ("coordinators", r"(?:co quan|don vi|bo phan|nguoi)?[^,;]{0,12}phoi hop"),
    ("time", r"(?:thoi gian|thoi han|tien do|han|ngay)\b"),
)
_DAY = re.compile(r"^\s*((?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\s*$)|^\s*(?:tháng|quý)\s*[\dIV]", re.I)


def columns_of(head: list[str]) -> dict[str, int]:
    """Return which column of a table holds task, lead, coordinators and time, by the words of its head."""
    places: dict[str, int] = {}
    for index, cell in enumerate(head):
        folded = squeeze(fold(cell))
        for name, pattern in _COLUMNS:
            if name not in places and index not in places.values() and re.match(pattern, folded):
                places[name] = index
                break
    return places


def is_task_table(rows: list[list[str]]) -> bool:
    """Tell whether the table's head names tasks and those who do them."""
    places = columns_of(rows[0]) if rows else {}
    return "task" in places and bool({"lead", "both"} & places.keys())


def rows_as_tasks(rows: list[list[str]], context: Context) -> list[Item]:
    """Return an item a row of a table of tasks; rows that only part the table (no lead) are left out."""
    places = columns_of(rows[0])
    found: list[Item] = []
    for row in rows[1:]:
        item = _row(row, places, context)
        if item:
            found.append(item)
    return found


def _row(row: list[str], places: dict[str, int], context: Context) -> Item | None:
    def cell(name: str) -> str:
        place = places.get(name)
        return squeeze(row[place]) if place is not None and place < len(row) else ""

    task, lead = cell("task"), cell("lead") or cell("both")
    if not task or not lead or fold(task) == fold(lead) or task.strip("()").isdigit():
        return None
    leads, joined = _agencies(lead), _agencies(cell("coordinators"))
    if not cell("lead") and len(leads) > 1:
        leads, joined = leads[:1], leads[1:] + joined
    when = cell("time")
    return Item(task, leads, joined, _limits(when, context) or find_deadlines(task, context, where="table"))


def _limits(when: str, context: Context) -> list[Deadline]:
    """Return the deadlines of a cell in the column of time; a bare day or month there is the one until which."""
    day = _DAY.match(when)
    if day is None:
        return find_deadlines(when, context, where="table")
    word = "trước" if day.group(1) else "trong"
    return [
        replace(deadline, text=when) for deadline in find_deadlines(f"{word} {when.lower()}", context, where="table")
    ]


def _agencies(cell: str) -> list[str]:
    pieces = split_agencies(cell)
    return pieces if pieces and head_at(cell) else [cell.strip(" .;")] if cell else []


def table_tasks(document: OfficialDocument, context: Context) -> list[Item]:
    """Return the tasks of all tables of tasks, in the body and in the appendices."""
    found: list[Item] = []
    for nodes in (document.body, *(appendix.body for appendix in document.appendices)):
        for node in _tables(nodes):
            if node.rows and is_task_table(node.rows):
                found += rows_as_tasks(node.rows, context)
    return found


def _tables(nodes: list[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.level == tree.TABLE:
            found.append(node)
        found += _tables(node.children)
    return found
