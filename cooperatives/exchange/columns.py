"""The columns of the registry's Excel sheet: what they are called, how they are recognised, what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cooperatives.models import Cooperative, ExtraField, ExtraType
from coopportal.text import fold

Type = Literal["id", "version", "text", "code", "phone", "email", "count", "money", "area", "date", "choice", "yes_no",
               "unit", "old_place"]  # fmt: skip

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORDS = re.compile(r"[^\W_]+")
EXTRA_PREFIX = "extra."
_EXTRA_TYPES: dict[str, Type] = {
    ExtraType.TEXT: "text", ExtraType.NUMBER: "count", ExtraType.MONEY: "money", ExtraType.DATE: "date",
    ExtraType.CHOICE: "choice", ExtraType.YES_NO: "yes_no",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: `name` is the field (`extra.…` for a province's own), `known_as` are other headings that mean it."""

    name: str
    label: str
    type: Type
    known_as: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    width: int = 16

    @property
    def is_extra(self) -> bool:
        """Tell whether a province added it."""
        return self.name.startswith(EXTRA_PREFIX)


def _column(name: str, type_: Type, *known_as: str, label: str = "", width: int = 16) -> Column:
    field = Cooperative._meta.get_field(name)
    words = label or str(field.verbose_name)  # type: ignore[union-attr]
    choices = tuple(field.choices or ()) if type_ == "choice" else ()  # type: ignore[union-attr]
    return Column(name, words[:1].upper() + words[1:], type_, known_as, choices, width)


