# ruff: noqa: E501 - a line is a paragraph
"""Templates that every office has from the start, in the portal's own words.

Each line of a body is `level: words`; `title |` before the words is a heading of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.authoring.blocks import Block

# A law is cited without number and issuer (Decree 30/2020, Annex I, part I, II.6.b).
LAW = "Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;"
SUPPORT = (
    "Căn cứ Nghị định số 113/2024/NĐ-CP ngày 12 tháng 9 năm 2024 của Chính phủ quy định chi tiết một số điều của "
    "Luật Hợp tác xã."
)


@dataclass(frozen=True)
class Template:
    """A template: `code` in addresses, `name` and `purpose` for the person, the rest as the document has it."""

    code: str
    kind: str
    name: str
    purpose: str
    subject: str
    lines: str
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    def blocks(self, words: Mapping[str, Any]) -> list[Block]:
        """Return the blocks with the office's words put in; not numbered yet."""
        return [_block(line.format_map(words)) for line in self.lines.strip().splitlines()]


def _block(line: str) -> Block:
    level, _, rest = line.strip().partition(": ")
    title, mark, text = rest.partition(" |")
    return Block(level, "", title.strip(), text.strip()) if mark else Block(level, "", "", rest.strip())


TEMPLATES = (
    Template(
        "cong-van", "CV", "Công văn giao việc",
        "Yêu cầu các đơn vị thực hiện, mỗi khoản một cơ quan, có thời hạn.",
        "rà soát, hỗ trợ các hợp tác xã trên địa bàn năm {year}",
        """
paragraph: Để triển khai thực hiện nhiệm vụ phát triển kinh tế tập thể năm {year}, {issuer} yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:
section: Phòng Kinh tế |
item: Chủ trì, phối hợp với các thôn rà soát, cập nhật danh sách hợp tác xã, tổ hợp tác đang hoạt động, tạm ngừng hoạt động;
item: Tổng hợp khó khăn, kiến nghị của các hợp tác xã, tham mưu {issuer} biện pháp hỗ trợ, hoàn thành trước ngày 30/6/{year}.
section: Các thôn |
item: Tuyên truyền Luật Hợp tác xã đến Nhân dân trên địa bàn; phối hợp với Phòng Kinh tế nắm tình hình hoạt động của các hợp tác xã.
paragraph: Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện; báo cáo kết quả về {issuer} (qua Phòng Kinh tế) trước ngày 05/7/{year} để tổng hợp.
""",
        ("Phòng Kinh tế", "Các thôn"), ("Như trên",),
    ),
    Template(
        "ke-hoach", "KH", "Kế hoạch",
        "Mục đích, nội dung, phân công và thời hạn, tổ chức thực hiện.",
        "Phát triển kinh tế tập thể, hợp tác xã năm {year}",
        f"""
basis: {LAW}
basis: {SUPPORT}
paragraph: {{issuer}} ban hành Kế hoạch phát triển kinh tế tập thể, hợp tác xã năm {{year}} như sau:
heading: MỤC ĐÍCH, YÊU CẦU |
section: Mục đích |
item: Nâng cao chất lượng, hiệu quả hoạt động của các hợp tác xã, tổ hợp tác trên địa bàn.
section: Yêu cầu |
item: Xác định rõ nhiệm vụ, trách nhiệm, thời hạn hoàn thành của từng cơ quan, đơn vị.
heading: CHỈ TIÊU |
item: Thành lập mới … hợp tác xã; tỷ lệ hợp tác xã hoạt động hiệu quả đạt …% trở lên.
heading: NHIỆM VỤ, GIẢI PHÁP |
section: Tuyên truyền, phổ biến pháp luật về hợp tác xã |
section: Hỗ trợ thành lập mới, củng cố hợp tác xã |
section: Đào tạo, bồi dưỡng cán bộ quản lý hợp tác xã |
heading: KINH PHÍ THỰC HIỆN |
paragraph: Kinh phí thực hiện từ nguồn ngân sách nhà nước theo phân cấp và các nguồn hợp pháp khác.
heading: TỔ CHỨC THỰC HIỆN |
section: Phòng Kinh tế |
item: Chủ trì, theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp báo cáo {{issuer}} trước ngày 15/12/{{year}}.
section: Phòng Văn hóa - Xã hội |
item: Tuyên truyền Luật Hợp tác xã và các chính sách hỗ trợ trên hệ thống truyền thanh.
section: Các thôn |
item: Vận động Nhân dân tham gia hợp tác xã; báo cáo kết quả về Phòng Kinh tế trước ngày 20 hằng tháng.
paragraph: Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị phản ánh về Phòng Kinh tế để tổng hợp, báo cáo {{issuer}} xem xét, giải quyết.
""",
        (), ("Các phòng, đơn vị thuộc xã", "Các thôn"),
    ),
    Template(
        "thong-bao", "TB", "Thông báo kết luận",
        "Kết luận cuộc họp và phân công sau họp.",
        "Kết luận của đồng chí Chủ tịch tại cuộc họp về phát triển kinh tế tập thể",
        """
paragraph: Ngày … tháng … năm {year}, {issuer} tổ chức họp đánh giá tình hình phát triển kinh tế tập thể. Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, đồng chí Chủ tịch kết luận như sau:
section: Đánh giá chung |
paragraph: Các cơ quan, đơn vị đã chủ động triển khai nhiệm vụ được giao; tuy nhiên còn một số việc chậm so với yêu cầu.
section: Nhiệm vụ thời gian tới |
point: Phòng Kinh tế chủ trì, phối hợp với các thôn rà soát các hợp tác xã ngừng hoạt động, đề xuất biện pháp xử lý, hoàn thành trước ngày 30/6/{year};
point: Phòng Văn hóa - Xã hội tuyên truyền các mô hình hợp tác xã hoạt động hiệu quả.
paragraph: {issuer} thông báo để các cơ quan, đơn vị biết, thực hiện.
""",
        (), ("Thành phần dự họp",),
    ),
    Template(
        "bao-cao", "BC", "Báo cáo",
        "Tình hình, kết quả, tồn tại, phương hướng.",
        "Tình hình phát triển kinh tế tập thể, hợp tác xã năm {year}",
        """
paragraph: {issuer} báo cáo tình hình phát triển kinh tế tập thể, hợp tác xã năm {year} như sau:
heading: TÌNH HÌNH, KẾT QUẢ THỰC HIỆN |
section: Công tác lãnh đạo, chỉ đạo |
section: Số lượng, hoạt động của các hợp tác xã, tổ hợp tác |
table: Chỉ tiêu | Năm {last_year} | Năm {year}
section: Kết quả thực hiện các chính sách hỗ trợ |
heading: TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN |
heading: PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI |
heading: KIẾN NGHỊ, ĐỀ XUẤT |
paragraph: Trên đây là báo cáo tình hình phát triển kinh tế tập thể, hợp tác xã năm {year} của {issuer}.
""",
        (), ("Ủy ban nhân dân cấp trên",),
    ),
    Template(
        "quyet-dinh", "QĐ", "Quyết định",
        "Căn cứ và các điều.",
        "Thành lập Tổ công tác hỗ trợ phát triển kinh tế tập thể",
        f"""
basis: {LAW}
basis: Theo đề nghị của Trưởng phòng Kinh tế.
paragraph: QUYẾT ĐỊNH:
article: Thành lập Tổ công tác hỗ trợ phát triển kinh tế tập thể gồm … thành viên.
article: Tổ công tác có nhiệm vụ tham mưu, giúp {{issuer}} chỉ đạo, hướng dẫn, hỗ trợ các hợp tác xã, tổ hợp tác trên địa bàn.
article: Quyết định này có hiệu lực kể từ ngày ký.
article: Trưởng phòng Kinh tế, Trưởng phòng Văn hóa - Xã hội, các thôn và các thành viên Tổ công tác chịu trách nhiệm thi hành Quyết định này.
""",
        (), ("Như Điều 4",),
    ),
    Template(
        "to-trinh", "TTr", "Tờ trình",
        "Sự cần thiết, nội dung đề nghị cấp trên.",
        "Về việc đề nghị hỗ trợ kinh phí phát triển hợp tác xã năm {year}",
        f"""
basis: {SUPPORT}
paragraph: {{issuer}} kính trình xem xét, quyết định việc hỗ trợ kinh phí phát triển hợp tác xã năm {{year}} với các nội dung sau:
section: Sự cần thiết |
paragraph: Trên địa bàn có … hợp tác xã, trong đó … hợp tác xã có nhu cầu đầu tư mở rộng sản xuất.
section: Nội dung đề nghị |
item: Đề nghị hỗ trợ kinh phí … đồng để …
section: Nguồn kinh phí |
paragraph: Kính đề nghị xem xét, quyết định.
""",
        ("Ủy ban nhân dân cấp trên",), ("Như trên",),
    ),
    Template(
        "giay-moi", "GM", "Giấy mời",
        "Mời họp: thành phần, thời gian, địa điểm.",
        "Họp đánh giá tình hình hoạt động của các hợp tác xã năm {year}",
        """
paragraph: {issuer} trân trọng kính mời quý cơ quan, đơn vị dự họp đánh giá tình hình hoạt động của các hợp tác xã năm {year}.
section: Thành phần | Lãnh đạo các phòng, đơn vị; Giám đốc các hợp tác xã.
section: Thời gian | … giờ … phút, ngày … tháng … năm {year}.
section: Địa điểm | Hội trường {issuer}.
paragraph: Đề nghị các đại biểu dự họp đúng thành phần, thời gian.
""",
        ("Các phòng, đơn vị", "Các hợp tác xã"), ("Như trên",),
    ),
)  # fmt: skip
