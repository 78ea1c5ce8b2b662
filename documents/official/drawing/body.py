"""Blocks and tables of the body in HTML."""

from __future__ import annotations

from .flow import Block, Run
from .markup import Markup, el, join, lines
from .metrics import balance
from .style import PAGE, SIZES
from .tables import Columns, is_short, measure

_TAGS = {"part": "h2", "part-title": "h2", "heading": "h2"}


def blocks(items: list[Block]) -> Markup:
    """Return the blocks as paragraphs, headings and tables with the classes of their roles."""
    return join([_table(item, measure(item.rows)) if item.rows else _block(item) for item in items])


def _block(item: Block) -> Markup:
    is_heading = item.role in ("article", "section") and all(run.bold for run in item.runs)
    if item.role == "attached":
        return el("p", "od-attached", lines(attached_lines(item)))
    tag = "h3" if is_heading else _TAGS.get(item.role, "p")
    return el(tag, f"od-{item.role}" + (" od-keep" if item.keep else ""), [_run(run) for run in item.runs])


def attached_lines(item: Block) -> list[str]:
    """Return a centred `(Ban hành kèm theo …)` in even lines."""
    return balance(item.text, PAGE.text_width - 14, SIZES.body)


def _run(run: Run) -> str:
    if run.bold:
        return el("b", "", run.text)
    return el("i", "", run.text) if run.italic else run.text


def _table(item: Block, columns: Columns) -> Markup:
    first, *rest = item.rows
    return el(
        "table",
        f"od-table od-t{columns.size:g}" + (" od-keep" if item.keep else ""),
        el("colgroup", "", [el("col", f"od-c{percent}") for percent in columns.percents]),
        el("thead", "", el("tr", "", [el("th", "", cell, scope="col") for cell in first])),
        el("tbody", "", [_cells(row) for row in rest]) if rest else None,
    )


def _cells(row: list[str]) -> Markup:
    return el("tr", "", [el("td", "od-short" if is_short(cell) else "", cell) for cell in row])
