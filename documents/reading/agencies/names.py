"""Where the name of an agency begins and where it ends."""

from __future__ import annotations

import re

from documents.reading.agencies.heads import ARTICLED, HEAD, NAMED_ONLY, PLURAL_ONLY
from documents.reading.agencies.register import COMPOUND, KNOWN_NAME
from documents.reading.agencies.verbs import NAMELIKE, NOUN_HEAD, NOUN_TAIL, STRONG, VERB
from documents.reading.agencies.words import (
    GOES_ON,
    GOES_ON_KNOWN,
    HEAD_REACH,
    LIST_REACH,
    PLACE_END,
    PROPER,
    UNITS_OF_PLACE,
    tone_lower,
)
from documents.reading.letters import LOWER, UPPER

_SIGNS = re.compile(r"[():.?!]")
_NAMES_AFTER = re.compile(
    rf":\s+(?:[{UPPER}][\w’']*(?:[ -][{UPPER}][\w’']*)*)(?:(?:,\s+|\s+và\s+)(?:[{UPPER}][\w’']*(?:[ "
    rf"-][{UPPER}][\w’']*)*))+(?:\s+(?=[{LOWER}])|\s*$)"
)


# `Giám đốc: Sở A, Sở B` lists whose directors are meant.
_RANKED = re.compile(r"(?:^|\s)(?:giám đốc|thủ trưởng|chủ tịch|lãnh đạo)(?: các)?$")


# What cooperatives and firms do for a living: `Các hợp tác xã vận tải, khai thác cát ký cam kết …`.
_TRADES = ("khai thác", "cung ứng", "trồng", "chăm sóc", "thu gom", "thu hoạch", "liên kết", "dịch vụ")
_TRADING = re.compile(r"các (?:hợp tác xã|htx|cơ sở|doanh nghiệp|tổ hợp tác|hộ|công ty)(?: [^\s,;:]+){0,6},? (?:và )?$")
_BOUND = ("sẽ", "phải", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "dự họp")


