"""Acts that a text cites: kind, number, symbol, date and issuer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.official.kinds import KINDS, LETTER
from documents.official.tree import Reference
from documents.reading.calendar_words import make_date
from documents.reading.letters import UPPER, fold, squeeze

# Kinds of acts besides the 29: laws and the Party's papers, by the abbreviation their symbols carry.
_OTHER = {
    "hien phap": "HP",
    "bo luat": "BL",
    "luat": "L",
    "phap lenh": "PL",
    "nghi dinh": "NĐ",
    "thong tu lien tich": "TTLT",
    "thong tu": "TT",
    "lenh": "Lệnh",
    "van ban hop nhat": "VBHN",
    "ket luan": "KL",
    "van ban": None,
    "thong tri": "TTr",
    "quy hoach": None,
    "chuong trinh hanh dong": "CTr",
    "ke hoach hanh dong": "KH",
    "chuong trinh phoi hop": "CTr",
    "dieu le": "ĐL",
}
_KINDS = {fold(kind.name): code for code, kind in KINDS.items() if code != "TCG"} | {"cong van": LETTER} | _OTHER
_KIND = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_SYMBOL = r"(?P<number>\d{1,6}[a-z]?)\s?(?P<mark>[/-])\s?(?P<symbol>[a-z0-9&]+(?:\s?[-/.]\s?[a-z0-9&]+)*)"
_DATED = (
    r"(?:,?\s*(?:ban hanh |ky )?\(?(?:ngay\s+)?(?:(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,"
    r"2})\s*[/.-]\s*(?P<y>\d{4})|(?P<dd>\d{1,2})\s*thang\s*(?P<mm>\d{1,2})\s*nam\s*(?P<yy>\d{4})))?"
)
_NUMBERED = re.compile(rf"(?<![\w/.-])(?<!\d:){_SYMBOL}{_DATED}")
_KIND_WORD = re.compile(rf"(?<![a-z0-9])(?:{_KIND})(?![a-z0-9])")
_BETWEEN = re.compile(r"\s?[^\d;:.()]{0,80}\(?(?:\bso\s*:?\s*)*$")
_REACH = 130
_LAW = re.compile(
    rf"(?<![\w])(?P<kind>Hiến pháp|Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[{UPPER}][^;:.()]{{2,90}}?)(?:,"
    r")?\s+(?:năm\s+)(?P<year>\d{4})"
)
_UNNUMBERED = re.compile(
    rf"(?<![\w/])(?P<kind>{_KIND})(?P<middle>\s[^\d;:.()]{{0,90}}?)\s+ngay\s+(?P<d>\d{{1,"
    rf"2}})/(?P<m>\d{{1,2}})/(?P<y>\d{{4}})"
)
_ISSUER = re.compile(r"^[,\s)]*của\s+(?:đồng chí\s+)?((?:[^\s,;:.()]+(?:\s|,(?=\s(?:Thể thao|Thương binh)))?){1,14})")
_ISSUER_END = re.compile(
    r"\s+(?:về|ban hành|quy định|phê duyệt|hướng dẫn|thực hiện|triển khai|sửa đổi|trong|tại|và|đã|là|"
    r"khóa|được|có|theo|giao|yêu cầu|đề nghị|cho|đối với|thành lập|thông qua|ngày|số|tổ chức|nhằm|"
    r"phát triển)\b"
)
_UNIT_AFTER = re.compile(r"^(?:m|km|ha|h|kg|tan|nam|thang|ngay|tuan|quy|gio|nguoi|phut)\d?$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited act and where in the text it stands."""

    reference: Reference
    start: int
    end: int
    printed: str


def find_citations(text: str) -> list[Citation]:
    """Return the acts that a text cites, in order; an act without a number only where its day or year is told."""
    return list(_found(text))


