"""Long registers on paper: drawn in parts by the queue, each line once, the pages numbered through."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from documents.models import OutgoingEntry, RegisterPrint
from documents.services import printing
from documents.services.printing import drop_old_prints, run_print
from documents.views import registers as views
from notifications.models import Notification

pytestmark = pytest.mark.django_db
COUNT = 70


@pytest.fixture
def long_book(world, monkeypatch) -> None:
    day = timezone.localdate()
    rows = [
        OutgoingEntry(
            organization=world.commune, year=day.year, number_value=n, full_number=f"{n}", document_date=day,
            subject=f"dòng {n} " + "rà soát hợp tác xã " * (n % 9), note="Số hủy: thử",
        )
        for n in range(1, COUNT + 1)
    ]  # fmt: skip
    OutgoingEntry.objects.bulk_create(rows)
    monkeypatch.setattr(views, "MOST_AT_ONCE", 20)
    monkeypatch.setattr(printing, "PART", 30)


@pytest.mark.usefixtures("long_book")
def test_a_long_register_is_printed_whole_by_the_queue(world, sign_in) -> None:
    client, today = sign_in(world.clerk), timezone.localdate()
    address = f"{reverse('documents:register_file', args=['di', 'pdf'])}?quyen=01&tu={today:%d/%m/%Y}&x=y"
    waiting = client.get(address, follow=True)
    assert "Đang in" in waiting.content.decode() and 'http-equiv="refresh"' in waiting.content.decode()
    assert client.get(address, follow=True).redirect_chain == waiting.redirect_chain
    row = RegisterPrint.objects.get()
    file = reverse("documents:register_print_file", args=[row.pk])
    assert client.get(file).status_code == 404
    assert run_print(print_id=row.pk) is not None and run_print(print_id=row.pk) is None
    row.refresh_from_db()
    assert (row.state, row.done, row.total) == ("done", COUNT, COUNT)
    pdf = PdfReader(io.BytesIO(b"".join(client.get(file).streaming_content)))
    texts = [page.extract_text() for page in pdf.pages]
    assert [int(n) for text in texts for n in re.findall(r"dòng (\d+) ", text.replace("\n", " "))] == list(
        range(1, COUNT + 1)
    )
    assert [re.findall(r"Trang (\d+)", text) for text in texts[1:]] == [[f"{n}"] for n in range(2, len(texts) + 1)]
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in texts[0] and "Quyển số: 01" in texts[0] and "Số, ký hiệu" in texts[-1]
    assert len(pdf.pages) == row.pages and "/OutputIntents" in pdf.trailer["/Root"]
    told = Notification.objects.get(recipient=world.clerk, code="documents.register.print_ended")
    assert told.url == row.get_absolute_url()
    assert sign_in(world.neighbour_clerk).get(file).status_code == 404


@pytest.mark.usefixtures("long_book")
def test_a_print_that_fails_says_so_and_old_prints_go(world, sign_in, monkeypatch) -> None:
    client = sign_in(world.clerk)
    client.get(reverse("documents:register_file", args=["di", "pdf"]))
    row = RegisterPrint.objects.get()

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(printing, "long_register_pdf", full)
        assert run_print(print_id=row.pk).state == "failed"
    page = client.get(row.get_absolute_url()).content.decode()
    assert "hết chỗ" in page and "In lại" in page
    assert drop_old_prints() == 0
    assert drop_old_prints(now=timezone.now() + dt.timedelta(days=15)) == 1 and not RegisterPrint.objects.exists()
