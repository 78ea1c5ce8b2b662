"""A dossier on paper and taken along: the list of Annex V, one PDF with bookmarks, a zip with digests."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from documents import tasks
from documents.models import Dossier, DossierExport, IssuedFile
from documents.packets import office
from documents.packets.names import safe_name, unique_name
from documents.queries.dossier_exports import contents_of, known_pages, last_exports, papers_seen
from documents.registers import contents_html
from documents.services import attaching, dossier_exports, stored
from documents.services.dossier_exports import drop_old_exports, request_export
from tests.documents.files import pdf, word
from tests.factories.documents import DocumentFactory
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
HEADS = [
    "STT", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Tác giả văn bản",
    "Tờ/trang số", "Ghi chú",
]  # fmt: skip


@pytest.fixture(scope="module")
def frozen() -> bytes:
    return pdf("Kế hoạch phát triển")


@pytest.fixture(scope="module")
def scanned() -> bytes:
    return pdf("Báo cáo của thôn")


@pytest.fixture
def dossier(world: World, frozen: bytes, scanned: bytes, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """A plan that was issued here with its Word file beside, a report that came as PDF, a draft of another office."""
    monkeypatch.setattr(office, "converter", lambda: None)
    made = Dossier.objects.create(
        organization=world.commune, code="03.KT", title="Phát triển <hợp tác xã>", retention_years=10,
        keeper=world.clerk, year=2026, opened_on=dt.date(2026, 1, 5),
    )  # fmt: skip
    plan = DocumentFactory(organization=world.commune, kind="KH", number="12", symbol="KH-UBND", origin="authored")
    IssuedFile.objects.create(
        document=plan, file_name=stored.keep(frozen), digest=stored.digest_of(frozen), size=len(frozen), tree={}
    )
    report = DocumentFactory(organization=world.commune, kind="BC", number="7", symbol="BC-T", source_name="bc:7.pdf")
    report.source_file.save("x.pdf", ContentFile(scanned))
    attaching.attach(document=report, uploads=[SimpleUploadedFile("Biểu số 1.docx", word("Số liệu"))], by=world.clerk)
    hidden = DocumentFactory(organization=world.neighbour, state="draft", subject="bí mật")
    for order, document in enumerate((plan, hidden, report)):
        made.papers.create(document=document, order=order, note=f"ghi {order}", by=world.clerk, at=timezone.now())
    return made


def made(dossier: Dossier, form: str, world: World) -> tuple[DossierExport, bytes]:
    export = request_export(dossier=dossier, form=form, by=world.clerk)
    assert tasks.make_dossier_export(export.pk) == "done" and tasks.make_dossier_export(export.pk) is None
    export.refresh_from_db()
    assert export.done == export.total > 0
    return export, stored.fetch(export.file_name, export.digest)


def lines_of(address: str, client: Any) -> bytes:
    return b"".join(client.get(address).streaming_content)


def test_the_list_has_the_columns_of_annex_v(dossier: Dossier, world: World, sign_in: Any) -> None:
    papers = papers_seen(dossier, world.clerk)
    contents = contents_of(dossier, papers, known_pages(paper.document for paper in papers))
    day, about, author = dt.date(2026, 4, 5), "rà soát hoạt động của các hợp tác xã", "Ủy ban nhân dân xã Đông"
    assert [row.cells for row in contents.rows] == [
        (1, "12/KH-UBND", day, f"Kế hoạch: {about}", author, "1 trang", "ghi 0"),
        (2, "7/BC-T", day, f"Báo cáo: {about}", author, "1 trang", "ghi 2"),
    ]  # fmt: skip
    html = contents_html(contents)
    assert all(f"<th>{head}</th>" in html for head in HEADS) and "10 năm" in html
    assert "Phát triển &lt;hợp tác xã&gt;" in html and "bí mật" not in html
    client = sign_in(world.clerk)
    sheet = load_workbook(
        io.BytesIO(lines_of(reverse("documents:dossier_list_file", args=[dossier.pk, "xlsx"]), client))
    ).active
    rows = list(sheet.iter_rows(values_only=True))
    assert (rows[2][0], list(rows[5])) == ("Số và ký hiệu hồ sơ: 03.KT", HEADS)
    assert (rows[6][1], sheet.cell(7, 3).number_format, len(rows)) == ("12/KH-UBND", "dd/mm/yyyy", 8)
    printed = PdfReader(io.BytesIO(lines_of(reverse("documents:dossier_list_file", args=[dossier.pk, "pdf"]), client)))
    assert "MỤC LỤC VĂN BẢN TRONG HỒ SƠ" in printed.pages[0].extract_text()
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    assert client.get(reverse("documents:dossier_list_file", args=[dossier.pk, "doc"])).status_code == 404


def test_one_pdf_begins_with_the_list_and_has_bookmarks(dossier: Dossier, world: World) -> None:
    export, content = made(dossier, "pdf", world)
    reader = PdfReader(io.BytesIO(content))
    texts = [page.extract_text() for page in reader.pages]
    assert export.pages == len(texts) == 4
    assert all(f"Trang {n}/4" in text for n, text in enumerate(texts, 1))
    assert "MỤC LỤC VĂN BẢN TRONG HỒ SƠ" in texts[0] and "3 – 4" in texts[0] and "Trang 1\n" not in texts[0]
    assert "Kế hoạch phát triển" in texts[1] and "Báo cáo của thôn" in texts[2] and "Số liệu" in texts[3]
    first, plan, report, under = reader.outline
    assert [one["/Title"][:13] for one in (first, plan, report, under[0])] == [
        "Mục lục", "1. Kế hoạch 1", "2. Báo cáo 7/", "Gửi kèm: Biểu",
    ]  # fmt: skip
    assert [reader.get_destination_page_number(one) for one in (plan, report, under[0])] == [1, 2, 3]
    DossierExport.objects.filter(pk=export.pk).update(state="failed", digest="")
    assert made(dossier, "pdf", world)[1] == content


def test_the_zip_holds_each_document_as_it_was_kept(
    dossier: Dossier, world: World, frozen: bytes, scanned: bytes
) -> None:
    export, content = made(dossier, "zip", world)
    archive = zipfile.ZipFile(io.BytesIO(content))
    attached = "02 - 7-BC-T/Biểu số 1.docx"
    assert archive.namelist() == [
        "01 - 12-KH-UBND/Kế hoạch 12-KH-UBND.pdf", "02 - 7-BC-T/Báo cáo 7-BC-T.pdf", attached, "muc-luc.pdf",
        "sha256.txt",
    ]  # fmt: skip
    assert archive.read(archive.namelist()[0]) == frozen and archive.read(archive.namelist()[1]) == scanned
    told = dict(reversed(line.split("  ", 1)) for line in archive.read("sha256.txt").decode().splitlines())
    assert told == {
        name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != "sha256.txt"
    }
    DossierExport.objects.filter(pk=export.pk).update(state="failed", digest="")
    assert made(dossier, "zip", world)[1] == content


def test_asked_twice_it_is_made_once(dossier: Dossier, world: World) -> None:
    export, _ = made(dossier, "zip", world)
    assert request_export(dossier=dossier, form="zip", by=world.clerk) == export
    other = request_export(dossier=dossier, form="zip", by=world.leader)
    assert (other != export, other.state, other.digest) == (True, "done", export.digest)
    dossier.papers.filter(order=2).update(note="đổi")
    changed = request_export(dossier=dossier, form="zip", by=world.clerk)
    assert (changed != export, changed.state) == (True, "waiting")
    assert last_exports(dossier, world.clerk) == [changed, export]
    DossierExport.objects.filter(pk=export.pk).update(created_at=timezone.now() - dt.timedelta(days=31))
    assert drop_old_exports() == 1 and stored.path_of(other.file_name).exists()


@pytest.mark.parametrize("form", ["pdf", "zip"])
def test_a_damaged_file_ends_it_in_words(dossier: Dossier, world: World, form: str) -> None:
    stored.path_of(IssuedFile.objects.get().file_name).unlink()
    export = request_export(dossier=dossier, form=form, by=world.clerk)
    assert tasks.make_dossier_export(export.pk) == "failed"
    export.refresh_from_db()
    assert export.message.startswith("Văn bản thứ 1 (Kế hoạch 12/KH-UBND") and "không còn" in export.message


def test_a_full_disk_ends_it_in_words(dossier: Dossier, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dossier_exports.dossier_zip, "write", full)
    export = request_export(dossier=dossier, form="zip", by=world.clerk)
    assert tasks.make_dossier_export(export.pk) == "failed"
    export.refresh_from_db()
    assert "hết chỗ" in export.message and not list(stored.path_of(stored.FOLDER).glob(".*.part"))


def test_the_page_tells_how_far_it_is_and_hands_it_out(dossier: Dossier, world: World, sign_in: Any) -> None:
    ask = reverse("documents:dossier_export_create", args=[dossier.pk])
    assert sign_in(world.neighbour_clerk).post(ask, {"form": "zip"}).status_code == 404
    client = sign_in(world.clerk)
    assert client.post(ask, {"form": "exe"}).status_code == 400
    page = client.post(ask, {"form": "zip"}).url
    export = DossierExport.objects.get()
    file = reverse("documents:dossier_export_file", args=[export.pk])
    assert "Đang lập" in client.get(page).content.decode() and client.get(file).status_code == 404
    assert client.post(page).url == page
    assert "Tải tệp nén" in client.get(page).content.decode()
    got = client.get(file)
    assert zipfile.is_zipfile(io.BytesIO(b"".join(got.streaming_content))) and got["Content-Type"] == "application/zip"
    assert sign_in(world.leader).get(page).status_code == 404
    stored.path_of(DossierExport.objects.get().file_name).unlink()
    assert client.get(file).status_code == 409


def test_names_are_fit_for_every_system() -> None:
    names = ["../../Đề án: “Số” 1?.pdf", "CON.txt", "a\x00b\u202egpj.exe", "  . ", "x" * 150 + ".docx"]
    assert [safe_name(name) for name in names] == [
        "-..-Đề án- “Số” 1-.pdf", "_CON.txt", "abgpj.exe", "tep", "x" * 95 + ".docx",
    ]  # fmt: skip
    taken: set[str] = set()
    assert [unique_name(name, taken) for name in ("A.pdf", "a.pdf", "A.pdf")] == ["A.pdf", "a (2).pdf", "A (3).pdf"]
