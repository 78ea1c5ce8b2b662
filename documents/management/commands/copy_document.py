"""`manage.py copy_document FILE.pdf|TREE.json --kind SY --issuer "…" --output OUT.pdf`: a copy, no database."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.official import drawing
from documents.official.kinds import COPIES
from documents.official.tree import Signature, TreeFormatError, from_json


class Command(BaseCommand):
    help = "Lập bản sao y, sao lục hoặc trích sao của một tệp PDF hay cây văn bản (Nghị định 30/2020/NĐ-CP, Điều 25)."
    requires_system_checks: tuple[str, ...] = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE", help="tệp PDF, hoặc cây văn bản .json (bắt buộc khi trích sao)")
        parser.add_argument("--output", required=True, help="tệp PDF kết quả")
        parser.add_argument("--kind", choices=sorted(COPIES), default="SY", help="SY sao y, SL sao lục, TrS trích sao")
        parser.add_argument("--issuer", required=True, help="tên cơ quan sao")
        parser.add_argument("--parent", default="", help="cơ quan chủ quản, nếu có")
        parser.add_argument("--number", default="", help="số bản sao; bỏ trống thì chừa chỗ")
        parser.add_argument("--symbol", default="", help="ký hiệu, ví dụ SY-UBND")
        parser.add_argument("--place", default="", help="địa danh")
        parser.add_argument("--date", type=_day, help="ngày sao, dạng 2026-08-05")
        parser.add_argument("--authority", action="append", default=[], help="dòng quyền hạn, ví dụ “KT. CHỦ TỊCH”")
        parser.add_argument("--title", default="", help="chức vụ người ký")
        parser.add_argument("--signer", default="", help="họ tên người ký")
        parser.add_argument("--recipient", action="append", default=[], help="một nơi nhận; ghi nhiều lần được")
        parser.add_argument("--piece", action="append", type=int, default=[], help="phần được trích, đếm từ 1")
        parser.add_argument(
            "--electronic", action="store_true", help="bản sao điện tử: chữ ở góc trên thay cho khối sao"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw the copy and write it; CommandError (exit 1, message to stderr) for anything wrong."""
        try:
            data = Path(options["source"]).read_bytes()
            content = _copied(data, options)
            Path(options["output"]).write_bytes(content)
        except OSError as error:
            raise CommandError(f"Không đọc hoặc ghi được tệp: {error.filename}: {error.strerror}.") from error
        except IndexError as error:
            raise CommandError("Văn bản không có phần thứ đó để trích; đếm các phần nội dung từ 1.") from error
        except (ValueError, TreeFormatError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã ghi {options['output']} ({len(content)} byte).")


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("ngày viết dạng 2026-08-05") from None


def _copied(data: bytes, options: dict[str, Any]) -> bytes:
    kind = options["kind"]
    corner = drawing.copy_corner(kind, options["issuer"], dt.datetime.now(dt.UTC)) if options["electronic"] else None
    stamp = None if corner else _stamp(options)
    if b"%PDF-" in data[:1024]:
        if kind == "TrS":
            raise ValueError("Trích sao cần cây văn bản (.json); hãy đọc tệp bằng read_document trước.")
        return drawing.copy_of_file(data, stamp=stamp, corner=corner)
    tree = from_json(data.decode("utf-8-sig", "replace"))
    if kind == "TrS":
        if not options["piece"] or min(options["piece"]) < 1:
            raise ValueError("Hãy ghi --piece: phần nội dung được trích, đếm từ 1.")
        tree = drawing.excerpt(tree, [piece - 1 for piece in options["piece"]])
    return drawing.render_pdf(tree, copy=stamp, marks=drawing.Marks(corner=corner))


def _stamp(options: dict[str, Any]) -> drawing.CopyStamp:
    signature = Signature(options["authority"], options["title"] or None, options["signer"] or None)
    return drawing.CopyStamp(
        options["kind"], options["issuer"], options["parent"] or None, number=options["number"] or None,
        symbol=options["symbol"] or None, place=options["place"] or None, date=options["date"],
        signature=signature, recipients=options["recipient"] or ["Lưu: VT"],
    )  # fmt: skip
