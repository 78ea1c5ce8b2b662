"""What kind of file the PDF is: tagged, archival, the same bytes each time, nothing fetched, every letter readable."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pypdf
import pytest
from django.conf import settings

from documents.official import drawing
from documents.official.drawing.pdf import fetcher
from documents.official.tree import DigitalSignature, Node, Signature

from .helpers import MARKED, SAMPLES, Drawn, drawn, letter, load


def catalog(data: bytes) -> pypdf.generic.DictionaryObject:
    return pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"].get_object()


def test_file_is_tagged_archival_and_vietnamese() -> None:
    root = catalog(drawn("kh-tinh").data)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi"
    assert root["/StructTreeRoot"]["/K"]
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert 'part="2"' in xmp or "<pdfaid:part>2" in xmp
    assert 'conformance="A"' in xmp or "<pdfaid:conformance>A" in xmp


def test_metadata_come_from_the_document_not_from_the_clock() -> None:
    info = pypdf.PdfReader(io.BytesIO(drawn("kh-tinh").data)).metadata
    assert info.title.startswith("Kế hoạch 142/KH-UBND: Phát triển kinh tế tập thể")
    assert info.author == "ỦY BAN NHÂN DÂN TỈNH AN LẠC"
    assert info["/CreationDate"].startswith("D:20260109") or info["/CreationDate"].startswith("20260109")


def test_all_fonts_are_embedded_and_map_to_unicode() -> None:
    reader = pypdf.PdfReader(io.BytesIO(drawn("ttr-phu-luc").data))
    fonts = {ref for page in reader.pages for ref in page["/Resources"]["/Font"].values()}
    assert fonts
    for reference in fonts:
        font = reference.get_object()
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "/ToUnicode" in font


def test_tags_follow_the_order_of_reading() -> None:
    reader = pypdf.PdfReader(io.BytesIO(drawn("kh-tinh").data))
    names: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, pypdf.generic.DictionaryObject):
            names.append(str(node.get("/S", "")))
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                walk(kid)

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD"} <= set(names)
    assert names.index("/H1") < names.index("/Table")


def test_same_tree_gives_the_same_bytes_also_in_another_process() -> None:
    path = SAMPLES / "ttr-phu-luc.json"
    code = (
        "import sys, hashlib; from documents.official import drawing, tree;"
        "d = tree.from_json(open(sys.argv[1], encoding='utf-8').read());"
        "print(hashlib.sha256(drawing.render_pdf(d)).hexdigest(), hashlib.sha256(drawing.render_docx(d)).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    document = load("ttr-phu-luc")
    here = [hashlib.sha256(draw(document)).hexdigest() for draw in (drawing.render_pdf, drawing.render_docx)]
    assert other.stdout.split() == here
    assert hashlib.sha256(drawn("ttr-phu-luc").data).hexdigest() == here[0]


def test_threads_may_draw_at_once() -> None:
    results: dict[int, bytes] = {}

    def draw(number: int) -> None:
        results[number] = drawing.render_pdf(load("gnp"))

    workers = [threading.Thread(target=draw, args=(i,)) for i in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(results.values()) == {drawn("gnp").data}


def test_every_vietnamese_letter_is_in_the_face_and_reads_back() -> None:
    letters = MARKED + MARKED.upper()
    assert len(letters) == 134
    texts = [" ".join(letters)]
    body = [Node("paragraph", text=texts[0]), Node("basis", text=texts[0]), Node("heading", "I", title=texts[0])]
    pdf = Drawn(drawing.render_pdf(letter(body=body)))
    read = unicodedata.normalize("NFC", "".join(pdf.texts))
    for one in letters:
        assert read.count(one) >= 3, one
    faces = {font for line in pdf.lines for font in line.fonts}
    assert all(face.startswith(("Liberation-Serif", "Times-New-Roman", "Tinos")) for face in faces), faces


@pytest.mark.parametrize("reader", ["pypdf", "pdftotext"])
def test_text_reads_in_order(reader: str, tmp_path: Path) -> None:
    data = drawn("cv-xa").data
    if reader == "pypdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    else:
        (tmp_path / "a.pdf").write_bytes(data)
        done = subprocess.run(["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True)
        text = done.stdout.decode()
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    wanted = ["ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA", "CỘNG HÒA XÃ HỘI", "Số: 05/UBND-KT", "ngày 05 tháng 3", "V/v tuyên truyền"]
    wanted += ["Kính gửi:", "Thực hiện Kế hoạch", "1. Phòng Kinh tế", "giải quyết./.", "Nơi nhận:", "Lưu: VT, KT."]
    wanted += ["TM. ỦY BAN NHÂN DÂN", "Nguyễn Thị Hạnh"]
    places = [text.find(words) for words in wanted]
    assert -1 not in places, [w for w, p in zip(wanted, places, strict=True) if p < 0]
    assert places == sorted(places)


def test_face_is_ours_and_a_stranger_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawing.font_problem() is None
    monkeypatch.setattr(
        "documents.official.drawing.fonts.faces", lambda: frozenset({"Liberation-Serif", "DejaVu-Serif"})
    )
    assert "DejaVu-Serif" in (drawing.font_problem() or "")


def test_markup_in_the_tree_stays_text() -> None:
    evil = "<script>alert(1)</script> <img src=http://127.0.0.1:9/x.png> &amp; <b>đậm</b> ]]> '\""
    pdf = Drawn(
        drawing.render_pdf(
            letter(
                kind="KH",
                addressees=[evil],
                subject=evil,
                issuer=evil.upper(),
                body=[Node("paragraph", text=evil), Node("table", rows=[[evil, evil], [evil, evil]])],
                signature=Signature([evil], evil, evil),
            )
        )
    )
    text = " ".join(" ".join(pdf.texts).split())
    assert "<script>alert(1)</script>" in text
    assert "&amp; <b>đậm</b> ]]>" in text


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "file:///etc/passwd", "data:text/plain,x", "asset:../pdf.py", "asset:"]
)
def test_nothing_is_fetched_from_outside_the_package(url: str) -> None:
    with pytest.raises(ValueError, match="Không được tải"):
        fetcher().fetch(url)


def test_watermark_of_a_draft_is_a_picture_and_leaves_the_text_alone() -> None:
    document = load("gnp")
    draft = drawing.render_pdf(document, draft=True)
    assert draft != drawn("gnp").data
    assert Drawn(draft).texts == drawn("gnp").texts
    pictures = [
        pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"].get("/XObject") for data in (draft, drawn("gnp").data)
    ]
    assert pictures[0]
    assert not pictures[1]


def test_unknown_variant_is_refused_in_vietnamese() -> None:
    with pytest.raises(ValueError, match="Không có dạng PDF"):
        drawing.render_pdf(letter(), variant="pdf/x-unknown")


def test_paper_copy_adds_its_block_under_a_full_line() -> None:
    stamp = drawing.CopyStamp(
        "SY",
        "ỦY BAN NHÂN DÂN XÃ TÂN THỊNH",
        number="5",
        symbol="SY-UBND",
        place="Tân Thịnh",
        date="2026-03-09",
        signature=Signature(["TL. CHỦ TỊCH"], "CHÁNH VĂN PHÒNG", "Mai Thị Thu"),
        recipients=["Phòng Kinh tế", "Lưu: VT"],
    )
    pdf = Drawn(drawing.render_pdf(load("ggt"), copy=stamp))
    name = pdf.line("SAO Y")
    assert name.sizes == {14}
    full = [rule for rule in pdf.rules(name.page) if rule[1] - rule[0] > 164]
    assert full
    assert full[-1][2] < name.top
    order = [
        pdf.line(start).top for start in ("Phùng Thị Nga", "SAO Y", "Số: 05/SY-UBND", "TL. CHỦ TỊCH", "Mai Thị Thu")
    ]
    assert order == sorted(order)
    assert pdf.line("Tân Thịnh, ngày 09 tháng 3 năm 2026").fonts == {"Liberation-Serif-Italic"} or pdf.line(
        "Tân Thịnh, ngày 09"
    )


def test_small_marks_of_the_form_have_their_places() -> None:
    marks = drawing.Marks("LƯU HÀNH NỘI BỘ", "PL.(300)", "Địa chỉ: thôn Trung; Điện thoại: 0204.3999.888")
    pdf = Drawn(drawing.render_pdf(load("kh-tinh"), marks=marks))
    circulation, contact = pdf.line("LƯU HÀNH NỘI BỘ"), pdf.line("Địa chỉ:")
    assert circulation.bottom < pdf.line("CỘNG HÒA").top
    assert circulation.middle > 130
    assert contact.page == 0
    assert contact.top > 277
    assert contact.sizes == {11}
    assert pdf.line("PL.(300)").top > pdf.line("- Lưu: VT").top


def test_digital_signature_lines_are_ten_points_at_the_top_right() -> None:
    signed = [DigitalSignature("Ủy ban nhân dân xã Đông Hòa", "2026-03-05T11:17:41+07:00")]
    line = Drawn(drawing.render_pdf(letter(digital_signatures=signed))).line("Người ký: Ủy ban")
    assert line.sizes == {10}
    assert line.right == pytest.approx(195, abs=0.3)
    assert line.bottom < 20
    when = Drawn(drawing.render_pdf(letter(digital_signatures=signed))).line("Thời gian ký:")
    assert when.text == "Thời gian ký: 2026-03-05T11:17:41+07:00"
    assert when.bottom < 20


@pytest.mark.parametrize("draft", [False, True])
def test_archival_file_holds_nothing_that_the_standard_forbids(draft: bool) -> None:
    """ISO 19005-2: no encryption, no scripts or actions, an identifier, a profile, no picture that viewers smooth."""
    check = drawing.Verification("https://vanban.gov.vn/x/7KQ2", ("Mã tra cứu: 7KQ2",))
    data = drawing.render_pdf(letter(), draft=draft, marks=drawing.Marks(verification=check))
    reader = pypdf.PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]
    assert "/Encrypt" not in reader.trailer and reader.trailer["/ID"]
    assert not {"/AA", "/OpenAction", "/AcroForm"} & set(root) and "/JavaScript" not in root.get("/Names", {})
    intent = root["/OutputIntents"][0].get_object()
    assert intent["/DestOutputProfile"].get_object()["/N"] == 3
    assert b"<?xpacket" in root["/Metadata"].get_object().get_data()
    for page in reader.pages:
        assert "/AA" not in page and "/Annots" not in page
        for item in page["/Resources"].get("/XObject", {}).values():
            assert item.get_object().get("/Interpolate", False) == False  # noqa: E712 - a PDF boolean is no bool
    stand = {str(value.get_object().get("/Subtype")) for page in reader.pages for value in _objects(page)}
    assert "/Image" in stand, "the QR code is a picture"


def _objects(page: pypdf.PageObject) -> list[pypdf.generic.PdfObject]:
    return list(page["/Resources"].get("/XObject", {}).values())
