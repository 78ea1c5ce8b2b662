"""Spelling: slips that offices make again and again, and syllables that cannot exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking.context import Context
from documents.official.checking.letters import LETTER, LOWER, is_syllable, like
from documents.official.checking.registry import INFO, Hit, rule
from documents.official.checking.rules.misspellings import DOUBLES, MISSPELLINGS, UNLESS_AFTER
from documents.official.checking.wording import everything, prose, wording_rule

_KNOWN = re.compile(rf"(?<![{LETTER}])(?:{'|'.join(map(re.escape, MISSPELLINGS))})(?![{LETTER}])", re.I)
_ANY_SLIP = re.compile("|".join(map(re.escape, MISSPELLINGS)))  # a quick look before the careful one
_HORN = re.compile(r"(?<![qQ])([uU])(?=[ơờớởỡợƠỜỚỞỠỢ][cimnptuCIMNPTU])")
_WORD = re.compile(rf"(?<![\w\-./@])[{LOWER}]+(?![\w\-@]|[./]\w)")
_MARKED = re.compile(r"[^a-z]")
_DOUBLE = re.compile(rf"(?<![{LETTER}])([{LETTER}]{{2,}}) \1(?![{LETTER}])", re.I)


def _known(text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        slip = match[0].lower()
        follower = UNLESS_AFTER.get(slip)
        if follower and text[match.end() :].lstrip().lower().startswith(follower):
            return match[0]
        return like(match[0], MISSPELLINGS[slip])

    return _KNOWN.sub(replace, text) if _ANY_SLIP.search(text.lower()) else text


def _horn(text: str) -> str:
    """Write ươ for uơ before a final letter: `nguời`, `đuợc`, `truờng` are slips of typing."""
    return _HORN.sub(lambda m: "Ư" if m[1] == "U" else "ư", text)


wording_rule(
    "spelling.known",
    _known,
    what="Không mắc lỗi chính tả thường gặp",
    clause=None,
    pick=everything,
    message="Sai chính tả: “{found}”.",
    mend="Viết “{wanted}”.",
)
wording_rule(
    "spelling.horn",
    _horn,
    what="Viết đủ dấu móc: “người”, “được”, không phải “nguời”, “đuợc”",
    clause=None,
    pick=everything,
    message="Thiếu dấu móc: “{found}”.",
    mend="Viết “{wanted}”.",
)


@rule("spelling.syllable", what="Mỗi âm tiết viết được trong tiếng Việt", clause=None, severity=INFO)
def syllable(context: Context) -> Iterator[Hit]:
    strange = {
        word for word in set(_WORD.findall(context.prose_text)) if _MARKED.search(word) and not is_syllable(word)
    }
    for where, text in prose(context) if strange else ():
        for match in _WORD.finditer(text):
            word = match[0]
            if word in strange:
                yield Hit(where, f"“{word}” không phải âm tiết tiếng Việt.", "Kiểm tra chính tả.")


@rule("spelling.double_word", what="Không lặp từ", clause=None)
def double_word(context: Context) -> Iterator[Hit]:
    for where, text in prose(context):
        for match in _DOUBLE.finditer(text):
            if match[1].lower() in DOUBLES or _KNOWN.fullmatch(match[0]):
                continue
            if match[0].split()[1].islower():
                yield Hit(where, f"Lặp từ: “{match[0]}”.", "Bỏ một từ.")


@rule(
    "spelling.tone_places", what="Không lẫn hai cách đặt dấu “ủy” và “uỷ” trong một văn bản", clause=None, severity=INFO
)
def tone_places(context: Context) -> Iterator[Hit]:
    words = context.prose_text.lower()
    if "uỷ" in words and re.search(r"\bủy\b", words) and re.search(r"\buỷ\b", words):
        yield Hit("document", "Văn bản dùng lẫn “ủy” và “uỷ”.", "Chọn một cách đặt dấu cho cả văn bản.")
