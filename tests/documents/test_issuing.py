"""Finalizing: number, day and bytes in one act, frozen from then on; and what anybody may see of it."""

from __future__ import annotations

import hashlib
import os
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import DocumentState, IssuedFile, NumberEntry, OfficialDocument
from documents.official.drawing import places_of
from documents.services import files, stored
from documents.services.files import frozen_pdf
from documents.services.issuing import finalize, issue_document
from tests.documents.approved import approved
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world: World) -> OfficialDocument:
    return approved(world)


@pytest.fixture
def issued(document: OfficialDocument, world: World) -> IssuedFile:
    return finalize(document=document, by=world.leader)


def test_number_day_and_bytes_come_together(document: OfficialDocument, issued: IssuedFile, world: World) -> None:
    fresh = OfficialDocument.objects.get(pk=document.pk)
    assert (
        (document.number, document.issued_on)
        == (fresh.number, fresh.issued_on)
        == ("01", timezone.localdate(issued.made_at))
    )
    assert issued.tree == fresh.tree and fresh.official.date == f"{fresh.issued_on}"
    content = stored.fetch(issued.file_name, issued.digest)
    assert content.startswith(b"%PDF") and len(content) == issued.size
    assert issued.template_version.startswith("weasyprint ")
    assert issued.signer == world.leader
    assert {place.name for place in places_of(content)} >= {"signature", "seal", "qr"}


def test_finalizing_twice_makes_one(document: OfficialDocument, issued: IssuedFile, world: World) -> None:
    assert finalize(document=document, by=world.leader) == issued
    assert NumberEntry.objects.count() == 1


@pytest.mark.parametrize("state", [s for s in DocumentState if s != DocumentState.APPROVED])
def test_only_what_is_approved_gets_a_number(world: World, state: str) -> None:
    document = approved(world)
    document.state = state
    OfficialDocument.objects.filter(pk=document.pk).delete()
    document.pk = None
    document._state.adding = True
    document.save()
    with pytest.raises(ValidationError, match="chỉ văn bản đã được duyệt"):
        finalize(document=document, by=world.leader)
    assert not NumberEntry.objects.exists()


def test_what_is_missing_is_said_and_takes_no_number(world: World) -> None:
    document = approved(world, symbol=None, subject=None, signature=None)
    with pytest.raises(ValidationError, match="ký hiệu, trích yếu, họ tên người ký"):
        finalize(document=document, by=world.leader)
    assert not NumberEntry.objects.exists()


def test_a_full_disk_leaves_nothing_half_done(
    document: OfficialDocument, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ValidationError, match="hết chỗ"):
            finalize(document=document, by=world.leader)
    assert not NumberEntry.objects.exists()
    assert not IssuedFile.objects.exists()
    assert not [path for path in stored.path_of(stored.FOLDER).rglob("*") if path.is_file()]
    document.refresh_from_db()
    assert document.number == ""
    assert finalize(document=document, by=world.leader).document.number == "01"


def test_the_download_is_the_frozen_file_even_after_the_template_changed(
    document: OfficialDocument, issued: IssuedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "drawing_version", lambda: "another")
    content = files.pdf_of(document)
    assert hashlib.sha256(content).hexdigest() == issued.digest
    assert frozen_pdf(document) == content


def test_a_file_that_was_changed_on_the_disk_is_not_handed_out(
    document: OfficialDocument, issued: IssuedFile, world: World, sign_in: Any
) -> None:
    path = stored.path_of(issued.file_name)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(stored.DamagedFile, match="đã bị thay đổi"):
        files.pdf_of(document)
    answer = sign_in(world.clerk).get(reverse("documents:document_pdf", args=[document.pk]))
    assert answer.status_code == 409
    assert "đã bị thay đổi" in answer.content.decode()


