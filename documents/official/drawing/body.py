"""Blocks, tables and the sign-off in HTML."""

from __future__ import annotations

from documents.official.tree import OfficialDocument, Signature

from . import words
from .flow import Block, Run
from .markup import Markup, el, join, lines
from .metrics import text_width
from .style import PAGE, SIZES

_TAGS = {"part": "h2", "part-title": "h2", "heading": "h2"}
_WIDE = 7


def blocks(items: list[Block]) -> Markup:
    """Return the blocks as paragraphs, headings and tables with the classes of their roles."""
    return join([_table(item) if item.rows else _block(item) for item in items])


def _block(item: Block) -> Markup:
    is_heading = item.role in ("article", "section") and all(run.bold for run in item.runs)
    tag = "h3" if is_heading else _TAGS.get(item.role, "p")
    return el(tag, f"od-{item.role}" + (" od-keep" if item.keep else ""), [_run(run) for run in item.runs])


def _run(run: Run) -> str:
    if run.bold:
        return el("b", "", run.text)
    return el("i", "", run.text) if run.italic else run.text


def _table(item: Block) -> Markup:
    widths = column_percents(item.rows)
    size = " od-wide" if len(widths) > _WIDE else ""
    first, *rest = item.rows
    return el(
        "table",
        f"od-table{size}" + (" od-keep" if item.keep else ""),
        el("colgroup", "", [el("col", f"od-c{width}") for width in widths]),
        el("thead", "", el("tr", "", [el("th", "", cell, scope="col") for cell in first])),
        el("tbody", "", [_cells(row) for row in rest]) if rest else None,
    )


def _cells(row: list[str]) -> Markup:
    return el("tr", "", [el("td", "od-short" if is_short(cell) else "", cell) for cell in row])


def is_short(cell: str) -> bool:
    """Say whether a cell holds an ordinal, a figure or a date, which is centred."""
    return bool(cell) and len(cell) <= 12 and not any(letter.isalpha() for letter in cell)


def column_percents(rows: list[list[str]]) -> list[int]:
    """Return each column's share of the width in whole per cent (sum 100), by what its cells hold.

    A column is as wide as its longest word at least, and takes more the more text it has (damped by a square root).
    """
    count = len(rows[0])
    size = SIZES.wide_table if count > _WIDE else SIZES.table
    weights = []
    for column in range(count):
        cells = [row[column] for row in rows]
        longest_word = max((text_width(word, size, bold=True) for cell in cells for word in cell.split()), default=0)
        whole = max(text_width(cell, size) for cell in cells)
        weights.append((longest_word + 4, whole))
    return _shares(weights)


def _shares(weights: list[tuple[float, float]]) -> list[int]:
    least = [low for low, _ in weights]
    free = max(PAGE.text_width - sum(least), 0)
    wish = [max(whole - low, 0) ** 0.5 for low, whole in weights]
    total = sum(wish) or 1
    widths = [low + free * part / total for low, part in zip(least, wish, strict=True)]
    if not any(wish):
        widths = [low + free / len(weights) for low in least]
    percents = [max(int(width / sum(widths) * 100), 1) for width in widths]
    widest = percents.index(max(percents))
    percents[widest] = max(percents[widest] + 100 - sum(percents), 1)
    return percents


def sign_off(document: OfficialDocument, drafter: str | None = None) -> Markup:
    """Return `Nơi nhận` on the left and the signature block on the right, beginning on one line (ô 7, 9b, 12).

    With a second signature (biên bản, hợp đồng: Annex III, form 1.9) that one stands left, and `Nơi nhận` under it.
    """
    receivers = recipients(document.recipients, drafter)
    right = signature(document.signature)
    left = signature(document.co_signature)
    if not (receivers or right or left):
        return Markup()
    if not left:
        return _pair(receivers, right)
    return join([_pair(left, right, " od-equal"), el("div", "od-after", receivers) if receivers else None])


def _pair(left: Markup, right: Markup, cls: str = "") -> Markup:
    cells = el("div", "od-row", el("div", "od-signoff-left", left), el("div", "od-signoff-right", right))
    return el("div", f"od-signoff{cls}", cells)


def recipients(names: list[str], drafter: str | None = None) -> Markup:
    """Return `Nơi nhận:` with its lines, "" where there are none (ô 9b)."""
    receivers = words.recipient_lines(names)
    parts = [el("p", "od-recipients-head", "Nơi nhận:")] if receivers else []
    parts += [el("p", "od-recipient", line) for line in receivers]
    if drafter:
        parts.append(el("p", "od-recipient", words.clean(drafter)))
    return join(parts)


def signature(item: Signature | None) -> Markup:
    """Return authority and title, the room for signature and seal, and the name (ô 7a–7c, 8)."""
    above, name = words.signature_lines(item), words.signer(item)
    if not above and not name:
        return Markup()
    return join(
        [
            el("p", "od-authority", lines(above)),
            el("div", "od-room"),
            el("p", "od-signer", name) if name else None,
        ]
    )
