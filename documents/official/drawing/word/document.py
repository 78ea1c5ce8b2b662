"""Putting the Word file together: sections, page numbers, watermark, properties, the same bytes for the same tree."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from documents.official.tree import OfficialDocument

from .. import words
from ..copies import NO_MARKS, CopyStamp, Marks
from ..flow import Block, finish, flow
from ..style import FONT, PAGE
from ..tables import is_landscape
from . import marks as printed
from . import parts
from .styles import STYLES, add_styles
from .writer import Writer, element

_NO_DATE = datetime.datetime(2020, 3, 5)  # the decree's own day: the file must not carry the hour it was drawn
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def render_docx(
    document: OfficialDocument, *, draft: bool = False, copy: CopyStamp | None = None, marks: Marks = NO_MARKS
) -> bytes:
    """Return the document as .docx bytes, laid out after Decree 30/2020, Annex I, with Word styles named in Vietnamese.

    The bytes depend on the arguments and on python-docx alone. `draft` lays DỰ THẢO behind the text of every page;
    `copy` adds the block of a paper copy, `marks` the small marks of the form, as on the PDF.
    """
    import docx

    word = docx.Document()
    style_ids = add_styles(word)
    _page_number(word.sections[0], word)
    if draft:
        _watermark(word.sections[0])
    _write(Writer(word, style_ids, PAGE.text_width), document, copy, marks)
    _modern(word)
    _properties(word, document)
    raw = io.BytesIO()
    word.save(raw)
    return _timeless(raw.getvalue())


def _write(writer: Writer, document: OfficialDocument, copy: CopyStamp | None, around: Marks) -> None:
    word = writer.word
    writer.width = _page_setup(word.sections[0], flow(document.body))
    printed.page_foot(writer, word.sections[0], around)
    printed.corner(writer, document, around)
    parts.head(writer, document)
    parts.title(writer, document)
    parts.addressees(writer, document)
    parts.blocks(writer, finish(flow(document.body), document.closing, signed=True))
    parts.sign_off(writer, document, around.drafter)
    parts.confirmation(writer, document)
    for item in document.appendices:
        writer.width = _new_section(word, flow(item.body))
        parts.appendix(writer, item)
    if copy:
        printed.copy_block(writer, copy)
    if document.slip:
        writer.width = _new_section(word, [])
        parts.slip(writer, document.slip)


def _page_setup(section: Any, content: list[Block]) -> float:
    """Set paper and margins, on its side where the content needs it; return the width of the text in mm."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    if is_landscape(content):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(PAGE.height), Mm(PAGE.width)
    else:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(PAGE.width), Mm(PAGE.height)
    section.top_margin, section.bottom_margin = Mm(PAGE.top), Mm(PAGE.bottom)
    section.left_margin, section.right_margin = Mm(PAGE.left), Mm(PAGE.right)
    section.header_distance = section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True
    return PAGE.landscape_text_width if is_landscape(content) else PAGE.text_width


def _page_number(section: Any, word: Any) -> None:
    """Put the page's number in the middle of the top margin, from page 2 (Annex I, part I, I.7)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = section.header.paragraphs[0]
    paragraph.style = word.styles["Header"]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.name = Pt(PAGE.number_pt), FONT
        run._r.append(_field_part(kind, text))
    section.first_page_header.paragraphs[0].style = word.styles["Header"]


def _field_part(kind: str, text: str) -> Any:
    if kind in ("begin", "separate", "end"):
        return element("fldChar", fldCharType=kind)
    made = element("t" if kind == "text" else "instrText")
    made.text = text
    return made


def _new_section(word: Any, content: list[Block]) -> float:
    """Begin an appendix on a new page that counts from 1 again (Annex I, part I, I.7)."""
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.first_page_footer.is_linked_to_previous = False  # address and QR code stand on page 1 alone
    width = _page_setup(section, content)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.append(element("pgNumType", start="1"))
    _order_section(section._sectPr)
    return width


_SECTION_ORDER = ("headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg")


def _order_section(properties: Any) -> None:
    rank = {name: i for i, name in enumerate(_SECTION_ORDER)}
    for child in sorted(properties, key=lambda item: rank.get(item.tag.rpartition("}")[2], len(rank))):
        properties.remove(child)
        properties.append(child)


_WATERMARK = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pict
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="DuThao{id}" o:spid="_x0000_s10{id}" type="#_x0000_t136" alt="DỰ THẢO" stroked="f" fillcolor="#e2e2e2"
 style="position:absolute;width:420pt;height:110pt;rotation:330;z-index:-251658752;mso-position-horizontal:center;
mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page">
<v:textpath style="font-family:&quot;Times New Roman&quot;;font-weight:bold" string="DỰ THẢO"/>
</v:shape></w:pict></w:r>"""


def _watermark(section: Any) -> None:
    from docx.oxml import parse_xml

    for number, header in enumerate((section.header, section.first_page_header), 49):
        header.paragraphs[0]._p.append(parse_xml(_WATERMARK.replace("{id}", str(number))))


def _modern(word: Any) -> None:
    """Say that the file is laid out by the rules of Word 2013 and later, not in its compatibility mode."""
    settings = word.settings.element
    for old in settings.xpath("w:compat"):
        settings.remove(old)
    compat = element("compat")
    uri = "http://schemas.microsoft.com/office/word"
    compat.append(element("compatSetting", name="compatibilityMode", uri=uri, val="15"))
    settings.insert_element_before(compat, *_AFTER_COMPAT)


_AFTER_COMPAT = (
    *("w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping"),
    *("w:doNotIncludeSubdocsInStats", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator"),
)


def _properties(word: Any, document: OfficialDocument) -> None:
    core = word.core_properties
    day = words.day_of(document.date)
    made = datetime.datetime.combine(day, datetime.time()) if day else _NO_DATE
    core.title, core.author = words.pdf_title(document)[:255], words.clean(document.issuer)[:255]
    core.language = "vi-VN"
    core.comments = core.last_modified_by = core.keywords = core.subject = ""
    core.created = core.modified = made
    core.revision = 1
    defaults = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    for old in defaults.xpath("w:lang"):
        defaults.remove(old)
    defaults.append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    for fonts in defaults.xpath("w:rFonts"):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(fonts.tag.replace("rFonts", script), FONT)


def _timeless(data: bytes) -> bytes:
    """Write the package anew with one fixed time on every entry; the template's thumbnail is no picture of ours."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()


__all__ = ["STYLES", "render_docx"]
