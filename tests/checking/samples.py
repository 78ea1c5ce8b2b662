"""Documents without a fault, written for the tests; each test breaks one thing in one of them."""

from __future__ import annotations

from documents.official.tree import (
    Appendix,
    Assignment,
    Deadline,
    Item,
    Node,
    OfficialDocument,
    Signature,
    Slip,
)


def section(number: str, title: str, *children: Node) -> Node:
    return Node("section", number, title=title, children=list(children))


def item(text: str) -> Node:
    return Node("item", "-", text=text)


def letter() -> OfficialDocument:
    """Công văn of a commune to its units, with one appendix."""
    return OfficialDocument(
        kind="CV",
        number="05",
        symbol="UBND-KT",
        issuer="ỦY BAN NHÂN DÂN XÃ AN BÌNH",
        place="An Bình",
        date="2026-03-05",
        date_text="ngày 05 tháng 3 năm 2026",
        subject="rà soát hoạt động của các hợp tác xã trên địa bàn",
        addressees=["Phòng Kinh tế", "Các thôn trên địa bàn xã"],
        body=[
            Node(
                "paragraph",
                text="Thực hiện Công văn số 112/UBND-TC ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh về việc "
                "rà soát hợp tác xã, Ủy ban nhân dân xã đề nghị các đơn vị triển khai các nội dung sau:",
            ),
            section(
                "1",
                "Phòng Kinh tế",
                item("Rà soát các hợp tác xã theo mẫu tại Phụ lục kèm theo; báo cáo trước ngày 20/3/2026."),
                item("Tổng hợp kết quả theo điểm a khoản 2 Điều 5 của Kế hoạch."),
            ),
            section("2", "Các thôn", item("Vận động Nhân dân tham gia hợp tác xã.")),
        ],
        closing="Ủy ban nhân dân xã đề nghị các đơn vị thực hiện",
        assignments=[Assignment(["Phòng Kinh tế"], [Item("Rà soát các hợp tác xã")])],
        deadlines=[Deadline("trước ngày 20/3/2026", "date", end="2026-03-20")],
        signature=Signature(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "Nguyễn Thị Hà"),
        recipients=["Như trên", "Chủ tịch, các Phó Chủ tịch UBND xã", "Lưu: VT, KT"],
        appendices=[
            Appendix(
                title="MẪU RÀ SOÁT HỢP TÁC XÃ",
                note="Kèm theo Công văn số 05/UBND-KT ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân xã An Bình",
                body=[Node("table", rows=[["TT", "Tên hợp tác xã"], ["1", "Hợp tác xã An Bình"]])],
            )
        ],
        slip=Slip(to="Chủ tịch", sender="Phòng Kinh tế", date="2026-03-04"),
    )


