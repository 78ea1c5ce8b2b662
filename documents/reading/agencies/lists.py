"""Lists of agencies: where one name parts from the next."""

from __future__ import annotations

import re

from documents.reading.agencies.heads import ARTICLED
from documents.reading.agencies.names import head_at
from documents.reading.agencies.register import COMPOUND
from documents.reading.agencies.words import LIST_REACH, tone_lower
from documents.reading.letters import UPPER, squeeze

_GLUE = "\ue010"

_SEPARATOR = re.compile(r"\s*[;,/]\s*(?:và\s+|cùng\s+)?|\s+[+-]\s+|\s+(?:và|cùng với|cùng)\s+")


def split_agencies(span: str) -> list[str]:
    """Return the agencies of a list: split at `;`, `,`, `/` and `và` where both sides are agencies of their own."""
    span = squeeze(span[:LIST_REACH]).strip(" ,;:.")
    address = _ADDRESS.match(span)
    if address and head_at(span, address.end()):
        span = span[address.end() :]
    if ":" in span:
        span = _PLACES.sub(_each_place, span)
    expanded = _expanded(span)
    if expanded:
        return expanded
    glued = COMPOUND.sub(
        lambda m: span[m.start() : m.end()].replace(",", _GLUE).replace(" và ", _GLUE * 4), tone_lower(span)
    )
    pieces, last = [], 0
    for match in _SEPARATOR.finditer(glued):
        if _inside_brackets(span, match.start()):
            continue
        if _parts(span, last, match):
            pieces.append(span[last : match.start()])
            last = match.end()
    pieces.append(span[last:])
    named = [(clean_agency(piece), piece.strip(" ,;:.")) for piece in pieces]
    return [name for name, piece in named if name and (head_at(name) or head_at(piece) or _STAFF.match(name))]


def unknown_names(title: str) -> list[str]:
    """Return what a heading names where its first noun is on no list (`Bảo vệ, nhân viên Y tế`), parted as usual."""
    span = squeeze(title).strip(" .:;")
    pieces, last = [], 0
    for match in _SEPARATOR.finditer(span):
        if not _inside_brackets(span, match.start()) and (head_at(span, match.end()) or "+" in match.group()):
            pieces.append(span[last : match.start()])
            last = match.end()
    return [clean_agency(piece) for piece in [*pieces, span[last:]]]


def _parts(span: str, last: int, match: re.Match[str]) -> bool:
    """Tell whether what follows a separator is an agency of its own and not the next word of a group."""
    left, right = span[last : match.start()], span[match.end() :]
    if _STAFF.match(tone_lower(right)):
        return True
    head = head_at(right)
    if head is None:
        return False
    if ";" in match.group():
        return True
    if "-" in match.group():  # `Tổ Toán - Tổ Văn` are two, `Ngân hàng Nhà nước - Chi nhánh tỉnh X` is one
        return right[:1].isupper() and tone_lower(left).split()[:1] == head.group().split()[:1]
    if _is_title_of(left, right):
        return False
    low_left, low = tone_lower(left), head.group()
    if ARTICLED.match(low):
        return True
    plain_group = re.match(
        r"(?:sở|ban|ngành|ngành,|đoàn thể|xã|phường|đặc khu|huyện|thị xã|thành phố|thôn|ấp|đơn vị|cơ quan|"
        r"khu phố|bản|xóm|buôn|làng|khóm|khu dân cư|"
        r"địa phương|tổ chức|hội|phòng|thị trấn|tổ dân phố|doanh nghiệp|htx|hợp tác xã|liên hiệp|tổ hợp tác|tht|hộ|"
        r"trung tâm|chi cục|trạm|trường|câu lạc bộ|quỹ|viện|lực lượng|viên chức|công "
        r"chức|nhân viên|cơ sở|chi nhánh)\b",
        low,
    )
    grouped = re.search(r"(?:^|\s)(?:các|từng|mỗi)\s+[^,;]*(?:,[^,;]*)*$", low_left) or re.search(
        r"\b(?:ủy ban nhân dân|ubnd|công an|đảng ủy)(?: cấp)? (?:các )?(?:huyện|xã|phường)|"
        r"^trưởng (?:các )?(?:thôn|ấp|bản|khu|khóm|xóm|làng|buôn|tổ dân phố)\b[^;]*$",
        low_left,
    )
    if plain_group and grouped and right[:1].islower():
        return False
    return not (
        plain_group
        and right[:1].islower()
        and low_left.split(",")[-1].strip()
        in ("sở", "ban", "ngành", "đoàn thể", "cơ quan", "đơn vị", "cán bộ", "công chức")
    )


