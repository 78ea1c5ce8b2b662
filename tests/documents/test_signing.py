"""Signing on the server and elsewhere: who, in which order, and what is refused and why."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from documents.models import (
    DocumentState,
    Holder,
    IssuedFile,
    OfficialDocument,
    SignatureReport,
    SignedFile,
    SigningKey,
)
from documents.services.files import frozen_pdf, pdf_of
from documents.services.issuing import finalize, issued_bytes
from documents.services.signing.acts import accept_signed_file, sign_on_server, signed_by
from documents.services.signing.checking import verdict_on
from documents.services.signing.keys import register_file_key, retire_key
from tests.documents.approved import approved
from tests.documents.signers import BELIEVED, PASSPHRASE, Signers, authority, p12, signed
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def signers(world: World) -> Signers:
    return Signers(world)


@pytest.fixture
def document(world: World) -> OfficialDocument:
    document = approved(world)
    finalize(document=document, by=world.leader)
    return document


@pytest.fixture
def original(document: OfficialDocument) -> bytes:
    return issued_bytes(IssuedFile.objects.get(document=document))


def upload(document: OfficialDocument, content: bytes, world: World) -> SignedFile:
    return accept_signed_file(document=document, content=content, name="ky.pdf", by=world.clerk)


def refusal(document: OfficialDocument, content: bytes, world: World) -> tuple[str, str]:
    """Return code and message with which an upload is refused, and see that only the report stays."""
    before = SignedFile.objects.count()
    with pytest.raises(ValidationError) as caught:
        upload(document, content, world)
    report = SignatureReport.objects.first()
    assert (report.accepted, report.signed_file, report.message) == (False, None, caught.value.messages[0])
    assert SignedFile.objects.count() == before
    document.refresh_from_db()
    assert document.state == DocumentState.APPROVED
    return report.code, report.message


class TestOnTheServer:
    def test_person_then_seal_make_it_signed(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        signers.images()
        person, office = signers.key(world.leader), signers.key(None, remember=True)
        first = sign_on_server(document=document, key=person, secret=PASSPHRASE, by=world.leader)
        assert document.state == DocumentState.APPROVED and signed_by(document) == [Holder.PERSON]
        second = sign_on_server(document=document, key=office, secret="", by=world.clerk)
        document.refresh_from_db()
        assert document.state == DocumentState.SIGNED
        content = pdf_of(document)
        assert content.startswith(original) and first.size < second.size == len(content)
        assert [row["name"] for row in second.report.signatures] == [world.leader.full_name, world.commune.name]
        assert all(row["intact"] and row["trusted"] for row in second.report.signatures)

    def test_each_signs_in_turn_and_for_themselves(
        self, document: OfficialDocument, signers: Signers, world: World
    ) -> None:
        person, office = signers.key(world.leader), signers.key(None)

        def tried(key: SigningKey, by: Any, secret: str = PASSPHRASE) -> str:
            with pytest.raises(ValidationError) as caught:
                sign_on_server(document=document, key=key, secret=secret, by=by)
            return caught.value.messages[0]

        assert "phải ký trước" in tried(office, world.clerk)
        assert "Chỉ người đã duyệt" in tried(person, world.clerk)
        assert "Chỉ người đã duyệt" in tried(signers.key(world.clerk), world.leader)
        assert "mã PIN không đúng" in tried(person, world.leader, "sai")
        assert "Hãy nhập mật khẩu" in tried(person, world.leader, "")
        sign_on_server(document=document, key=person, secret=PASSPHRASE, by=world.leader)
        assert "đã có trên văn bản" in tried(person, world.leader)
        assert "Chỉ văn thư hoặc lãnh đạo" in tried(office, world.specialist)
        retire_key(key=office, by=world.administrator)
        assert "đã ngừng dùng" in tried(SigningKey.objects.get(pk=office.pk), world.clerk)
        assert signed_by(document) == [Holder.PERSON]

    def test_a_signature_that_the_portal_would_not_believe_is_not_made(
        self, document: OfficialDocument, world: World
    ) -> None:
        key = Signers(world).key(world.leader, content=p12(world.leader.full_name, by="Ai đó"))
        with pytest.raises(ValidationError, match="không có trong danh sách tin cậy"):
            sign_on_server(document=document, key=key, secret=PASSPHRASE, by=world.leader)
        assert not SignedFile.objects.exists()


class TestSignedElsewhere:
    def test_one_after_the_other(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        first = signed(original, world.leader.full_name)
        upload(document, first, world)
        assert document.state == DocumentState.APPROVED
        upload(document, signed(first, world.commune.name, Holder.ORGANIZATION), world)
        assert document.state == DocumentState.SIGNED
        report = SignatureReport.objects.first()
        assert [row["holder"] for row in report.signatures] == ["person", "organization"]
        assert {row["authority"] for row in report.signatures} == {"C=VN, O=CoopPortal, CN=Chứng thực thử"}
        assert all(row["claimed_at"] for row in report.signatures)

    def test_both_at_once(self, document: OfficialDocument, original: bytes, signers: Signers, world: World) -> None:
        both = signed(signed(original, world.leader.full_name), world.commune.name, Holder.ORGANIZATION)
        upload(document, both, world)
        assert document.state == DocumentState.SIGNED and frozen_pdf(document) == both

    def test_what_is_wrong_is_said_each_in_its_words(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        name, office = world.leader.full_name, world.commune.name
        other = approved(world)
        foreign = signed(issued_bytes(finalize(document=other, by=world.leader)), name)
        cases = {
            "not_pdf": b"PK\x03\x04 khong phai pdf",
            "unsigned": original,
            "other_document": foreign,
            "not_issued": signed(original.replace(b"%PDF-1.7", b"%PDF-1.6", 1), name),
            "expired": signed(original, name, expired=True),
            "unknown_authority": signed(original, name, by="Ai đó"),
            "stranger": signed(original, "Người Lạ"),
            "wrong_order": signed(original, office, Holder.ORGANIZATION),
        }
        found = {code: refusal(document, content, world) for code, content in cases.items()}
        assert {code: code for code in cases} == {code: kind for code, (kind, _) in found.items()}
        assert len({message for _, message in found.values()}) == len(cases)
        assert other.full_number in found["other_document"][1]
        assert "31/12/2020" in found["expired"][1] or "30/12/2020" in found["expired"][1]

    def test_no_byte_can_be_changed(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        content = signed(original, world.leader.full_name)
        step = (len(content) - len(original)) // 12
        # A copy of the root comes along for convenience; nobody reads it, the trusted one is used.
        copy = content.lower().find(ssl.PEM_cert_to_DER_cert(authority(BELIEVED).pem.decode()).hex().encode())
        assert copy > 0
        for place in [len(original) // 2, *range(len(original), len(content), step)]:
            if copy <= place < copy + 2000:
                continue
            altered = bytearray(content)
            altered[place] ^= 1
            verdict = verdict_on(bytes(altered), document=document, issued=original, newest=original)
            assert verdict.code in {"not_issued", "not_pdf", "broken", "unsigned", "uncovered"}, place

    def test_a_page_changed_before_the_signature_is_found(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        for change in (blank_page, note_on_page, other_title):
            code, message = refusal(document, signed(change(original), world.leader.full_name), world)
            assert code == "changed", change
            assert "trang 1" in message or "trong tệp" in message or "cấu trúc" in message

    def test_a_page_changed_after_the_signature_is_found(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        content = signed(original, world.leader.full_name)
        assert refusal(document, blank_page(content), world)[0] in {"closed", "changed"}
        assert refusal(document, content + b"\n%% more", world)[0] in {"uncovered", "not_pdf"}

    def test_the_newest_revision_is_the_one_to_go_on_from(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        first = signed(original, world.leader.full_name)
        upload(document, first, world)
        assert refusal(document, first, world)[0] == "nothing_new"
        again = signed(original, world.leader.full_name)
        assert refusal(document, again, world)[0] == "not_newest"

    def test_a_signed_document_takes_no_more(
        self, document: OfficialDocument, original: bytes, signers: Signers, world: World
    ) -> None:
        both = signed(signed(original, world.leader.full_name), world.commune.name, Holder.ORGANIZATION)
        upload(document, both, world)
        with pytest.raises(ValidationError, match="không chờ ký"):
            upload(document, both, world)


def updated(content: bytes, change: Any) -> bytes:
    """Return the PDF with an update that `change(writer, first page)` makes."""
    import io

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.find_page_for_modification(0)[0].get_object()
    change(writer, page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def blank_page(content: bytes) -> bytes:
    from pyhanko.pdf_utils import generic

    def change(writer: Any, page: Any) -> None:
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
        writer.update_container(page)

    return updated(content, change)


def note_on_page(content: bytes) -> bytes:
    from pyhanko.pdf_utils import generic

    def change(writer: Any, page: Any) -> None:
        note = generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 500, 500)]),
            }
        )
        page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
        writer.update_container(page)

    return updated(content, change)


def other_title(content: bytes) -> bytes:
    from pyhanko.pdf_utils import generic

    def change(writer: Any, page: Any) -> None:
        writer.root["/Lang"] = generic.pdf_string("en")
        writer.update_root()

    return updated(content, change)


def test_keys_are_looked_at_before_they_are_kept(world: World) -> None:
    def tried(content: bytes, passphrase: str = PASSPHRASE, staff: Any = None, remember: bool = False) -> str:
        with pytest.raises(ValidationError) as caught:
            register_file_key(
                organization=world.commune,
                staff=staff,
                content=content,
                passphrase=passphrase,
                remember=remember,
                by=None,
            )
        return caught.value.messages[0]

    name = world.commune.name
    assert "mật khẩu không đúng" in tried(p12(name), "sai")
    assert "PKCS#12" in tried(b"khong phai khoa")
    assert "hiệu lực" in tried(p12(name, expired=True))
    assert "không được lưu" in tried(p12(world.leader.full_name), staff=world.leader, remember=True)
    assert not SigningKey.objects.exists()


def test_no_secret_stands_in_the_database(world: World, settings: Any) -> None:
    from documents.services.signing.secrets import decrypt

    key = Signers(world).key(None, remember=True)
    path = Path(settings.SIGNING_KEYS_DIR) / key.file_name
    assert PASSPHRASE not in repr(list(SigningKey.objects.values())) and decrypt(key.secret) == PASSPHRASE
    assert path.stat().st_mode & 0o777 == 0o600 and key.valid_to > timezone.now()
    settings.SIGNING_SECRET_KEY = "another secret of the portal"
    with pytest.raises(ValidationError, match="khóa bí mật của cổng đã đổi"):
        decrypt(key.secret)
