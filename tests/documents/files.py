"""Files that people upload, good and bad, made when a test needs them."""

from __future__ import annotations

import io
import zipfile

import docx
import weasyprint
from PIL import Image


def word(text: str) -> bytes:
    """Return a .docx with a paragraph a line."""
    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def scan() -> bytes:
    """Return a PDF of one page that is a picture."""
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PDF")
    return out.getvalue()


def pdf(text: str) -> bytes:
    """Return a PDF with a text layer, a paragraph a line."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return bytes(weasyprint.HTML(string=f"<html lang='vi'><body>{paragraphs}</body></html>").write_pdf())


def renamed_zip() -> bytes:
    """Return a zip of a text, fit to be called .docx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ghi-chu.txt", "không phải tài liệu Word")
    return out.getvalue()
