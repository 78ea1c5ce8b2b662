"""The slip for handling an incoming document (phiếu giải quyết văn bản đến, Annex IV), for print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from html import escape

from documents.official.drawing.style import FONT_STACK


@dataclass(frozen=True)
class Part:
    """One part of the slip: who wrote what, when, for whom until when."""

    opinion: str
    by: str
    at: dt.datetime
    parties: list[tuple[str, str, dt.date | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Slip:
    """What the slip says."""

    parent_body: str
    organization: str
    title: str
    day: dt.date | None
    author: str
    subject: str
    number: int
    arrived_on: dt.date
    parts: dict[str, list[Part]]


_HEADS = [
    ("office", "Ý kiến của lãnh đạo cơ quan, tổ chức"),
    ("unit", "Ý kiến của lãnh đạo đơn vị"),
    ("handler", "Ý kiến đề xuất của người giải quyết"),
]


def slip_html(slip: Slip) -> str:
    """Return the page that is printed; every text is escaped."""
    fonts = ", ".join(f'"{name}"' for name in FONT_STACK) + ", serif"
    css = f"""
    @page {{ size: A4; margin: 20mm 15mm 20mm 30mm }}
    body {{ margin: 0; font: 13pt/1.35 {fonts} }} p {{ margin: 0 0 1.5mm }}
    .head {{ display: flex; text-align: center }} .head div {{ flex: 1 }} .head .motto {{ flex: 1.35 }}
    .head b {{ display: block }} h1 {{ font-size: 14pt; text-align: center; margin: 9mm 0 5mm }}
    .box {{ border: .6pt solid #000; padding: 2.5mm 3.5mm; min-height: 34mm }} .box + .box {{ border-top: 0 }}
    .box h2 {{ font-size: 13pt; margin: 0 0 1.5mm }} .by {{ font-style: italic; text-align: right }}
    hr {{ width: 34mm; border: 0; border-top: .75pt solid #000; margin: 1mm auto }} .small {{ font-size: 12pt }}
    """
    day = f" ngày {slip.day:%d/%m/%Y}" if slip.day else ""
    head = (
        f"<div class='head small'><div>{escape(slip.parent_body.upper())}<b>{escape(slip.organization.upper())}</b><hr>"
        "</div><div class='motto'><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><b>Độc lập - Tự do - Hạnh phúc</b><hr>"
        "</div></div>"
    )
    about = (
        f"<p>{escape(slip.title)}{day} của {escape(slip.author)}</p><p>Về việc: {escape(slip.subject)}</p>"
        f"<p>Số đến: {slip.number}, ngày đến: {slip.arrived_on:%d/%m/%Y}</p>"
    )
    boxes = "".join(_box(head, slip.parts.get(step, [])) for step, head in _HEADS)
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Phiếu giải quyết văn bản đến số "
        f"{slip.number}</title><style>{css}</style></head><body>{head}<h1>PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN</h1>{about}"
        f"{boxes}</body></html>"
    )


def _box(head: str, parts: list[Part]) -> str:
    inner = "".join(_part(part) for part in parts)
    return f"<div class='box'><h2>{head}</h2>{inner}</div>"


def _part(part: Part) -> str:
    lines = "".join(
        f"<p>- {escape(word)}: {escape(name)}{f', thời hạn {due:%d/%m/%Y}' if due else ''}</p>"
        for word, name, due in part.parties
    )
    words = f"<p>{escape(part.opinion)}</p>" if part.opinion else ""
    return f"{words}{lines}<p class='by'>{escape(part.by)}, ngày {part.at:%d/%m/%Y}</p>"


def slip_pdf(slip: Slip) -> bytes:
    """Return the slip as PDF."""
    import weasyprint

    from .stamp import _refuse

    data: bytes = weasyprint.HTML(string=slip_html(slip), url_fetcher=_refuse).write_pdf(pdf_variant="pdf/a-2a")
    return data
