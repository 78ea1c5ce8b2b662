"""What a heading says its section is: work to be done, or purpose, assessment, money."""

from __future__ import annotations

import re

from documents.reading.letters import fold

_IDLE = re.compile(
    r"^(?:muc dich|yeu cau|muc tieu|quan diem|thong diep|chu de|khau hieu|kinh phi|nguon (?:kinh phi|"
    r"luc|von)|du toan|danh gia(?: chung| tinh hinh| ket qua| thuc trang|$)|ket qua|tinh hinh|thuc "
    r"trang|ton tai|han che|khuyet diem|kho khan|thuan loi|"
    r"nguyen nhan|bai hoc|kien nghi|de xuat|can cu|co so|doi tuong|pham vi|dac diem|giai thich|"
    r"y kien (?:thao luan|phat bieu|tham gia|dong gop|cua (?:cac )?dai bieu)|thao luan|phat bieu|thanh "
    r"phan|uu diem|boi canh|su can thiet|chi tieu|nhan xet|co cau|tieu chi|hinh thuc|ho so|phuong "
    r"cham|nguyen tac|"
    r"cac chi tieu|chi tieu|mot so ket qua|nhung ket qua|nhung ton tai|khai quat|phan danh gia|quy "
    r"trinh|thoi gian(?: va dia diem| thuc hien| to chuc| kiem tra| hop|,? dia diem|$)|dia diem|dieu "
    r"khoan)\b"
)
_STORY = re.compile(
    r"^(?:danh gia(?: chung| tinh hinh| ket qua| thuc trang|$)|ket qua|tinh hinh|thuc trang|ton tai|"
    r"han che|khuyet diem|kho khan|thuan loi|nguyen nhan|bai hoc|dac diem|uu diem|boi canh|su can "
    r"thiet|muc dich|quan diem|can cu|co so|giai thich|nhan xet|khai quat|mot so ket qua|nhung ket "
    r"qua|nhung ton tai|phan danh gia|dieu khoan)\b"
)
_TARGETS = re.compile(r"^(?:cac )?(?:muc tieu|chi tieu|yeu cau)\b")
_MONEY = re.compile(r"\b(?:kinh phi|nguon von|du toan|nguon luc tai chinh)\b")
_WORK = re.compile(r"\b(?:to chuc thuc hien|phan cong|trach nhiem|giao nhiem vu|to chuc trien khai)\b")
_NOT_TASKS = frozenset({"BC", "TTr", "GGT", "GNP", "PG", "PC", "PB", "GUQ", "TCG", "HĐ", "BTT", "BGN", "TC"})


def is_idle(title: str | None) -> bool:
    """Tell whether a section with this title hands out no work (purpose, targets, assessment, money …)."""
    folded = fold(title or "").strip(" .:*")
    return bool(_IDLE.match(folded)) and not _WORK.search(folded)


def is_story(title: str | None) -> bool:
    """Tell whether a section with this title tells of the past or of reasons, so that its dates bind nobody."""
    return bool(_STORY.match(fold(title or "").strip(" .:*")))


def is_targets(title: str | None) -> bool:
    """Tell whether the section names targets."""
    return bool(_TARGETS.match(fold(title or "").strip(" .:*")))


def is_money(title: str | None) -> bool:
    """Tell whether the section is about funding."""
    return bool(_MONEY.search(fold(title or "")))


def is_work(title: str | None) -> bool:
    """Tell whether the section says who does what."""
    return bool(_WORK.search(fold(title or "")))


def hands_out_work(kind: str | None) -> bool:
    """Tell whether a document of this kind gives tasks at all: a report or a proposal asks, an invitation invites."""
    return kind not in _NOT_TASKS
