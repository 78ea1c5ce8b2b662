"""Lists about a document that are pages of its packet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .paper import pdf_of_html


def list_html(title: str, about: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a numbered table under its title; every text is escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in ("TT", *heads))
    lines = "".join(
        f"<tr><td>{n}</td>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>"
        for n, row in enumerate(rows, 1)
    )
    return (
        f"<h1>{escape(title)}</h1><p class='about'>{escape(about)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    )


def list_pdf(html: str) -> bytes:
    """Return the list as pages."""
    return pdf_of_html(html, "list")
