"""Checking a document of 20 pages against the rules of Decree 30, and how the time grows with the length."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench import Row, cpu_milliseconds
from documents.official.checking import check
from documents.official.checking.places import strings
from documents.official.tree import OfficialDocument
from documents.reading import read_path

PAPER = Path(__file__).resolve().parent.parent / "reports" / "demo" / "papers" / "ke-hoach-xa.txt"
LETTERS_OF_A_PAGE = 2300
PAGES, MANY, BUDGET = 20, 500, 50.0


def measure() -> Iterator[Row]:
    """Twenty pages against the budget, five hundred against twenty-five times as much."""
    document = read_path(PAPER)
    short = cpu_milliseconds(partial(check, of_pages(document, PAGES)))
    yield Row(f"check {PAGES} pages", short, BUDGET, "ms", "budget, processor time")
    long = cpu_milliseconds(partial(check, of_pages(document, MANY)), times=3)
    yield Row(f"check {MANY} pages", long, short * MANY / PAGES, "ms", "as many times the short one")


def of_pages(document: OfficialDocument, pages: int) -> OfficialDocument:
    """Return the document with its body repeated until it holds the letters of so many pages."""
    letters = sum(len(text) for _, text in strings(document))
    times = max(round(pages * LETTERS_OF_A_PAGE / letters), 1)
    return replace(document, body=document.body * times)
