"""Checking an official document against Decree 30/2020/NĐ-CP, rule by rule.

`check` looks at a tree, `check_file` at anyone's .docx, .pdf, .txt or tree .json, `mends.apply` makes the safe mends.
Every rule is a small function in the register with its code, clause and severity; `docs/rules.md` lists them.
"""

from documents.official.checking.context import Surroundings
from documents.official.checking.files import UncheckableFile, check_file
from documents.official.checking.mends import apply as apply_mends
from documents.official.checking.mends import is_safe
from documents.official.checking.run import check
from documents.official.checking.scans import check_scan
from documents.official.checking.showing import preview_mend

__all__ = [
    "Surroundings",
    "UncheckableFile",
    "apply_mends",
    "check",
    "check_file",
    "check_scan",
    "is_safe",
    "preview_mend",
]
