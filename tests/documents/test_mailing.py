"""The register of the post and that of filed copies."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from documents.models import CopyUse, OutgoingEntry, Posting
from documents.queries.registers import Asked, volume_of
from documents.registers import REGISTERS, register_html, register_xlsx
from documents.services import numbering
from documents.services.delivery import deliver_issued
from documents.services.mailing import correct_copy_use, lend_copy
from tests.factories.documents import DocumentFactory, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(world) -> OutgoingEntry:
    tree = tree_of(addressees=["UBND thành phố", "Hợp tác xã Tân Tiến"], recipients=["- Như trên;", "- Lưu: VT."])
    document = DocumentFactory(organization=world.commune, tree=tree, issued_on=timezone.localdate())
    deliver_issued(document=document, by=world.clerk, organizations=[])
    return OutgoingEntry.objects.get(document=document)


def book(slug, staff):
    return [r.cells for r in volume_of(REGISTERS[slug], staff, Asked(timezone.localdate().year)).rows]


def test_letters_go_to_the_post_and_the_post_signs(world, sent, sign_in):
    client, today = sign_in(world.clerk), timezone.localdate()
    address = reverse("documents:posting_create", args=[sent.pk])
    page = client.get(address).content.decode()
    assert "UBND thành phố" in page and "Hợp tác xã Tân Tiến" in page
    typed = {"sent_on": f"{today:%d/%m/%Y}", "to_0": "UBND thành phố", "to_1": "Hợp tác xã Tân Tiến", "envelopes_1": ""}
    nothing = client.post(address, typed)
    assert nothing.status_code == 422 and "số bì cho ít nhất một nơi" in nothing.content.decode()
    nameless = client.post(address, {**typed, "envelopes_3": "2"})
    assert nameless.status_code == 422 and "Hãy ghi nơi nhận của số bì này" in nameless.content.decode()
    assert client.post(address, {**typed, "envelopes_0": "1", "to_3": "Bà Lan", "envelopes_3": "2"}).status_code == 302
    assert book("buu-dien", world.clerk) == [
        (today, sent.full_number, "UBND thành phố", 1, "", ""),
        (today, sent.full_number, "Bà Lan", 2, "", ""),
    ]
    confirm = reverse("documents:posting_confirm")
    day = {"sent_on": f"{today:%d/%m/%Y}", "confirmed_on": f"{today:%d/%m/%Y}"}
    assert client.post(confirm, {**day, "receipt": " "}).status_code == 422
    assert client.post(confirm, {**day, "receipt": "Bưu cục Đông, EB1"}).status_code == 302
    assert book("buu-dien", world.clerk)[1][4] == f"Bưu cục Đông, EB1 ({today:%d/%m/%Y})"
    assert "chờ bưu điện ký nhận" in client.post(confirm, {**day, "receipt": "Lần nữa"}).content.decode()
    told = AuditEntry.objects.get(code="documents.posting.confirmed")
    assert told.data["count"] == 2


def test_a_line_made_by_mistake_is_struck_out_with_its_reason(world, sent, sign_in):
    line = Posting.objects.create(
        organization=world.commune, year=timezone.localdate().year, entry=sent, sent_on=timezone.localdate(),
        recipient="Ông Ba", envelopes=1, by=world.clerk,
    )  # fmt: skip
    client, address = sign_in(world.clerk), reverse("documents:posting_update", args=[line.pk])
    values = {"envelopes": "1", "receipt": "", "confirmed_on": "", "note": "", "struck": "on"}
    assert "lý do gạch bỏ" in client.post(address, values).content.decode()
    assert client.post(address, {**values, "note": "Ghi nhầm nơi nhận"}).status_code == 302
    html = register_html(
        REGISTERS["buu-dien"], volume_of(REGISTERS["buu-dien"], world.clerk, Asked(timezone.localdate().year))
    )
    assert " class=cancelled>" in html and "SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN" in html and "Ghi nhầm nơi nhận" in html
    page = client.get(reverse("documents:register", args=["buu-dien"])).content.decode()
    assert "Ông Ba" in page and sent.full_number in page
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(pk=line.pk).update(note="")
    assert sign_in(world.neighbour_clerk).get(address).status_code == 404


def test_a_filed_copy_is_lent_to_one_at_a_time_and_comes_back(world, sent, sign_in):
    client, today = sign_in(world.clerk), timezone.localdate()
    address = reverse("documents:copy_use_create", args=[sent.pk])
    typed = {"used_on": f"{today:%d/%m/%Y}", "user_name": "Trần Thị Mai", "permitted_by": "", "receipt": "Mai"}
    assert client.post(address, typed).status_code == 422
    assert client.post(address, {**typed, "permitted_by": "Lê Văn Sơn", "due_back_on": "01/01/2020"}).status_code == 422
    typed |= {"permitted_by": "Lê Văn Sơn", "due_back_on": f"{today:%d/%m/%Y}", "dossier_symbol": "01.KT"}
    assert client.post(address, typed).status_code == 302
    assert "đang do Trần Thị Mai giữ" in client.post(address, typed).content.decode()
    line = CopyUse.objects.get()
    assert line.is_overdue(today + dt.timedelta(days=1)) and not line.is_overdue(today)
    assert book("ban-luu", world.clerk)[0][8] == f"Hẹn trả {today:%d/%m/%Y}"
    values = {"due_back_on": None, "dossier_symbol": "01.KT", "receipt": "Mai", "note": "", "struck": False}
    with pytest.raises(ValidationError, match="tương lai"):
        correct_copy_use(line=line, returned_on=today + dt.timedelta(days=1), by=world.clerk, **values)
    correct_copy_use(line=line, returned_on=today, by=world.clerk, **values)
    of = f"{sent.full_number} ngày {sent.document_date:%d/%m/%Y}"
    row = book("ban-luu", world.clerk)[0]
    assert (row[0], row[1], row[2], row[6], row[7]) == (today, "Trần Thị Mai", of, today, "Lê Văn Sơn")
    lend_copy(entry=sent, used_on=today, user_name="Ông Bảy", permitted_by="Lê Văn Sơn", by=world.clerk)
    for slug in ("buu-dien", "ban-luu"):
        assert client.get(reverse("documents:register_file", args=[slug, "xlsx"])).status_code == 200


def test_a_number_that_was_given_up_stands_struck_in_the_register(world, sign_in):
    entry = numbering.reserve_numbers(
        organization=world.commune, kind="CV", is_secret=False, reason="Giữ", by=world.clerk
    )[0]
    numbering.cancel_reserved(entry=entry, reason="Không trình nữa", by=world.clerk)
    row = volume_of(REGISTERS["di"], world.clerk, Asked(timezone.localdate().year)).rows[0]
    assert row.cancelled and row.cells[0] == "01" and row.cells[9] == "Số hủy: Không trình nữa"
    line = OutgoingEntry.objects.get()
    volume = volume_of(REGISTERS["di"], world.clerk, Asked(timezone.localdate().year))
    cells = openpyxl.load_workbook(io.BytesIO(register_xlsx(REGISTERS["di"], volume))).active[5]
    assert cells[0].font.strike and not cells[9].font.strike
    client = sign_in(world.clerk)
    assert "Số hủy: Không trình nữa" in client.get(reverse("documents:register", args=["di"])).content.decode()
    assert client.get(reverse("documents:posting_create", args=[line.pk])).status_code == 404
