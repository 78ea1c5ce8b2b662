"""`manage.py render_document`: files by their ending, plain words for what is wrong, no database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from .helpers import SAMPLES, Drawn, drawn, load

TREE = str(SAMPLES / "gnp.json")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.pdf", b"%PDF-"), ("a.docx", b"PK\x03\x04"), ("a.html", b"<!DOCTYPE html>"), ("B.PDF", b"%PDF-")],
)
def test_ending_decides_the_format(name: str, begins: bytes, tmp_path: Path) -> None:
    call_command("render_document", TREE, output=str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_draft_differs(tmp_path: Path) -> None:
    call_command("render_document", TREE, output=str(tmp_path / "a.html"))
    call_command("render_document", TREE, "--draft", output=str(tmp_path / "b.html"))
    assert (tmp_path / "a.html").read_text(encoding="utf-8") != (tmp_path / "b.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "không phải JSON hợp lệ"),
        (b"[]", "cần một đối tượng"),
        (b'{"format": 9}', "chưa được hỗ trợ"),
        (b'{"title": "x"}', "không có khóa"),
        (b'{"body": [{"text": "x"}]}', "thiếu khóa bắt buộc"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"body": ' + b"[" * 100_000, "không"),
    ],
)
def test_bad_tree_is_told_in_vietnamese(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "t.json").write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("render_document", str(tmp_path / "t.json"), output=str(tmp_path / "a.pdf"))
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("tree", "output", "words"),
    [
        (TREE, "a.odt", "Không biết đuôi tệp"),
        ("missing.json", "a.pdf", "không có tệp"),
        (str(SAMPLES), "a.pdf", "thư mục"),
        (TREE, "no/such/folder/a.html", "Không ghi được tệp"),
    ],
)
def test_bad_paths_are_told_in_vietnamese(tree: str, output: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("render_document", tree, output=str(tmp_path / output))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_write_right(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CommandError, match="không có quyền"):
        call_command("render_document", TREE, output=str(tmp_path / "a.html"))


def test_command_line_needs_no_database_and_exits_with_one_on_error(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody:x@127.0.0.1:9/none"}
    command = [sys.executable, "manage.py", "render_document"]
    bad = subprocess.run(
        [*command, TREE, "--output", str(tmp_path / "a.xyz")],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert bad.returncode == 1
    assert "Không biết đuôi tệp" in bad.stderr
    assert "Traceback" not in bad.stderr


def test_copy_document_copies_a_pdf_and_excerpts_a_tree(tmp_path: Path) -> None:
    """A paper copy with its block, an excerpt with the named pieces, and plain words for what cannot be."""
    pdf, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    pdf.write_bytes(drawn("gnp").data)
    who = ["--issuer", "ỦY BAN NHÂN DÂN XÃ TÂN THỊNH", "--symbol", "SY-UBND", "--output", str(out)]
    call_command("copy_document", str(pdf), *who, "--number", "07", "--date", "2026-08-05", "--recipient", "Lưu: VT")
    text = "\n".join(Drawn(out.read_bytes()).texts)
    assert "SAO Y" in text and "Số: 07/SY-UBND" in text and "GIẤY NGHỈ PHÉP" in text
    call_command("copy_document", TREE, *who, "--kind", "TrS", "--piece", "2")
    body = load("gnp").body
    excerpt = "\n".join(Drawn(out.read_bytes()).texts)
    assert (body[1].text or "")[:20] in excerpt and (body[0].text or "")[:20] not in excerpt
    for bad, words in [
        ([str(pdf), "--kind", "TrS"], "cần cây văn bản"),
        ([TREE, "--kind", "TrS"], "--piece"),
        ([TREE, "--kind", "TrS", "--piece", "99"], "không có phần"),
        ([str(tmp_path / "no.pdf")], "Không đọc"),
    ]:
        with pytest.raises(CommandError, match=words):
            call_command("copy_document", bad[0], *who, *bad[1:])
