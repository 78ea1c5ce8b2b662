"""The blocks of the editor and the trees to begin from: plain Python."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from documents import reading
from documents.authoring.beginnings import Letterhead, answer_to, from_earlier, from_template
from documents.authoring.blocks import APPENDIX, Block, from_blocks, kept, places_of, to_blocks
from documents.authoring.builtin import TEMPLATES
from documents.authoring.editing import rearranged, with_bases
from documents.authoring.numbering import letter, renumber, roman
from documents.authoring.tasks import compose, found_tasks
from documents.authoring.years import moved_on
from documents.comparing import compare
from documents.official import tree as official
from documents.official.checking import check
from documents.official.checking.places import find
from documents.official.tree import Node, OfficialDocument, Signature, from_json
from documents.reading.derive import derive
from documents.words import plain_text

TESTS = Path(__file__).parent.parent
SAMPLES = sorted((TESTS / "drawing/samples").glob("*.json"))
CORPUS = sorted((TESTS / "reading/corpus").glob("*.txt"))
HEAD = Letterhead(
    "ỦY BAN NHÂN DÂN XÃ ĐÔNG", place="Đông", symbol="UBND", unit_symbol="PKT", spoken="Ủy ban nhân dân xã Đông"
)


def _trees() -> list[OfficialDocument]:
    read = [reading.read_text(path.read_text("utf-8")) for path in CORPUS[::3]]
    return [from_json(path.read_text("utf-8")) for path in SAMPLES] + read


def test_a_tree_taken_apart_and_put_together_is_the_same() -> None:
    for tree in _trees():
        blocks = to_blocks(tree.body, tree.appendices)
        assert from_blocks(blocks) == (tree.body, tree.appendices)
        for where, block in zip(places_of(tree.body, tree.appendices), blocks, strict=True):
            there = find(tree, where)
            assert (there.number or "", there.title or "") == (block.number, block.title)


def test_numbers_come_out_as_the_papers_have_them() -> None:
    right = 0
    trees = _trees()
    for tree in trees:
        blocks = to_blocks(tree.body, tree.appendices)
        before = [block.number for block in blocks]
        right += [block.number for block in renumber(blocks)] == before
    # One paper of the sample numbers its points its own way.
    assert right >= len(trees) - 1


def test_roman_figures_and_letters() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 49)] == ["I", "IV", "IX", "XIV", "XL", "XLIX"]
    assert [letter(n) for n in (1, 4, 5, 6, 23, 24)] == ["a", "d", "đ", "e", "y", "a1"]


def test_moving_adding_and_removing_keep_the_numbers_right() -> None:
    blocks = renumber([Block("heading", title="A"), Block("section", text="một"), Block("section", text="hai")])
    up = rearranged(blocks, "up:2")
    assert up is not None and [(b.number, b.text) for b in up[0][1:]] == [("1", "hai"), ("2", "một")] and up[1] == 1
    after = rearranged(up[0], "after:1")
    assert after is not None and [b.number for b in after[0]] == ["I", "1", "2", "3"] and after[0][2].level == "section"
    gone = rearranged(after[0], "remove:0")
    assert gone is not None and [b.number for b in gone[0]] == ["1", "2", "3"]
    assert rearranged(blocks, "up:0") == (blocks, 0)
    for nonsense in ("up:9", "up:-1", "up:x", "add:nothing", "fly:1", "", "up:²"):
        assert rearranged(blocks, nonsense) is None


def test_empty_blocks_fall_out_and_places_still_fit() -> None:
    blocks = [Block(text=" "), Block(text="Một"), Block(APPENDIX), Block(text="Hai"), Block(APPENDIX)]
    body, appendices = from_blocks(blocks)
    assert [node.text for node in body] == ["Một"] and len(appendices) == 1
    assert dict(zip(places_of(body, appendices), kept(blocks), strict=True)) == {
        "body[0]": 1, "appendices[0]": 2, "appendices[0].body[0]": 3,
    }  # fmt: skip


def test_a_bar_within_a_cell_stays() -> None:
    table = Node(official.TABLE, rows=[["Tên", "Trước | sau"], ["HTX", ""]])
    assert from_blocks(to_blocks([table]))[0] == [table]


@pytest.mark.parametrize(
    ("lead", "coordinators", "due"),
    [
        ("Phòng Kinh tế", ["Phòng Văn hóa - Xã hội", "các thôn"], dt.date(2026, 4, 15)),
        ("Công an xã", [], dt.date(2026, 12, 5)),
        ("Phòng Kinh tế", [], None),
    ],
)
def test_a_composed_task_reads_back_as_that_task(lead: str, coordinators: list[str], due: dt.date | None) -> None:
    words = compose("Rà soát các hợp tác xã ngừng hoạt động;", lead=lead, coordinators=coordinators, due_on=due)
    blocks = [Block(text="Ủy ban nhân dân xã yêu cầu:"), Block("section", "1", text=words)]
    tree = OfficialDocument(kind="CV", date="2026-03-01", addressees=["Các đơn vị"], body=from_blocks(blocks)[0])
    (task,) = found_tasks(derive(tree))
    assert (task.lead, task.coordinators) == ([lead], coordinators)
    assert [d.end for d in task.deadlines] == ([due.isoformat()] if due else [])


def test_nothing_chosen_adds_nothing() -> None:
    assert compose("Rà soát các hợp tác xã;") == "Rà soát các hợp tác xã;"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.code)
def test_every_template_keeps_the_decree(template) -> None:  # type: ignore[no-untyped-def]
    tree = from_template(template, HEAD, 2026)
    tree.signature = Signature(["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Đỗ Thị Vân")
    assert {f.rule for f in check(derive(tree))} <= {"number.missing", "date.missing"}
    assert tree.recipients[-1] == "Lưu: VT, PKT" and "{" not in plain_text(tree)


def test_last_years_days_move_on_and_cited_acts_stay() -> None:
    words = {
        "Hoàn thành trước ngày 29/02/2024, tổng kết quý IV/2024 và tháng 11/2024.":
            "Hoàn thành trước ngày 28/02/2025, tổng kết quý IV/2025 và tháng 11/2025.",
        "Từ ngày 05 tháng 4 năm 2024 theo Nghị quyết số 20-NQ/TW ngày 16/6/2024, Luật Hợp tác xã năm 2023.":
            "Từ ngày 05 tháng 4 năm 2025 theo Nghị quyết số 20-NQ/TW ngày 16/6/2024, Luật Hợp tác xã năm 2023.",
        "So với năm 2023, giai đoạn 2021-2025, mốc năm 2019.": "So với năm 2024, giai đoạn 2021-2025, mốc năm 2019.",
        "Căn cứ Kế hoạch năm 2024;": "Căn cứ Kế hoạch năm 2024;",
    }  # fmt: skip
    tree = OfficialDocument(
        date="2024-03-01", subject="Kế hoạch năm 2024", body=[Node("paragraph", text=t) for t in words]
    )
    moved = moved_on(tree, 1)
    assert [node.text for node in moved.body] == list(words.values()) and moved.subject == "Kế hoạch năm 2025"


def test_an_earlier_document_gives_up_its_number_day_and_signature() -> None:
    tree = from_json(SAMPLES[1].read_text("utf-8"))
    made = from_earlier(tree, HEAD, 1)
    assert (made.number, made.date, made.date_text, made.signature) == (None, None, None, None)
    assert made.issuer == HEAD.issuer and made.symbol == f"{tree.kind}-UBND"


def test_an_answer_names_what_it_answers() -> None:
    asked = OfficialDocument(
        kind="CV", number="546", symbol="UBND-TC", date="2026-03-25", subject="rà soát các hợp tác xã"
    )
    made = answer_to(asked, HEAD, sender="Ủy ban nhân dân thành phố Thử")
    assert made.addressees == ["Ủy ban nhân dân thành phố Thử"] and made.symbol == "UBND-PKT"
    assert (made.body[0].text or "").startswith(
        "Thực hiện Công văn số 546/UBND-TC ngày 25/3/2026 của Ủy ban nhân dân thành phố Thử về rà soát các hợp tác xã,"
    )
    (cited,) = derive(made).references
    assert (cited.number, cited.symbol, cited.date) == ("546", "UBND-TC", "2026-03-25")
    assert made.recipients == ["Như trên", "Lưu: VT, PKT"]


def test_bases_are_put_in_once_each_closed_as_the_decree_has_it() -> None:
    blocks = [Block("basis", text="Căn cứ Luật A."), Block(text="Nội dung")]
    made = with_bases(blocks, ["Căn cứ Nghị định B", "căn cứ luật a;"])
    assert [(b.level, b.text) for b in made] == [
        ("basis", "Căn cứ Luật A;"), ("basis", "Căn cứ Nghị định B."), ("paragraph", "Nội dung"),
    ]  # fmt: skip


def test_comparing_is_by_word() -> None:
    before = ["Rà soát các hợp tác xã trước ngày 15/4/2026.", "Đoạn bị bỏ hẳn.", "Giữ nguyên."]
    after = ["Mở đầu mới.", "Rà soát toàn bộ hợp tác xã trước ngày 20/4/2026.", "Giữ nguyên."]
    found = compare(before, after)
    assert [[(p.kind, p.text) for p in line.pieces] for line in found.lines] == [
        [("ins", "Mở đầu mới.")],
        [("same", "Rà soát"), ("del", "các"), ("ins", "toàn bộ"), ("same", "hợp tác xã trước ngày"),
         ("del", "15/4/2026."), ("ins", "20/4/2026.")],
        [("del", "Đoạn bị bỏ hẳn.")],
        [("same", "Giữ nguyên.")],
    ]  # fmt: skip
    assert (found.gone, found.come) == (6, 6)
    assert compare(before, before).same
