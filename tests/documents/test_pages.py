"""The list, the page of a document, its downloads and what one does there."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from documents import services
from documents.models import Delivery, DocumentState, OfficialDocument
from documents.queries import find
from documents.services import files, import_document
from notifications.models import Notification
from tests.documents.samples import LETTER
from tests.factories.documents import DeliveryFactory, DocumentFactory, ProposedTaskFactory
from tests.factories.organizations import World


def numbers(found: Any) -> list[str]:
    return sorted(document.full_number for document in found)


@pytest.fixture
def shelf(world: World) -> None:
    """Four documents that resemble each other."""
    home = {"organization": world.commune}
    DocumentFactory(**home, number="516", issued_on=dt.date(2024, 5, 6), subject="phát triển hợp tác xã Đồng Tâm")
    DocumentFactory(**home, number="1516", issued_on=dt.date(2024, 5, 7), subject="vệ sinh môi trường")
    DocumentFactory(**home, number="516", symbol="KH-UBND", kind="KH", issued_on=dt.date(2025, 1, 9), state="closed")
    DocumentFactory(
        organization=world.economy,
        number="05",
        symbol="QĐ-PKT",
        kind="QĐ",
        subject="giao 516 chỉ tiêu",
        source_text="Chuối tiêu",
    )


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("516/UBND-KT", ["516/UBND-KT"]),
        ("516/ubnd", ["516/UBND-KT"]),
        ("516 2024", ["516/UBND-KT"]),
        ("516", ["05/QĐ-PKT", "516/KH-UBND", "516/UBND-KT"]),
        ("5/qd-pkt", ["05/QĐ-PKT"]),
        ("05/QĐ-PKT", ["05/QĐ-PKT"]),
        ("hop tac xa dong tam", ["516/UBND-KT"]),
        ("HỢP TÁC XÃ ĐỒNG TÂM", ["516/UBND-KT"]),
        ("06/05/2024", ["516/UBND-KT"]),
        ("quyet dinh", ["05/QĐ-PKT"]),
        ("chuoi", []),
        ("516/.*", []),
        ("%", []),
        ("\x00", ["05/QĐ-PKT", "1516/UBND-KT", "516/KH-UBND", "516/UBND-KT"]),
        ("(516", []),
    ],
)
def test_search_finds_by_number_and_words_without_marks(words: str, expected: list[str], world: World) -> None:
    assert numbers(find(world.clerk, words=words)) == expected


@pytest.mark.usefixtures("shelf")
def test_search_in_the_content_when_asked(world: World) -> None:
    assert numbers(find(world.clerk, words="chuoi tieu", in_content=True)) == ["05/QĐ-PKT"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "KH"}, ["516/KH-UBND"]),
        ({"state": "closed"}, ["516/KH-UBND"]),
        ({"year": "2024"}, ["1516/UBND-KT", "516/UBND-KT"]),
        ({"year": "năm"}, ["05/QĐ-PKT", "1516/UBND-KT", "516/KH-UBND", "516/UBND-KT"]),
        ({"year": "0000"}, ["05/QĐ-PKT", "1516/UBND-KT", "516/KH-UBND", "516/UBND-KT"]),
        ({"organization": "9" * 5000}, ["05/QĐ-PKT", "1516/UBND-KT", "516/KH-UBND", "516/UBND-KT"]),
        ({"kind": "CV", "year": "2024", "words": "516"}, ["516/UBND-KT"]),
    ],
)
def test_filters_narrow_the_list(filters: dict[str, str], expected: list[str], world: World) -> None:
    assert numbers(find(world.clerk, **filters)) == expected


@pytest.mark.usefixtures("shelf")
def test_the_list_is_filtered_by_its_address(world: World, sign_in: Callable[..., Client]) -> None:
    client = sign_in(world.clerk)
    page = client.get("/van-ban/", {"organization": world.economy.pk, "q": "chi tieu"})
    assert numbers(page.context["object_list"]) == ["05/QĐ-PKT"]
    assert 'value="chi tieu"' in page.content.decode()
    none = client.get("/van-ban/", {"q": "không có gì"}).content.decode()
    assert "Không có văn bản nào khớp" in none and "Xem tất cả" in none


def test_an_empty_list_says_what_to_do(world: World, sign_in: Callable[..., Client]) -> None:
    assert 'href="/van-ban/nhap/"' in sign_in(world.clerk).get("/van-ban/").content.decode()
    page = sign_in(world.village_contact).get("/van-ban/").content.decode()
    assert "/van-ban/nhap/" not in page and "Văn bản gửi cho cơ quan của bạn" in page


def test_the_list_asks_the_same_number_of_queries_at_any_size(
    world: World, sign_in: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    for document in DocumentFactory.create_batch(60, organization=world.commune):
        ProposedTaskFactory(document=document)
    client = sign_in(world.clerk)
    with django_assert_max_num_queries(14):
        assert len(client.get("/van-ban/").context["object_list"]) == 50


def test_the_page_shows_the_paper_the_recipients_and_the_history(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    services.deliver(document=letter, organizations=[world.economy, *world.villages], by=world.clerk)
    client = sign_in(world.clerk)
    with django_assert_max_num_queries(20):
        page = client.get(letter.get_absolute_url())
    text = page.content.decode()
    assert 'class="od"' in text and "Độc lập - Tự do - Hạnh phúc" in text
    assert "Phòng Kinh tế" in text and "Thôn Ba" in text and "Chưa mở" in text
    assert "đã nhập văn bản" in text and "style=" not in text
    assert f'action="/van-ban/{letter.pk}/giao-viec/"' in text


def test_a_recipient_sees_its_own_receipt_alone_and_leaves_a_trace(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    services.deliver(document=letter, organizations=[world.economy, world.culture], by=world.clerk)
    client = sign_in(world.contact)
    for _ in range(2):
        page = client.get(letter.get_absolute_url())
    assert [d.organization for d in page.context["deliveries"]] == [world.economy]
    assert "đã nhập văn bản" not in page.content.decode() and "Rà soát" not in page.content.decode()
    opened = {d.organization: d.read_at is not None for d in Delivery.objects.filter(document=letter)}
    assert opened == {world.economy: True, world.culture: False}
    assert AuditEntry.objects.filter(code="documents.document.read").count() == 1


def test_the_pdf_and_the_word_file_hold_the_words(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(world.clerk)
    pdf = client.get(reverse("documents:document_pdf", args=[letter.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.getvalue())).pages)
    assert "516/UBND-KT" in words and "Đỗ Thị Vân" in words
    docx = client.get(reverse("documents:document_docx", args=[letter.pk]))
    assert docx.getvalue()[:2] == b"PK"
    assert quote("Công văn 516-UBND-KT.pdf") in pdf["Content-Disposition"]
    assert quote("Công văn 516-UBND-KT.docx") in docx["Content-Disposition"]


def test_the_pdf_is_drawn_once_for_each_state_of_the_tree(
    letter: OfficialDocument, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(
        files, "_draw", lambda row, tree, ending: drawn.append(tree.subject) or b"%PDF-" + ending.encode()
    )
    assert files.pdf_of(letter) == files.pdf_of(letter) == b"%PDF-pdf"
    letter.tree["subject"] = letter.subject = "đã sửa"
    files.pdf_of(letter)
    assert len(drawn) == 2 and drawn[1] == "đã sửa"
    letter.state = DocumentState.ACTIVE
    files.pdf_of(letter)
    assert len(drawn) == 3, "the words DỰ THẢO leave the paper"
    assert len(default_storage.listdir(f"documents/drawn/{letter.pk}")[1]) == 1, "old drawings do not pile up"


@pytest.mark.parametrize("name", ["Kế hoạch số 5 – quý II.txt", 'a"b;c\nd.txt', "văn bản%20.txt"])
def test_the_original_comes_back_under_its_name(name: str, world: World, sign_in: Callable[..., Client]) -> None:
    made = import_document(data=LETTER.encode(), filename=name, text="", organization=world.commune, by=world.clerk)
    answer = sign_in(world.clerk).get(reverse("documents:document_source", args=[made.pk]))
    assert answer.getvalue() == LETTER.encode()
    assert answer["Content-Disposition"].startswith("attachment") and "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Content-Type"] == "application/octet-stream"
    if name.startswith("Kế"):
        assert f"filename*=utf-8''{quote(name)}" in answer["Content-Disposition"]


def test_a_pasted_text_comes_back_as_text_and_a_lost_file_is_a_404(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(world.clerk)
    answer = client.get(reverse("documents:document_source", args=[letter.pk]))
    assert answer.getvalue().decode() == LETTER and answer["Content-Type"].startswith("text/plain")
    OfficialDocument.objects.filter(pk=letter.pk).update(source_file="documents/sources/mat.txt", source_name="mất.txt")
    assert client.get(reverse("documents:document_source", args=[letter.pk])).status_code == 404


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "KH", "number": "125", "symbol": "KH-UBND"}, "Kế hoạch 125-KH-UBND.pdf"),
        ({"kind": "CV", "number": "", "symbol": "UBND", "subject": 'về a/b: "c"'}, "Công văn về a-b- -c.pdf"),
        ({"kind": "", "number": "", "symbol": "", "subject": ""}, "Văn bản.pdf"),
    ],
)
def test_downloads_have_names_that_every_system_takes(values: dict[str, str], expected: str) -> None:
    assert files.file_name(OfficialDocument(**values), "pdf") == expected


def test_handing_out_reaches_members_once_and_sets_the_document_going(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    client, url = sign_in(world.clerk), reverse("documents:document_deliver", args=[letter.pk])
    page = client.get(url)
    proposed = set(page.context["form"]["targets"].value())
    assert proposed == {f"o{world.economy.pk}", f"o{world.culture.pk}", f"g{world.village_group.pk}"}
    assert client.post(url, {"targets": [*proposed, f"o{world.villages[0].pk}"]}).status_code == 302
    letter.refresh_from_db()
    received = set(letter.deliveries.values_list("organization", flat=True))
    assert received == {o.pk for o in (world.economy, world.culture, *world.villages)} and letter.state == "active"
    told = {n.recipient for n in Notification.objects.filter(code="documents.document.delivered")}
    assert told == {world.contact, world.village_contact}
    again = client.post(url, {"targets": [f"o{world.economy.pk}"]}, follow=True)
    assert "1 nơi đã có văn bản từ trước" in again.content.decode()


def test_handing_out_to_strangers_is_refused(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    url = reverse("documents:document_deliver", args=[letter.pk])
    for targets in ([], [f"o{world.stranger.pk}"], [f"o{world.neighbour_economy.pk}"], ["x"]):
        answer = sign_in(world.clerk).post(url, {"targets": targets})
        assert answer.status_code == 422 and "targets" in answer.context["form"].errors
    assert not letter.deliveries.exists()


def test_a_document_goes_one_way_through_its_states(letter: OfficialDocument, world: World) -> None:
    with pytest.raises(ValidationError, match="không chuyển sang"):
        services.close_document(document=letter, by=world.clerk)
    for _ in range(2):
        services.activate(document=letter, by=world.clerk)
    services.close_document(document=letter, by=world.clerk)
    for act in (services.activate, services.close_document):
        with pytest.raises(ValidationError):
            act(document=letter, by=world.clerk)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        services.deliver(document=letter, organizations=[world.economy], by=world.clerk)
    with pytest.raises(ValidationError, match="Chỉ xóa được"):
        services.discard_draft(document=letter, by=world.clerk)
    codes = list(AuditEntry.objects.order_by("id").values_list("code", flat=True))
    assert codes.count("documents.document.activated") == 1 and codes[-1] == "documents.document.closed"


def test_a_draft_that_was_a_mistake_leaves_with_its_files(
    world: World, sign_in: Callable[..., Client], django_capture_on_commit_callbacks: Any
) -> None:
    made = import_document(data=LETTER.encode(), filename="a.txt", text="", organization=world.commune, by=world.clerk)
    files.pdf_of(made)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(world.clerk).post(reverse("documents:document_discard", args=[made.pk]))
    assert answer["Location"] == "/van-ban/" and not OfficialDocument.objects.exists()
    assert default_storage.listdir("documents/sources")[1] == []
    assert default_storage.listdir(f"documents/drawn/{made.pk}")[1] == []
    assert AuditEntry.objects.filter(code="documents.document.discarded", object_id=made.pk).exists()


def test_closing_from_the_page(world: World, sign_in: Callable[..., Client]) -> None:
    document, url = DocumentFactory(organization=world.commune), "documents:document_close"
    client = sign_in(world.clerk)
    assert client.get(reverse(url, args=[document.pk])).status_code == 405
    assert client.post(reverse(url, args=[document.pk])).status_code == 302
    again = client.post(reverse(url, args=[document.pk]), follow=True).content.decode()
    assert "không chuyển sang" in again
    assert client.get(reverse("documents:document_review", args=[document.pk])).status_code == 403
    document.refresh_from_db()
    assert document.state == DocumentState.CLOSED


def test_two_offices_at_once_hand_out_once(letter: OfficialDocument, world: World) -> None:
    first = services.deliver(document=letter, organizations=[world.economy, world.economy], by=world.clerk)
    second = services.deliver(document=letter, organizations=[world.economy, world.culture], by=world.clerk)
    assert (first, second) == ([world.economy], [world.culture])
    assert services.deliver(document=letter, organizations=[world.commune], by=world.clerk) == []


def test_a_delivery_seen_from_the_province(world: World, sign_in: Callable[..., Client]) -> None:
    paper = DocumentFactory(organization=world.province)
    DeliveryFactory(document=paper, organization=world.commune)
    assert sign_in(world.monitor).get(paper.get_absolute_url()).status_code == 200
