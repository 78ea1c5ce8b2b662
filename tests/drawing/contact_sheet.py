"""`python -m tests.drawing.contact_sheet FOLDER`: the pages of every kind and form, drawn small on a few sheets.

`make contact-sheet` writes them under docs/pictures/forms, to be looked at after every change of the drawing.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from documents.official import drawing
from documents.official.kinds import KINDS
from documents.official.pictures import pictures
from documents.official.tree import Node, OfficialDocument, Signature, Slip

from .helpers import SAMPLE_NAMES, load

DOTS_PER_INCH = 56
COLUMNS, ROWS = 6, 3
GAP, CAPTION = 12, 22


def forms() -> Iterator[tuple[str, bytes]]:
    """Every kind in the order of the decree, then the forms that a kind may take: name and PDF."""
    order = list(KINDS)
    for name in sorted(SAMPLE_NAMES, key=lambda name: (order.index(load(name).kind or ""), name)):
        document = load(name)
        yield f"{KINDS[document.kind or ''].name} ({name})", drawing.render_pdf(document)
    yield from _appendices()
    yield from _copies()
    yield from _marked()


def _appendices() -> Iterator[tuple[str, bytes]]:
    document = load("ttr-phu-luc")
    signed = datetime.datetime(2026, 5, 12, 9, 30, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
    paper = drawing.with_notes(document, electronic=False)
    yield "Phụ lục văn bản giấy (mẫu 2.1)", drawing.render_pdf(paper, only=2)
    marks = drawing.Marks(corner=drawing.file_corner(document, signed))
    electronic = drawing.with_notes(document, electronic=True)
    yield "Phụ lục điện tử, tệp riêng (mẫu 2.2)", drawing.render_pdf(electronic, only=1, marks=marks)


def _copies() -> Iterator[tuple[str, bytes]]:
    issuer = "ỦY BAN NHÂN DÂN XÃ TÂN THỊNH"
    for kind, source in (("SY", load("gnp")), ("SL", load("tcg")), ("TrS", drawing.excerpt(load("qd-chu-tich"), [5]))):
        stamp = drawing.CopyStamp(
            kind,
            issuer,
            number="12",
            symbol=f"{kind}-UBND",
            place="Tân Thịnh",
            date="2026-08-05",
            signature=Signature(["TL. CHỦ TỊCH"], "CHÁNH VĂN PHÒNG", "Mai Thị Thu"),
            recipients=["Phòng Kinh tế", "Lưu: VT"],
        )
        yield f"Bản sao {kind} (mẫu 3.1)", drawing.render_pdf(source, copy=stamp)
    moment = datetime.datetime(2026, 8, 5, 14, 2, 11, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
    corner = drawing.copy_corner("SY", issuer, moment)
    yield "Bản sao điện tử (mẫu 3.2)", drawing.render_pdf(load("gnp"), marks=drawing.Marks(corner=corner))


def _marked() -> Iterator[tuple[str, bytes]]:
    check = drawing.Verification(
        "https://vanban.anlac.gov.vn/xac-minh/7KQ2-MX4P-9T",
        ("Mã tra cứu: 7KQ2-MX4P-9T", "Quét mã QR hoặc vào vanban.anlac.gov.vn/xac-minh để kiểm tra văn bản"),
    )
    address = "Địa chỉ: thôn Trung, xã Đông Hòa, tỉnh An Lạc; Điện thoại: 0204.3999.888; E-mail: vanthu@donghoa.gov.vn"
    marks = drawing.Marks("LƯU HÀNH NỘI BỘ", "PKT.(60)", address, verification=check)
    yield "Ô 11, 12, 13 và mã QR", drawing.render_pdf(load("cv-xa"), marks=marks)
    yield "Dự thảo", drawing.render_pdf(load("cv-xa"), draft=True)
    yield "Phiếu trình", drawing.render_pdf(_with_slip())
    yield "Bảng ngang", drawing.render_pdf(_wide())


def _with_slip() -> OfficialDocument:
    document = load("tb-phong")
    document.slip = Slip(
        "Trần Đức Khôi",
        "Lê Minh Tú",
        "2026-02-01",
        "Thông báo tham gia phiên chợ nông sản",
        "Kính trình đồng chí xem xét, ký ban hành",
    )
    return document


def _wide() -> OfficialDocument:
    document = load("ctr-tinh")
    head = ["TT", "Nội dung", *[f"Tháng {month}" for month in range(1, 13)], "Cả năm"]
    rows = [[str(n), f"Hợp tác xã nông nghiệp số {n}", *["1.250.000"] * 12, "15.000.000"] for n in range(1, 9)]
    document.body[-2] = Node("heading", "II", "KẾ HOẠCH VỐN", children=[Node("table", rows=[head, *rows])])
    return document


def tiles() -> Iterator[tuple[str, Any]]:
    """Every page of every form as a small picture with its caption."""
    for name, data in forms():
        made = pictures(data, dots=DOTS_PER_INCH)
        for number, picture in enumerate(made, 1):
            yield name if len(made) == 1 else f"{name}, trang {number}", picture


def sheets() -> Iterator[Any]:
    """The pictures side by side, `COLUMNS` × `ROWS` a sheet."""
    made = list(tiles())
    for start in range(0, len(made), COLUMNS * ROWS):
        yield _sheet(made[start : start + COLUMNS * ROWS])


def _sheet(made: list[tuple[str, Any]]) -> Any:
    from PIL import Image, ImageDraw, ImageFont

    wide, high = round(210 / 25.4 * DOTS_PER_INCH), round(297 / 25.4 * DOTS_PER_INCH)
    lines = -(-len(made) // COLUMNS)
    size = (COLUMNS * (wide + GAP) + GAP, lines * (high + CAPTION + GAP) + GAP)
    sheet = Image.new("RGB", size, "#d8d8d8")
    pen, face = ImageDraw.Draw(sheet), ImageFont.truetype("LiberationSerif-Bold.ttf", 13)
    for i, (caption, picture) in enumerate(made):
        left, top = GAP + i % COLUMNS * (wide + GAP), GAP + i // COLUMNS * (high + CAPTION + GAP)
        if picture.width > wide:
            picture = picture.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS)
        pen.text((left, top), caption, fill="black", font=face)
        sheet.paste(picture, (left, top + CAPTION))
    return sheet.quantize(palette=_palette(), dither=Image.Dither.NONE)


def _palette() -> Any:
    """Greys and the reds of the stamps: nothing else is printed."""
    from PIL import Image

    greys = [(level, level, level) for level in range(0, 256, 17)]
    reds = [(255, level, level) for level in range(0, 255, 17)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in greys + reds for part in colour])
    return palette


def main(folder: Path) -> None:
    """Write the sheets anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("sheet-*.png"):
        old.unlink()
    for number, sheet in enumerate(sheets(), 1):
        sheet.save(folder / f"sheet-{number}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
