"""Spaces, marks and encoding: what a careful typist would mend at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from documents.official.checking import places
from documents.official.checking.clauses import PAGE
from documents.official.checking.context import TEXT, Context
from documents.official.checking.letters import LETTER, LOWER, UPPER
from documents.official.checking.registry import INFO, Hit, rule
from documents.official.checking.wording import everything, excerpt, prose, wording_rule
from documents.official.tree import OfficialDocument

_ADDRESS = re.compile(r"://|www\.|@|\.(?:vn|com|gov|org|net)\b")


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _apply(how: Callable[[str], str]) -> Callable[[OfficialDocument, str], None]:
    return lambda document, where: places.change(document, where, how)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@rule("text.unicode", what="Chữ theo bảng mã Unicode dựng sẵn (TCVN 6909:2001)", clause=PAGE, fix=_apply(_nfc))
def unicode_form(context: Context) -> Iterator[Hit]:
    for where, text in _once(context, _nfc):
        yield Hit(where, f"Chữ ở dạng Unicode tổ hợp: “{excerpt(_nfc(text), 40)}”.", "Chuyển sang Unicode dựng sẵn.")


@rule(
    "text.spaces",
    what="Giữa hai từ có một dấu cách, không có dấu cách thừa ở đầu và cuối",
    clause=None,
    fix=_apply(_spaced),
)
def spaces(context: Context) -> Iterator[Hit]:
    for where, text in _once(context, _spaced):
        yield Hit(where, f"Thừa dấu cách: “{excerpt(_spaced(text), 40)}”.", "Chỉ để một dấu cách giữa hai từ.")


def _once(context: Context, how: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield each place of the raw tree once where `how` would change the text."""
    seen: set[str] = set()
    for where, text in context.raw_strings:
        if where not in seen and how(text) != text:
            seen.add(where)
            yield where, text


_TIGHT = re.compile(rf"[,;:.!?](?=[{LETTER}])")


def words_only(how: Callable[[str], str]) -> Callable[[str], str]:
    """Apply a change word by word, sparing web and mail addresses."""

    def change(text: str) -> str:
        if not _TIGHT.search(text):
            return text
        return re.sub(r"\S+", lambda m: m[0] if _ADDRESS.search(m[0]) else how(m[0]), text)

    return change


def _before_mark(text: str) -> str:
    return re.sub(r"(?<=[\w)”\"]) +(?=[,;:!?](?:\s|$)|\.(?:\s|$))", "", text)


def _after_mark(word: str) -> str:
    word = re.sub(rf"([,;])(?=[{LETTER}])", r"\1 ", word)
    word = re.sub(rf"(?<=[{LETTER}]{{2}})(:)(?=[{LETTER}])", r"\1 ", word)
    return re.sub(rf"(?<=[{LOWER}]{{2}})([.!?])(?=[{UPPER}][{LOWER}])", r"\1 ", word)


def _brackets(text: str) -> str:
    return re.sub(r" +(?=[)\]”])", "", re.sub(r"(?<=[(\[“]) +", "", text))


def _repeated(text: str) -> str:
    text = re.sub(r"([,;:])(?:\s*\1)+", r"\1", text)
    return re.sub(rf"(?<![./])\.\.(?=$|\s+[{UPPER}])", ".", text)


wording_rule(
    "text.space_before_mark",
    _before_mark,
    what="Không có dấu cách trước dấu câu",
    clause=None,
    pick=everything,
    hint=(" ,", " ;", " :", " !", " ?", " ."),
    message="Thừa dấu cách trước dấu câu: “{found}”.",
    mend="Viết “{wanted}”.",
)
wording_rule(
    "text.space_after_mark",
    words_only(_after_mark),
    what="Sau dấu câu có dấu cách",
    clause=None,
    pick=prose,
    message="Thiếu dấu cách sau dấu câu: “{found}”.",
    mend="Viết “{wanted}”.",
)
wording_rule(
    "text.bracket_space",
    _brackets,
    what="Không có dấu cách sát bên trong ngoặc",
    clause=None,
    pick=everything,
    hint=("( ", "[ ", "“ ", " )", " ]", " ”"),
    message="Thừa dấu cách trong ngoặc: “{found}”.",
    mend="Viết “{wanted}”.",
)
wording_rule(
    "text.repeated_mark",
    _repeated,
    what="Không lặp dấu câu",
    clause=None,
    pick=prose,
    hint=("..", ",,", ";;", "::", ", ,", "; ;", ": :"),
    message="Lặp dấu câu: “{found}”.",
    mend="Viết “{wanted}”.",
)


@rule("text.brackets", what="Ngoặc mở thì phải đóng", clause=None, severity=INFO)
def brackets(context: Context) -> Iterator[Hit]:
    for block in context.prose:
        for opening, closing in (("(", ")"), ("“", "”"), ("[", "]")):
            if block.role == TEXT and block.text.count(opening) > block.text.count(closing):
                yield Hit(
                    block.where, f"Thiếu dấu đóng “{closing}”: “{excerpt(block.text)}”.", f"Thêm dấu “{closing}”."
                )
