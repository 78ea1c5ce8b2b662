"""Papers copied from web pages: no head, cells in pipes, headings without numbers."""

from documents.reading import read_text

END = "\n\nNơi nhận:\n- Như trên;- UBND tỉnh;- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn An"


def test_title_alone_over_the_text_gives_kind_and_subject():
    paper = read_text(
        "Thông báo về việc nghỉ Tết Nguyên đán\n\n"
        "Căn cứ Công văn số 95/VP-TH ngày 31 tháng 12 năm 2025 của Văn phòng,\n\n"
        "Ban Giám đốc thông báo như sau:\n\n1. Các phòng bố trí trực." + END
    )
    assert (paper.kind, paper.subject, paper.date) == ("TB", "về việc nghỉ Tết Nguyên đán", None)
    assert paper.recipients == ["Như trên", "UBND tỉnh", "Lưu: VT"]


def test_head_that_pipes_and_narrow_cells_broke_is_put_together():
    paper = read_text(
        "ỦY BAN NHÂN\nDÂN\nTỈNH ĐỒNG PHÚ\n-------\n|\nCỘNG HÒA XÃ\n"
        "HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\n"
        "Số:\n217/QĐ-UBND\n|\nĐồng Phú,\nngày 13 tháng 10 năm 2026\n|\n"
        "QUYẾT ĐỊNH\nVỀ VIỆC BAN HÀNH QUY CHẾ PHỐI HỢP\n"
        "Căn cứ Luật Hợp tác xã;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\nNơi nhận: | CHỦ TỊCH |\n"
    )
    assert (paper.issuer, paper.number, paper.symbol) == ("ỦY BAN NHÂN DÂN TỈNH ĐỒNG PHÚ", "217", "QĐ-UBND")
    assert (paper.place, paper.date) == ("Đồng Phú", "2026-10-13")


def test_agencies_on_lines_without_numbers_head_their_tasks():
    paper = read_text(
        "ỦY BAN NHÂN DÂN\nXÃ A\nSố: 12/KH-UBND\nXã A, ngày 10 tháng 6 năm 2026\n\n"
        "KẾ HOẠCH\nPhát triển hợp tác xã\n\n"
        "III. TỔ CHỨC THỰC HIỆN\nPhòng Kinh tế:\n- Tham mưu kinh phí.\n- Hướng dẫn quyết toán.\n"
        "* Các thôn:\n- Lập danh sách." + END
    )
    assert [(block.agencies, len(block.items)) for block in paper.assignments] == [
        (["Phòng Kinh tế"], 2),
        (["Các thôn"], 1),
    ]
