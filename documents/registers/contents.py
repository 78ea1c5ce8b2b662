"""The list of the documents in a dossier (mục lục văn bản trong hồ sơ, Decree 30/2020, Annex V), for print."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from documents.official.drawing.style import FONT_STACK

from .columns import Column, Register, Row
from .printing import ASSETS, refuse, table_html
from .sheets import sheet_of

CONTENTS = Register(
    "muc-luc",
    "Mục lục văn bản trong hồ sơ",
    (
        Column("STT", 10, centred=True),
        Column("Số, ký hiệu văn bản", 27),
        Column("Ngày tháng văn bản", 22, centred=True),
        Column("Tên loại và trích yếu nội dung văn bản", 53),
        Column("Tác giả văn bản", 27),
        Column("Tờ/trang số", 15, centred=True),
        Column("Ghi chú", 16),
    ),
    numbered=False,
)


@dataclass(frozen=True)
class Contents:
    """What the list says: whose dossier it is, its code, title and retention, and a row a document."""

    parent_body: str
    organization: str
    code: str
    title: str
    retention: str
    rows: list[Row] = field(default_factory=list)

    @property
    def about(self) -> list[tuple[str, str]]:
        """The lines above the table."""
        return [
            ("Số và ký hiệu hồ sơ", self.code),
            ("Tiêu đề hồ sơ", self.title),
            ("Thời hạn bảo quản", self.retention),
        ]


def contents_html(contents: Contents, *, below: str = "", alone: bool = True) -> str:
    """Return the whole page that is printed; every text is escaped.

    `below` is HTML that stands under the table; pages that are not `alone` are numbered by what holds them.
    """
    fonts = ", ".join(f'"{name}"' for name in FONT_STACK) + ", serif"
    css = (ASSETS / "contents.css").read_text("utf-8").replace("$font", fonts)
    css += "" if alone else "@page { @bottom-center { content: none } }"
    parent = f"<p class='parent'>{escape(contents.parent_body.upper())}</p>" if contents.parent_body else ""
    about = "".join(f"<p>{escape(name)}: <b>{escape(value)}</b></p>" for name, value in contents.about)
    total = f"Mục lục này có {len(contents.rows)} văn bản." if contents.rows else "Hồ sơ chưa có văn bản nào."
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(CONTENTS.title)} "
        f"{escape(contents.code)}</title><style>{css}</style></head><body>"
        f"<div class='issuer'>{parent}<p class='body'>{escape(contents.organization.upper())}</p><hr></div>"
        f"<h1>{escape(CONTENTS.title.upper())}</h1><div class='about'>{about}</div>"
        f"{table_html(CONTENTS, contents.rows)}<p class='total'>{total}</p>{below}</body></html>"
    )


def contents_pdf(contents: Contents, *, below: str = "", alone: bool = True) -> bytes:
    """Return the list as PDF/A, tagged; without page numbers of its own where it is not `alone`."""
    import weasyprint

    html = contents_html(contents, below=below, alone=alone)
    kept: dict[str, Any] = {"pdf_variant": "pdf/a-2a", "pdf_tags": True} if alone else {}
    data: bytes = weasyprint.HTML(string=html, url_fetcher=refuse).write_pdf(**kept)
    return data


def contents_xlsx(contents: Contents) -> bytes:
    """Return the list as a sheet."""
    about = [f"{name}: {value}" for name, value in contents.about]
    head = [(contents.organization.upper(), 12), (CONTENTS.title.upper(), 14)]
    return sheet_of(CONTENTS, head, about, contents.rows, upright=True)
