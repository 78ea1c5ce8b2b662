"""Agencies, groups and persons in Vietnamese administrative text: where a name begins, ends and parts from the next."""

from documents.reading.agencies.handover import (
    Handover,
    coordinators_of,
    heading_handover,
    opens_with_command,
    request_at,
    sentence_handover,
)
from documents.reading.agencies.lists import clean_agency, split_agencies, unknown_names
from documents.reading.agencies.names import head_at, lists_names, name_end
from documents.reading.agencies.words import tone_lower

__all__ = [
    "Handover",
    "clean_agency",
    "coordinators_of",
    "head_at",
    "heading_handover",
    "lists_names",
    "name_end",
    "opens_with_command",
    "request_at",
    "sentence_handover",
    "split_agencies",
    "tone_lower",
    "unknown_names",
]
