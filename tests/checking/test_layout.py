"""The layout of files: what is drawn well sets off nothing, and each single fault is found, and it alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from documents.official.checking import check_file
from documents.official.checking.layout.model import PDF, Layout, Line
from documents.official.checking.registry import INFO, LAYOUT, LINES, get, rules
from documents.official.drawing import render_docx, render_pdf
from tests.checking import pages, samples
from tests.drawing.helpers import FORMS, SAMPLE_NAMES, drawn, load

OF_FILES = {r.code for r in rules() if r.scope in (LINES, LAYOUT)}

BODY = pages.STYLE["body"]

# Faults that do not touch one another, set together since a PDF takes its time; and all that must be told.
PDF_FAULTS: list[tuple[dict[str, str], set[tuple[str, str]]]] = [
    (
        {"margin": "12mm 8mm 20mm 20mm", "number_first": "counter(page)", "number_size": "10pt"},
        {
            *(("layout.margins", f"margins.{side}") for side in ("top", "right", "left")),
            ("layout.page_number", "page[0]"),
            ("layout.page_number_size", "page[0]"),
        },
    ),
    (
        {"margin": "20mm 28mm 12mm 40mm", "number_at": "@bottom-center", "w_ending": "."},
        {
            *(("layout.margins", f"margins.{side}") for side in ("bottom", "right", "left")),
            ("layout.page_number", "page[1]"),
            ("body.ending", "closing"),
        },
    ),
    ({"font": "Liberation Sans", "motto_rule": "62mm"}, {("layout.font", "font")}),
    (
        {
            "nation": "font-size:13.5pt;font-weight:bold",
            "issuer": "font-size:12pt",
            "number": "font-size:14pt",
            "date": "font-size:13pt",
            "subject": "font-size:14pt",
            "label": "font-size:14pt;font-weight:bold;font-style:italic",
            "recipient": "font-size:13pt",
            "authority": "font-size:14pt",
            "body": BODY.replace("14pt;", "12pt;"),
        },
        {
            ("layout.size", "nation"),
            ("layout.weight", "issuer"),
            ("layout.size", "number"),
            ("layout.slant", "date_text"),
            ("layout.size", "subject"),
            ("layout.size", "recipients"),
            ("layout.weight", "signature"),
            ("layout.weight", "signature.name"),
            ("layout.size", "body"),
        },
    ),
    (
        {
            "nation": "font-size:12pt",
            "motto": "font-size:12pt;font-weight:bold",
            "motto_rule": "30mm",
            "issuer_rule": "40mm",
            "subject": "font-size:12pt;font-weight:bold",
            "subject_rule": "20mm",
            "label": "font-size:12pt;font-weight:bold",
            "number_at": "@top-right",
        },
        {
            ("layout.weight", "nation"),
            ("layout.size", "motto"),
            ("layout.motto_rule", "motto"),
            ("layout.issuer_rule", "issuer"),
            ("layout.weight", "subject"),
            ("layout.letter_rule", "subject"),
            ("layout.slant", "recipients"),
            ("layout.page_number", "page[1]"),
        },
    ),
    (
        {
            "body": BODY.replace("justify", "left").replace("12.7mm", "5mm") + ";color:#c00",
            "motto_rule": "0",
            "issuer_rule": "0",
            "line": "line-height:2",
        },
        {
            ("layout.justified", "body"),
            ("layout.indent", "body"),
            ("layout.color", "body"),
            ("layout.line_spacing", "body"),
            ("layout.motto_rule", "motto"),
            ("layout.issuer_rule", "issuer"),
        },
    ),
    (
        {
            "size": "Letter",
            "w_nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA<br>VIỆT NAM",
            "w_motto": "Độc lập – Tự do – Hạnh phúc",
            "w_number": "Số 05/UBND-KT",
            "w_subject": "V/V rà soát hợp tác xã",
            "w_addressees": "Kính gửi Phòng Kinh tế.",
            "w_label": "Nơi nhận",
            "w_recipients": "- Như trên|- Lưu: VT, KT",
            "w_ending": "./",
        },
        {
            ("layout.paper", "page"),
            ("layout.nation_line", "nation"),
            ("motto.words", "motto"),
            ("number.label", "number"),
            ("subject.label", "subject"),
            ("addressees.label", "addressees"),
            ("recipients.label", "recipients"),
            ("recipients.end_marks", "recipients[0]"),
            ("recipients.end_marks", "recipients[1]"),
            ("body.ending", "closing"),
        },
    ),
    (
        {
            "w_nation": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAN",
            "w_motto": "Độc lập-Tự do-Hạnh phúc",
            "w_addressees": "Kính gửi:<br>- Phòng Kinh tế<br>- Các thôn.",
            "w_recipients": "Như trên;|- Lưu: VT, KT.",
        },
        {
            ("motto.nation_words", "nation"),
            ("motto.words", "motto"),
            ("addressees.end_marks", "addressees[0]"),
            ("recipients.dashes", "recipients[0]"),
        },
    ),
    ({"w_nation": "", "w_motto": "", "motto_rule": "0"}, {("motto.missing", "nation")}),
    (
        {"w_after": "<p style='font-size:14pt;text-align:center'><b>PHỤ LỤC</b></p><p>Bảng số liệu.</p>"},
        {("appendix.word", "appendices"), ("layout.appendix_page", "appendices")},
    ),
]


def told(data: bytes, name: str) -> set[tuple[str, str]]:
    """Return the findings on the file's own words and layout, less the remark on fonts that stand in for Times."""
    found = check_file(data, name)
    return {(f.rule or "", f.where) for f in found if f.rule in OF_FILES and f.severity != INFO}


