"""The registers of Decree 30/2020, Annex IV: on the screen, as an official PDF, as a sheet."""

from .columns import COPIES, COPY_USE, INCOMING, POSTING, REGISTERS, Column, Register, Row, text_of
from .printing import register_html, register_pdf
from .sheets import register_xlsx
from .volumes import long_register_pdf

__all__ = [
    "COPIES",
    "COPY_USE",
    "INCOMING",
    "POSTING",
    "REGISTERS",
    "Column",
    "Register",
    "Row",
    "long_register_pdf",
    "register_html",
    "register_pdf",
    "register_xlsx",
    "text_of",
]
