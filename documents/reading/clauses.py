"""Sentences of a paragraph, and what kind of clause one is: a task, a general phrase, a lead-in, something told."""

from __future__ import annotations

import re

from documents.reading.activities import label_of
from documents.reading.agencies import head_at, sentence_handover, tone_lower
from documents.reading.letters import UPPER, fold, squeeze

_SENTENCE = re.compile(rf"(?:(?<=[^\s.A-ZĐ]{{2}}[.!?])|(?<=[A-ZĐ]{{4}}[.!?]))\s+(?=[{UPPER}“\"])")
_GENERAL_VERBS = re.compile(
    r"^(?:(?:,|va|co trach nhiem|chiu trach nhiem|can cu[^,;]{0,60},?|theo chuc nang[^,;]{0,60},?|"
    r"quan tam|nghiem tuc|khan truong|chu dong|tap trung|phoi hop(?: chat che)?(?: voi [^,;]{0,60}?)?|"
    r"to chuc|trien khai|thuc hien|thi hanh|chi dao|day du|nghiem|dong bo|hieu qua|co hieu qua|kip "
    r"thoi|tot)\s*)+"
    r"(?:(?:cac |nhung )?(?:noi dung|nhiem vu|ke hoach|quyet dinh|chi thi|thong bao|nghi quyet|y kien|"
    r"cong van|van ban|chuong trinh|quy che|quy dinh|phuong an|de an|cac)[^.;]*)?(?:\b(?:dam bao|bao "
    r"dam|dat)\b[^.;]*)?[.;/]*$"
)
_CORE = re.compile(r"\b(?:trien khai|thuc hien|thi hanh|phoi hop|chiu trach nhiem|quan triet)\b")
_BINDING = re.compile(
    r"\b(?:chiu trach nhiem thi hanh|can cu quyet dinh (?:nay )?thi hanh|chiu trach nhiem to chuc "
    r"trien khai|chiu trach nhiem to chuc thuc hien|chiu trach nhiem thuc hien|co trach nhiem thi "
    r"hanh|chiu trach nhiem thi)\b"
)
_WORK = re.compile(
    r"\b(?:tuyen truyen|phat dong|kiem tra|ra soat|bo tri|huong dan|tham muu|thanh lap|van dong|cap nhat|giai quyet|"
    r"de xuat|cong khai|dang tai|thong ke|tiep nhan|ho tro)\b"
)
_SPECIFIC = re.compile(r"\b(?:bao cao|gui|tong hop|truoc ngay|cham nhat|cung cap|dang ky|lap|hoan thanh truoc)\b")
# Where one sentence turns to another agency: `…; giao Sở Xây dựng theo dõi`.
_TURN = re.compile(rf";\s+(?=(?:đồng thời,?\s+)?(?:giao|đề nghị|yêu cầu|phân công)(?: cho)?\s+(?:các\s+)?[{UPPER}])")
# A second request of the same sentence: `yêu cầu A …, và đề nghị B …`.
_SECOND = re.compile(r"[,;]?\s+(?:và|đồng thời)\s+(?P<order>(?:giao|đề nghị|yêu cầu)(?: cho)?\s+)")
_ORDER = re.compile(r"(?:^|\s)(?:giao|đề nghị|yêu cầu|phân công)\s")
_NAMED = re.compile(rf"(?:[Cc]ác|UBND|HĐND|\w+(?: \w+){{0,3}}? [{UPPER}])")
_GROUND = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Định kỳ|Hằng|Hàng|Trước ngày|Chậm nhất|Trong quá trình|Khi|Sau khi|Ngay sau khi|Nếu|"
    r"Trường hợp)\s[^,.:;]{3,120},\s+(?:thì\s+)?"
)
# `Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở X …`: what is ordered stands behind the colon.
_ANNOUNCED = re.compile(
    r"^[^:]{3,300}?\b(?:ý kiến|chỉ đạo|kết luận|như sau|sau đây)(?: như sau| sau)?\s*:\s+"
    r"(?=(?:Giao|Yêu cầu|Đề nghị|Phân công)\s)"
)
_SEMICOLON = re.compile(r";\s+")
_MANY = 40
# Tasks counted in words: `Một là, …`, `Thứ hai, …`.
_ORDINAL = re.compile(
    r"^(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))\s*[,:]\s*",
    re.I,
)
_PAST = re.compile(
    r"^(?:đã|đang|chưa|được|là (?!cơ quan|đầu mối|đơn vị)|làm việc theo|có (?!trách nhiệm|giải pháp|kế "
    r"hoạch|văn bản|ý kiến)|đóng vai trò|góp phần|bao gồm|gồm)\b"
)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; points inside names and numbers part nothing."""
    return [piece for piece in _SENTENCE.split(text) if piece]


def is_general(task: str) -> bool:
    """Tell whether a task is a general clause only (`nghiêm túc triển khai thực hiện`, `chịu trách nhiệm thi hành`)."""
    folded = squeeze(fold(task)).strip(" .;/")
    if _BINDING.search(folded):
        return True
    if _SPECIFIC.search(folded):
        return False
    general = _GENERAL_VERBS.match(folded[:400])
    return bool(general) and bool(_CORE.search(folded[:160])) and not _WORK.search(folded)


def behind_matter(sentence: str) -> str:
    """`Công tác ngân sách: Phòng Tài chính tham mưu …`: the words behind the matter's name."""
    matter, colon, rest = sentence.partition(": ")
    return rest if colon and len(matter.split()) <= 16 and not label_of(sentence) else ""


def behind_ground(sentence: str) -> str:
    """`Căn cứ chỉ tiêu được giao, UBND các xã xây dựng …`: the words behind what the task rests on."""
    ground = _GROUND.match(sentence)
    return sentence[ground.end() :] if ground and head_at(sentence, ground.end()) else ""


def is_lead_in(text: str) -> bool:
    """A lead-in ends in a colon and is one sentence; with a sentence of its own before, it holds a task."""
    return text.rstrip().endswith(":") and len(split_sentences(text)) < 2


def turns(sentence: str) -> list[str]:
    """Return the parts of a sentence that speak to one agency each."""
    sentence = _ANNOUNCED.sub("", sentence)
    parts: list[str] = []
    for part in _TURN.split(sentence):
        start = 0
        for match in _SECOND.finditer(part):
            if head_at(part, match.end("order")) and _ORDER.search(tone_lower(part[start : match.start()])):
                parts.append(part[start : match.start()])
                start = match.start("order")
        parts.append(part[start:])
    return [piece for part in parts for piece in _at_semicolons(part)]


def _at_semicolons(text: str) -> list[str]:
    """`Sở A thẩm định …; Sở B hướng dẫn …`: what begins with an agency and a command of its own is for that agency."""
    pieces = _SEMICOLON.split(text)
    if len(pieces) < 2 or len(pieces) > _MANY or sentence_handover(pieces[0]) is None:
        return [text]
    parts = [pieces[0]]
    for piece in pieces[1:]:
        told = sentence_handover(piece) if piece[:1].isupper() else None
        if told is not None and _NAMED.match(told.agencies[0]):
            parts.append(piece)
        else:
            parts[-1] += f"; {piece}"
    return parts


def uncounted(sentence: str) -> str:
    """Return a sentence without the words that count it (`Một là, …`)."""
    return _ORDINAL.sub("", sentence)


def is_told(task: str) -> bool:
    """Tell whether the words say what was done or what something is, not what is to be done."""
    return bool(_PAST.match(tone_lower(task)))
