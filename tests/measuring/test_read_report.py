"""The measure of reading counts what is right, missed and too much, and says which."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents.measuring.compare import bare, compare, same_agency
from documents.official.tree import Assignment, Deadline, Item, OfficialDocument, Signature

RECORD = {
    "file": "a.txt", "kind": "CV", "number": "07", "symbol": "UBND-KT", "place": "Đông", "date": "2026-04-05",
    "issuer": "UBND xã Đông", "superior": None, "subject": "rà soát hợp tác xã", "signer_name": "Đỗ Thị Vân",
    "signer_title": "Chủ tịch", "signer_authority": ["TM. ỦY BAN NHÂN DÂN"], "kinh_gui": ["Phòng Kinh tế"],
    "noi_nhan": ["Như trên", "Lưu: VT"], "legal_bases": ["12/KH-UBND"],
    "assignments": [
        {"agencies": ["Phòng Kinh tế"], "n_items": 2, "first_words_of_items": ["rà soát danh sách", "báo cáo kết quả"]}
    ],
    "deadlines": [{
        "text": "trước ngày 20/4/2026",
        "contract": {"kind": "date", "start": None, "end": "2026-04-20", "recurrence": None},
    }],
}  # fmt: skip


def tree(**changes) -> OfficialDocument:
    """Return the tree that the record wants, with `changes`."""
    due = Deadline("trước ngày 20/4/2026", "date", end="2026-04-20")
    values = {
        "kind": "CV", "number": "7", "symbol": "UBND-KT", "place": "Đông", "date": "2026-04-05",
        "issuer": "UBND XÃ ĐÔNG", "subject": "Rà soát hợp tác xã", "addressees": ["Phòng Kinh tế"],
        "recipients": ["Như trên", "Lưu: VT"], "legal_bases": ["Kế hoạch số 12/KH-UBND ngày 03/01/2026"],
        "signature": Signature(["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Đỗ Thị Vân"), "deadlines": [due],
        "assignments": [Assignment(["Phòng Kinh tế"], [Item("Rà soát danh sách HTX"), Item("Báo cáo kết quả")])],
    }  # fmt: skip
    return OfficialDocument(**(values | changes))


def test_a_perfect_reading_is_one_everywhere():
    counts = compare(RECORD, tree())
    assert {name: count.f1 for name, count in counts.items()} == dict.fromkeys(counts, 1.0)
    assert counts["heads"].expected == 11


@pytest.mark.parametrize(
    ("changes", "measure", "right", "expected", "found"),
    [
        ({"subject": "khác"}, "subject", 0, 1, 1),
        ({"signature": None}, "signer", 0, 1, 1),
        ({"recipients": ["Lưu: VT", "Sở Tài chính"]}, "recipients", 1, 2, 2),
        ({"legal_bases": []}, "legal bases", 0, 1, 0),
        ({"deadlines": []}, "deadlines", 0, 1, 0),
        ({"deadlines": [Deadline("trước ngày 20/4/2026", "date", end="2026-04-21")]}, "deadlines", 0, 1, 1),
        ({"assignments": [Assignment(["Sở Tài chính"], [Item("rà soát danh sách")])]}, "agencies", 0, 1, 1),
        ({"assignments": [Assignment(["Sở Tài chính"], [Item("rà soát danh sách")])]}, "items", 0, 2, 1),
        ({"assignments": [Assignment(["Phòng Kinh tế"], [Item("rà soát danh sách")] * 3)]}, "items", 1, 2, 3),
    ],
)
def test_what_differs_is_counted(changes, measure, right, expected, found):
    count = compare(RECORD, tree(**changes))[measure]
    assert (count.right, count.expected, count.found) == (right, expected, found)
    assert count.misses


def test_what_may_be_left_out_is_no_mistake():
    record = RECORD | {"deadlines": [], "deadlines_optional": RECORD["deadlines"], "issuer_inferred": True}
    counts = compare(record, tree(issuer=None))
    assert counts["deadlines"].f1 == counts["heads"].f1 == 1.0


def test_comparison_forgets_what_must_not_matter():
    assert bare("  “Phòng Văn hóa – Xã hội”. ") == bare("PHÒNG VĂN HÓA-XÃ HỘI")
    assert same_agency("các Sở, ban, ngành của tỉnh", "Sở, ban, ngành của tỉnh")
    assert not same_agency("Sở Tài chính", "Sở Nội vụ")


def test_the_command_prints_and_fails_below_the_minimum(tmp_path):
    (tmp_path / "a.txt").write_text("Đây là một bức thư riêng.", "utf-8")
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps([RECORD]), "utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="dưới mức"):
        call_command("read_report", expected, tmp_path, minimum=0.9, stdout=out)
    assert "a.txt" in out.getvalue()
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("read_report", tmp_path / "none.json", tmp_path, stdout=out)


def test_what_could_not_be_read_is_named_and_left_out_of_the_sums(tmp_path):
    (tmp_path / "a.txt").write_text("UBND XÃ ĐÔNG\nSố: 07/UBND-KT\nKính gửi: Phòng Kinh tế", "utf-8")
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps([{"file": "a.txt", "number": "07"}, RECORD | {"file": "b.pdf"}]), "utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match=r"1 văn bản không đọc được: b\.pdf"):
        call_command("read_report", expected, tmp_path, stdout=out)
    assert "1 văn bản không đọc được, không tính" in out.getvalue() and "Không tìm thấy tệp" in out.getvalue()


def test_a_record_is_judged_by_what_it_says(tmp_path):
    counts = compare({"file": "a.txt", "number": "07", "deadlines": [{"text": "trước ngày 20/4/2026"}]}, tree())
    assert set(counts) == {"number", "heads", "deadlines"} and counts["heads"].f1 == 1.0
    (tmp_path / "expected.json").write_text('{"file": "a.txt"}', "utf-8")
    with pytest.raises(CommandError, match="danh sách JSON"):
        call_command("read_report", tmp_path / "expected.json", tmp_path)
