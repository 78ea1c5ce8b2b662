"""The stamp ĐẾN (Annex IV: 35 × 50 mm), drawn on a copy of the scan where its first page is blank."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from documents.official.drawing.style import FONT_STACK

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 50, 35
# Looked at in squares of a millimetre; a margin of white around the stamp.
_WHITE = 225
_MARGIN = 1
A4 = (210.0, 297.0)
MM = 72 / 25.4
# Under the number on the left, under the place and day on the right, then anywhere from the top down (art. 22).
_PREFERRED = [(x, y) for y in range(38, 110, 3) for x in (22, 30, 12, 135, 120, 150)]
_ANYWHERE = [(x, y) for y in range(8, 255, 5) for x in range(8, 155, 7)]


@dataclass(frozen=True)
class Stamp:
    """What the stamp says."""

    organization: str
    number: int
    day: dt.date
    transferred: str = ""
    dossier_symbol: str = ""


def stamped_pdf(scan: bytes | None, stamp: Stamp) -> bytes:
    """Return the scan with the stamp on its first page; without a scan, the stamp alone on a sheet.

    Raises ValueError where the scan is no PDF that can be opened.
    """
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.errors import PyPdfError

    if scan is None:
        return _drawn(stamp, A4, (30, 30))
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(scan)))
        page = writer.pages[0]
        page.transfer_rotation_to_content()
        left, bottom = float(page.cropbox.left), float(page.cropbox.bottom)
        size = (float(page.cropbox.width) / MM, float(page.cropbox.height) / MM)
        mark = PdfReader(io.BytesIO(_drawn(stamp, size, blank_place(_picture(writer), size)))).pages[0]
        page.merge_transformed_page(mark, Transformation().translate(left, bottom))
        out = io.BytesIO()
        writer.write(out)
    except (PyPdfError, IndexError, KeyError, TypeError, OSError) as error:
        raise ValueError("Tệp quét không mở được nên không đóng dấu lên được.") from error
    return out.getvalue()


def _picture(writer: Any) -> Image:
    """The first page in grey, a millimetre a point."""
    import pypdfium2

    one = io.BytesIO()
    writer.write(one)
    with pypdfium2.PdfDocument(one.getvalue()) as pdf:
        picture: Image = pdf[0].render(scale=1 / MM).to_pil().convert("L")
    return picture


def blank_place(page: Image, size: tuple[float, float]) -> tuple[int, int]:
    """Return the left and top (mm) of a blank place for the stamp; of the emptiest one where none is blank."""
    scale_x, scale_y = page.width / size[0], page.height / size[1]
    dark = page.point(lambda level: 255 if level < _WHITE else 0)
    best, least = (30, 60), 1.0
    for x, y in _PREFERRED + _ANYWHERE:
        if x + WIDTH + _MARGIN > size[0] or y + HEIGHT + _MARGIN > size[1]:
            continue
        box = (
            int((x - _MARGIN) * scale_x),
            int((y - _MARGIN) * scale_y),
            int((x + WIDTH + _MARGIN) * scale_x),
            int((y + HEIGHT + _MARGIN) * scale_y),
        )
        part = dark.crop(box).histogram()
        share = part[255] / max(1, sum(part))
        if share < 0.002:
            return x, y
        if share < least:
            best, least = (x, y), share
    return best


def _drawn(stamp: Stamp, size: tuple[float, float], at: tuple[int, int]) -> bytes:
    import weasyprint

    data: bytes = weasyprint.HTML(string=stamp_html(stamp, size, at), url_fetcher=_refuse).write_pdf()
    return data


def _refuse(url: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError(f"Không được tải: {url}")


def stamp_html(stamp: Stamp, size: tuple[float, float], at: tuple[int, int]) -> str:
    """Return a transparent page that holds the stamp at `at`."""
    fonts = ", ".join(f'"{name}"' for name in FONT_STACK) + ", serif"
    name = stamp.organization.upper()
    small = 7.5 if len(name) > 34 else 9
    css = f"""
    @page {{ size: {size[0]:.2f}mm {size[1]:.2f}mm; margin: 0 }}
    body {{ margin: 0; font-family: {fonts}; color: #b3131b }}
    .stamp {{ position: absolute; left: {at[0]}mm; top: {at[1]}mm; width: {WIDTH}mm; height: {HEIGHT}mm;
              box-sizing: border-box; border: .5mm solid #b3131b }}
    .name {{ height: 8.5mm; border-bottom: .3mm solid #b3131b; font-size: {small}pt; font-weight: bold;
             text-align: center; line-height: 1.05; padding: .8mm 1mm 0; box-sizing: border-box; overflow: hidden }}
    .word {{ position: absolute; left: 0; top: 8.5mm; bottom: 0; width: 14mm; border-right: .3mm solid #b3131b;
             font-size: 13pt; font-weight: bold; text-align: center; padding-top: 9mm; box-sizing: border-box }}
    .lines {{ position: absolute; left: 15.5mm; right: 1mm; top: 9.4mm; font-size: 9pt; line-height: 5mm }}
    .lines p {{ margin: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }} b {{ font-size: 10.5pt }}
    .small {{ font-size: 7.5pt }}
    """
    lines = (
        f"<p>Số: <b>{stamp.number}</b></p><p>Ngày: <b>{stamp.day:%d/%m/%Y}</b></p>"
        f"<p class='small'>Chuyển: {escape(stamp.transferred[:30]) or '……………………'}</p>"
        f"<p class='small'>Số và ký hiệu HS: {escape(stamp.dossier_symbol[:16]) or '………'}</p>"
    )
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><style>{css}</style></head><body>"
        f"<div class='stamp'><div class='name'>{escape(name)}</div><div class='word'>ĐẾN</div>"
        f"<div class='lines'>{lines}</div></div></body></html>"
    )
