"""The signer will not sign: back to the draft, and the number is kept or given up, never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from documents.models import IssuedFile, NumberEntry, OfficialDocument, OutgoingEntry, RefusedOriginal, SignedFile
from documents.queries.verifying import match_file, public_facts
from documents.services import discard_draft, issuing, stored
from documents.services.issuing import finalize
from documents.services.refusing import refuse_to_sign
from documents.services.sanity import check_files
from tests.documents.approved import approved
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
DAY = dt.datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn is looked at elsewhere."""
    monkeypatch.setattr(issuing, "draw", lambda tree, issued: f"%PDF {tree.number} {issued.code}".encode())
    monkeypatch.setattr(issuing, "_warm_up", lambda tree: None)


@pytest.fixture
def document(world: World) -> OfficialDocument:
    made = approved(world)
    with time_machine.travel(DAY, tick=False):
        finalize(document=made, by=world.leader)
    return made


def refuse(document: OfficialDocument, world: World, *, keep: bool) -> RefusedOriginal:
    with time_machine.travel(DAY, tick=False):
        return refuse_to_sign(document=document, by=world.leader, reason="Sai căn cứ", keep_number=keep)


def again(document: OfficialDocument, world: World, *, days: int = 0, **columns: object) -> OfficialDocument:
    """Approve the corrected text, some days later."""
    for state in ("review", "approved"):
        OfficialDocument.objects.filter(pk=document.pk).update(state=state, **columns)
    document.refresh_from_db()
    with time_machine.travel(DAY + dt.timedelta(days=days), tick=False):
        finalize(document=document, by=world.leader)
    return document


def test_the_signer_sends_it_back_and_the_same_day_it_has_its_number_again(
    document: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    old = IssuedFile.objects.get()
    client, address = sign_in(world.leader), reverse("documents:document_sign_refuse", args=[document.pk])
    assert "Từ chối ký" in client.get(reverse("documents:document_sign", args=[document.pk])).content.decode()
    with time_machine.travel(DAY, tick=False):
        empty = client.post(address, {"reason": " ", "number": "keep"})
        assert empty.status_code == 422 and "Hãy ghi lý do từ chối ký" in empty.content.decode()
        answer = client.post(address, {"reason": "Sai căn cứ", "number": "keep"}, follow=True)
    assert "trở lại dự thảo" in answer.content.decode() and "Sai căn cứ" in answer.content.decode()
    document.refresh_from_db()
    assert (document.state, document.number, document.issued_on) == ("draft", "", None)
    assert (document.official.number, document.official.date_text) == (None, None)
    kept = NumberEntry.objects.get()
    assert (kept.state, kept.document, kept.meant_for, kept.reason) == (
        "reserved", None, document, "Người ký từ chối ký: Sai căn cứ",
    )  # fmt: skip
    facts = public_facts(old.code)
    assert facts is not None and facts.is_void and not facts.subject
    assert "không có giá trị" in Client().get(reverse("documents:verify", args=[old.code])).content.decode()
    again(document, world)
    assert (document.number, NumberEntry.objects.get().state) == ("01", "used")
    assert not check_files().problems and IssuedFile.objects.get().code != old.code


@pytest.mark.parametrize(("days", "kind"), [(1, "CV"), (0, "KH")])
def test_a_kept_number_is_given_up_when_it_cannot_serve_any_more(
    document: OfficialDocument, world: World, days: int, kind: str
) -> None:
    refuse(document, world, keep=True)
    again(document, world, days=days, kind=kind, tree={**document.tree, "kind": kind})
    old, new = NumberEntry.objects.order_by("pk")
    assert (old.state, new.state, new.document) == ("cancelled", "used", document)
    assert (document.number, document.issued_on) == ("02" if kind == "CV" else "01", (DAY + dt.timedelta(days)).date())
    assert OutgoingEntry.objects.get(document=None).note.startswith("Số hủy: văn bản bị từ chối ký")


def test_a_number_that_is_given_up_stands_in_the_register_and_is_never_given_again(
    document: OfficialDocument, world: World
) -> None:
    refused = refuse(document, world, keep=False)
    entry = NumberEntry.objects.get()
    assert (entry.state, entry.cancel_reason) == ("cancelled", "người ký từ chối ký: Sai căn cứ")
    line = OutgoingEntry.objects.get()
    assert (line.full_number, line.note, line.document) == ("01", "Số hủy: người ký từ chối ký: Sai căn cứ", None)
    assert again(document, world).number == "02"
    assert stored.fetch(refused.file_name, refused.digest)
    assert match_file(IssuedFile.objects.get().code, b"x").tone == "bad"
    told = AuditEntry.objects.get(code="documents.review.refused")
    assert told.data["kept"] == "hủy" and document.review_steps.get(act="refused").opinion == "Sai căn cứ"


def test_nobody_else_refuses_and_nothing_signed_goes_back(document: OfficialDocument, world: World) -> None:
    for person in (world.specialist, world.clerk):
        with pytest.raises(PermissionDenied):
            refuse_to_sign(document=document, by=person, reason="x", keep_number=True)
    SignedFile.objects.create(document=document, way="server", file_name="x", digest="0" * 64, size=1)
    with pytest.raises(ValidationError, match="đã có chữ ký"):
        refuse(document, world, keep=True)
    assert IssuedFile.objects.filter(document=document).exists()


def test_sql_gives_no_number_back_without_a_refusal(document: OfficialDocument, world: World) -> None:
    tries: list[Callable[[], object]] = [
        lambda: NumberEntry.objects.update(state="reserved", document=None, reason="x"),
        lambda: IssuedFile.objects.all().delete(),
        lambda: OfficialDocument.objects.filter(pk=document.pk).update(state="draft"),
    ]
    for attempt in tries:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
    refuse(document, world, keep=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RefusedOriginal.objects.update(reason="y")
    with pytest.raises(ValidationError, match="không xóa được"):
        discard_draft(document=document, by=world.clerk)
