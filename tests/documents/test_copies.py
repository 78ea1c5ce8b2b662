"""Sao y, sao lục, trích sao: the clerk's page, the one series of numbers, the files, their register."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pdfplumber
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from audit.models import AuditEntry
from documents.models import CopySeries, DocumentCopy, OfficialDocument
from documents.official import drawing
from documents.official.tree import Appendix, Node
from documents.queries.copying import copy_signers
from documents.services import copying, stored
from documents.services.delivery import deliver_issued
from documents.services.recall import recall_document
from documents.services.sanity import check_files
from tests.documents.signers import PASSPHRASE, Signers
from tests.drawing.helpers import letter as small_letter
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.organizations import DelegationFactory, World

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 8, 5, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
FORM = {"kind": "SY", "signer": "0", "recipients": "- Các thôn;\nLưu: VT.", "copies": "3"}


@pytest.fixture(autouse=True)
def day() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def document(world: World) -> OfficialDocument:
    DelegationFactory(staff=world.leader)
    body = [Node("section", str(n), text=f"Nội dung thứ {n}.") for n in (1, 2, 3)]
    appendices = [Appendix(title="DANH SÁCH", body=[Node("paragraph", text="Hợp tác xã Thử")])]
    tree = tree_of(body=body, appendices=appendices)
    return DocumentFactory(organization=world.commune, state="active", tree=tree)


def words(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def order(world: World, kind: str = "SY", **values: Any) -> copying.Order:
    return copying.Order(kind, copy_signers(world.clerk)[0], ("Lưu: VT",), **values)


def test_the_clerk_copies_a_document_and_finds_the_copy_again(
    world: World, document: OfficialDocument, sign_in: Any
) -> None:
    clerk, address = sign_in(world.clerk), reverse("documents:document_copy", args=[document.pk])
    assert "Bắt đầu từ số" in clerk.get(address).content.decode()
    shown = clerk.post(address, FORM | {"preview": "1"})
    assert shown["Content-Type"] == "application/pdf", shown.context["form"].errors
    assert not DocumentCopy.objects.exists()
    assert "SAO Y" in words(shown.getvalue())
    page = clerk.post(address, FORM | {"first_number": "7"}, follow=True).content.decode()
    row = DocumentCopy.objects.get()
    assert (row.full_number, row.dated_on, row.copies, row.recipients) == (
        "07/SY-UBND", dt.date(2026, 8, 5), 3, ["Các thôn", "Lưu: VT"],
    )  # fmt: skip
    assert "Đã lập sao y số 07/SY-UBND; hãy in, trình ký và đóng dấu." in page
    text = words(clerk.get(reverse("documents:copy_file", args=[row.pk])).getvalue())
    block = text[text.index("SAO Y") - 80 :]
    for line in ("Số: 07/SY-UBND", "ngày 05 tháng 8 năm 2026", "- Các thôn;", "- Lưu: VT.", world.leader.full_name):
        assert line in block
    assert "Bắt đầu từ số" not in clerk.get(address).content.decode()
    assert str(row) in clerk.get(document.get_absolute_url()).content.decode()
    book = clerk.get(reverse("documents:register", args=["sao"])).content.decode()
    assert "07/SY-UBND" in book and "tiếp theo sổ giấy đến số 06".capitalize() in book
    said = AuditEntry.objects.get(code="documents.copy.made")
    assert said.data["digest"] == row.digest == stored.digest_of(stored.path_of(row.file_name).read_bytes())
    assert check_files().problems == []


def test_all_kinds_run_in_one_series_and_rows_stay(world: World, document: OfficialDocument) -> None:
    kinds = [("SY", ()), ("SL", ()), ("TrS", ("body-1",))]
    made = [
        copying.make_copy(document=document, order=order(world, kind, pieces=pieces), by=world.clerk)
        for kind, pieces in kinds
    ]
    assert [row.full_number for row in made] == ["01/SY-UBND", "02/SL-UBND", "03/TrS-UBND"]
    with time_machine.travel(dt.datetime(2027, 1, 4, 9, tzinfo=TODAY.tzinfo), tick=False):
        assert copying.make_copy(document=document, order=order(world), by=world.clerk).full_number == "01/SY-UBND"
    with pytest.raises(ValidationError) as caught:
        copying.make_copy(document=document, order=order(world), by=world.clerk, first_number=9)
    assert "first_number" in caught.value.error_dict
    assert CopySeries.objects.get(year=2026).last == 3, "what was refused takes no number"
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentCopy.objects.filter(pk=made[0].pk).update(copies=9)
    assert connection.connection.info.status.name == "OK"


def test_an_excerpt_holds_the_chosen_pieces_alone(world: World, document: OfficialDocument, sign_in: Any) -> None:
    clerk, address = sign_in(world.clerk), reverse("documents:document_copy", args=[document.pk])
    refused = clerk.post(address, FORM | {"kind": "TrS"})
    assert refused.status_code == 422
    assert "Hãy đánh dấu phần nội dung được trích." in refused.content.decode()
    clerk.post(address, FORM | {"kind": "TrS", "pieces": ["body-0", "body-2"]})
    row = DocumentCopy.objects.get()
    text = words(stored.path_of(row.file_name).read_bytes())
    assert row.parts == {"body": [0, 2], "appendices": []}
    assert "Nội dung thứ 1" in text and "Nội dung thứ 3" in text and "TRÍCH SAO" in text
    assert "Nội dung thứ 2" not in text and "Phụ lục" not in text


def test_a_paper_that_came_in_is_copied_from_its_pages(world: World, sign_in: Any) -> None:
    """The block stands under the end of the scan; the tree is not drawn anew."""
    DelegationFactory(staff=world.leader)
    came = DocumentFactory(organization=world.commune, state="active", origin="incoming", tree=tree_of(body=[]))
    came.source_file.save("a.pdf", ContentFile(drawing.render_pdf(small_letter(subject="tệp gốc"))))
    row = copying.make_copy(document=came, order=order(world), by=world.clerk)
    content = stored.path_of(row.file_name).read_bytes()
    text = words(content)
    assert text.index("V/v tệp gốc") < text.index("SAO Y")
    assert {place.name for place in drawing.places_of(content)} >= {"copy-signature", "copy-seal"}
    bare = DocumentFactory(organization=world.commune, state="active", tree=tree_of(body=[]))
    with pytest.raises(ValidationError, match="không có tệp PDF"):
        copying.make_copy(document=bare, order=order(world), by=world.clerk)


def test_an_electronic_copy_says_so_in_its_corner_and_is_sealed(
    world: World, document: OfficialDocument, sign_in: Any
) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    seal = Signers(world).key(None)
    clerk, address = sign_in(world.clerk), reverse("documents:document_copy", args=[document.pk])
    asked = FORM | {"way": "electronic", "key": seal.pk}
    assert clerk.post(address, asked | {"secret": "sai"}).status_code == 422
    assert not CopySeries.objects.exists() and not DocumentCopy.objects.exists()
    clerk.post(address, asked | {"secret": PASSPHRASE})
    row = DocumentCopy.objects.get()
    content = stored.path_of(row.file_name).read_bytes()
    first = words(content).splitlines()[0]
    assert first.startswith(f"Sao y; {world.commune.name}; 05/08/2026; 09:00:00")
    assert "SAO Y" not in words(content) and row.is_electronic
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
    assert signature.signer_cert.subject.native["common_name"] == world.commune.name


def test_who_has_no_original_copies_nothing(world: World, document: OfficialDocument, sign_in: Any) -> None:
    address = reverse("documents:document_copy", args=[document.pk])
    assert sign_in(world.specialist).get(address).status_code == 403
    neighbour = sign_in(world.neighbour_clerk)
    assert neighbour.get(address).status_code == 404
    deliver_issued(document=document, by=world.clerk, organizations=[world.neighbour])
    assert neighbour.get(address).status_code == 200, "who received it may copy it"
    assert "Sao văn bản" in neighbour.get(document.get_absolute_url()).content.decode()
    copy = copying.make_copy(document=document, order=order(world), by=world.clerk)
    assert neighbour.get(reverse("documents:copy_file", args=[copy.pk])).status_code == 404
    recall_document(document=document, reason="Sai số liệu", by=world.clerk)
    assert sign_in(world.clerk).get(address).status_code == 403
    with pytest.raises(ValidationError, match="còn hiệu lực"):
        copying.make_copy(document=document, order=order(world), by=world.clerk)
