"""Files as the pages of a PDF: PDF as they are, pictures, sheets and Word files drawn; NotDrawable says why not."""

from __future__ import annotations

import io
from html import escape
from typing import Any

from . import office
from .model import Part
from .paper import pdf_of_html, picture_address

MOST_PAGES = 2000
MOST_ROWS, MOST_COLUMNS = 600, 24
_PICTURES = {"image/jpeg", "image/png"}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD, _SHEET = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
# A picture of more points than a page of 300 dpi shows is made smaller before it is drawn.
_LONGEST_SIDE = 3500


class NotDrawable(Exception):
    """The file cannot be pages of the packet; the words say why, for the list of what goes apart."""


def as_pdf(part: Part) -> bytes:
    """Return the part as a PDF whose forms, signatures and notes are fixed on its pages. Raises NotDrawable."""
    if part.content_type == "application/pdf":
        return flat(part.content)
    if part.content_type in _PICTURES:
        return _page(_picture(part.content))
    converted = office.converted(part.content, part.content_type)
    if converted is not None:
        return flat(converted)
    if part.content_type == _SHEET:
        return _page(_sheet(part))
    if part.content_type == _WORD:
        return _page(_word(part))
    raise NotDrawable("loại tệp này không in được thành trang PDF")


def flat(content: bytes) -> bytes:
    """Return a PDF with all that lies over its pages (signatures, stamps, notes) drawn into them.

    Merged pages lose what hangs on the whole file; so the pictures of signatures and seals stay to be seen.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        with pypdfium2.PdfDocument(content) as pdf:
            if not 0 < len(pdf) <= MOST_PAGES:
                raise NotDrawable(f"tệp PDF không có trang nào hoặc có hơn {MOST_PAGES} trang")
            pdf.init_forms()
            for index in range(len(pdf)):
                page = pdf[index]
                pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT)
                page.close()
            out = io.BytesIO()
            pdf.save(out)
    except pypdfium2.PdfiumError as error:
        why = "đặt mật khẩu" if "password" in str(error).lower() else "bị hỏng, không mở được"
        raise NotDrawable(f"tệp PDF {why}") from error
    return out.getvalue()


def _page(body: str) -> bytes:
    return pdf_of_html(body, "drawn")


def _picture(content: bytes) -> str:
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in ("RGBA", "LA", "P"):
                shown = upright.convert("RGBA")
                upright = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown)
            upright = upright.convert("RGB")
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotDrawable("ảnh bị hỏng, không mở được") from error
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=88)
    side = "broad" if upright.width > upright.height else "picture"
    return f"<div class='{side}'><img alt='' src='{picture_address(out.getvalue())}'></div>"


def _told(what: str) -> str:
    return f"<p class='told'>Bản in từ nội dung của tệp {what}; cách trình bày có thể khác tệp gốc.</p>"


def _sheet(part: Part) -> str:
    """The cells of every sheet as tables; a book too large for paper goes apart."""
    from python_calamine import CalamineError, CalamineWorkbook

    body, room = "", MOST_ROWS
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(part.content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True)
            room -= len(rows)
            if room < 0 or any(len(row) > MOST_COLUMNS for row in rows):
                raise NotDrawable(f"bảng tính có hơn {MOST_ROWS} dòng hoặc hơn {MOST_COLUMNS} cột")
            if rows:
                lines = "".join(f"<tr>{''.join(f'<td>{escape(_cell(c))}</td>' for c in row)}</tr>" for row in rows)
                body += f"<h2>{escape(name)}</h2><table>{lines}</table>"
    except (CalamineError, OSError, ValueError) as error:
        raise NotDrawable("bảng tính bị hỏng, không mở được") from error
    if not body:
        raise NotDrawable("bảng tính không có nội dung")
    return f"<div class='wide'>{_told('Excel')}{body}</div>"


def _cell(value: Any) -> str:
    import datetime as dt

    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        whole = value.is_integer()
        shown = f"{value:,.0f}" if whole else f"{value:,.4f}".rstrip("0").rstrip(".")
        return shown.replace(",", " ").replace(".", ",").replace(" ", ".")
    return str(value)


def _word(part: Part) -> str:
    """The paragraphs and tables of a Word file, as the reader sees them."""
    from documents.reading.errors import UnreadableFile
    from documents.reading.files import lines_of

    try:
        lines = lines_of(part.content, filename=part.name)
    except UnreadableFile as error:
        raise NotDrawable("tệp Word không đọc được") from error
    body = "".join(
        f"<table>{''.join(_row(row) for row in line.rows)}</table>"
        if line.rows is not None
        else f"<p>{escape(line.raw or line.text)}</p>"
        for line in lines
    )
    return _told("Word") + body


def _row(cells: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
