"""Agencies in headings and sentences, acts that are cited."""

import pytest

from documents.reading.agencies import coordinators_of, heading_handover, sentence_handover, split_agencies
from documents.reading.references import find_citations, unique_references

HEADINGS = [
    (
        "Phòng Văn hóa – Xã hội; Trung tâm Dịch vụ sự nghiệp công xã",
        ["Phòng Văn hóa – Xã hội", "Trung tâm Dịch vụ sự nghiệp công xã"],
    ),
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("UBND các huyện, thị xã, thành phố", ["UBND các huyện, thị xã, thành phố"]),
    ("Các Sở: Tài chính, Nông nghiệp và Môi trường", ["Sở Tài chính", "Sở Nông nghiệp và Môi trường"]),
    ("Đối với các ban, sở, ngành thuộc tỉnh", ["các ban, sở, ngành thuộc tỉnh"]),
    ("Công an xã/Ban Chỉ huy Quân sự xã", ["Công an xã", "Ban Chỉ huy Quân sự xã"]),
    (
        "Đề nghị Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội",
        ["Ủy ban MTTQ Việt Nam xã", "các tổ chức chính trị - xã hội"],
    ),
    ("UBND các xã: Bản Qua, Mường Hum", ["UBND xã Bản Qua", "UBND xã Mường Hum"]),
    ("Giao Giám đốc: Sở Y tế, Sở Tư pháp", ["Giám đốc Sở Y tế", "Sở Tư pháp"]),
    ("Tổ Toán - Tổ Văn; Nhân viên y tế, bảo vệ", ["Tổ Toán", "Tổ Văn", "Nhân viên y tế", "bảo vệ"]),
    ("Phòng Kinh tế có trách nhiệm", ["Phòng Kinh tế"]),
    ("Trưởng thôn, khu phố", ["Trưởng thôn, khu phố"]),
    ("Bí thư chi bộ, trưởng các ấp (sóc)", ["Bí thư chi bộ", "trưởng các ấp (sóc)"]),
]


@pytest.mark.parametrize(("heading", "agencies"), HEADINGS)
def test_heading_names_its_agencies(heading, agencies):
    handover = heading_handover(heading)
    assert handover is not None
    assert handover.agencies == agencies


@pytest.mark.parametrize(
    "heading",
    [
        "Mục đích",
        "Tổ chức thực hiện",
        "Báo cáo kết quả",
        "Phòng, chống thiên tai",
        "Hội nghị tổng kết",
        "Đẩy mạnh hợp tác",
    ],
)
def test_heading_of_another_matter_names_none(heading):
    assert heading_handover(heading) is None


def test_heading_tells_lead_from_coordinator():
    handover = heading_handover("Sở Công Thương chủ trì phối hợp với Sở Nông nghiệp và Phát triển nông thôn")
    assert handover is not None
    assert (handover.agencies, handover.coordinators) == (
        ["Sở Công Thương"],
        ["Sở Nông nghiệp và Phát triển nông thôn"],
    )


@pytest.mark.parametrize(
    ("agency", "task"),
    [
        ("Sở Giao thông vận tải", "siết chặt kỷ luật vận tải."),
        ("Chi cục Thuế khu vực Bắc Vinh", "quyết liệt thu nợ đọng."),
        ("UBND xã Bản Qua", "nhanh chóng khắc phục sạt lở."),
        ("Hội Nông dân tỉnh", "trước ngày 15/6 gửi danh sách."),
        ("Huyện ủy Bát Xát", "định hướng tuyên truyền trong quý."),
        ("Các hợp tác xã vận tải, khai thác cát", "ký cam kết không chở quá tải."),
    ],
)
def test_whole_name_ends_where_the_task_begins(agency, task):
    handover = sentence_handover(f"{agency} {task}")
    assert handover is not None
    assert (handover.agencies, handover.task) == ([agency], task)


@pytest.mark.parametrize(
    "condition", ["Thành viên không dự được phải có giấy ủy quyền.", "Đơn vị nào chậm sẽ bị xử lý."]
)
def test_condition_hands_work_to_nobody(condition):
    assert sentence_handover(condition) is None


def test_sentence_parts_agency_from_task():
    handover = sentence_handover("Sở Xây dựng xây dựng kế hoạch chi tiết.")
    assert handover is not None
    assert (handover.agencies, handover.task) == (["Sở Xây dựng"], "xây dựng kế hoạch chi tiết.")


def test_who_asks_is_not_asked():
    assert sentence_handover("Sở Tài chính đề nghị Ủy ban nhân dân các xã báo cáo trước ngày 20/6.") is None
    text = "Để kịp tổng hợp, Sở Tài chính đề nghị Ủy ban nhân dân các xã báo cáo trước ngày 20/6."
    assert sentence_handover(text) is None
    handover = sentence_handover(text, asked=True)
    assert handover is not None
    assert handover.agencies == ["Ủy ban nhân dân các xã"]


def test_coordinators_stop_at_the_verb():
    assert coordinators_of("Chủ trì, phối hợp với Công an xã và các đơn vị liên quan kiểm tra cơ sở") == [
        "Công an xã",
        "các đơn vị liên quan",
    ]


def test_list_without_agency_is_empty():
    assert split_agencies("kinh tế, xã hội và môi trường") == []


def test_citations_have_kind_number_symbol_date_and_issuer():
    text = (
        "Thực hiện Công văn số 546/UBND-TC ngày 25 tháng 3 năm 2026 của Ủy ban nhân dân thành phố về "
        "việc phát triển hợp tác xã"
    )
    reference = find_citations(text)[0].reference
    assert (reference.kind, reference.number, reference.symbol, reference.date) == (
        "CV",
        "546",
        "UBND-TC",
        "2026-03-25",
    )
    assert reference.issuer == "Ủy ban nhân dân thành phố"


def test_act_cited_twice_is_one_reference_with_all_that_is_told():
    found = find_citations(
        "Nghị quyết số 20-NQ/TW; thực hiện Nghị quyết số 20-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương"
    )
    assert [(r.number, r.date) for r in unique_references(found)] == [("20", "2022-06-16")]


@pytest.mark.parametrize(
    "text", ["đạt 42/123 HTX", "trực 24/24h", "giai đoạn 2021-2025", "QCVN 01:2019/BCT", "30 triệu đồng/ha"]
)
def test_fractions_and_spans_are_no_acts(text):
    assert find_citations(text) == []
