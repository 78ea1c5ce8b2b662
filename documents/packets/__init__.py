"""Many files as one PDF to read and print: a list of contents, one numbering over all, bookmarks; knows no Django."""

from .build import build
from .model import Apart, Built, Part

__all__ = ["Apart", "Built", "Part", "build"]
