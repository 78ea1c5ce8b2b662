"""The sections of a sheet: which rows each holds, how they are shown, and under which tab.

One description a section; pages, forms and addresses are made from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cooperatives.models import (
    Asset,
    Branch,
    JournalEntry,
    LandParcel,
    Member,
    MemberBody,
    Officer,
    RegisteredSector,
    SettlementItem,
    Support,
)
from cooperatives.models.rows import SheetRow
from cooperatives.showing import document_words, shown
from coopportal.display import number

Cell = str | Callable[[Any], str]


@dataclass(frozen=True)
class Column:
    """One column: its head, and the field or function that gives the words."""

    label: str
    value: Cell
    is_number: bool = False

    def words(self, row: SheetRow) -> str:
        return self.value(row) if callable(self.value) else shown(row, self.value)


@dataclass(frozen=True)
class Section:
    """Rows of one kind; `slug` stands in addresses, `add` on the button."""

    slug: str
    tab: str
    title: str
    add: str
    model: type[SheetRow]
    columns: tuple[Column, ...]
    empty: str
    related: tuple[str, ...] = ()
    most: int = 100
    prefetch: tuple[str, ...] = ()


def _span(first: str, last: str) -> Callable[[Any], str]:
    def words(row: Any) -> str:
        return " – ".join(part for part in (shown(row, first), shown(row, last)) if part)

    return words


def _paper(row: Any) -> str:
    return document_words(row.document) if row.document else row.document_words


def _sector(row: RegisteredSector) -> str:
    ended = row.sector.ended_words
    return f"{row.sector} ({ended})" if ended else str(row.sector)


def _member(row: Member) -> str:
    """The name, and what it is in law where it is no person."""
    body = "" if row.body == MemberBody.PERSON else f" ({shown(row, 'body').lower()})"
    return f"{row.name}{body}"


def _share(row: Member) -> str:
    return f"{number(row.share, 1)}%" if row.share is not None else ""


def _contribution(row: Member) -> str:
    return ": ".join(part for part in (shown(row, "contribution"), row.contribution_words) if part)


def _papers(row: JournalEntry) -> str:
    return ", ".join(paper.title for paper in row.files.all())


def _settled(row: SettlementItem) -> str:
    return f"xong {shown(row, 'settled_on')}" if row.settled_on else "chưa xong"


SECTIONS: tuple[Section, ...] = (
    Section(
        "bo-may", "nguoi", "Quản lý, điều hành", "Thêm người", Officer, (
            Column("Họ và tên", "name"), Column("Chức danh", "position"), Column("Trình độ", "training"),
            Column("Chuyên ngành", "profession"), Column("Năm sinh", "birth_year"), Column("Điện thoại", "phone"),
            Column("Nhiệm kỳ", _span("since", "until")),
        ),
        "Chưa ghi Hội đồng quản trị, Giám đốc, Ban kiểm soát, kế toán.",
    ),
    Section(
        "thanh-vien", "nguoi", "Sổ thành viên", "Thêm thành viên", Member, (
            Column("Thành viên", _member), Column("Loại", "kind"),
            Column("Số định danh", "identity"), Column("Vốn góp", "capital", True), Column("Tỷ lệ", _share, True),
            Column("Hình thức góp", _contribution), Column("Thời gian", _span("joined_on", "left_on")),
        ),
        "Chưa ghi sổ thành viên; số thành viên ở trang đầu vẫn dùng được.",
    ),
    Section(
        "nganh-nghe", "nguoi", "Ngành, nghề đăng ký (cấp 4)", "Thêm ngành", RegisteredSector, (
            Column("Ngành", _sector), Column("Chi tiết", "detail"), Column("Ngành chính", "is_main"),
        ),
        "Chưa ghi ngành cấp 4 theo Hệ thống ngành kinh tế Việt Nam.", ("sector__edition",),
    ),
    Section(
        "chi-nhanh", "nguoi", "Chi nhánh, văn phòng, địa điểm kinh doanh", "Thêm đơn vị phụ thuộc", Branch,
        (
            Column("Loại", "kind"), Column("Tên", "name"), Column("Mã số", "code"), Column("Địa chỉ", "address"),
            Column("Người đứng đầu", "head"), Column("Thời gian", _span("opened_on", "closed_on")),
        ),
        "Chưa có đơn vị phụ thuộc nào.",
    ),
    Section(
        "dat-dai", "tai-san", "Đất đai", "Thêm thửa đất", LandParcel, (
            Column("Mục đích", "use"), Column("Hình thức", "right"), Column("Diện tích (m²)", "area", True),
            Column("Vị trí", "place"), Column("Giấy chứng nhận", "certificate"), Column("Đến ngày", "until"),
        ),
        "Chưa ghi thửa đất nào.",
    ),
    Section(
        "tai-san", "tai-san", "Tài sản", "Thêm tài sản", Asset, (
            Column("Tên", "name"), Column("Loại", "kind"), Column("Nguồn hình thành", "origin"),
            Column("Số lượng", "quantity", True), Column("Giá trị còn lại", "value", True), Column("Từ năm", "year"),
        ),
        "Chưa ghi tài sản nào.",
    ),
    Section(
        "phai-giai-quyet", "tai-san", "Việc phải giải quyết", "Thêm việc", SettlementItem, (
            Column("Việc", "title"), Column("Loại", "kind"), Column("Số tiền", "amount", True),
            Column("Hạn", "due_on"), Column("Kết quả", _settled), Column("Ghi chú kết quả", "result"),
        ),
        "Chưa có việc nào phải giải quyết; ghi nợ, tài sản, đất đai tồn đọng của đơn vị yếu kém ở đây.",
    ),
    Section(
        "ho-tro", "ho-tro", "Hỗ trợ đã nhận", "Thêm hỗ trợ", Support, (
            Column("Ngày", "on"), Column("Nội dung", "content"), Column("Chính sách", "policy"),
            Column("Nguồn", "source"), Column("Số tiền", "amount", True), Column("Cơ quan", "given_by"),
            Column("Văn bản", _paper),
        ),
        "Chưa ghi hỗ trợ nào của Nhà nước hay tổ chức khác.", ("document",),
    ),
    Section(
        "nhat-ky", "nhat-ky", "Nhật ký thăm, làm việc, hỗ trợ", "Ghi nhật ký", JournalEntry, (
            Column("Ngày", "on"), Column("Việc", "kind"), Column("Tóm tắt", "title"), Column("Nội dung", "text"),
            Column("Thành phần", "people"), Column("Người ghi", "by"), Column("Tệp", _papers),
        ),
        "Chưa ghi lần thăm, làm việc nào.", ("by__user", "difficulty"), prefetch=("files",),
    ),
)  # fmt: skip
BY_SLUG = {section.slug: section for section in SECTIONS}
# The tabs of a sheet after the first one, in order, with what stands in the address.
TABS = (
    ("nguoi", "Thành viên, bộ máy"),
    ("tai-san", "Đất đai, tài sản"),
    ("ho-tro", "Hỗ trợ, giấy tờ"),
    ("so-lieu", "Số liệu, đánh giá"),
    ("nhat-ky", "Khó khăn, nhật ký"),
    ("lich-su", "Lịch sử"),
)
TITLES = dict(TABS)


def sections_of(tab: str) -> list[Section]:
    """Return the sections that stand under a tab."""
    return [section for section in SECTIONS if section.tab == tab]