def refused(statement: str, *values: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_sql_cannot_change_what_was_issued(document: OfficialDocument, issued: IssuedFile) -> None:
    for change in (
        "number = '9'", "symbol = 'X'", "subject = 'khác'", "kind = 'KH'", "issued_on = '2020-01-01'",
        "issuer_name = 'khác'", "tree = '{}'", "state = 'draft'", "state = 'active'",
    ):  # fmt: skip
        refused(f"UPDATE documents_officialdocument SET {change} WHERE id = %s", document.pk)  # noqa: S608
    refused("UPDATE documents_issuedfile SET digest = %s WHERE id = %s", "0" * 64, issued.pk)
    refused("DELETE FROM documents_issuedfile WHERE id = %s", issued.pk)


def test_services_cannot_change_what_was_issued(document: OfficialDocument, issued: IssuedFile) -> None:
    document.subject = "khác"
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialDocument.objects.filter(pk=document.pk).update(tree={})


def test_only_what_is_signed_is_issued(document: OfficialDocument, issued: IssuedFile, world: World) -> None:
    with pytest.raises(ValidationError, match="chỉ văn bản đã ký"):
        issue_document(document=document, by=world.clerk)
    OfficialDocument.objects.filter(pk=document.pk).update(state=DocumentState.SIGNED)
    issue_document(document=document, by=world.clerk, organizations=[world.economy])
    document.refresh_from_db()
    assert document.state == DocumentState.ACTIVE
    assert [delivery.organization for delivery in document.deliveries.all()] == [world.economy]


class TestVerifying:
    def page(self, issued: IssuedFile) -> str:
        answer = Client().get(issued.get_absolute_url())
        assert answer.status_code == 200
        return answer.content.decode()

    def test_anybody_sees_the_facts_and_no_content(self, document: OfficialDocument, issued: IssuedFile) -> None:
        page = self.page(issued)
        for shown in ("Công văn 01/UBND-KT", document.subject, issued.digest, "Chưa phát hành"):
            assert shown in page
        assert "Yêu cầu các cơ quan thực hiện" not in page

    @pytest.mark.parametrize(
        ("way", "shown"),
        [
            (["signed", "active"], "Còn hiệu lực"),
            (["signed", "active", "recalled"], "Đã bị thu hồi"),
            (["signed", "active", "closed", "replaced"], "Đã được thay thế"),
        ],
    )
    def test_the_state_is_the_one_of_now(
        self, document: OfficialDocument, issued: IssuedFile, way: list[str], shown: str
    ) -> None:
        for state in way:
            OfficialDocument.objects.filter(pk=document.pk).update(state=state)
        assert shown in self.page(issued)

    def test_of_a_secret_document_nothing_is_told_but_that_it_exists(self, world: World) -> None:
        issued = finalize(document=approved(world, secrecy="MẬT", subject="việc kín"), by=world.leader)
        page = self.page(issued)
        assert "Văn bản có trong sổ" in page
        for hidden in ("01/UBND-KT", "việc kín", issued.digest, "UBND", "xã Đông"):
            assert hidden not in page
        file = stored.path_of(issued.file_name).open("rb")
        assert "trùng khớp" not in Client().post(issued.get_absolute_url(), {"file": file}).content.decode()

    def test_a_code_may_be_typed_as_it_is_read(self, issued: IssuedFile) -> None:
        typed = f" {issued.code[:4].lower()}-{issued.code[4:8]} {issued.code[8:]}"
        answer = Client().post(reverse("documents:verify_start"), {"code": typed})
        assert answer["Location"] == issued.get_absolute_url()
        assert Client().post(reverse("documents:verify_start"), {"code": "ABC"}).status_code == 422

    def test_an_unknown_code_is_not_there(self, db: None) -> None:
        assert Client().get(reverse("documents:verify", args=["ABCDEFGHJKMN"])).status_code == 404

    def test_a_file_is_compared_byte_for_byte(self, issued: IssuedFile) -> None:
        path = stored.path_of(issued.file_name)
        with path.open("rb") as same:
            answer = Client().post(issued.get_absolute_url(), {"file": same})
        assert "trùng khớp từng byte với bản gốc" in answer.content.decode()
        other = path.with_name("other.pdf")
        other.write_bytes(path.read_bytes() + b" ")
        with other.open("rb") as changed:
            answer = Client().post(issued.get_absolute_url(), {"file": changed})
        assert "không trùng với bản nào" in answer.content.decode()

    def test_who_asks_too_often_has_to_wait(self, issued: IssuedFile) -> None:
        client = Client(REMOTE_ADDR="10.9.8.7")
        with time_machine.travel(timezone.now(), tick=False):
            answers = [client.get(issued.get_absolute_url()).status_code for _ in range(61)]
        assert answers == [200] * 60 + [429]
