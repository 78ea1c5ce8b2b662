"""The table of all rules as a page: `python -m documents.official.checking.rules_table` writes docs/rules.md."""

from __future__ import annotations

from pathlib import Path

from documents.official import checking as _checking  # noqa: F401  (fills the register)
from documents.official.checking.registry import Rule, rules

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules.md"
_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}
_SCOPES = {"tree": "cây văn bản", "lines": "chữ in trong tệp", "layout": "trình bày của tệp"}
_HEAD = """# Rules of checking

Made from the register by `python -m documents.official.checking.rules_table`; do not edit by hand. “Sửa nhanh” says
whether a draft offers the mend in one click. A rule without a clause is good practice, not a rule of the decree.
"""


def table() -> str:
    """Return the page: rules by what they look at, then by code."""
    parts = [_HEAD]
    for scope, label in _SCOPES.items():
        found = sorted(rules(scope), key=lambda r: r.code)
        parts.append(f"## {label.capitalize()} ({len(found)})\n")
        parts.append("| Mã | Mức | Nội dung kiểm tra | Căn cứ | Sửa nhanh |\n|---|---|---|---|---|")
        parts.append("\n".join(map(_row, found)) + "\n")
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    cells = (f"`{rule.code}`", _SEVERITIES[rule.severity], rule.what, rule.clause or "–", "có" if rule.fix else "không")
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(table(), encoding="utf-8")