def test_a_letter_in_pdf_without_a_fault_has_no_finding() -> None:
    assert told(pages.pdf(), "a.pdf") == set()


@pytest.mark.slow
@pytest.mark.parametrize(("faults", "wanted"), PDF_FAULTS)
def test_faults_in_a_pdf_are_found_and_no_other(faults: dict[str, str], wanted: set[tuple[str, str]]) -> None:
    assert told(pages.pdf(**faults), "a.pdf") == wanted


def test_the_stand_in_for_times_is_told_as_a_remark() -> None:
    fonts = [f for f in check_file(pages.pdf(), "a.pdf") if f.rule == "layout.font"]
    assert [(f.severity, "Liberation Serif" in f.message) for f in fonts] == [("info", True)]


def remove(words: str) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        for run in pages.runs(document, words):
            paragraph = run._parent._p
            if paragraph.getparent() is not None:
                paragraph.getparent().remove(paragraph)

    return change


def header_field_to_footer(document: Document) -> None:
    section = document.sections[0]
    for paragraph in list(section.header.paragraphs):
        section.footer._element.append(paragraph._p)


def align_left(words: str) -> Callable[[Document], object]:
    return lambda d: [setattr(r._parent, "alignment", WD_ALIGN_PARAGRAPH.LEFT) for r in pages.runs(d, words)]


def every_paragraph(**form: object) -> Callable[[Document], object]:
    return lambda d: [setattr(p.paragraph_format, name, v) for p in d.paragraphs for name, v in form.items()]