# Headings people use beside our own, folded by `bare`; the shortest that still means only one thing.
COLUMNS: tuple[Column, ...] = (
    Column("id", "Mã hồ sơ", "id", ("ma ho so tren cong", "id")),
    Column("version", "Phiên bản", "version", ("phien ban ho so",)),
    _column("kind", "choice", "loai hinh to chuc", "loai hinh htx", "hinh thuc"),
    _column("name", "text", "ten htx", "ten hop tac xa", "ten don vi", "ten to chuc", "ten hop tac xa to hop tac",
            "ten tht", "ten htx tht", "hop tac xa", "don vi", "ten day du", "ho va ten htx", label="tên", width=42),
    _column("short_name", "text", "ten tat", "ten goi tat"),
    _column("foreign_name", "text", "ten tieng anh", "ten nuoc ngoai"),
    _column("code", "code", "ma so", "ma so thue", "mst", "ma so htx", "ma so doanh nghiep", "ma htx", "ma dkkd"),
    _column("unit", "unit", "xa phuong", "xa", "phuong", "dia ban", "xa phuong thi tran", "don vi hanh chinh",
            "ten xa", "dia phuong", label="xã, phường", width=24),
    Column("old_district", "Huyện (cũ)", "old_place", ("huyen", "quan huyen", "huyen thi xa thanh pho", "huyen quan",
           "quan", "huyen thi xa", "thanh pho thi xa huyen", "quan huyen thi xa", "cap huyen")),
    Column("old_province", "Tỉnh (cũ)", "old_place", ("tinh", "tinh thanh pho", "tinh tp", "tinh thanh", "cap tinh")),
    _column("address", "text", "dia chi", "tru so", "dia chi tru so", "noi dat tru so", width=36),
    _column("phone", "phone", "so dien thoai", "sdt", "dt", "dien thoai htx", "dien thoai lien he"),
    _column("email", "email", "email", "dia chi email", "mail"),
    _column("field", "choice", "linh vuc", "linh vuc hoat dong", "nganh linh vuc", "loai linh vuc", label="lĩnh vực"),
    _column("sectors", "text", "nganh nghe", "nganh nghe kinh doanh", "nganh nghe san xuat kinh doanh", width=36),
    _column("charter_capital", "money", "von dieu le", "von dang ky", "von gop"),
    _column("total_capital", "money", "tong nguon von", "tong von", "tong von hoat dong", "von hoat dong"),
    _column("assets_value", "money", "tong gia tri tai san", "tong tai san", "gia tri tai san", "tai san"),
    _column("debt", "money", "no phai tra", "tong no", "cong no"),
    _column("debt_state", "money", "no nha nuoc", "no ngan sach"),
    _column("debt_bank", "money", "no ngan hang", "no vay ngan hang"),
    _column("debt_economic", "money", "no to chuc kinh te khac", "no doanh nghiep"),
    _column("debt_members", "money", "no thanh vien", "no xa vien"),
    _column("owed_by_members", "money", "thanh vien no htx", "thanh vien no hop tac xa", "xa vien no"),
    _column("land_area", "area", "dien tich dat", "dien tich", "dat su dung", "dat", "dat dai", "tong dien tich dat"),
    _column("governance", "choice", "mo hinh quan tri", "to chuc quan tri"),
    _column("last_meeting_on", "date", "ngay dai hoi", "dai hoi thanh vien", "dai hoi gan nhat"),
    _column("charter_adapted_on", "date", "ngay sua dieu le"),
    _column("representative_name", "text", "nguoi dai dien", "giam doc", "chu tich hdqt", "ho ten giam doc",
            "nguoi dai dien phap luat", "ho va ten nguoi dai dien", "ten giam doc", "to truong", "dai dien", width=26),
    _column("representative_title", "text", "chuc vu", "chuc danh nguoi dai dien"),
    _column("representative_phone", "phone", "so dien thoai nguoi dai dien", "dien thoai giam doc", "sdt giam doc",
            "sdt nguoi dai dien", "dien thoai nguoi dai dien"),
    _column("representative_address", "text", "dia chi nguoi dai dien", "dia chi lien lac nguoi dai dien", width=30),
    _column("representative_nationality", "text", "quoc tich nguoi dai dien"),
    _column("certificate_number", "text", "so gcn", "so giay chung nhan", "giay chung nhan dang ky", "so dkkd"),
    _column("certificate_on", "date", "ngay cap", "ngay cap gcn", "ngay cap giay chung nhan", "ngay dang ky"),
    _column("certificate_by", "text", "noi cap", "co quan cap gcn", "noi cap gcn", width=30),
    _column("certificate_changes", "count", "lan thay doi", "thay doi lan thu", "dang ky thay doi lan"),
    _column("certificate_changed_on", "date", "ngay thay doi", "ngay cap thay doi", "ngay dang ky thay doi"),
    _column("contract_on", "date", "ngay hop dong hop tac", "ngay hop dong"),
    _column("contract_until", "date", "thoi han hop dong", "thoi han hop tac"),
    _column("banking_license", "text", "giay phep nhnn", "giay phep ngan hang nha nuoc"),
    _column("founded_on", "date", "ngay thanh lap", "thoi gian thanh lap", "nam thanh lap"),
    _column("official_members", "count", "so thanh vien", "thanh vien", "tong so thanh vien", "so xa vien",
            "so thanh vien chinh thuc", "tong thanh vien", "so tv", "tv", "tong so tv", "so xv"),
    _column("capital_associates", "count", "thanh vien lien ket gop von", "tv lien ket gop von"),
    _column("other_associates", "count", "thanh vien lien ket khong gop von", "tv lien ket khong gop von"),
    _column("labourers", "count", "so lao dong", "lao dong", "lao dong thuong xuyen", "tong so lao dong"),
    _column("status", "choice", "tinh trang", "trang thai hoat dong", "tinh trang hoat dong", "hien trang", width=24),
    _column("is_weak", "yes_no", "yeu kem", "htx yeu kem"),
    _column("is_untransformed", "yes_no", "chua chuyen doi", "chua to chuc lai"),
    _column("in_value_chain", "yes_no", "chuoi gia tri", "tham gia chuoi"),
    _column("uses_high_tech", "yes_no", "cong nghe cao"),
    _column("has_traceability", "yes_no", "truy xuat nguon goc"),
    _column("sells_online", "yes_no", "san thuong mai dien tu", "ban hang online"),
    _column("note", "text", "ghi chu", "ghi chu khac", width=30),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
# What a foreign sheet must have at the least: who it is.
NEEDED = ("name",)
# What tells the old district and province apart from others; read, never written into a sheet of our own.
OLD_PLACES = ("old_district", "old_province")


def columns_for(extra: list[ExtraField]) -> list[Column]:
    """Return the columns with those of a province after them."""
    own = [
        Column(
            f"{EXTRA_PREFIX}{row.key}", row.label, _EXTRA_TYPES[row.type], (), tuple((c, c) for c in row.choices), 20
        )
        for row in extra
    ]
    return [*COLUMNS, *own]


def bare(heading: str) -> str:
    """Return a heading as it is compared: no marks, no case, no brackets, words parted by one space."""
    return " ".join(_WORDS.findall(_BRACKETS.sub(" ", fold(heading))))


def headings_of(columns: list[Column]) -> dict[str, str]:
    """Return the column's name for each heading that means it; our own labels win."""
    known = {bare(words): column.name for column in columns for words in column.known_as}
    return known | {bare(column.label): column.name for column in columns}
