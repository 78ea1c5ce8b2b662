"""Files that go with a document: taken by their content, printed as `Gửi kèm`, frozen, fetched by who sees it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import docx
import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from documents.authoring.enclosures import with_enclosures
from documents.models import Attachment, DocumentState, OfficialDocument
from documents.official import tree as official
from documents.queries import find
from documents.queries.attachments import printed_tree
from documents.queries.verifying import match_file
from documents.services import attaching
from documents.services.exchange import envelope_of
from documents.services.issuing import finalize
from documents.services.life import move
from documents.services.sending import letter as letter_to
from documents.services.sending import send_outside
from organizations.models import Staff
from tests.documents.files import scan, word
from tests.factories.documents import DeliveryFactory, DocumentFactory
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


@lru_cache
def sheet(text: str = "Hợp tác xã Rau sạch") -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append([text, 2])
    book.save(out)
    return out.getvalue()


picture = lru_cache(scan)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def draft(world: World) -> OfficialDocument:
    return DocumentFactory(
        organization=world.commune, state="draft", origin="authored", created_by=world.specialist, number=""
    )


def forward(document: OfficialDocument, *states: str) -> OfficialDocument:
    """Take the document along the table of states without the acts."""
    for state in states:
        move(document, DocumentState(state))
    return document


@pytest.fixture
def pair(draft: OfficialDocument, world: World) -> list[Attachment]:
    files = [upload("Danh_sách HTX.xlsx", sheet()), upload("Bản đồ.pdf", picture())]
    return attaching.attach(document=draft, uploads=files, by=world.specialist)


def test_the_draft_prints_what_goes_with_it_in_order(
    draft: OfficialDocument, pair: list[Attachment], world: World
) -> None:
    assert [(one.title, one.order, len(one.digest)) for one in pair] == [("Danh sách HTX", 1, 64), ("Bản đồ", 2, 64)]
    assert printed_tree(draft).closing == "Gửi kèm: (1) Danh sách HTX; (2) Bản đồ."
    attaching.move_attachment(attachment=pair[1], up=True, by=world.specialist)
    attaching.describe(attachment=pair[1], title="Bản đồ vùng rau", note="Khổ A3", by=world.specialist)
    new = attaching.replace_file(attachment=pair[0], upload=upload("ds2.xlsx", sheet("HTX Mới")), by=world.specialist)
    assert printed_tree(draft).closing == "Gửi kèm: (1) Bản đồ vùng rau; (2) Danh sách HTX."
    assert new.replaces.name == "Danh_sách HTX.xlsx" and new.replaces.gone_at
    attaching.drop_attachment(attachment=pair[1], by=world.specialist)
    assert printed_tree(draft).closing == "Gửi kèm: Danh sách HTX."
    assert Attachment.objects.filter(document=draft).count() == 3


def test_a_text_that_names_its_enclosures_itself_is_left_alone() -> None:
    own = official.OfficialDocument(
        body=[official.Node("paragraph", text="(Gửi kèm: biểu mẫu)")], closing="Trân trọng."
    )
    assert with_enclosures(own, ["Danh sách"]) is own
    other = official.OfficialDocument(closing="Trân trọng.")
    assert [node.text for node in with_enclosures(other, ["Danh sách"]).body] == ["Gửi kèm: Danh sách."]


def macro_book() -> bytes:
    out = io.BytesIO(sheet())
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def secret_letter() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in ("UBND XÃ ĐÔNG", "MẬT", "Nội dung"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.exe", b"MZ" + b"\0" * 99, "Không nhận tệp"),
        ("a.pdf", sheet(), "không phải là .pdf"),
        ("a.xlsx", macro_book(), "macro"),
        ("a.docx", secret_letter(), "MẬT”. Tài liệu mật"),
        ("b.xlsx", sheet("TUYỆT MẬT"), "Luật Bảo vệ bí mật nhà nước"),
        ("a.pdf", b"", "trống"),
    ],
)
def test_what_may_not_go_along_is_refused_and_nothing_is_kept(
    draft: OfficialDocument, world: World, name: str, data: bytes, told: str
) -> None:
    with pytest.raises(ValidationError, match=told) as caught:
        attaching.attach(document=draft, uploads=[upload("ok.pdf", picture()), upload(name, data)], by=world.specialist)
    assert "files" in caught.value.message_dict and not Attachment.objects.exists()


def test_the_same_file_goes_along_once(draft: OfficialDocument, pair: list[Attachment], world: World) -> None:
    with pytest.raises(ValidationError, match="đã được gửi kèm rồi"):
        attaching.attach(document=draft, uploads=[upload("khac.pdf", picture())], by=world.specialist)


@pytest.fixture
def numbered(draft: OfficialDocument, pair: list[Attachment], world: World) -> OfficialDocument:
    forward(draft, "review", "approved")
    OfficialDocument.objects.filter(pk=draft.pk).update(signer=world.leader)
    finalize(document=draft, by=world.leader)
    return draft


def test_once_numbered_the_line_is_in_the_text_and_nothing_changes_by_any_door(
    numbered: OfficialDocument, pair: list[Attachment], world: World
) -> None:
    assert numbered.official.closing == "Gửi kèm: (1) Danh sách HTX; (2) Bản đồ."
    assert numbered.issued_file.tree["closing"] == numbered.official.closing
    row = pair[0]
    acts: list[Callable[[], object]] = [
        lambda: attaching.attach(document=numbered, uploads=[upload("x.docx", word("a"))], by=world.specialist),
        lambda: attaching.replace_file(attachment=row, upload=upload("x.docx", word("a")), by=world.specialist),
        lambda: attaching.describe(attachment=row, title="Khác", note="", by=world.specialist),
        lambda: attaching.move_attachment(attachment=row, up=False, by=world.specialist),
        lambda: attaching.drop_attachment(attachment=row, by=world.specialist),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match="không thay đổi được nữa"):
            act()
    rows = Attachment.objects.filter(pk=row.pk)
    by_sql: list[Callable[[], object]] = [
        lambda: rows.update(digest="0" * 64),
        lambda: rows.update(gone_at=row.at),
        rows.delete,
        lambda: Attachment.objects.create(
            document=numbered, order=9, title="x", name="x", size=1, digest="1" * 64, file_name="x", at=row.at
        ),
    ]
    for change in by_sql:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert "tệp gửi kèm" in match_file(numbered.issued_file.code, sheet()).message


def test_the_files_leave_with_the_document(
    numbered: OfficialDocument, world: World, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from documents.services import exchange, sending

    monkeypatch.setattr(sending, "official_pdf", lambda document: b"%PDF-x")
    monkeypatch.setattr(exchange, "official_pdf", lambda document: b"%PDF-x")
    forward(numbered, "signed", "active")
    given = {"document": numbered, "name": "Công ty", "by": world.clerk}
    row = send_outside(channel="email", email="a@b.vn", **given)
    mail = letter_to(row)
    assert [name for name, *_ in mail.attachments][1:] == ["Danh_sách HTX.xlsx", "Bản đồ.pdf"]
    assert "1. Danh sách HTX (Danh_sách HTX.xlsx)" in mail.body
    outside = send_outside(channel="edxml", code="H31.9", **given)
    files = envelope_of(numbered, outside, world.clerk, row.created_at).attachments
    assert [(a.name, a.description) for a in files[1:]] == [
        ("Danh_sách HTX.xlsx", "Danh sách HTX"),
        ("Bản đồ.pdf", "Bản đồ"),
    ]
    settings.MAIL_MOST_ATTACHED_BYTES = 10
    with pytest.raises(ValidationError, match="máy chủ thư không nhận"):
        send_outside(channel="email", email="c@b.vn", **given)


SignIn = Callable[[Staff], Client]


def test_a_receiver_finds_and_fetches_the_files_others_get_404(
    numbered: OfficialDocument, pair: list[Attachment], world: World, sign_in: SignIn
) -> None:
    forward(numbered, "signed", "active")
    address = reverse("documents:attachment_file", args=[pair[0].pk])
    assert sign_in(world.neighbour_clerk).get(address).status_code == 404
    DeliveryFactory(document=numbered, organization=world.neighbour)
    client = sign_in(world.neighbour_clerk)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == sheet() and "attachment" in answer["Content-Disposition"]
    page = client.get(numbered.get_absolute_url()).content.decode()
    assert address in page and "Bổ sung" not in page
    assert list(find(world.neighbour_clerk, words="rau sach", in_content=True)) == [numbered]


def test_what_was_replaced_is_seen_by_the_holders_side_alone(
    draft: OfficialDocument, pair: list[Attachment], world: World
) -> None:
    attaching.replace_file(attachment=pair[0], upload=upload("b.xlsx", sheet("Khác")), by=world.specialist)
    forward(draft, "review", "approved", "signed", "active")
    DeliveryFactory(document=draft, organization=world.neighbour)
    seen = Attachment.objects.visible_to(world.neighbour_clerk).filter(document=draft)
    assert {one.name for one in seen} == {"b.xlsx", "Bản đồ.pdf"}
    assert Attachment.objects.visible_to(world.clerk).filter(document=draft).count() == 3


def test_the_page_takes_files_and_says_what_is_wrong(
    draft: OfficialDocument, world: World, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client, address = sign_in(world.specialist), reverse("documents:attachments", args=[draft.pk])
    bad = client.post(address, {"files": [upload("a.exe", b"MZ")], "note": "Ghi chú đã gõ"})
    assert bad.status_code == 422 and "Không nhận tệp" in bad.content.decode()
    assert "Ghi chú đã gõ" in bad.content.decode()
    assert "Hãy chọn ít nhất một tệp" in client.post(address, {}).content.decode()
    sent = {"files": [upload("a.xlsx", sheet()), upload("b.pdf", picture())]}
    assert client.post(address, sent).status_code == 302
    one, two = Attachment.objects.all()
    client.post(reverse("documents:attachment_move", args=[two.pk]), {"to": "up"})
    change = {"title": "Biểu 1", "note": "", "file": upload("c.docx", word("Biểu"))}
    assert client.post(reverse("documents:attachment_update", args=[one.pk]), change).status_code == 302
    with django_assert_max_num_queries(15):
        page = client.get(address).content.decode()
    assert page.index("b.pdf") < page.index("Biểu 1") < page.index("a.xlsx") and "1 bản cũ" in page


def test_what_was_taken_in_may_get_a_file_that_was_missing(world: World) -> None:
    document = DocumentFactory(organization=world.commune)
    (row,) = attaching.attach(document=document, uploads=[upload("pl.pdf", picture())], by=world.clerk)
    with pytest.raises(ValidationError, match="không thay đổi được nữa"):
        attaching.drop_attachment(attachment=row, by=world.clerk)
    assert printed_tree(document).closing is None
