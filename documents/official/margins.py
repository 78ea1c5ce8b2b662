"""What may be printed around a document and is no part of its words: how reader and checker know it and pass over it.

The issuer's address at the foot of page 1 and the words beside a QR code, the words of a signature without a picture at
the top right, the stamp of circulation, the drafter's mark under `Nơi nhận`, the block of a paper copy (Decree 30/2020,
Annex I, part I, III.2–5, and part II).
"""

from __future__ import annotations

import re

_FOOT = re.compile(r"\b(?:điện thoại|đt|fax|e-?mail|website|mã tra cứu|mã xác thực|quét mã|địa chỉ)\b", re.I)
_CORNER = re.compile(r"^(?:Số:|Sao y;|Sao lục;|Trích sao;).*;.*\d{1,2}:\d{2}:\d{2}")
_CIRCULATION = re.compile(r"^(?:XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ|TÀI LIỆU THU HỒI)$")
_DRAFTER = re.compile(r"^[A-ZĐ]{1,8}\.\s?\(\d{1,4}\)$")
_CONFIRMATION = re.compile(r"xác nhận của (?:cơ quan|chính quyền|tổ chức|đơn vị)\b", re.I)
_OF_CONFIRMATION = frozenset(
    (
        "xác nhận của cơ quan tổ chức đơn vị hoặc chính quyền địa phương nơi nghỉ phép nếu cần chữ ký tên đóng dấu "
        "họ và ghi rõ"
    ).split()
)
_COPY = re.compile(r"(?:^|\s)(?:SAO Y|SAO LỤC|TRÍCH SAO)$")
LARGEST_DRAFTER = 11.5  # pt

FOOT_SHARE = 0.93  # of the page's height: below it stands the foot
TOP_SHARE = 0.085  # and above this what is printed in the top margin


def is_foot(text: str) -> bool:
    """Tell whether a line of the bottom margin is an address or belongs to a QR code."""
    return bool(_FOOT.search(text))


def is_top(text: str) -> bool:
    """Tell whether a line of the top margin is a signature's words or the stamp of circulation."""
    return bool(_CORNER.match(text) or _CIRCULATION.match(text))


def is_drafter(text: str) -> bool:
    """Tell whether a line is the drafter's mark with the number of copies (`PL.(300)`, ô 12)."""
    return bool(_DRAFTER.match(text))


def begins_confirmation(text: str) -> bool:
    """Tell whether a line begins the block in which the place of a leave confirms it (Annex III, form 1.10)."""
    return bool(_CONFIRMATION.match(text))


def goes_on_confirming(text: str) -> bool:
    """Tell whether a line holds nothing but words of that block."""
    return set(re.findall(r"\w+", text.lower())) <= _OF_CONFIRMATION


def begins_copy(text: str) -> bool:
    """Tell whether a line, or the right cell of one, names a paper copy: what follows is the copier's."""
    return bool(_COPY.search(text))