def plan() -> OfficialDocument:
    """Kế hoạch of a province with headings in Roman numerals."""
    return OfficialDocument(
        kind="KH",
        number="125",
        symbol="KH-UBND",
        issuer="ỦY BAN NHÂN DÂN TỈNH HÒA SƠN",
        place="Hòa Sơn",
        date="2026-04-10",
        date_text="ngày 10 tháng 4 năm 2026",
        subject="Phát triển kinh tế tập thể năm 2026",
        body=[
            Node("heading", "I", title="MỤC ĐÍCH, YÊU CẦU", children=[item("Nâng cao hiệu quả của hợp tác xã.")]),
            Node(
                "heading",
                "II",
                title="NỘI DUNG",
                children=[
                    section(
                        "1",
                        "Tuyên truyền",
                        Node("point", "a", text="Tổ chức hội nghị."),
                        Node("point", "b", text="Phát tin."),
                    ),
                    section(
                        "2",
                        "Tập huấn",
                        Node("subsection", "2.1", text="Mở lớp cho giám đốc."),
                        Node("subsection", "2.2", text="Mở lớp cho kế toán."),
                    ),
                ],
            ),
            Node("heading", "III", title="TỔ CHỨC THỰC HIỆN", children=[item("Liên minh Hợp tác xã tỉnh chủ trì.")]),
        ],
        closing="Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện",
        signature=Signature(["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Trần Văn Lâm"),
        recipients=["Thường trực Tỉnh ủy", "Các sở, ban, ngành", "Lưu: VT, KT"],
    )


def decision() -> OfficialDocument:
    """Quyết định with bases and articles."""
    bases = (
        "Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;",
        "Căn cứ Nghị định số 92/2024/NĐ-CP ngày 18 tháng 7 năm 2024 của Chính phủ về đăng ký hợp tác xã;",
        "Theo đề nghị của Trưởng phòng Phòng Kinh tế.",
    )
    return OfficialDocument(
        kind="QĐ",
        number="31",
        symbol="QĐ-UBND",
        issuer="ỦY BAN NHÂN DÂN XÃ AN BÌNH",
        place="An Bình",
        date="2026-02-02",
        date_text="ngày 02 tháng 02 năm 2026",
        subject="Về việc thành lập Tổ công tác phát triển hợp tác xã",
        body=[
            *(Node("basis", text=text) for text in bases),
            Node("article", "1", text="Thành lập Tổ công tác gồm 05 thành viên."),
            Node("article", "2", text="Tổ công tác có nhiệm vụ tham mưu phát triển hợp tác xã."),
            Node("article", "3", text="Trưởng phòng Phòng Kinh tế chịu trách nhiệm thi hành Quyết định này"),
        ],
        signature=Signature([], "CHỦ TỊCH", "Lê Minh Đức"),
        recipients=["Như Điều 3", "Đảng ủy xã", "Lưu: VT, KT"],
    )


def minutes() -> OfficialDocument:
    """Biên bản with its two signatures."""
    return OfficialDocument(
        kind="BB",
        number="12",
        symbol="BB-UBND",
        issuer="ỦY BAN NHÂN DÂN XÃ AN BÌNH",
        date="2026-05-12",
        date_text="ngày 12 tháng 5 năm 2026",
        subject="Họp đánh giá tình hình hợp tác xã",
        body=[
            Node("paragraph", text="Thời gian bắt đầu: 08 giờ 00 ngày 12/5/2026."),
            Node("paragraph", text="Địa điểm: Hội trường xã."),
            Node("paragraph", text="Thành phần tham dự: đại diện các hợp tác xã."),
            Node("paragraph", text="Chủ trì (chủ tọa): ông Lê Minh Đức. Thư ký: bà Vũ Thị Mai."),
            Node("paragraph", text="Cuộc họp kết thúc vào 11 giờ 00 cùng ngày"),
        ],
        signature=Signature([], "CHỦ TỌA", "Lê Minh Đức"),
        co_signature=Signature([], "THƯ KÝ", "Vũ Thị Mai"),
        recipients=["Thành viên dự họp", "Lưu: VT, KT"],
    )


def invitation() -> OfficialDocument:
    """Giấy mời."""
    return OfficialDocument(
        kind="GM",
        number="44",
        symbol="GM-UBND",
        issuer="ỦY BAN NHÂN DÂN XÃ AN BÌNH",
        place="An Bình",
        date="2026-05-04",
        date_text="ngày 04 tháng 5 năm 2026",
        subject="Họp mặt các hợp tác xã",
        body=[
            Node("paragraph", text="Ủy ban nhân dân xã trân trọng kính mời: Giám đốc các hợp tác xã."),
            Node("paragraph", text="Thời gian: 08 giờ 00, thứ Sáu, ngày 08/5/2026."),
            Node("paragraph", text="Địa điểm: Hội trường Ủy ban nhân dân xã"),
        ],
        signature=Signature(["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Lê Minh Đức"),
        recipients=["Như trên", "Lưu: VT, KT"],
    )


def introduction() -> OfficialDocument:
    """Giấy giới thiệu."""
    return OfficialDocument(
        kind="GGT",
        number="07",
        symbol="GGT-UBND",
        issuer="ỦY BAN NHÂN DÂN XÃ AN BÌNH",
        place="An Bình",
        date="2026-05-04",
        date_text="ngày 04 tháng 5 năm 2026",
        body=[
            Node("paragraph", text="Trân trọng giới thiệu ông Vũ Văn Nam, công chức Phòng Kinh tế."),
            Node("paragraph", text="Được cử đến Liên minh Hợp tác xã tỉnh để làm việc."),
            Node("paragraph", text="Giấy này có giá trị đến hết ngày 20/5/2026"),
        ],
        signature=Signature(["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Lê Minh Đức"),
        recipients=["Như trên", "Lưu: VT, KT"],
    )


ALL = {
    "letter": letter,
    "plan": plan,
    "decision": decision,
    "minutes": minutes,
    "invitation": invitation,
    "introduction": introduction,
}
