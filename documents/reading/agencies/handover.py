"""Who is handed a task by a heading or a sentence, and with whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.reading.agencies.lists import split_agencies
from documents.reading.agencies.names import after_place, head_at, name_end
from documents.reading.agencies.verbs import VERB
from documents.reading.agencies.words import HEAD_REACH, LIST_REACH, SENTENCE_REACH, tone_lower
from documents.reading.letters import squeeze

_REQUEST = re.compile(
    r"(?:^|(?<=[\s(]))(?:(?:kính |trân trọng )?đề nghị|yêu cầu|giao(?! ban\b)(?: nhiệm vụ)?(?: cho)?|phân công|"
    r"ủy quyền(?: cho)?|giao trách nhiệm(?: cho)?)\s+(?:cho\s+)?(?:đối với\s+)?"
)

# `Sở X đề nghị …`: X asks, it is not asked.
_ASKS = re.compile(
    r"(?:trân trọng |kính |rất mong )*(?:đề nghị|yêu cầu|giao|mời|thông báo|trân trọng|kính|ban hành|quyết định|"
    r"cam kết|(?:cơ bản )?(?:thống nhất|nhất trí)|đồng ý|ghi nhận|hoan nghênh|đánh giá cao|biểu dương|"
    r"nhận thấy|xét thấy|truyền đạt|sao gửi|xin)\b"
)

# In the middle of a sentence `giao X` is an order only right behind a comma or the one who orders.
_ORDERED_BY = re.compile(
    r"(?:[,;:.]|(?:ubnd|ủy ban nhân dân|chủ tịch|giám đốc|trưởng ban|liên minh|sở|hội|hđnd|hội đồng|"
    r"đảng ủy|ban)[^,;:.]{0,60})$"
)

_TITLE_LEAD = re.compile(
    r"^(?:về phía|đối với|riêng|trách nhiệm (?:của|thuộc)|nhiệm vụ của|trách nhiệm|(?:kính |trân "
    r"trọng )?đề nghị|(?:kính )?mời|yêu cầu|giao(?: nhiệm vụ)?(?: cho)?|phân công(?: nhiệm vụ)?(?: cho)?|thành viên "
    r"là)\s+(?:đối với\s+)?"
)

_LEADS = re.compile(
    r"^[,;]?\s*(?:là đơn vị |là cơ quan |làm |là )?(?:chủ trì|đầu mối)\b[,;]?\s*(?:và\s+)?(?:tham mưu,?\s*)?"
)

_JOINS = re.compile(r"^[,;]?\s*(?:phối hợp|cùng)(?: chặt chẽ| tốt)?(?: cùng| với)*\s+")


# `Thành viên không dự được …`, `Đơn vị nào chưa …` set a condition and name nobody.
_SOME = re.compile(r"[^,;:()]{2,40} (?:nào|không)\b")


# `Sở X có trách nhiệm:`, `Phòng Y thực hiện các nhiệm vụ sau:` say no more than the name.
_DUTY = re.compile(
    r"(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|tổ chức thực hiện|thực hiện|triển khai)"
    r"(?: (?:các |những )?(?:nội dung|nhiệm vụ|công việc|việc))?(?: sau(?: đây)?| như sau)?$"
)
_LONGEST_NAME = 90


@dataclass
class Handover:
    """Who leads, who joins, and the words of the task."""

    agencies: list[str]
    coordinators: list[str] = field(default_factory=list)
    task: str = ""


def heading_handover(title: str) -> Handover | None:
    """Return the agencies that a heading names, where it names nothing but agencies; else None.

    `3.5. Sở Công Thương chủ trì phối hợp với Sở X` gives lead and coordinator.
    """
    span = _title_span(title)
    if not span or len(span) > 400:
        return None
    end = name_end(span, 0)
    if end is None:
        return None
    agencies = split_agencies(span[:end])
    if not agencies:
        return None
    rest = span[end:].strip(" .:;")
    if not rest or _DUTY.match(tone_lower(rest)):
        return Handover(agencies)
    leads = _LEADS.match(tone_lower(rest))
    if not leads:
        whole = split_agencies(span) if not VERB.search(tone_lower(rest)) else []
        return Handover(whole) if whole and rest[:1].islower() and len(span) < _LONGEST_NAME else None
    rest = rest[leads.end() :]
    joins = _JOINS.match(tone_lower(rest))
    if not joins:
        return Handover(agencies) if not rest else None
    others = rest[joins.end() :]
    stop = name_end(others, 0)
    if stop is None or others[stop:].strip(" .:;"):
        return None
    return Handover(agencies, split_agencies(others[:stop]))


def _title_span(title: str) -> str:
    span = re.sub(r"\s*\((?![^)]*\b(?:sóc|nếu có)\b)[^)]*\)\s*$", "", squeeze(title).strip(" .:;"))
    lead = _TITLE_LEAD.match(tone_lower(span))
    return span[lead.end() :] if lead else span


def opens_with_command(text: str) -> bool:
    """Tell whether the text begins with a verb of command (`Xây dựng …`, `Tuyên truyền …`)."""
    return bool(VERB.match(tone_lower(text[:HEAD_REACH])))


def sentence_handover(text: str, *, asked: bool = False) -> Handover | None:
    """Return the agencies that a sentence begins with and the task it gives them; None where it gives none.

    `asked` True takes the words right after `Giao`, `Đề nghị`, `Yêu cầu` anywhere in the sentence as its beginning.
    """
    text, after = squeeze(text), ""
    if len(text) > SENTENCE_REACH:
        text, after = text[:SENTENCE_REACH], text[SENTENCE_REACH:]
    low = tone_lower(text[:HEAD_REACH])
    lead = _TITLE_LEAD.match(low)
    requested = lead is not None
    start = lead.end() if lead else 0
    if asked and not lead:
        found = request_at(text)
        if found is None:
            return None
        start, requested = found, True
    end = name_end(text, start)
    if end is None:
        return None
    agencies = split_agencies(text[start:end])
    rest = text[end:].lstrip(" ,:;-")
    if not agencies or not rest:
        return None
    known = VERB.match(tone_lower(rest)) or text[end : end + 1] == ":"
    known = known or end <= after_place(text, tone_lower(text), start, len(text) - 1) <= min(end + 1, len(text) - 2)
    if _SOME.match(tone_lower(text[start:end])) or (not requested and re.search(r"\sđã\s", text[start:end])):
        return None
    if not requested and (_ASKS.match(tone_lower(rest)) or not known):
        return None
    return Handover(agencies, coordinators_of(rest), rest + after)


def request_at(text: str) -> int | None:
    """Return where the agency begins that a sentence asks or orders something of, or None."""
    low = tone_lower(text[:SENTENCE_REACH])
    for match in _REQUEST.finditer(low):
        before = low[max(0, match.start() - 120) : match.start()].rstrip()
        if (
            before
            and not match.group().startswith(("đề nghị", "yêu cầu", "kính", "trân"))
            and not _ORDERED_BY.search(before)
        ):
            continue
        if (
            low[max(0, match.start() - 12) : match.start()]
            .rstrip()
            .endswith(
                (
                    "theo",
                    "được",
                    "có",
                    "hồ sơ",
                    "văn bản",
                    "đáp ứng",
                    "các",
                    "những",
                    "đơn",
                    "thẩm quyền",
                    "xét",
                    "trong đó",
                    "việc",
                )
            )
        ):
            continue
        if head_at(text, match.end()):
            return match.end()
    return None


def coordinators_of(task: str) -> list[str]:
    """Return those that a task is to be done with (`chủ trì, phối hợp với Y và Z …`)."""
    task = task[:LIST_REACH]
    low = tone_lower(task)
    leads = _LEADS.match(low)
    joins = _JOINS.match(low, leads.end() if leads else 0) if leads else None
    if leads and joins is None:
        joins = _JOINS.match(low[leads.end() :])
        start = leads.end() + joins.end() if joins else 0
    elif joins:
        start = joins.end()
    else:
        found = re.match(r"(?:phối hợp|cùng)(?: chặt chẽ)?(?: cùng| với)+\s+", low)
        start = found.end() if found else 0
    if not start:
        return []
    end = name_end(task, start)
    return split_agencies(task[start:end]) if end else []
