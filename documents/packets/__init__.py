"""Many files as one PDF to read and print: a list of contents, one numbering over all, bookmarks; knows no Django."""

from .build import build
from .model import Apart, Built, Line, Part

__all__ = ["Apart", "Built", "Line", "Part", "build"]
