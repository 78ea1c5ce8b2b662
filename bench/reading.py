"""Reading a document: the work after start-up against its budgets, and how it grows with the number of pages."""

import itertools
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import Row, milliseconds
from documents.reading import read_path, read_text

BASE = Path(__file__).resolve().parent.parent
BUDGET = 50.0
BUDGET_20_PAGES = 200.0
PAGE = 2500  # letters of a full page
LONG = (100, 500)


def measure() -> Iterator[Row]:
    """One row a document (those of ../shared where they are, else the demonstration's own), then one a length."""
    seeds = sorted((BASE.parent / "shared" / "seeds").glob("*.txt"))
    for path in seeds or sorted((BASE / "reports" / "demo" / "papers").glob("*.txt")):
        yield Row(f"read {path.stem}", milliseconds(partial(read_path, path)), BUDGET, "ms", "budget")
    twenty = work_of(20)
    yield Row("read 20 pages (work)", twenty, BUDGET_20_PAGES, "ms", "budget")
    for pages in LONG:
        yield Row(f"read {pages} pages, a page", work_of(pages) / pages, twenty / 20, "ms", "a page of 20")


def work_of(pages: int) -> float:
    """Return the milliseconds of work, not of waiting, that a plan of so many pages takes: the least of three."""
    read_text(plan_of(2))
    return min(_worked(plan_of(pages, turn=turn)) for turn in range(3))


def _worked(text: str) -> float:
    started = time.process_time()
    read_text(text)
    return (time.process_time() - started) * 1000


def plan_of(pages: int, *, turn: int = 0) -> str:
    """Return a plan of so many pages whose sections hand out work; no two paragraphs are alike, in no two turns."""
    agencies = (
        "Sở Tài chính",
        "Phòng Kinh tế",
        "UBND các xã, phường",
        "Liên minh Hợp tác xã tỉnh",
        "Hội Nông dân tỉnh",
    )
    sections: list[str] = []
    length = 0
    for number in itertools.count(1):
        if length >= pages * PAGE:
            break
        sections.append(_section(number, agencies[number % len(agencies)], f"{turn}{number}"))
        length += len(sections[-1])
    return _HEAD + "".join(sections) + _TAIL


def _section(number: int, agency: str, unlike: str) -> str:
    return (
        f"{number % 90 + 1}. {agency}\n"
        f"- Chủ trì, phối hợp với các cơ quan liên quan rà soát hoạt động của {unlike} hợp tác xã, tổ hợp tác trên địa "
        f"bàn; tổng hợp khó khăn, vướng mắc, báo cáo trước ngày {number % 28 + 1}/{number % 12 + 1}/2026.\n"
        f"- Hướng dẫn thủ tục hỗ trợ theo Kế hoạch số {unlike}/KH-UBND ngày 05/01/2026 của UBND tỉnh, bảo đảm đúng đối "
        "tượng, đúng định mức, công khai, minh bạch, không để phát sinh khiếu nại.\n"
        "Việc triển khai phải gắn với chương trình mục tiêu quốc gia, phát huy vai trò của thành viên, người lao động "
        f"và cộng đồng dân cư; ưu tiên {unlike} mô hình đã được công nhận.\n"
    )


_HEAD = """ỦY BAN NHÂN DÂN                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN HÒA                                  Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND                           An Hòa, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Phát triển kinh tế tập thể năm 2026

Căn cứ Luật Hợp tác xã số 17/2023/QH15;

"""
_TAIL = """
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Văn An
"""
