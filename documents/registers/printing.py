"""A register as an official PDF: the cover, then the lines on landscape A4, its head on every page."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from documents.official.drawing.style import FONT_STACK

from .columns import Register, Row, Volume, text_of

ASSETS = Path(__file__).parent / "assets"


def register_html(register: Register, volume: Volume, *, pages_before: int = 0) -> str:
    """Return the whole page that is printed; every text is escaped and nothing is fetched.

    `pages_before`: the cover and lines are printed on so many pages already, these lines go on from there.
    """
    lines = table_html(register, volume.rows)
    on = f"@page :first {{ counter-reset: page {pages_before + 1} }}" if pages_before else ""
    if pages_before:
        body = f"<section class='lines on'>{lines}</section>"
    else:
        body = f"{_cover(register, volume)}<section class='lines'>{lines}</section>"
    title = escape(f"{register.title} năm {volume.year} – {volume.organization}")
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title>"
        f"<style>{_css()}{on}</style></head><body>{body}</body></html>"
    )


def register_pdf(register: Register, volume: Volume) -> bytes:
    """Return the register as PDF/A, tagged."""
    import weasyprint

    data: bytes = weasyprint.HTML(string=register_html(register, volume), url_fetcher=refuse).write_pdf(
        pdf_variant="pdf/a-2a", pdf_tags=True
    )
    return data


def refuse(url: str, *args: Any, **kwargs: Any) -> Any:
    """Fetch nothing: the page holds all that it prints."""
    raise ValueError(f"Không được tải: {url}")


@lru_cache(maxsize=1)
def _css() -> str:
    fonts = ", ".join(f'"{name}"' for name in FONT_STACK) + ", serif"
    return (ASSETS / "register.css").read_text("utf-8").replace("$font", fonts)


def _cover(register: Register, volume: Volume) -> str:
    numbers = ""
    if register.numbered:
        numbers = _span("Từ số", volume.first_number, "đến số", volume.last_number)
        numbers += "".join(f"<p class='continues'>({escape(words)})</p>" for words in volume.continues)
    return (
        "<section class='cover'>"
        f"<div class='issuer'><p class='parent'>{escape(volume.parent_body.upper())}</p>"
        f"<p class='body'>{escape(volume.organization.upper())}</p><hr></div>"
        f"<div class='name'><h1>{escape(register.title.upper())}</h1><p>Năm: {volume.year}</p></div>"
        f"<div class='span'>{_span('Từ ngày', volume.first_day, 'đến ngày', volume.last_day)}{numbers}</div>"
        f"<p class='volume'>Quyển số: {escape(volume.volume) or '…'}</p></section>"
    )


def _span(first_word: str, first: dt.date | int | None, last_word: str, last: dt.date | int | None) -> str:
    return f"<p>{first_word} {text_of(first) or '……'} {last_word} {text_of(last) or '……'}</p>"


def table_html(register: Register, rows: list[Row]) -> str:
    """Return the rows under the heads of the columns, which stand again on every page."""
    widths = "".join(f"<col style='width:{c.width}mm'>" for c in register.columns)
    heads = "".join(f"<th>{escape(c.head)}</th>" for c in register.columns)
    numbers = "".join(f"<th>({n})</th>" for n in range(1, len(register.columns) + 1))
    lines = "".join(_line(register, row, n) for n, row in enumerate(rows))
    return (
        f"<table><colgroup>{widths}</colgroup><thead><tr>{heads}</tr><tr class='numbers'>{numbers}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )


def _line(register: Register, row: Row, number: int) -> str:
    cells = "".join(
        f"<td{' class=c' if column.centred else ''}>{escape(text_of(value))}</td>"
        for column, value in zip(register.columns, row.cells, strict=True)
    )
    return f"<tr id=r{number}{' class=cancelled' if row.cancelled else ''}>{cells}</tr>"
