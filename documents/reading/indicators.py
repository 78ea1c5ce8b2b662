"""Countable targets and the sources of money that a body names."""

from __future__ import annotations

import re

from documents.official.tree import Indicator, Node
from documents.reading.letters import fold, squeeze
from documents.reading.zones import is_money

_UNITS = (
    "htx|hợp tác xã|liên hiệp htx|tổ hợp tác|tht|mô hình|hộ|lớp|đoàn|xã|phường|thôn|ha|tấn|triệu "
    "đồng|tỷ đồng|nghìn đồng|đồng|người|lao động|thành viên|sản phẩm|dự án|cơ sở|doanh nghiệp|km|m2|"
    "m3|%|"
    "khu công nghiệp|kcn|cụm công nghiệp|ccn|mw|buổi|cuộc|hội nghị|lượt người|lượt|tổ|chi bộ|trường|"
    "học sinh|cán bộ|công trình|điểm|phòng|chuỗi|sao"
)
_NUMBER = r"(?<![\w/.,-])(?P<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,12}(?:,\d{1,6})?)(?!\d)"
_COUNTED = re.compile(rf"{_NUMBER}(?:\s*/\s*(?P<total>\d{{1,6}}(?:\.\d{{3}})*))?\s*(?P<unit>{_UNITS})(?!\w)", re.I)
_START = re.compile(r"[.;:,(]\s")


def find_indicators(body: list[Node]) -> list[Indicator]:
    """Return the figures with a unit that the body names, each with the clause it stands in."""
    found: list[Indicator] = []
    for text in _texts(body):
        for match in _COUNTED.finditer(text):
            total = match.group("total")
            found.append(
                Indicator(
                    _clause(text, match),
                    _number(match.group("value")),
                    _number(total) if total else None,
                    match.group("unit"),
                )
            )
    return found


def _number(printed: str) -> float:
    value = float(printed.replace(".", "").replace(",", "."))
    return int(value) if value.is_integer() else value


def _clause(text: str, match: re.Match[str]) -> str:
    """The clause around a figure: from the sign before it to the sign after it."""
    starts = [sign.end() for sign in _START.finditer(text, max(0, match.start() - 160), match.start())]
    end = _START.search(text, match.end(), match.end() + 120)
    begin = starts[-1] if starts else max(0, match.start() - 160)
    if begin and not starts:
        begin = text.find(" ", begin) + 1
    return squeeze(text[begin : end.start() if end else match.end() + 120]).strip(" .;,:")


def find_funding(body: list[Node]) -> list[str]:
    """Return the paragraphs under the headings about money."""
    found: list[str] = []
    for node in body:
        if is_money(node.title):
            found += [text for text in _texts([node])[1:] if not fold(text).rstrip().endswith("gom:")]
        else:
            found += find_funding(node.children)
    return found


def _texts(nodes: list[Node]) -> list[str]:
    texts: list[str] = []
    for node in nodes:
        texts += [part for part in (node.title, node.text) if part]
        texts += _texts(node.children)
    return texts
