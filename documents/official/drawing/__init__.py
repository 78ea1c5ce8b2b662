"""Drawing an official document: HTML, PDF and Word from the tree, to the letter of Decree 30/2020, Annex I.

Drawing prints what the tree holds and adds the fixed words of the form alone, so that reading the drawing back gives
the printed part of the tree again. Plain Python; WeasyPrint and python-docx are imported when they are needed.
"""

from .copies import NO_MARKS, CopyStamp, Marks, Verification, copy_corner, file_corner
from .excerpt import excerpt
from .fonts import font_problem
from .html import render_html, screen_html
from .notes import with_notes
from .pdf import render_pdf
from .places import Place, place_of, places_of
from .scans import copy_of_file
from .word import render_docx

__all__ = [
    "NO_MARKS",
    "CopyStamp",
    "Marks",
    "Place",
    "Verification",
    "copy_corner",
    "copy_of_file",
    "excerpt",
    "file_corner",
    "font_problem",
    "place_of",
    "places_of",
    "render_docx",
    "render_html",
    "render_pdf",
    "screen_html",
    "with_notes",
]
