"""The HTML door: a page for print or screen, and a fragment for the portal's own pages."""

from __future__ import annotations

from documents.official.tree import OfficialDocument

from . import page, words
from .copies import NO_MARKS, CopyStamp, Marks
from .markup import Markup, el, join
from .stylesheet import print_css, screen_css


def render_html(
    document: OfficialDocument,
    *,
    draft: bool = False,
    for_screen: bool = False,
    copy: CopyStamp | None = None,
    marks: Marks = NO_MARKS,
) -> str:
    """Return a whole HTML page of the document: laid out for paper, or as sheets on the screen.

    `draft` prints DỰ THẢO behind the text; `copy` adds the block of a paper copy; `marks` the small marks of the form.
    All text of the tree is escaped; the page refers to nothing outside itself but the packaged watermark.
    """
    css = screen_css() if for_screen else print_css(draft=draft)
    return _page(document, el("style", "", Markup(css)), draft, copy, marks)


def bare_html(
    document: OfficialDocument,
    *,
    copy: CopyStamp | None = None,
    marks: Marks = NO_MARKS,
    only: int | None = None,
) -> str:
    """Return the page without its style sheet, for a renderer that holds the sheet already."""
    return _page(document, Markup(), False, copy, marks, only)


def screen_html(document: OfficialDocument, *, draft: bool = False) -> str:
    """Return the document as a fragment for the portal's pages, styled by `static/css/official-document.css`."""
    return el("div", "od od-draft" if draft else "od", page.whole(document), lang="vi")


def _page(
    document: OfficialDocument,
    style: Markup,
    draft: bool,
    copy: CopyStamp | None,
    marks: Marks,
    only: int | None = None,
) -> str:
    meta = [
        el("meta", charset="utf-8"),
        el("title", "", words.pdf_title(document)),
        el("meta", name="author", content=words.clean(document.issuer)) if document.issuer else None,
        *_dates(document),
    ]
    top = el("head", "", *meta, style)
    body = el("body", "od od-draft" if draft else "od", page.whole(document, marks, copy, only))
    return join([Markup("<!DOCTYPE html>\n"), el("html", "", top, body, lang="vi")])


def _dates(document: OfficialDocument) -> list[Markup]:
    if not words.long_date(document.date):
        return []
    names = ("dcterms.created", "dcterms.modified")
    return [el("meta", name=name, content=f"{document.date}") for name in names]
