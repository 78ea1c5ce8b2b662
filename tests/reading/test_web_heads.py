"""Papers copied from web pages, whose lines break behind the first word of a name or a title."""

from __future__ import annotations

import pytest

from documents.reading import read_text

_PAGE = """ỦY BAN NHÂN
DÂN
TỈNH TÂN AN
--------
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 41/QĐ-UBND
|
Tân An,
ngày 25 tháng 4 năm 2026
|
QUYẾT ĐỊNH
VỀ
VIỆC PHÊ DUYỆT ĐỀ ÁN NÂNG CAO CHẤT LƯỢNG CÁC HỢP TÁC XÃ TRỒNG RAU, TRỒNG HOA TRÊN ĐỊA BÀN
TỈNH TÂN AN ĐẾN NĂM 2030
ỦY
BAN NHÂN DÂN TỈNH TÂN AN
Căn
cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;
QUYẾT
ĐỊNH:
Điều 1. Phê duyệt Đề án.
"""


def test_a_word_alone_on_its_line_belongs_to_the_next() -> None:
    tree = read_text(_PAGE)
    assert tree.issuer == "ỦY BAN NHÂN DÂN TỈNH TÂN AN"
    assert tree.subject == (
        "VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN NÂNG CAO CHẤT LƯỢNG CÁC HỢP TÁC XÃ TRỒNG RAU, TRỒNG HOA TRÊN ĐỊA BÀN "
        "TỈNH TÂN AN ĐẾN NĂM 2030"
    )


def test_a_stamp_stays_alone() -> None:
    assert read_text("MẬT\n" + _PAGE).issuer == "ỦY BAN NHÂN DÂN TỈNH TÂN AN"


@pytest.mark.parametrize(
    ("line", "authority", "title"),
    [
        ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Bình", ["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Thị Bình", ["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH"),
        (
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Bình",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
            "PHÓ CHỦ TỊCH",
        ),
        ("TL. CHỦ TỊCH CHÁNH VĂN PHÒNG Lê Thị Bình", ["TL. CHỦ TỊCH"], "CHÁNH VĂN PHÒNG"),
        ("GIÁM ĐỐC Lê Thị Bình", [], "GIÁM ĐỐC"),
    ],
)
def test_a_signature_on_one_line_is_parted(line: str, authority: list[str], title: str) -> None:
    signature = read_text(f"{_PAGE}\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\n{line}\n").signature
    assert signature is not None
    assert (signature.authority, signature.title, signature.name) == (authority, title, "Lê Thị Bình")
