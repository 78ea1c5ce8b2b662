"""Elements of HTML as strings that are safe by construction: every text that is not Markup is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable


class Markup(str):
    """HTML that is escaped already."""

    __slots__ = ()


Child = str | Iterable[str] | None


def escape(text: str) -> Markup:
    """Return the text with `<`, `>`, `&` and quotes escaped; Markup comes back unchanged."""
    return text if isinstance(text, Markup) else Markup(html.escape(text))


def join(children: Iterable[Child], separator: str = "") -> Markup:
    """Return the children one after another, each escaped unless it is Markup; None is left out."""
    parts: list[str] = []
    for child in children:
        if isinstance(child, str):
            parts.append(escape(child))
        elif child is not None:
            parts.append(join(child))
    return Markup(separator.join(parts))


def el(tag: str, cls: str = "", *children: Child, **attributes: str) -> Markup:
    """Return `<tag class=cls …>children</tag>`; an underscore in an attribute's name stands for a hyphen."""
    attributes = {"class": cls, **attributes} if cls else attributes
    names = "".join(f' {name.replace("_", "-")}="{html.escape(value)}"' for name, value in attributes.items())
    if tag in ("br", "col", "img", "meta", "link"):
        return Markup(f"<{tag}{names}>")
    return Markup(f"<{tag}{names}>{join(children)}</{tag}>")


BREAK = el("br")


def lines(texts: list[str]) -> Markup:
    """Return the texts with a line break between them."""
    return join(texts, BREAK)
