"""Checking files as a person does: by the command, real papers with their known slips, and files that are broken."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.official.checking import UncheckableFile, check_file, rules_table
from documents.official.checking.registry import SEVERITIES, rules
from documents.official.tree import Finding, to_json
from tests.checking import pages, samples

SHARED = Path(django_settings.BASE_DIR).parent / "shared"
needs_papers = pytest.mark.skipif(not SHARED.exists(), reason="the real papers are not here")

# Seed, rule, words of the message: slips that a careful reader found in the real papers.
SLIPS = [
    ("000", "spelling.known", "Truyền truyền"),
    ("000", "spelling.known", "công thông"),
    ("000", "appendix.word", "PHỤ LỤC"),
    ("000", "appendix.note_colon", "dấu hai chấm"),
    ("000", "appendix.note_slash", "gạch chéo"),
    ("000", "recipients.file_line_unit", "đơn vị soạn thảo"),
    ("001", "body.ending", "./"),
    ("001", "spelling.known", "YÊU CẢU"),
    ("001", "spelling.known", "cũng cố"),
    ("001", "spelling.known", "nỗi bật"),
    ("001", "motto.words", "–"),
    ("001", "signature.collective", "tập thể"),
    ("002", "signature.prefix_space", "KT.CHÁNH"),
    ("002", "recipients.end_marks", "Thường trực"),
    ("002", "spelling.double_word", "hiệu hiệu"),
    ("003", "body.ending", ")/."),
    ("003", "spelling.known", "chuyên giao"),
    ("004", "citation.colon", "số:"),
    ("004", "spelling.known", "phong tào"),
    ("004", "citation.repealed", "2012"),
    ("004", "recipients.file_line_form", "Lưu VP"),
]


@pytest.fixture(scope="module")
def seeds() -> dict[str, list[Finding]]:
    return {p.name[:3]: check_file(p) for p in sorted((SHARED / "seeds").glob("*.txt"))}


@needs_papers
@pytest.mark.parametrize(("seed", "code", "words"), SLIPS)
def test_known_slips_of_real_papers_are_found(
    seeds: dict[str, list[Finding]], seed: str, code: str, words: str
) -> None:
    assert any(f.rule == code and words in f.message for f in seeds[seed])


@needs_papers
def test_real_papers_do_not_drown_in_findings(seeds: dict[str, list[Finding]]) -> None:
    assert all(len([f for f in found if f.severity != "info"]) < 25 for found in seeds.values())


def run(capsys: pytest.CaptureFixture[str], path: Path) -> list[dict[str, str]]:
    call_command("check_document", str(path))
    return json.loads(capsys.readouterr().out)


def test_the_command_prints_findings_of_a_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = samples.letter()
    document.number = "5"
    path = tmp_path / "văn bản.json"
    path.write_text(to_json(document), encoding="utf-8")
    found = run(capsys, path)
    assert [(f["rule"], f["where"], f["severity"]) for f in found] == [("number.padding", "number", "error")]
    assert set(found[0]) == {"where", "severity", "message", "rule", "clause", "mend"}
    assert "Khoản 3 Mục II" in found[0]["clause"]


def test_the_command_reads_word_pdf_and_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"a.docx": pages.word(pages.set_margins(left_margin=20)), "a.pdf": pages.pdf(w_ending="./")}
    files["a.txt"] = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\nSố: 5/KH-UBND\nKẾ HOẠCH\n".encode()
    )
    found = {}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        found[name] = {f["rule"] for f in run(capsys, tmp_path / name)}
    assert "layout.margins" in found["a.docx"] and "body.ending" in found["a.pdf"]
    assert {"motto.words", "number.padding"} <= found["a.txt"]
    assert not {c for c in found["a.txt"] if c.startswith("layout.")}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("không có.docx", None, "Không tìm thấy tệp"),
        ("a.docx", b"", "trống"),
        ("a.json", b"{", "JSON"),
        ("a.json", b'{"format": 7}', "Định dạng"),
        ("a.json", b'{"kind": ["KH"]}', "chuỗi"),
        ("a.json", b"\xff\xfe\x00", "UTF-8"),
        ("a.json", b"[" * 100_000, "JSON"),
        ("a.pdf", b"%PDF-1.7 hong", "PDF"),
        ("a.docx", b"PK\x03\x04 hong", "tệp|Tệp"),
    ],
)
def test_a_file_that_cannot_be_checked_says_why(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CommandError, match=words):
        call_command("check_document", str(tmp_path / name))


def checked(data: bytes, name: str) -> None:
    """Check a file that may be anything: findings or a reason, never another error."""
    try:
        found = check_file(data, name)
    except UncheckableFile as error:
        assert error.message and error.code
    else:
        assert all(f.severity in SEVERITIES and f.message for f in found)


@settings(max_examples=40)
@given(
    st.binary(max_size=400) | st.text(max_size=300).map(str.encode),
    st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.json"]),
)
def test_noise_is_checked_or_refused(data: bytes, name: str) -> None:
    checked(data, name)


@settings(max_examples=12)
@given(st.data())
def test_broken_word_and_pdf_files_are_checked_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["a.pdf", "a.docx"]))
    content = bytearray(pages.pdf() if name == "a.pdf" else pages.word(lambda _: None))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    checked(bytes(content[: data.draw(st.integers(1, len(content)))]), name)


@pytest.mark.parametrize("part", ["word/styles.xml", "word/theme/theme1.xml", "word/header1.xml", "docProps/app.xml"])
@pytest.mark.parametrize(
    "content", [b"", b"<x/>", b"<a><b></a>", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>"]
)
def test_a_word_file_with_a_damaged_part_is_checked_or_refused(part: str, content: bytes) -> None:
    old = zipfile.ZipFile(io.BytesIO(pages.word(lambda _: None)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            new.writestr(item.filename, content if item.filename == part else old.read(item))
    checked(out.getvalue(), "a.docx")


def test_the_page_of_rules_is_up_to_date() -> None:
    assert rules_table.PAGE.read_text(encoding="utf-8") == rules_table.table()
    assert all(f"`{r.code}`" in rules_table.table() for r in rules())


def test_rules_that_cite_the_decree_cite_it_by_its_full_name() -> None:
    assert all(r.clause is None or r.clause.endswith("Nghị định 30/2020/NĐ-CP") for r in rules())
    assert len({r.code for r in rules()}) == len(rules()) > 150