@lru_cache(maxsize=8192)
def _found(text: str) -> tuple[Citation, ...]:
    folded = fold(text)
    found: list[Citation] = []
    for match in _NUMBERED.finditer(folded):
        citation = _numbered(text, folded, match)
        if citation:
            found.append(citation)
    for match in _LAW.finditer(text):
        if not _overlaps(found, match.start(), match.end()):
            reference = Reference(kind=_KINDS[fold(match.group("kind"))])
            found.append(Citation(reference, match.start(), match.end(), squeeze(match.group())))
    for match in _UNNUMBERED.finditer(folded) if "ngay" in folded else ():
        if not _overlaps(found, *match.span()) and text[match.start()].isupper():
            reference = Reference(_KINDS[match.group("kind")], date=_iso(match), issuer=_issuer(text, match.end()))
            found.append(Citation(reference, *match.span(), squeeze(text[match.start() : match.end()])))
    return tuple(sorted(found, key=lambda citation: citation.start))


def _overlaps(found: list[Citation], start: int, end: int) -> bool:
    return any(start < citation.end and citation.start < end for citation in found)


def _numbered(text: str, folded: str, match: re.Match[str]) -> Citation | None:
    symbol = re.sub(r"\s*([-/.])\s*", r"\1", text[match.start("symbol") : match.end("symbol")])
    word = _kind_before(folded, match.start())
    named = folded[word[0] : word[1]] if word else None
    if not _looks_like_symbol(symbol, match.group("mark"), named):
        return None
    number = text[match.start("number") : match.end("number")]
    reference = Reference(_kind_of(named, symbol), number, symbol, _iso(match), _issuer(text, match.end()))
    near = word is not None and match.start() - word[1] < 30
    words = squeeze(text[word[0] : match.start()]).rstrip(" (:") if word and near else ""
    start = word[0] if word else match.start()
    return Citation(reference, start, match.end(), f"{words} {number}{match.group('mark')}{symbol}".strip())


def _kind_before(folded: str, end: int) -> tuple[int, int] | None:
    """Return where the word for the kind stands that a number belongs to: the nearest one before it."""
    low = max(0, end - _REACH)
    for match in reversed(list(_KIND_WORD.finditer(folded, low, end))):
        return match.span() if _BETWEEN.match(folded, match.end(), end) else None
    return None


def _looks_like_symbol(symbol: str, mark: str, kind: str | None) -> bool:
    """A symbol has capitals (`UBND-TC`, `2024/NĐ-CP`); a fraction, a date or a span of years has none."""
    letters = [c for c in symbol if c.isalpha()]
    if len(letters) < 2 and not (kind and letters):
        return False
    if not letters[0].isupper() or _UNIT_AFTER.match(fold(symbol)):
        return False
    if sum(c.isupper() for c in letters) < 2 and not kind:
        return False
    return mark == "/" or "/" in symbol or bool(kind)


def _kind_of(word: str | None, symbol: str) -> str | None:
    first = next((piece for piece in re.split(r"[-/]", symbol) if not piece.isdigit()), "")
    if first in KINDS or first in _OTHER.values():
        return first
    if word and _KINDS.get(word):
        return _KINDS[word]
    return LETTER if word is None and re.fullmatch(r"[A-ZĐ&]+-[A-ZĐ&0-9]+", symbol) else None


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    day, month, year = (groups.get(a) or groups.get(b) for a, b in (("d", "dd"), ("m", "mm"), ("y", "yy")))
    if not (day and month and year):
        return None
    found = make_date(int(day), int(month), int(year))
    return found.isoformat() if found else None


def _issuer(text: str, end: int) -> str | None:
    match = _ISSUER.match(text[end : end + 160])
    if not match:
        return None
    name = match.group(1)
    stop = _ISSUER_END.search(name)
    return squeeze(name[: stop.start()] if stop else name).strip(" ,;.") or None


def unique_references(citations: list[Citation]) -> list[Reference]:
    """Return each act once, in order, with the fullest date and issuer that any of its citations gives."""
    known: dict[tuple[str | None, ...], Reference] = {}
    for citation in citations:
        found = citation.reference
        key = (
            (found.number, fold(found.symbol or ""))
            if found.number
            else (found.kind, found.date, fold(citation.printed))
        )
        if key not in known:
            known[key] = Reference(found.kind, found.number, found.symbol, found.date, found.issuer)
            continue
        first = known[key]
        first.date, first.issuer, first.kind = (
            first.date or found.date,
            first.issuer or found.issuer,
            first.kind or found.kind,
        )
    return list(known.values())