def head_at(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the match of an agency's opening noun at a place in the text, or None."""
    low = tone_lower(text[start : start + HEAD_REACH])
    match = HEAD.match(low)
    if match is None:
        return None
    text = text[start : start + HEAD_REACH]
    plain = ARTICLED.sub("", match.group())
    articled = plain != match.group()
    if (
        NAMED_ONLY.match(plain)
        and not articled
        and not text[match.end() :].lstrip()[:1].isupper()
        and not low.startswith((" và ", " các ", " cấp "), match.end())
    ):
        return None
    if not articled and PLURAL_ONLY.match(plain):
        rest = text[match.end() :].lstrip()
        if (
            not (rest[:1].isupper() or rest[:1].isdigit())
            and plain not in ("thành viên", "lãnh đạo")
            and not match.group().endswith(",")
        ):
            return None
    return match


def name_end(text: str, start: int) -> int | None:
    """Return where the list of agencies that begins at `start` ends (verb, colon, full stop); None if none begins."""
    if head_at(text, start) is None:
        return None
    text = text[: start + LIST_REACH]
    low = tone_lower(text)
    limit = _hard_stop(text, start)
    unknown = after_place(text, low, start, limit)
    for match in VERB.finditer(low, start, limit):
        # A command has an object: a verb that nothing follows ends a name (`Phòng Tư vấn, hỗ trợ`).
        if (match.end() < limit or match.group() in _BOUND) and _is_verb(text, low, match, start):
            return len(text[: min(match.start(), unknown)].rstrip(" ,;"))
    return len(text[: min(limit, unknown)].rstrip(" ,;")) if unknown < limit else limit


def after_place(text: str, low: str, start: int, limit: int) -> int:
    """Return where a word that can be no part of a name follows a place or a whole name, else the limit.

    `… tỉnh tăng thời lượng`, `Phòng Kinh tế dọn kho`.
    """
    for match, more in sorted(_whole(text, low, start, limit), key=lambda found: found[0].end()):
        end = _place_end(text, low, match.end())
        if end < limit and text[end].islower() and not more.match(low, end):
            return end
    return limit


def _whole(text: str, low: str, start: int, limit: int) -> list[tuple[re.Match[str], re.Pattern[str]]]:
    """Return what may end a name by itself, each with what would make it go on."""
    listed = [match for match in _NAMES_AFTER.finditer(text, start, limit) if lists_names(text, match.start())]
    return (
        [(match, GOES_ON_KNOWN) for match in listed]
        + [(match, GOES_ON) for match in PLACE_END.finditer(low, start, limit)]
        + [(match, GOES_ON_KNOWN) for match in KNOWN_NAME.finditer(low, start, limit)]
    )


def _place_end(text: str, low: str, place: int) -> int:
    """Return where level and proper name end that stand at a place: `tỉnh`, `xã Bản Qua`, `khu vực 5`."""
    unit = UNITS_OF_PLACE.match(low, place)
    place = unit.end() if unit else place
    name = PROPER.match(text, place)
    while name and not VERB.match(low, place):
        if HEAD.match(low, place):
            return len(text)  # another body's name begins: `Hội đồng quản trị Ngân hàng …`
        place = name.end()
        name = PROPER.match(text, place)
    return place


def lists_names(text: str, colon: int) -> bool:
    """Tell whether the colon opens the members of a group (`Các Sở: A, B`, `UBND các xã: C, D`), not a task."""
    group = re.search(
        r"\bcác (?:đảng ủy |chi bộ |hội nông dân |công an )?(sở|phòng|ban|hội|cơ quan|đơn vị|ngành|đoàn thể|"
        r"sở, ngành|sở, ban, ngành|xã|phường|xã, phường|thôn|ấp|bản)[^:]{0,12}$",
        tone_lower(text[:colon]),
    )
    if _RANKED.search(tone_lower(text[:colon])) and head_at(text, colon + 2):
        return True
    if group is None or _begins_task(text, colon):
        return False
    return group.group(1) not in ("xã", "phường", "xã, phường", "thôn", "ấp", "bản", "cơ quan", "đơn vị") or bool(
        _NAMES_AFTER.match(text, colon)
    )


def _begins_task(text: str, colon: int) -> bool:
    """`Các sở: Đánh giá kết quả …` is told to do something; `Các Sở: Xây dựng, Nội vụ` is a list of names."""
    rest = tone_lower(text[colon + 1 : colon + 1 + HEAD_REACH]).lstrip()
    verb = VERB.match(rest)
    return verb is not None and bool(re.match(r"\s+(?!và\b)\w", rest[verb.end() :]))


def _hard_stop(text: str, start: int) -> int:
    depth = 0
    for sign in _SIGNS.finditer(text, start):
        index, char = sign.start(), sign.group()
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif (depth <= 0 and char == ":" and not lists_names(text, index)) or (
            depth <= 0
            and char in ".?!"
            and (index + 1 >= len(text) or text[index + 1] == " ")
            and not re.search(r"\b(?:TP|Tp|Q|H|P|TX|TT|Đ)$", text[start:index])
        ):
            return index
    return len(text)


def _commanded(low: str, place: int) -> bool:
    """Tell whether another command follows in the same clause."""
    clause = re.match(r"[^,;.:]{0,60}", low[place:])
    return bool(clause and VERB.search(clause.group()))


def _is_verb(text: str, low: str, match: re.Match[str], start: int) -> bool:
    """A verb of command, or part of a name (`Sở Xây dựng`, `Ban quản lý dự án`)?"""
    before = low[start : match.start()]
    if NOUN_TAIL.search(low, start, match.end()) or NOUN_HEAD.match(low, match.start()):
        return False
    strong = bool(STRONG.match(match.group()))
    if text[match.start()].isupper():
        return (
            strong
            and match.group() not in ("thực hiện", "báo cáo")
            and not before.rstrip().endswith(("ban", "phòng", "cơ quan", "hội đồng", "tổ", "quỹ", "trung tâm"))
        )
    if before.count("(") > before.count(")"):
        return False
    if match.group() == "tham gia" and re.search(r"(?:chưa|đã|đang) \S+ \S+ $", before):
        return False
    if match.group() == "lãnh đạo" and not re.search(
        r"(?:ủy|chi bộ|đoàn thể|thường vụ|thường trực)(?:(?!lãnh đạo) \S+){0,12}(?<!,)(?<! và) $", before
    ):
        return bool(
            re.match(r"lãnh đạo (?:làm|thực hiện|chỉ đạo|công tác|việc|và|các chi bộ|tốt)", low[match.start() :])
        )
    if re.search(r"được (?:mời|chọn|(?:giao|phân công) làm) $", before):
        return False
    if re.search(r"được (?:giao|phân công) $", before):  # `đơn vị được giao chủ trì` names who they are
        return not re.match(r"(?:chủ trì|phối hợp|quản lý|thực hiện|theo dõi|tham gia)$", match.group())
    if re.search(r"\bcó (?:dự án|hợp tác xã|htx|nhu cầu) $", before):
        return True
    if (
        match.group()
        in ("không", "khi", "ngoài", "sẽ", "được giao", "mở", "dự", "đăng", "giữ", "giúp", "trình", "cử", "lập")
        and not before.strip()
    ):
        return False
    if re.search(r"(?:^|\s)(?:các|những|của|về|trong|cho|giữa|cả|được|đã|đang|chưa|không|chịu sự) $", before):
        return False
    if match.group() in _BOUND:
        return True
    if match.group() in _TRADES and _TRADING.search(before) and _commanded(low, match.end()):
        return False
    if match.group() == "chịu sự" and re.search(r"(?:^|[,;] )các [^,;]*$", before):
        return False
    if match.group() in ("đã", "đang", "chưa"):  # `các hợp tác xã chưa …` names a group, `Phòng đã …` tells of one
        return not ARTICLED.match(before) and "," not in COMPOUND.sub("", before)
    if re.search(r"(?:trưởng|phó|chánh) (?:ban|phòng|văn phòng|đội|tổ|trạm|chi cục) $", before):
        return True
    if strong:
        plural = re.search(r"(?:^|[\s,;])(?:các|từng|mỗi|toàn bộ|quý)\s(?:[^;:]*\s)?(?:cơ quan|đơn vị) $", before)
        return (
            not re.search(r"(?:cơ quan|đơn vị) $", before)
            or bool(plural)
            or match.group() in ("có trách nhiệm", "chịu trách nhiệm", "căn cứ", "tiếp tục")
        )
    if NAMELIKE.search(before):
        return bool(
            re.search(
                r"(?:^|[\s,])các (?:[^;:]* )?"
                r"(?:phòng, ban|tổ chức|cơ quan|đơn vị|doanh nghiệp|chi cục|công ty|câu lạc bộ)\s*$",
                before,
            )
        ) and not match.group().startswith(("quản lý", "hoạt", "sử dụng", "được giao"))
    return not re.match(r"(?:được giao|sử dụng|quản lý|khai thác)$", match.group()) or not before.rstrip().endswith(
        ("đang", "trực tiếp")
    )
