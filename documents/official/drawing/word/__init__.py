"""The Word door: the same words and look as the PDF, with named styles that an office can go on editing."""

from .document import render_docx

__all__ = ["render_docx"]
