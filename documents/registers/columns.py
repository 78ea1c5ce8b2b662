"""What each register prints, column by column, in the words and the order of Annex IV."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

Value = str | int | dt.date | None


@dataclass(frozen=True)
class Column:
    """A column: its head as the decree prints it, and its width on paper in millimetres."""

    head: str
    width: int
    centred: bool = False


@dataclass(frozen=True)
class Register:
    """A register: its address, its name, its columns; `numbered` where its cover says from which number to which."""

    slug: str
    title: str
    columns: tuple[Column, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Row:
    """A line: what stands in each column, where it leads on the screen, and what the clerk may do to it."""

    cells: tuple[Value, ...]
    url: str = ""
    acts: tuple[tuple[str, str], ...] = ()
    cancelled: bool = False
    link_at: int = 0

    def labelled(self, register: Register) -> list[Labelled]:
        """Return the cells with the heads of their columns, for the screen."""
        pairs = zip(register.columns, self.cells, strict=True)
        return [Labelled(c.head, text_of(v), bool(self.url) and n == self.link_at) for n, (c, v) in enumerate(pairs)]


@dataclass(frozen=True)
class Labelled:
    """A cell as a card shows it."""

    head: str
    text: str
    is_link: bool


@dataclass(frozen=True)
class Volume:
    """What the cover says: whose register, of which year, from which day and number to which, which volume."""

    parent_body: str
    organization: str
    year: int
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    first_number: int | None = None
    last_number: int | None = None
    volume: str = ""
    # Where the year began in paper books, one line a series of numbers.
    continues: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)


OUTGOING = Register(
    "di",
    "Sổ đăng ký văn bản đi",
    (
        Column("Số, ký hiệu văn bản", 25),
        Column("Ngày tháng văn bản", 20, centred=True),
        Column("Tên loại và trích yếu nội dung văn bản", 66),
        Column("Người ký", 25),
        Column("Nơi nhận văn bản", 45),
        Column("Đơn vị, người nhận bản lưu", 20),
        Column("Số lượng bản", 13, centred=True),
        Column("Ngày chuyển", 20, centred=True),
        Column("Ký nhận", 18),
        Column("Ghi chú", 17),
    ),
)
INCOMING = Register(
    "den",
    "Sổ đăng ký văn bản đến",
    (
        Column("Ngày đến", 20, centred=True),
        Column("Số đến", 13, centred=True),
        Column("Tác giả", 40),
        Column("Số, ký hiệu văn bản", 26),
        Column("Ngày tháng văn bản", 20, centred=True),
        Column("Tên loại và trích yếu nội dung văn bản", 61),
        Column("Đơn vị hoặc người nhận", 30),
        Column("Ngày chuyển", 20, centred=True),
        Column("Ký nhận", 23),
        Column("Ghi chú", 16),
    ),
)
HANDLING = Register(
    "giai-quyet",
    "Sổ theo dõi giải quyết văn bản đến",
    (
        Column("Số đến", 14, centred=True),
        Column("Tên loại, số và ký hiệu, ngày tháng, cơ quan ban hành văn bản", 90),
        Column("Đơn vị hoặc người nhận", 45),
        Column("Thời hạn giải quyết", 24, centred=True),
        Column("Tiến độ giải quyết", 36),
        Column("Số, ký hiệu văn bản trả lời", 34),
        Column("Ghi chú", 26),
    ),
    numbered=False,
)
POSTING = Register(
    "buu-dien",
    "Sổ gửi văn bản đi bưu điện",
    (
        Column("Ngày chuyển", 24, centred=True),
        Column("Số, ký hiệu văn bản", 42),
        Column("Nơi nhận văn bản", 88),
        Column("Số lượng bì", 20, centred=True),
        Column("Ký nhận và dấu bưu điện", 58),
        Column("Ghi chú", 37),
    ),
)
COPY_USE = Register(
    "ban-luu",
    "Sổ sử dụng bản lưu",
    (
        Column("Ngày tháng", 22, centred=True),
        Column("Họ tên người sử dụng", 36),
        Column("Số, ký hiệu ngày tháng văn bản", 34),
        Column("Tên loại và trích yếu nội dung văn bản", 62),
        Column("Số và ký hiệu HS", 22),
        Column("Ký nhận", 27),
        Column("Ngày trả", 21, centred=True),
        Column("Người cho phép sử dụng", 25),
        Column("Ghi chú", 20),
    ),
)
COPIES = Register(
    "sao",
    "Sổ đăng ký bản sao",
    (
        Column("Số, ký hiệu bản sao", 26),
        Column("Ngày sao", 20, centred=True),
        Column("Hình thức sao", 20, centred=True),
        Column("Văn bản được sao: số, ký hiệu, ngày tháng, cơ quan ban hành, trích yếu", 88),
        Column("Người ký bản sao", 42),
        Column("Nơi nhận", 45),
        Column("Số lượng bản", 14, centred=True),
        Column("Ghi chú", 14),
    ),
)
REGISTERS = {register.slug: register for register in (OUTGOING, INCOMING, HANDLING, POSTING, COPY_USE, COPIES)}


def text_of(value: Value) -> str:
    """Return a cell as it is printed."""
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
