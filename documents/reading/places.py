"""Names of bodies as a head prints them: where one body's name ends and the next begins."""

from __future__ import annotations

import re

from documents.reading.letters import fold, is_capitals, squeeze

# First words that open the name of a body; what else begins a line goes on with the name above it.
_BODY = re.compile(
    r"^(?:uy ban|ubnd|ub mttq|ubmttq|ub ttmttq|hoi dong|hdnd|hdqt|so|phong|ban|bo|tong cuc|cuc|chi "
    r"cuc|trung tam|van phong|vp|vien|truong|lien minh|"
    r"lien hiep|lien doan|hoi|hiep hoi|doan|bch|btv|dang bo|dang uy|dang doan|chi bo|huyen uy|tinh uy|"
    r"thanh uy|thi uy|quan uy|cong an|ban quan ly|quy|"
    r"hop tac xa|htx|to hop tac|lien (?:so|nganh|tich)|cong ty|tong cong ty|doanh nghiep|toa an|"
    r"vien kiem sat|thanh tra|kho bac|bao hiem|ngan hang|benh vien|tram|"
    r"dai|bao|to|mat tran|kiem toan|hat kiem lam|ban chi huy|bhxh|tinh doan|huyen doan|thanh doan|xa "
    r"doan|doi|chinh phu|quoc hoi|thue|hai quan|chi nhanh|dien luc|buu dien|vien thong|hoc vien|nha may|xi nghiep|"
    r"nha hat|thu vien|bao tang|lu doan|trung doan|tong lien doan|cong doan|nghiep doan|ubkt|thi doan|cau lac bo|"
    r"thon|to dan pho|khu pho|khu dan cu|xom|cang vu|vuon quoc gia|lien doi|mttq)\b"
)
_NOT_BODY = re.compile(
    r"^(?:phong (?:chong|chay|ngua|tranh|,)|hoi nhap|doan ket|ban hanh|bo tri|to chuc|truong hop|bao "
    r"ve|bao dam|ban giao|bao cao|cong tac|so hoa|hoi thao|doi moi|quy hoach|quy dinh)"
)
# Names that say nothing without what follows them.
_UNFINISHED = re.compile(
    r"(?:^(?:uy ban(?: nhan dan)?|hoi dong(?: nhan dan)?|ubnd|hdnd|ban chap hanh|ban thuong vu|hoi "
    r"dong quan tri|ban chi dao|ban quan ly|ban to chuc|van phong|ban|"
    r"uy ban mttq(?: viet nam)?|uy ban mat tran to quoc(?: viet nam)?|doan dai bieu quoc hoi|cong an|"
    r"dang uy|dang bo|hoi dong quan ly|to cong tac|ban chi huy|trung tam|so|phong|chi cuc|lien minh|"
    r"lien hiep|hoi|hoi lien hiep|lien doan|doan|quy|cong ty|hop tac xa)|"
    r"\b(?:va|cua|thuoc)|[,-])$"
)
_OFFICE = re.compile(
    r"^(?:chu tich|bo truong|thu tuong|giam doc)(?:$| (?:uy ban|ubnd|hoi dong|hdnd|so|bo|lien minh|nuoc|chinh phu))"
)
_PLACE = re.compile(r"\b(?:tinh|thanh pho|huyen|quan|thi xa|(?<!tac )xa|phuong|dac khu)\s+(?!hoi\b)\S.*$")
_FILLER = re.compile(r"^[*\-_–—=\s.]+$")


def opens_body(text: str) -> bool:
    """Tell whether the words open the name of a body (or are a State office that issues by itself)."""
    folded = squeeze(fold(text))
    if text.split(" ", 1)[0].lower() in ("bản", "phong"):  # `BẢN LÁC`, `PHONG PHÚ` are places
        return bool(text.isascii())
    if _OFFICE.match(folded):
        return True
    return bool(_BODY.match(folded)) and not _NOT_BODY.match(folded)


def split_bodies(names: list[str]) -> list[str]:
    """Return the bodies that the lines of a head name, the superior first; wrapped names joined.

    Lines that open no name and follow none are left out.
    """
    bodies: list[str] = []
    for name in names:
        name = squeeze(name)
        if not name or _FILLER.match(name):
            continue
        if bodies and (not opens_body(name) or _goes_on(bodies[-1])):
            if is_capitals(name) == is_capitals(bodies[-1]) or _goes_on(bodies[-1]):
                bodies[-1] = squeeze(f"{bodies[-1]} {name}")
        elif opens_body(name):
            bodies.append(name)
    return bodies


def joint_issuers(bodies: list[str], symbol: str | None) -> list[str]:
    """Return the bodies with two of one rank that issue together as one name (`A – B`).

    Two bodies of one place (`HỘI NÔNG DÂN TỈNH X`, `LIÊN MINH HỢP TÁC XÃ TỈNH X`) where the symbol names two issuers.
    """
    if len(bodies) != 2 or len(re.split(r"[-/.]", symbol or "")) < 3:
        return bodies
    upper, lower = (squeeze(fold(body)) for body in bodies)
    places = [match.group() if (match := _PLACE.search(name)) else None for name in (upper, lower)]
    if places[0] is None or places[0] != places[1] or upper.startswith(("uy ban", "ubnd", "dang bo", "hoi dong")):
        return bodies
    return [f"{bodies[0]} – {bodies[1]}"]


def _goes_on(name: str) -> bool:
    return bool(_UNFINISHED.search(squeeze(fold(name))))
