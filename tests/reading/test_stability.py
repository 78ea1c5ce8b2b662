"""Reading stands any text, and reads the same document however it was set."""

import cProfile
import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.official.tree import from_dict, to_dict
from documents.reading import looks_official, read_text
from documents.reading.derive import derive

CORPUS = Path(__file__).parent / "corpus"
CLEAN = ["cv-xa-so-lieu", "kh-dang-uy-xa", "cd-ung-pho-bao", "gm-hop-giao-ban", "bc-so-ket", "pc-don"]
PIECES = st.sampled_from(
    [
        "ỦY BAN NHÂN DÂN",
        "XÃ ĐÔNG KHÊ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/KH-UBND",
        "KẾ HOẠCH",
        "Kính gửi:",
        "- Sở Tài chính;",
        "I. MỤC ĐÍCH",
        "1. Phòng Kinh tế:",
        "a) Chủ trì, phối hợp với Công an xã",
        "Điều 1. Giao Sở X",
        "(1) Văn phòng",
        "trước ngày 31/02/2026",
        "ngày … tháng … năm 2026",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Văn A",
        "PHỤ LỤC",
        "| TT | Nhiệm vụ | Đơn vị chủ trì |",
        "| 1 | a | b |",
        "./.",
        "",
        "   ",
        "\f",
        "2",
        "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC",
        "Ký bởi: A",
        "**",
        "#### 1.",
        "V/v",
        "Căn cứ Nghị quyết số 20-NQ/TW;",
    ]
)


def _meaning(text):
    tree = read_text(text)
    return (
        tree.kind,
        tree.number,
        tree.symbol,
        tree.place,
        tree.date,
        tree.issuer,
        tree.subject,
        tree.addressees,
        tree.recipients,
        tree.signature,
        [(a.agencies, [item.text for item in a.items]) for a in tree.assignments],
        [(d.kind, d.end, d.recurrence) for d in tree.deadlines],
    )


@settings(max_examples=150)
@given(st.text(max_size=2000))
def test_any_text_gives_a_tree(text):
    tree = read_text(text)
    assert from_dict(to_dict(tree)) == tree


@settings(max_examples=150)
@given(st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=60))
def test_any_heap_of_official_pieces_gives_a_tree(pieces):
    tree = read_text("\n".join(pieces))
    assert from_dict(to_dict(tree)) == tree
    assert to_dict(derive(tree)) == to_dict(tree)


@pytest.mark.parametrize("name", CLEAN)
def test_decomposed_letters_change_nothing(name):
    text = (CORPUS / f"{name}.txt").read_text("utf-8")
    assert _meaning(unicodedata.normalize("NFD", text)) == _meaning(text)


@pytest.mark.parametrize("name", CLEAN)
def test_marks_of_converters_change_nothing(name):
    lines = (CORPUS / f"{name}.txt").read_text("utf-8").split("\n")
    noisy = "\n".join(f"**{line.strip()}**  " if line.strip().isupper() else line for line in lines)
    assert _meaning(noisy) == _meaning("\n".join(lines))


@pytest.mark.parametrize("width", [78, 90, 104])
@pytest.mark.parametrize("name", CLEAN)
def test_lines_that_a_page_broke_are_joined_again(name, width):
    text = (CORPUS / f"{name}.txt").read_text("utf-8")
    broken = "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        if len(line) > width
        else line
        for line in text.split("\n")
    )
    assert _meaning(broken) == _meaning(text)


@pytest.mark.parametrize(
    "text", ["", "Xin chào, đây là một bức thư riêng.", "1\n2\n3", "{'a': 1}", "mua 3 kg gạo, 2 lít dầu"]
)
def test_a_text_that_is_no_document_says_so(text):
    tree = read_text(text)
    assert not looks_official(tree)
    assert [f.severity for f in tree.findings if f.where == "document"] == ["error"]


@pytest.mark.parametrize("filler", [" ", "a", "1", "-", ".", "(", "và ", "ngày ", "Sở A, ", "số ", "|"])
def test_long_monotonous_lines_are_read(filler):
    tree = read_text("Số: " + filler * (100_000 // len(filler)))
    assert tree.kind is None or tree.findings


def test_findings_name_what_is_uncertain():
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ A\nSố:    /UBND-KT\nV/v báo cáo\nXã A, ngày 10 tháng 6 năm 2026\n\nKính "
        "gửi: Các thôn\n\nĐề nghị các thôn báo cáo trước thứ Hai ngày 05/6/2026./.\n\nNơi nhận:\n- Lưu: "
        "VT.\nCHỦ TỊCH\nLê Văn A"
    )
    messages = [f.message for f in read_text(text).findings]
    assert "Văn bản chưa có số." in messages
    assert any("sớm hơn ngày văn bản" in message for message in messages)
    assert any("là thứ Sáu, không phải thứ Hai" in message for message in messages)


def test_cost_grows_with_the_length_and_no_faster():
    from bench.reading import plan_of

    def calls(pages):
        """Python calls: the same on a busy machine, unlike time."""
        profile = cProfile.Profile()
        profile.runcall(read_text, plan_of(pages, turn=pages))
        return sum(entry.callcount for entry in profile.getstats())

    read_text(plan_of(1))
    assert calls(40) < 4.6 * calls(10)
