"""Files for the tests of layout: a letter set in HTML or Word, faultless unless a test asks for a fault."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.shared import Mm, Pt, RGBColor

from documents.official.drawing import render_docx
from tests.checking import samples

STYLE = {
    "size": "A4",
    "margin": "20mm 15mm 20mm 30mm",
    "font": "Liberation Serif",
    "nation": "font-size:12pt;font-weight:bold",
    "motto": "font-size:13pt;font-weight:bold",
    "issuer": "font-size:12pt;font-weight:bold",
    "number": "font-size:13pt",
    "date": "font-size:13pt;font-style:italic",
    "subject": "font-size:12pt",
    "body": "font-size:14pt;text-align:justify;text-indent:12.7mm;margin:0 0 6pt 0",
    "line": "line-height:1.15",
    "label": "font-size:12pt;font-weight:bold;font-style:italic",
    "recipient": "font-size:11pt",
    "authority": "font-size:14pt;font-weight:bold",
    "motto_rule": "56mm",
    "issuer_rule": "18mm",
    "subject_rule": "0",
    "number_at": "@top-center",
    "number_first": "none",
    "number_size": "14pt",
}
WORDS = {
    "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "number": "Số: 05/UBND-KT",
    "subject": "V/v rà soát hợp tác xã",
    "addressees": "Kính gửi: Phòng Kinh tế.",
    "label": "Nơi nhận:",
    "recipients": "- Như trên;|- Lưu: VT, KT.",
    "ending": "./.",
    "after": "",
}
_TEXT = (
    "Ủy ban nhân dân xã yêu cầu các đơn vị rà soát hoạt động của các hợp tác xã trên địa bàn, tổng hợp khó khăn, "
    "vướng mắc và đề xuất giải pháp hỗ trợ phù hợp với điều kiện thực tế của từng thôn, từng hợp tác xã."
)
_PAGE = """<html lang="vi"><style>
@page {{ size: {size}; margin: {margin}; {number_at} {{ content: counter(page); font: {number_size} '{font}' }} }}
@page :first {{ {number_at} {{ content: {number_first} }} }}
body {{ font-family: '{font}'; margin: 0; {line} }} td {{ text-align: center; vertical-align: top; padding: 0 }}
table {{ width: 100%; border-collapse: collapse }} hr {{ border: 0; border-top: 0.8pt solid; margin: 1pt auto 3pt }}
.motto_rule {{ width: {motto_rule} }} .issuer_rule {{ width: {issuer_rule} }} .subject_rule {{ width: {subject_rule} }}
</style><body><table><tr><td style="width:36%">
<div style="{issuer}">ỦY BAN NHÂN DÂN<br>XÃ AN BÌNH</div><hr class=issuer_rule></td>
<td><div style="{nation}">{w_nation}</div><div style="{motto}">{w_motto}</div><hr class=motto_rule></td></tr>
<tr><td style="{number}">{w_number}</td><td style="{date}">An Bình, ngày 05 tháng 3 năm 2026</td></tr>
<tr><td style="{subject}">{w_subject}<hr class=subject_rule></td><td></td></tr></table>
<p style="font-size:14pt;text-align:center">{w_addressees}</p>{paragraphs}
<table><tr><td style="text-align:left"><div style="{label}">{w_label}</div>{recipients}</td>
<td style="{authority}">TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br><br><br><br>Lê Minh Đức</td></tr></table>{w_after}"""


@functools.cache
def pdf(**faults: str) -> bytes:
    """Return a letter of two pages; keywords replace styles, and words where they start with `w_`."""
    from weasyprint import HTML

    style = {**STYLE, **{k: v for k, v in faults.items() if not k.startswith("w_")}}
    words = {**WORDS, **{k[2:]: v for k, v in faults.items() if k.startswith("w_")}}
    texts = [_TEXT] * 11 + [_TEXT[:-1] + words["ending"]]
    html = _PAGE.format(
        **style,
        **{f"w_{k}": v for k, v in words.items()},
        paragraphs="".join(f'<p style="{style["body"]}">{text}</p>' for text in texts),
        recipients="".join(
            f'<div style="{style["recipient"]}">{line}</div>' for line in words["recipients"].split("|")
        ),
    )
    return bytes(HTML(string=html).write_pdf() or b"")


@functools.cache
def _drawn(name: str) -> bytes:
    return render_docx(samples.ALL[name]())


def word(change: Callable[[Document], object], name: str = "letter") -> bytes:
    """Return a drawn sample as .docx after a change made with python-docx."""
    document = docx.Document(io.BytesIO(_drawn(name)))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def runs(document: Document, words: str) -> list[docx.text.run.Run]:
    """Return the runs of the paragraphs, in tables too, that hold the words."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    return [run for p in paragraphs if words in p.text for run in p.runs]


def set_runs(words: str, **look: object) -> Callable[[Document], object]:
    """Return a change that gives the runs of those paragraphs another look (size in points, bold, color RRGGBB …)."""

    def change(document: Document) -> None:
        found = runs(document, words)
        assert found
        for run in found:
            for name, value in look.items():
                if name == "color":
                    run.font.color.rgb = RGBColor.from_string(str(value))
                else:
                    setattr(run.font, name, Pt(float(str(value))) if name == "size" else value)

    return change


def retype(words: str, others: str) -> Callable[[Document], object]:
    """Return a change that prints other words in place of a run's."""
    return lambda document: [setattr(run, "text", others) for run in runs(document, words) if run.text == words]


def set_margins(**margins: float) -> Callable[[Document], object]:
    """Return a change of the first section's margins in millimetres (`left_margin=20`)."""
    return lambda document: [setattr(document.sections[0], name, Mm(value)) for name, value in margins.items()]