# Staff whose names are verbs or things elsewhere.
_STAFF = re.compile(r"(?:bảo vệ|phục vụ|cấp dưỡng|thủ quỹ|tạp vụ|lái xe|nấu ăn)(?=$|\s*[,;]|\s+và\s)")
_ADDRESS = re.compile(r"(?:[Cc]ác\s+)?[Ôô]ng, bà\s+")
_FELLOW = re.compile(rf"^(?:[Cc]ác )?(?:[Đđ]ồng chí|[Đđ]/c)\s+(?=[{UPPER}])")
_PERSON = re.compile(rf"^(?:[Cc]ác )?(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)(?: [{UPPER}][\w’']*){{2,5}}(?:\s*,[^;]*)?$")
_TITLE = re.compile(
    r"(?:phó |tổng |nguyên )*(?:giám đốc|chủ tịch|bí thư|trưởng|hiệu trưởng|chủ nhiệm|chánh|tổ (?:trưởng|phó)|ủy viên|"
    r"thành viên|công chức|viên chức|chuyên viên|cán bộ|kế toán|đội (?:trưởng|phó)|chỉ huy)\b"
)
_TOPIC = re.compile(r"(?:hợp tác xã|tổ hợp tác|doanh nghiệp|hộ kinh doanh|hội nhập)\b")
_MATTERS = re.compile(r"(?:ban chỉ đạo|ban chỉ huy|tổ công tác|chương trình|đề án)(?: [^;:]*)?$")


def _is_title_of(left: str, right: str) -> bool:
    """`Ông Nguyễn Văn A, Giám đốc` is one person; `Ban Chỉ đạo phát triển kinh tế tập thể, hợp tác xã` one body."""
    if _PERSON.search(left) and _TITLE.match(tone_lower(right)):
        return True
    if tone_lower(left) in ("chi hội", "chi bộ", "chi đoàn") and right.startswith("tổ "):
        return True
    return bool(_TOPIC.match(right)) and bool(_MATTERS.search(tone_lower(left).rpartition(";")[2]))


def _inside_brackets(span: str, place: int) -> bool:
    return span.count("(", 0, place) > span.count(")", 0, place)


def clean_agency(text: str) -> str:
    """Return an agency's name without `các đồng chí`, closing signs and an unmatched bracket."""
    text = squeeze(text).strip(" ,;:.")
    text = _FELLOW.sub("", text)
    text = re.sub(r"^(?:và|cùng|cùng với|với)\s+", "", text)
    text = re.sub(r"\s*\((?:theo|qua|trừ|kể cả|sau đây|gọi tắt|viết tắt|thông qua)\s[^()]*\)?$", "", text)
    text = re.sub(r"^((?:Giám đốc|Thủ trưởng|Chủ tịch|Lãnh đạo)(?: các)?):\s+", r"\1 ", text)
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    return text


_GROUPED = re.compile(
    r"^(?:các|những)\s+(sở|phòng|ban|hội|chi cục|trung tâm|công ty)(?:,\s*(?:ban,?\s*)?ngành)?\s*:\s*", re.I
)

_GROUPED_BARE = re.compile(rf"^(?i:các|những)\s+(?i:(sở|phòng|hội|chi cục))\s+(?=[{UPPER}])")


# `UBND các xã: A, B` is UBND xã A, UBND xã B.
_WORD = rf"[{UPPER}][\w’']*"
_PLACE = rf"{_WORD}(?:[ -]{_WORD})*"
_PLACES = re.compile(
    rf"(?P<body>[^,;:()]{{0,60}}?)\b[Cc]ác\s+(?P<mid>[^,;:()]{{0,30}}?)"
    rf"(?P<unit>xã|phường|huyện|thôn|bản|ấp|tỉnh|thị trấn)\s*:\s*"
    rf"(?P<names>{_PLACE}(?:(?:\s*[,;]|\s+và)\s+{_PLACE})+)(?=$|[,;]| và )"
)


_BODY = re.compile(r"(?:sở|phòng|ubnd|ủy ban|công an|trung tâm|đảng ủy|liên minh|hội (?:nông|liên|phụ|cựu)|mặt trận)\b")


def _each_place(match: re.Match[str]) -> str:
    lead = f"{match['body']}{match['mid']}{match['unit']}"
    names = re.split(r"\s*[,;]\s*|\s+và\s+", match["names"].strip())
    if any(_BODY.match(tone_lower(name)) for name in names):
        return match.group()
    lead = lead[:1].upper() + lead[1:] if match.start() == 0 else lead
    return "; ".join([f"{lead} {names[0]}", *(f"{lead.strip()} {name}" for name in names[1:])])


def _expanded(span: str) -> list[str]:
    """`Các Sở: A, B và C` is Sở A, Sở B, Sở C; members that are agencies by themselves keep their own names."""
    low = tone_lower(span)
    match = _GROUPED.match(low) or (
        _GROUPED_BARE.match(span) if _GROUPED_BARE.match(span) and re.search(r",|\svà\s", _hide(span)) else None
    )
    if not match:
        return []
    head = span[match.start(1) : match.end(1)]
    head = head[:1].upper() + head[1:]
    members: list[str] = []
    for raw in re.split(r"\s*[;,]\s*(?:và\s+)?|\s+và\s+", _hide(span[match.end() :])):
        member = clean_agency(_show(raw))
        if not member:
            continue
        own = head_at(member)
        members.append(member if own and (member[:1].isupper() or ARTICLED.match(own.group())) else f"{head} {member}")
    return members


def _hide(text: str) -> str:
    """Put stand-ins for commas and `và` inside the names of departments."""
    low = tone_lower(text)
    out, last = [], 0
    for match in COMPOUND.finditer(low):
        out.append(text[last : match.start()])
        out.append(text[match.start() : match.end()].replace(",", "\ue011").replace(" và ", "\ue012"))
        last = match.end()
    return "".join([*out, text[last:]])


def _show(text: str) -> str:
    return text.replace("\ue011", ",").replace("\ue012", " và ")
