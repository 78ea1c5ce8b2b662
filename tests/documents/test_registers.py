"""The registers of Annex IV, the pages of incoming documents, the stamp ĐẾN, the chain."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from audit.models import AuditEntry
from documents.models import (
    DeliveryState,
    IncomingEntry,
    IncomingSeries,
    OfficialDocument,
    OutgoingEntry,
    RelationKind,
    StampedCopy,
)
from documents.queries.registers import Asked, volume_of
from documents.reading import ocr
from documents.registers import REGISTERS, register_html, register_xlsx
from documents.registers.stamp import HEIGHT, WIDTH, Stamp, blank_place, stamped_pdf
from documents.services import directing, stamping, stored
from documents.services.delivery import deliver_issued
from documents.services.incoming import receive_delivery
from documents.services.numbering import start_register_at
from documents.services.relations import relate
from documents.services.sanity import check_files
from tests.documents.samples import LETTER
from tests.factories.documents import DocumentFactory, tree_of

pytestmark = pytest.mark.django_db
ANNEX_IV = {
    "di": "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Người ký;Nơi nhận văn bản;"
    "Đơn vị, người nhận bản lưu;Số lượng bản;Ngày chuyển;Ký nhận;Ghi chú",
    "den": "Ngày đến;Số đến;Tác giả;Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;"
    "Đơn vị hoặc người nhận;Ngày chuyển;Ký nhận;Ghi chú",
    "giai-quyet": "Số đến;Tên loại, số và ký hiệu, ngày tháng, cơ quan ban hành văn bản;Đơn vị hoặc người nhận;"
    "Thời hạn giải quyết;Tiến độ giải quyết;Số, ký hiệu văn bản trả lời;Ghi chú",
    "buu-dien": "Ngày chuyển;Số, ký hiệu văn bản;Nơi nhận văn bản;Số lượng bì;Ký nhận và dấu bưu điện;Ghi chú",
    "ban-luu": "Ngày tháng;Họ tên người sử dụng;Số, ký hiệu ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;"
    "Số và ký hiệu HS;Ký nhận;Ngày trả;Người cho phép sử dụng;Ghi chú",
}


@pytest.fixture
def entry(world):
    """A document of xã Đông in the register of xã Tây, given to its Phòng Kinh tế."""
    document = DocumentFactory(organization=world.commune, subject="=1+1 rà soát <hợp tác xã>")
    deliver_issued(document=document, by=world.clerk, organizations=[world.neighbour])
    entry = receive_delivery(delivery=document.deliveries.get(), by=world.neighbour_clerk)
    due = timezone.localdate() + dt.timedelta(days=3)
    given = [directing.Given(world.neighbour_economy, "lead", due)]
    directing.direct(entry=entry, opinion="Giao tham mưu", given=given, by=world.neighbour_clerk)
    return IncomingEntry.objects.get(pk=entry.pk)


def test_the_columns_are_those_of_the_decree():
    of_the_decree = {slug: register for slug, register in REGISTERS.items() if slug != "sao"}
    assert {slug: ";".join(c.head for c in r.columns) for slug, r in of_the_decree.items()} == ANNEX_IV


def test_each_register_says_what_happened(world, entry):
    asked = Asked(year=timezone.localdate().year)
    row = volume_of(REGISTERS["den"], world.neighbour_clerk, asked).rows[0].cells
    assert row[1] == 1 and row[6] == "Phòng Kinh tế" and row[7] == timezone.localdate()
    answer = DocumentFactory(
        organization=world.neighbour, number="07", answers=entry.document, tree=tree_of(addressees=[])
    )
    deliver_issued(document=answer, by=world.neighbour_clerk)
    row = volume_of(REGISTERS["giai-quyet"], world.neighbour_clerk, asked).rows[0].cells
    assert row[0] == 1 and row[4].startswith("Hoàn thành") and row[5] == "07/UBND-KT"
    sent = volume_of(REGISTERS["di"], world.clerk, Asked(year=2026))
    assert [r.cells[0] for r in sent.rows] == [entry.full_number]
    later = int(entry.full_number.split("/")[0]) + 1
    for nothing in (Asked(2025), Asked(2026, first_number=later), Asked(2026, kind="KH"), Asked(2026, words="khác")):
        assert volume_of(REGISTERS["di"], world.clerk, nothing).rows == []


def test_the_print_has_its_cover_and_escapes_and_the_sheet_computes_nothing(world, entry):
    volume = volume_of(REGISTERS["den"], world.neighbour_clerk, Asked(year=timezone.localdate().year), "01")
    html = register_html(REGISTERS["den"], volume)
    for words in ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "ỦY BAN NHÂN DÂN XÃ TÂY", "Quyển số: 01", "Từ số 1 đến số 1", "(10)"):
        assert words in html
    assert "&lt;hợp tác xã&gt;" in html and "<hợp" not in html
    sheet = openpyxl.load_workbook(io.BytesIO(register_xlsx(REGISTERS["den"], volume))).active
    heads, line = [c.value for c in sheet[4]], sheet[5]
    assert ";".join(heads) == ANNEX_IV["den"]
    assert line[0].value.date() == timezone.localdate() and line[1].value == 1
    outgoing = volume_of(REGISTERS["di"], world.clerk, Asked(year=2026))
    book = openpyxl.load_workbook(io.BytesIO(register_xlsx(REGISTERS["di"], outgoing)))
    assert all(cell.data_type != "f" for row in book.active for cell in row)


def test_register_pages_need_few_queries_and_show_the_own_book_alone(
    world, entry, sign_in, django_assert_max_num_queries
):
    client = sign_in(world.neighbour_clerk)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("documents:register", args=["den"]))
    assert entry.full_number in page.content.decode()
    with django_assert_max_num_queries(15):
        page = client.get(reverse("documents:incoming_list"))
    assert entry.title in page.content.decode()
    with django_assert_max_num_queries(20):
        page = client.get(entry.get_absolute_url())
    assert "Giao tham mưu" in page.content.decode()
    other = sign_in(world.clerk).get(reverse("documents:register", args=["den"]))
    assert entry.full_number not in other.content.decode()
    assert client.get(reverse("documents:register", args=["khac"])).status_code == 404


def test_a_clerk_receives_and_refuses_from_the_list(world, sign_in):
    document = DocumentFactory(organization=world.commune)
    deliver_issued(document=document, by=world.clerk, organizations=[world.neighbour, world.neighbour_economy])
    first, second = document.deliveries.order_by("organization__depth")
    client = sign_in(world.neighbour_clerk)
    assert document.full_number in client.get(reverse("documents:incoming_list")).content.decode()
    assert client.post(reverse("documents:delivery_receive", args=[first.pk])).status_code == 302
    contact = sign_in(world.neighbour_contact)
    empty = contact.post(reverse("documents:delivery_refuse", args=[second.pk]), {"reason": ""})
    assert empty.status_code == 422 and "lý do từ chối" in empty.content.decode()
    contact.post(reverse("documents:delivery_refuse", args=[second.pk]), {"reason": "Gửi nhầm"})
    seen = sign_in(world.clerk).get(document.get_absolute_url()).content.decode()
    assert "Từ chối tiếp nhận" in seen and "Gửi nhầm" in seen and "Đã tiếp nhận" in seen


def test_the_leader_orders_on_one_page(world, entry, sign_in):
    url = reverse("documents:incoming_direct", args=[entry.pk])
    entry.organization.staff.filter(pk=world.neighbour_clerk.pk).update(role="leader")
    client = sign_in(world.neighbour_clerk)
    part = f"part_o{world.neighbour_economy.pk}"
    nobody = client.post(url, {"opinion": "Giao", part: ""})
    assert nobody.status_code == 422 and "ít nhất một" in nobody.content.decode()
    past = client.post(url, {part: "lead", f"due_o{world.neighbour_economy.pk}": "05/04/2020"})
    assert past.status_code == 422 and "đã qua" in past.content.decode()
    assert client.post(url, {part: "lead", "opinion": "Giao lại"}).status_code == 302
    assert entry.directions.count() == 2
    contact = sign_in(world.neighbour_contact)
    contact.post(reverse("documents:incoming_sign_for", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.state == DeliveryState.IN_PROGRESS


def scan() -> bytes:
    """A photo of a page: writing everywhere but in one place."""
    page = Image.new("RGB", (1000, 1414), "white")
    draw = ImageDraw.Draw(page)
    for y in range(40, 1380, 14):
        draw.line([(60, y), (560 if 300 < y < 620 else 940, y)], fill="black", width=4)
    out = io.BytesIO()
    page.save(out, "JPEG")
    return out.getvalue()


def test_a_photo_is_registered_and_gets_its_stamp_where_the_page_is_blank(world, sign_in, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    client = sign_in(world.clerk)
    upload = SimpleUploadedFile("Công văn.jpg", scan(), "image/jpeg")
    page = client.post(reverse("documents:paper_upload"), {"file": upload}, follow=True)
    form = page.context["form"]
    assert "không có lớp chữ" in page.content.decode()
    missing = client.post(page.request["PATH_INFO"], {"arrived_on": "01/01/2099"})
    assert set(missing.context["form"].errors) == {"issuer", "subject", "arrived_on"}
    values = {"number": "546", "symbol": "UBND-TC", "issued_on": "25/03/2026", "issuer": "UBND tỉnh", "subject": "Rà",
              "arrived_on": f"{form.initial['arrived_on']:%d/%m/%Y}"}  # fmt: skip
    assert client.post(page.request["PATH_INFO"], values).status_code == 302
    entry = IncomingEntry.objects.get()
    again = client.post(reverse("documents:paper_upload"), {}, follow=True)
    double = client.post(again.request["PATH_INFO"], values)
    assert double.status_code == 422 and "Có thể trùng" in double.content.decode()
    assert client.post(again.request["PATH_INFO"], {**values, "is_no_double": "on"}).status_code == 302
    address = reverse("documents:incoming_stamped", args=[entry.pk])
    stamped = b"".join(client.get(address).streaming_content)
    assert stamped.startswith(b"%PDF-")
    monkeypatch.setattr(stamping, "stamped_pdf", lambda paper, stamp: stamp.transferred.encode())
    assert b"".join(client.get(address).streaming_content) == stamped
    directing.direct(entry=entry, given=[directing.Given(world.economy)], opinion="Xem", by=world.leader)
    assert b"".join(client.get(address).streaming_content) == str(world.economy).encode()
    first = entry.stamped_copies.last()
    assert (first.digest, first.size) == (stored.digest_of(stamped), len(stamped))
    with pytest.raises(IntegrityError), transaction.atomic():
        StampedCopy.objects.update(digest="0" * 64)
    for copy in entry.stamped_copies.all():
        stored.path_of(copy.file_name).unlink()
    assert client.get(address).status_code == 409


def test_the_stamp_stands_on_white():
    page = Image.open(io.BytesIO(scan())).convert("L")
    x, y = blank_place(page, (210.0, 297.0))
    assert x >= 118 and y > 62 and y + HEIGHT < 132 and x + WIDTH < 210
    with pytest.raises(ValueError, match="không mở được"):
        stamped_pdf(b"%PDF-1.4 hong", Stamp("UBND xã Đông", 1, dt.date(2026, 4, 5)))


def test_a_text_file_fills_the_form(world, sign_in):
    upload = SimpleUploadedFile("cv.txt", LETTER.encode(), "text/plain")
    page = sign_in(world.clerk).post(reverse("documents:paper_upload"), {"file": upload}, follow=True)
    initial = page.context["form"].initial
    assert initial["symbol"] and initial["subject"] and initial["issuer"]


def test_the_chain_shows_what_is_in_force_and_hides_what_is_not_to_be_seen(world, sign_in):
    old, new, mine = (DocumentFactory(organization=world.commune, subject=f"văn bản {n}") for n in "abc")
    hidden = DocumentFactory(organization=world.neighbour, subject="của xã Tây")
    relate(source=new, target=old, kind=RelationKind.REPLACES, by=None)
    relate(source=mine, target=new, kind=RelationKind.IMPLEMENTS, by=None)
    relate(source=hidden, target=new, kind=RelationKind.IMPLEMENTS, by=None)
    deliver_issued(document=new, by=None, organizations=[])
    client = sign_in(world.clerk)
    page = client.get(reverse("documents:document_chain", args=[new.pk])).content.decode()
    assert "Thay thế văn bản" in page and "Đã được thay thế" in page and "văn bản c" in page
    assert "của xã Tây" not in page and "ngoài phạm vi" in page
    found = client.post(
        reverse("documents:document_relate", args=[mine.pk]), {"kind": "amends", "words": old.full_number}
    )
    assert found.status_code == 302
    assert OfficialDocument.objects.get(pk=old.pk).related_by.filter(kind="amends").exists()


def test_the_clerk_fills_the_outgoing_columns(world, sign_in):
    document = DocumentFactory(organization=world.commune)
    deliver_issued(document=document, by=None, organizations=[])
    line = OutgoingEntry.objects.get()
    sign_in(world.clerk).post(reverse("documents:outgoing_update", args=[line.pk]), {"copies": "12", "keeper": "VT"})
    line.refresh_from_db()
    assert (line.copies, line.keeper) == (12, "VT")


def test_the_incoming_register_goes_on_from_the_paper_book(world, sign_in):
    client, address = sign_in(world.neighbour_clerk), reverse("documents:incoming_continue")
    for typed, wrong in (("0", "lớn hơn"), ("412", "Hãy ghi lý do")):
        page = client.post(address, {"last_number": typed, "note": " "})
        assert page.status_code == 422 and f'value="{typed}"' in page.content.decode(), wrong
    assert client.post(address, {"last_number": "4120", "note": "Gõ nhầm"}).status_code == 302
    assert client.post(address, {"last_number": "412", "note": "Khóa sổ giấy quyển 01"}).status_code == 302
    documents = [DocumentFactory(organization=world.commune) for _ in range(2)]
    for document in documents:
        deliver_issued(document=document, by=world.clerk, organizations=[world.neighbour])
        receive_delivery(delivery=document.deliveries.get(), by=world.neighbour_clerk)
    year = timezone.localdate().year
    assert list(IncomingEntry.objects.order_by("number").values_list("number", flat=True)) == [413, 414]
    late = client.post(address, {"last_number": "500", "note": "Muộn"})
    assert late.status_code == 422 and "đã có số đến 414" in late.content.decode()
    assert "Tiếp theo sổ giấy đến số 412" in client.get(reverse("documents:register", args=["den"])).content.decode()
    volume = volume_of(REGISTERS["den"], world.neighbour_clerk, Asked(year=year))
    html = register_html(REGISTERS["den"], volume)
    assert "Từ số 413 đến số 414" in html and "(Tiếp theo sổ giấy đến số 412)" in html
    sheet = openpyxl.load_workbook(io.BytesIO(register_xlsx(REGISTERS["den"], volume))).active
    assert sheet["A3"].value == "Tiếp theo sổ giấy đến số 412"
    told = AuditEntry.objects.filter(code="documents.incoming.continued").order_by("pk").last()
    assert told.data == {"last": 412, "year": year, "note": "Khóa sổ giấy quyển 01"}
    assert not [problem for problem in check_files().problems if "bị hổng" in problem]
    IncomingSeries.objects.update(last=415)
    assert [problem for problem in check_files().problems if "bị hổng" in problem]


def test_the_outgoing_register_says_where_the_paper_book_ended(world, sign_in):
    start_register_at(
        organization=world.commune, kind="CV", is_secret=False, first_number=246, note="Sổ giấy", by=world.clerk
    )
    volume = volume_of(REGISTERS["di"], world.clerk, Asked(year=timezone.localdate().year))
    assert volume.continues == ("Công văn: tiếp theo sổ giấy đến số 245",)
    assert sign_in(world.administrator).get(reverse("documents:number_list")).status_code == 200
