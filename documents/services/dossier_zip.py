"""A dossier as a zip: a folder a document, the list, the digests; the same content gives the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from documents.models import Dossier, DossierPaper, OfficialDocument, SignedFile
from documents.packets.names import safe_name, unique_name
from documents.queries.attachments import attached
from documents.queries.dossier_exports import contents_of, count_pages, pages_in_words
from documents.registers import contents_pdf
from documents.services import stored
from documents.services.files import file_name, frozen_pdf
from documents.services.packets import paper_of

Told = Callable[[int, int], None]
# The earliest moment that a zip can tell: no clock of ours belongs to the content.
_MOMENT = (1980, 1, 1, 0, 0, 0)


class _Archive:
    """A zip being written with the digests of what is in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.digests: list[tuple[str, str]] = []

    def add(self, name: str, content: bytes) -> None:
        info = zipfile.ZipInfo(name, _MOMENT)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        self._archive.writestr(info, content)
        self.digests.append((stored.digest_of(content), name))


def write(path: Path, dossier: Dossier, papers: list[DossierPaper], told: Told) -> None:
    """Write the zip of the papers to a path, one file at a time.

    Raises `stored.DamagedFile`, saying which document, where a file is gone or changed; OSError where the disk is full.
    """
    pages: dict[int, str] = {}
    folders: set[str] = set()
    with zipfile.ZipFile(path, "w") as opened:
        archive = _Archive(opened)
        for number, paper in enumerate(papers, 1):
            folder = unique_name(_folder(number, paper.document, len(papers)), folders)
            pages |= _add(archive, folder, number, paper.document)
            told(number, len(papers) + 1)
        archive.add("muc-luc.pdf", contents_pdf(contents_of(dossier, papers, pages)))
        listed = "".join(f"{digest}  {name}\n" for digest, name in archive.digests)
        archive.add("sha256.txt", listed.encode())
    told(len(papers) + 1, len(papers) + 1)


def _folder(number: int, document: OfficialDocument, total: int) -> str:
    """`01 - 12-KH-UBND`; by kind and subject where there is no number yet."""
    said = document.full_number if document.number else f"{document.get_kind_display()} {document.subject}"
    name = safe_name(said.replace(".", " ") if not document.number else said, 60, other="van-ban")
    return f"{number:0{max(2, len(str(total)))}d} - {name}"


def _add(archive: _Archive, folder: str, number: int, document: OfficialDocument) -> dict[int, str]:
    taken: set[str] = set()
    held: set[str] = set()
    pages: dict[int, str] = {}
    try:
        for name, content in _files(document):
            digest = hashlib.sha256(content).hexdigest()
            if digest not in held:
                archive.add(f"{folder}/{unique_name(safe_name(name), taken)}", content)
            if not held and (count := count_pages(content)):
                pages[document.pk] = pages_in_words(count)
            held.add(digest)
    except stored.DamagedFile as error:
        raise stored.DamagedFile(f"Văn bản thứ {number} ({document}): {error}") from error
    return pages


def _files(document: OfficialDocument) -> Iterator[tuple[str, bytes]]:
    """Give the document, its source, what was signed beside it and what goes with it, as names and bytes."""
    frozen = frozen_pdf(document)
    yield file_name(document, "pdf"), paper_of(document) if frozen is None else frozen
    if document.source_file:
        yield document.source_name or file_name(document, "bin"), _source(document)
    for scan in document.signed_files.filter(way=SignedFile.Way.PAPER).order_by("id"):
        ending = stored.ENDINGS.get(scan.content_type, "bin")
        yield f"Bản quét đã ký, đóng dấu.{ending}", stored.fetch(scan.file_name, scan.digest)
    for annex in document.signed_annexes.order_by("number"):
        yield f"Phụ lục {annex.number}.pdf", stored.fetch(annex.file_name, annex.digest)
    for row in attached(document):
        yield row.name, stored.fetch(row.file_name, row.digest)


def _source(document: OfficialDocument) -> bytes:
    try:
        with document.source_file.open("rb") as file:
            return bytes(file.read())
    except OSError as error:
        raise stored.DamagedFile(f"Tệp gốc “{document.source_name}” không còn trong kho lưu trữ.") from error
