"""The registers of Decree 30/2020, Annex IV: on the screen, as an official PDF, as a sheet."""

from .columns import COPIES, COPY_USE, INCOMING, POSTING, REGISTERS, Column, Register, Row, text_of
from .contents import CONTENTS, Contents, contents_html, contents_pdf, contents_xlsx
from .printing import register_html, register_pdf
from .sheets import register_xlsx
from .volumes import long_register_pdf

__all__ = [
    "CONTENTS",
    "COPIES",
    "COPY_USE",
    "INCOMING",
    "POSTING",
    "REGISTERS",
    "Column",
    "Contents",
    "Register",
    "Row",
    "contents_html",
    "contents_pdf",
    "contents_xlsx",
    "long_register_pdf",
    "register_html",
    "register_pdf",
    "register_xlsx",
    "text_of",
]
