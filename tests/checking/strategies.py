"""Trees of all kinds for property tests: words of the trade, its slips, and plain noise."""

from __future__ import annotations

from hypothesis import strategies as st

from documents.official.kinds import KINDS
from documents.official.tree import (
    LEVELS,
    TABLE,
    Appendix,
    Assignment,
    Deadline,
    Item,
    Node,
    OfficialDocument,
    Signature,
    Slip,
)

# Pieces that rules look for, right and wrong, so that rules meet one another often.
PIECES = (
    "Ủy ban nhân dân", "UBND Xã", "nhân dân", "Nhân dân", "của nhà nước", "đảng và Nhà nước", "điều 5",
    "Khoản 2 Điều 3", "điểm a", "cũng cố", "cũng cố gắng", "nghành", "đuợc", "truờng", "Truyền truyền",
    "hợp tác xã xã", "hiệu hiệu quả", "./.", "./", "/.", " , ", "..", "...", ",,", "; ;", "( a )", "“ b ”", "  ",
    "V/v", "Kính gửi:", "Như trên", "Lưu VT", "Lưu: VT, KT", "Nơi nhận:", "- ", ";", ".", ":", "KT.CHÁNH", "TM.",
    "T/M", "KT", "TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TS. ", "công văn số: 12/UBND-KT", "Kế hoạch 61/KH-UBND",
    "luật Hợp tác xã", "ngày 5 tháng 03 năm 2026", "31/4/2026", "thứ Hai, ngày 06/3/2026", "Căn cứ Luật",
    "Theo đề nghị của", "Phụ lục", "Kèm theo", "số: UBND-KT", "tết nguyên đán", "ngày quốc khánh", "https://a.vn,b",
    "HTX", "e-mail", "uỷ", "ủy", "thực hiện.Sau đó", "Hồ Chí Minh", "AN BÌNH", "Khẩn", "hỏa tốc", "Tỉnh Nam Định",
    "sở Tài chính", "tổ hợp tác", "báo cáo", "2026", "5", "KH-UBND",
)  # fmt: skip

NOISE = "aăâđ ếủ.,;:/-–()“”\u0301\u00a0\n\t1"


@st.composite
def _lines(draw: st.DrawFn) -> str:
    """One line: pieces of the trade with spaces, or noise."""
    words = draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=6) | st.text(NOISE, max_size=8), max_size=7))
    return draw(st.sampled_from(["", " ", " "])).join(words)


line = _lines()
maybe = st.none() | line
lines = st.lists(line, max_size=4)
iso = st.none() | st.dates().map(str) | st.sampled_from(["2026-03-05", "2026-02-31", "", "hôm nay"])
marks = st.none() | st.sampled_from(
    ["I", "II", "IV", "1", "2", "3.1", "3.2", "a", "b", "d", "đ", "f", "-", "+", "(1)", "²", ""]
)
cells = st.lists(st.lists(line, max_size=3), max_size=3)


@st.composite
def _nodes(draw: st.DrawFn, depth: int = 0) -> Node:
    """One node, often with children, at most four levels deep."""
    level = draw(st.sampled_from(LEVELS))
    if level == TABLE:
        return Node(TABLE, rows=draw(cells))
    children = draw(st.lists(_nodes(depth + 1), max_size=2)) if depth < 3 else []
    return Node(level, draw(marks), draw(maybe), draw(maybe), children)


nodes = _nodes()
bodies = st.lists(nodes, max_size=5)
signatures = st.none() | st.builds(Signature, lines, maybe, maybe)
deadlines = st.builds(Deadline, line, st.sampled_from(["date", "period", "relative", ""]), iso, iso)
items = st.builds(Item, line, lines, lines, st.lists(deadlines, max_size=1))

documents = st.builds(
    OfficialDocument,
    kind=st.none() | st.sampled_from([*KINDS, "XX"]),
    number=st.none() | st.sampled_from(["5", "05", "12", "20-NQ", "x", "٣"]) | line,
    symbol=st.none() | st.sampled_from(["UBND-KT", "KH - UBND", "CV-UBND", "ttr-ubnd", "2026/QĐ-UBND", "KH"]) | line,
    parent_body=maybe,
    issuer=st.none() | st.sampled_from(["ỦY BAN NHÂN DÂN XÃ AN BÌNH", "UBND", "Sở Nội vụ."]) | line,
    place=maybe,
    date=iso,
    date_text=st.none()
    | st.sampled_from(["ngày 5 tháng 3 năm 2026", "ngày 05 tháng 01 năm 2026", "ngày 5/3/2026"])
    | line,
    subject=maybe,
    urgency=maybe,
    secrecy=maybe,
    addressees=lines,
    body=bodies,
    closing=maybe,
    assignments=st.lists(st.builds(Assignment, lines, st.lists(items, max_size=2)), max_size=2),
    deadlines=st.lists(deadlines, max_size=2),
    signature=signatures,
    co_signature=signatures,
    recipients=lines,
    appendices=st.lists(st.builds(Appendix, marks, maybe, maybe, bodies), max_size=2),
    slip=st.none() | st.builds(Slip, maybe, maybe, iso, maybe, maybe),
)
