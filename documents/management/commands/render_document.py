"""`manage.py render_document TREE.json --output OUT.pdf|OUT.docx|OUT.html [--draft]`: draw a tree, no database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coopportal.commands import reason_of
from documents.official import drawing
from documents.official.tree import OfficialDocument, TreeFormatError, from_json

ENDINGS = (".pdf", ".docx", ".html")


class Command(BaseCommand):
    help = "Vẽ cây văn bản (JSON) thành tệp PDF, Word hoặc HTML theo thể thức Nghị định 30/2020/NĐ-CP."
    requires_system_checks: tuple[str, ...] = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("tree", metavar="TREE.json", help="tệp JSON của cây văn bản")
        parser.add_argument("--output", required=True, help="tệp kết quả, đuôi .pdf, .docx hoặc .html")
        parser.add_argument("--draft", action="store_true", help="in chữ DỰ THẢO chìm dưới nội dung")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the tree, draw it, write the file; CommandError (exit 1, message to stderr) for anything wrong."""
        output = Path(options["output"])
        if output.suffix.lower() not in ENDINGS:
            known = ", ".join(ENDINGS)
            raise CommandError(f"Không biết đuôi tệp “{output.suffix}”. Hãy đặt tên tệp kết quả với đuôi {known}.")
        document = _read(Path(options["tree"]))
        content = _draw(document, output.suffix.lower(), draft=options["draft"])
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {output}: {reason_of(error)}. Hãy chọn thư mục khác.") from error
        self.stdout.write(f"Đã ghi {output} ({len(content)} byte).")


def _read(path: Path) -> OfficialDocument:
    try:
        return from_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {path}: {reason_of(error)}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"Tệp {path} không phải văn bản UTF-8. Hãy lưu lại tệp JSON với bảng mã UTF-8.") from error
    except TreeFormatError as error:
        raise CommandError(f"Tệp {path} không dùng được. {error}") from error
    except RecursionError as error:
        raise CommandError(f"Tệp {path} lồng quá nhiều cấp, không phải cây văn bản.") from error


def _draw(document: OfficialDocument, ending: str, *, draft: bool) -> bytes:
    if ending == ".pdf":
        return drawing.render_pdf(document, draft=draft)
    if ending == ".docx":
        return drawing.render_docx(document, draft=draft)
    return drawing.render_html(document, draft=draft).encode()
