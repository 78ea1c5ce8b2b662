"""Files that others typed: what is wrong with them is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.official.checking import check, check_file
from documents.official.tree import Appendix, Deadline, Node
from tests.checking import samples, typed

FILES = Path(__file__).parent / "files"
FAULTS = {
    ("layout.margins", "margins.left"),
    ("layout.margins", "margins.right"),
    ("layout.font", "font"),
    ("recipients.file_line_missing", "recipients"),
}


def found(data: bytes) -> set[tuple[str | None, str]]:
    return {(finding.rule, finding.where) for finding in check_file(data, "a.docx")}


def test_a_letter_typed_well_has_no_finding() -> None:
    assert found(typed.letter()) == set()


def test_wrong_margins_font_and_a_forgotten_filing_line_are_told_and_nothing_else() -> None:
    assert found(typed.letter(left=20, right=25, font="Arial", filed=False)) == FAULTS


@pytest.mark.parametrize(("name", "wanted"), [("libreoffice-good.docx", set()), ("libreoffice-bad.docx", FAULTS)])
def test_the_same_letter_saved_by_libreoffice(name: str, wanted: set[tuple[str, str]]) -> None:
    assert found((FILES / name).read_bytes()) == wanted


def told(rule: str, **changes: object) -> bool:
    document = samples.letter()
    for name, value in changes.items():
        setattr(document, name, value)
    return rule in {finding.rule for finding in check(document)}


def test_a_day_behind_the_issuer_is_a_day() -> None:
    cited = "Thực hiện Kế hoạch số 18/KH-UBND của Ủy ban nhân dân tỉnh ngày 12 tháng 02 năm 2026, đề nghị như sau:"
    assert not told("citation.first_short", body=[Node("paragraph", text=cited)])
    assert told("citation.first_short", body=[Node("paragraph", text="Thực hiện Kế hoạch số 18/KH-UBND, đề nghị:")])


def test_an_act_that_the_subject_dates_is_not_cited_for_the_first_time() -> None:
    body = [Node("paragraph", text="Thực hiện Quyết định số 1074/QĐ-BXD về an toàn, đề nghị các đơn vị rà soát.")]
    subject = "triển khai Quyết định số 1074/QĐ-BXD ngày 29/6/2026"
    assert not told("citation.first_short", body=body, subject=subject)


def test_a_sentence_that_ends_the_bases_lets_the_last_one_keep_its_semicolon() -> None:
    bases = [Node("basis", text="Căn cứ Luật Hợp tác xã;"), Node("basis", text="Căn cứ Luật Đất đai;")]
    leads_on = Node("paragraph", text="Căn cứ chức năng, nhiệm vụ được giao, Phòng Kinh tế ban hành Kế hoạch như sau:")
    assert not told("basis.end_mark", kind="KH", body=[*bases, leads_on])
    assert told("basis.end_mark", kind="KH", body=[*bases, Node("paragraph", text="Phòng Kinh tế báo cáo như sau:")])


def test_half_a_year_reported_on_is_no_deadline_before_the_letter() -> None:
    past = {"kind": "period", "start": "2026-01-01", "end": "2026-01-31"}
    assert not told("deadline.before_date", deadlines=[Deadline("đầu năm 2026", **past)])
    assert told("deadline.before_date", deadlines=[Deadline("trước ngày 31/01/2026", **past)])


def test_the_rest_of_an_appendix_title_may_begin_small() -> None:
    rest = Appendix(
        None, "ĐỀ CƯƠNG BÁO CÁO", "Kèm theo", [Node("paragraph", text="kết quả thực hiện Đề án (năm 2026)")]
    )
    assert not told("body.first_letter", appendices=[rest])
