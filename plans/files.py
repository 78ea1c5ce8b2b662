"""Evidence files of reports: judged as all uploads of the portal are, see `coopportal.files`."""

from coopportal.files import ACCEPT, KINDS_IN_WORDS, MOST_FILES, TYPES, Evidence, check, clean_name

__all__ = ["ACCEPT", "KINDS_IN_WORDS", "MOST_FILES", "TYPES", "Evidence", "check", "clean_name"]
