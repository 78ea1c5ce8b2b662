"""Deadlines as people write them, with citations and programme spans left out.

The conventions (what counts as a deadline, `trước ngày D` gives D) are those of the project's reading corpus.
"""

from documents.reading.deadlines.find import find_deadlines
from documents.reading.deadlines.makers import Context
from documents.reading.deadlines.words import WEEKDAY_INDEX, WEEKDAYS

__all__ = ["WEEKDAYS", "WEEKDAY_INDEX", "Context", "find_deadlines"]
