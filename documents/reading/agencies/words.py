"""How names are read: what ends a place's name, how far is looked, one spelling of tone marks."""

from __future__ import annotations

import re

from documents.reading.letters import UPPER

_OLD_TONES = (("uỷ", "ủy"), ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("uý", "úy"), ("uỳ", "ùy"), ("oè", "òe"))
# The unit's word that ends a name, and what may come behind it in a name.
PLACE_END = re.compile(
    r"(?<!tác )(?<!thị )(?<![\w-])(?:tỉnh|huyện|xã(?! (?:hội|viên|luận|tắc))|phường|đặc khu|thành phố|"
    r"thị trấn|trung ương|(?:huyện|tỉnh|thành|thị|quận|đảng) ủy)\s+(?=\w)"
)

# What tells a body's level or place, before the place's own name.
UNITS_OF_PLACE = re.compile(
    r"(?:(?:cấp )?(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! (?:hội|viên|luận|tắc))|phường|thị trấn|đặc khu|khu vực|"
    r"cơ sở|trung ương|chi nhánh|liên xã)\s+)+(?:\d{1,2}\s+)?"
)
PROPER = re.compile(rf"(?:-\s)?[{UPPER}][\w’'-]*\s+")

GOES_ON = re.compile(
    r"(?:và|cùng|của|thuộc|trực thuộc|trên|có|liên quan|nơi|nêu|tại|ven|biển|miền|vùng|biên giới|được|"
    r"đã|chưa|còn|do|phụ trách|tham gia|bị|"
    r"đoàn|ủy|cũ|mới|khác|ngoài|trọng điểm|đang|trong|theo|hoặc|với|tỉnh|huyện|xã|phường|thành phố|"
    r"đặc khu|khu vực|khóa|nhiệm kỳ|là|nơi|trường|quận|thị|cấp|"
    r"chi nhánh|cơ sở|các|ban|ngành|đoàn thể|tổ chức|thường trực|phối hợp|chủ trì|quản lý|đồng bằng|"
    r"vùng|số|lần|này|đó|trừ|nói|nhằm|năm|từ|đến|bao gồm|gồm|đạt|không|chỉ)\b"
)

# The same behind a body that is known by its name: what it is called is said, so that less can go on.
GOES_ON_KNOWN = re.compile(
    r"(?:và|cùng|của|thuộc|trực thuộc|trên|có liên quan|liên quan|nơi|nêu|tại|ở|ven|được (?!giao)|do|phụ trách|bị|đã|"
    r"đang|chưa|còn|cũ|mới|khác|thôn|ấp|bản|xóm|làng|buôn|khóm|khu|tổ(?! chức)|cụm|"
    r"liên(?! hệ| kết)|số|lực lượng|từ (?!ngày)|dưới|"
    r"hoặc|với|là|khu vực|khóa|nhiệm kỳ|cấp|các|cơ sở|quận|thị|tỉnh|huyện|xã|phường|trường|"
    r"thành phố|đặc khu|chi nhánh|quốc gia|trung ương|nhà nước|này|đó|trừ|nói|bao gồm|gồm|vùng|miền|"
    r"đoàn|ủy|đồng bằng)\b"
)

# How far a noun, a list of agencies, a sentence is looked at: no real one is longer.
HEAD_REACH = 160

LIST_REACH = 2500

SENTENCE_REACH = 6000


def tone_lower(text: str) -> str:
    """Return the text in small letters with the tone marks in their new places; as long as before."""
    low = text.lower()
    if "–" in low or "—" in low:
        low = low.replace("–", "-").replace("—", "-")
    for old, new in _OLD_TONES:
        if old in low:
            low = re.sub(rf"(?<!q){old}(?!\w)", new, low)
    return low