def font_of_style(document: Document) -> None:
    """Set Arial in the style sheet alone, as someone does who changes `Normal`."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.attrib.pop(qn(f"w:{side}Theme"), None)
            fonts.set(qn(f"w:{side}"), "Arial")


WORD_FAULTS: list[tuple[Callable[[Document], object], str, str, str]] = [
    (pages.set_margins(left_margin=20), "letter", "layout.margins", "margins.left"),
    (pages.set_margins(bottom_margin=12), "letter", "layout.margins", "margins.bottom"),
    (pages.set_margins(top_margin=40), "letter", "layout.margins", "margins.top"),
    (pages.set_margins(right_margin=25.4), "letter", "layout.margins", "margins.right"),
    (pages.set_margins(page_width=215.9, page_height=279.4), "letter", "layout.paper", "page"),
    (font_of_style, "letter", "layout.font", "font"),
    (pages.set_runs("CỘNG HÒA", size=14), "letter", "layout.size", "nation"),
    (pages.set_runs("CỘNG HÒA", bold=False), "letter", "layout.weight", "nation"),
    (pages.set_runs("Độc lập", underline=True), "letter", "layout.underline", "motto"),
    (pages.set_runs("ngày 10 tháng 4", italic=False), "plan", "layout.slant", "date_text"),
    (pages.set_runs("KẾ HOẠCH", size=16), "plan", "layout.size", "title"),
    (pages.set_runs("Nơi nhận", size=14), "letter", "layout.size", "recipients"),
    (pages.set_runs("Trần Văn Lâm", bold=False), "plan", "layout.weight", "signature.name"),
    (pages.set_runs("Tổ chức hội nghị", color="FF0000"), "plan", "layout.color", "body"),
    (align_left("KẾ HOẠCH"), "plan", "layout.centered", "title"),
    (every_paragraph(line_spacing=2.0), "letter", "layout.line_spacing", "body"),
    (every_paragraph(first_line_indent=0, left_indent=0), "letter", "layout.indent", "body"),
    (every_paragraph(space_before=0, space_after=0), "letter", "layout.paragraph_gap", "body"),
    (header_field_to_footer, "letter", "layout.page_number", "page"),
    (
        lambda d: setattr(d.sections[0], "different_first_page_header_footer", False),
        "letter",
        "layout.page_number",
        "page[0]",
    ),
    (pages.retype("KT. CHỦ TỊCH", "KT.CHỦ TỊCH"), "letter", "signature.prefix_space", "signature.authority"),
    (
        pages.retype("An Bình, ngày 05 tháng 3 năm 2026", "An Bình ngày 05 tháng 3 năm 2026"),
        "letter",
        "date.comma",
        "place",
    ),
    (pages.retype("Nguyễn Thị Hà", "TS. Nguyễn Thị Hà"), "letter", "signature.academic_printed", "signature.name"),
    (remove("Độc lập"), "letter", "motto.missing", "motto"),
]


@pytest.mark.parametrize(("change", "name", "code", "where"), WORD_FAULTS)
def test_a_fault_in_a_word_file_is_found_and_no_other(
    change: Callable[[Document], object], name: str, code: str, where: str
) -> None:
    assert told(pages.word(change, name), "a.docx") == {(code, where)}


def test_wrong_margins_font_and_a_missing_filing_line_are_told_exactly() -> None:
    def change(document: Document) -> None:
        pages.set_margins(left_margin=20, right_margin=30)(document)
        font_of_style(document)
        for run in pages.runs(document, "Các sở, ban, ngành"):
            run.text = "- Các sở, ban, ngành."
        remove("Lưu: VT")(document)

    found = {(f.rule, f.where) for f in check_file(pages.word(change, "plan"), "a.docx")}
    assert found == {
        ("layout.margins", "margins.left"),
        ("layout.margins", "margins.right"),
        ("layout.font", "font"),
        ("recipients.file_line_missing", "recipients"),
    }


def test_margins_in_inches_are_not_a_fault() -> None:
    assert told(pages.word(pages.set_margins(top_margin=20.32, left_margin=30.48)), "a.docx") == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", samples.ALL)
def test_what_the_portal_draws_has_no_fault_of_layout(name: str) -> None:
    assert told(render_pdf(samples.ALL[name]()), "a.pdf") == set()
    assert told(render_docx(samples.ALL[name]()), "a.docx") == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_every_drawn_form_has_no_fault_of_layout(name: str) -> None:
    assert told(drawn(name).data, "a.pdf") == set()


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_drawn_kind_has_no_fault_of_layout_in_word(name: str) -> None:
    assert told(render_docx(load(name)), "a.docx") == set()


def turned(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width


def test_paper_on_its_side_needs_a_wide_table() -> None:
    def without_tables(document: Document) -> None:
        turned(document)
        for table in document.tables:
            table._element.getparent().remove(table._element)

    assert "layout.landscape" in {c for c, _ in told(pages.word(without_tables), "a.docx")}
    assert "layout.landscape" not in {c for c, _ in told(pages.word(turned), "a.docx")}


def test_sides_named_by_the_direction_of_writing_are_read() -> None:
    """LibreOffice writes `start` and `end` where Word writes `left` and `right`."""

    def as_libreoffice(document: Document) -> None:
        for indent in document.element.body.iter(qn("w:ind")):
            for old, new in (("w:left", "w:start"), ("w:right", "w:end")):
                if indent.get(qn(old)) is not None:
                    indent.set(qn(new), indent.attrib.pop(qn(old)))

    assert told(pages.word(as_libreoffice, "plan"), "a.docx") == set()


def test_the_line_under_the_subject_is_looked_for() -> None:
    def without_lines(document: Document) -> None:
        for border in list(document.element.body.iter(qn("w:pBdr"))):
            border.getparent().remove(border)

    assert told(pages.word(without_lines, "plan"), "a.docx") == {
        ("layout.motto_rule", "motto"),
        ("layout.issuer_rule", "issuer"),
        ("layout.subject_rule", "subject"),
    }


def line(text: str, part: str, **place: object) -> Line:
    return Line(text, part=part, **place)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "lines", "broken"),
    [
        ("layout.signature_alone", [line("A", "body"), line("CHỦ TỊCH", "authority", page=1)], True),
        ("layout.signature_alone", [line("A", "body", page=1), line("CHỦ TỊCH", "authority", page=1)], False),
        ("layout.number_date_level", [line("Số", "number", bottom=40), line("ngày", "date", bottom=46)], True),
        ("layout.number_date_level", [line("Số", "number", bottom=40), line("ngày", "date", bottom=40.5)], False),
        ("layout.number_date_level", [line("Số", "number", cell=(0, 1, 0)), line("n", "date", cell=(0, 2, 1))], True),
    ],
)
def test_rules_on_places(code: str, lines: list[Line], broken: bool) -> None:
    known = get(code)
    assert known and bool(list(known.findings(Layout(PDF, lines)))) is broken


def test_every_rule_of_files_has_a_broken_example() -> None:
    elsewhere = {"layout.landscape", "layout.subject_rule", "layout.signature_alone", "layout.number_date_level"}
    in_pdf = {code for _, wanted in PDF_FAULTS for code, _ in wanted}
    assert in_pdf | {case[2] for case in WORD_FAULTS} | elsewhere == OF_FILES
