"""Time stamps of a real service, and certificates that were revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from documents.models import OfficialDocument, RevocationList, SignedFile
from documents.services import stored
from documents.services.issuing import finalize
from documents.services.signing import acts
from documents.services.signing.revocation import load_list, revoked_keys
from tests.documents import tsa
from tests.documents.approved import approved
from tests.documents.signers import BELIEVED, PASSPHRASE, Signers, authority, p12, signed
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def signers(world: World) -> Signers:
    return Signers(world)


@pytest.fixture
def document(world: World) -> OfficialDocument:
    made = approved(world)
    finalize(document=made, by=world.leader)
    return made


def crl(
    *names: str, by: str = BELIEVED, made: dt.datetime = NOW, at: dt.datetime = NOW - dt.timedelta(minutes=5)
) -> bytes:
    """Return the authority's list with the certificates of these holders on it."""
    root = authority(by)
    builder = x509.CertificateRevocationListBuilder(root.certificate.subject, made, made + dt.timedelta(days=7))
    for name in names:
        certificate = pkcs12.load_key_and_certificates(p12(name), PASSPHRASE.encode())[1]
        assert certificate is not None
        entry = x509.RevokedCertificateBuilder(certificate.serial_number, at)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(root.key, hashes.SHA256()).public_bytes(Encoding.DER)


def upload(document: OfficialDocument, content: bytes, world: World) -> SignedFile:
    return acts.accept_signed_file(document=document, content=content, name="a.pdf", by=world.clerk)


def original(document: OfficialDocument) -> bytes:
    issued = document.issued_file
    return stored.fetch(issued.file_name, issued.digest)


def test_a_time_stamp_is_put_on_and_told(
    document: OfficialDocument, signers: Signers, world: World, settings: Any, sign_in: Callable[..., Client]
) -> None:
    key = signers.key(world.leader)
    with tsa.service() as service:
        settings.SIGNING_TSA_URL = tsa.address(service)
        file = acts.sign_on_server(document=document, key=key, secret=PASSPHRASE, by=world.leader)
        assert service.asked
    one = file.report.signatures[0]
    assert one["stamped_by"] == tsa.NAME and abs(dt.datetime.fromisoformat(one["stamped_at"]) - NOW) < dt.timedelta(1)
    page = sign_in(world.clerk).get(reverse("documents:document_sign", args=[document.pk])).content.decode()
    assert "Dấu thời gian" in page and tsa.NAME in page


def test_a_stamp_of_a_service_that_nobody_vouches_for_proves_nothing(
    document: OfficialDocument, signers: Signers, world: World, settings: Any
) -> None:
    with tsa.service(by="Chứng thực lạ") as service:
        settings.SIGNING_TSA_URL = tsa.address(service)
        content = signed(original(document), world.leader.full_name)
    one = upload(document, content, world).report.signatures[0]
    assert one["stamped_at"] is None and "chưa tin cậy" in one["stamp_problem"]


@pytest.mark.parametrize(
    "answer", [None, lambda body: (500, b""), lambda body: (200, b"no"), lambda body: (200, OTHER_STAMP())]
)
def test_a_service_that_fails_stops_the_signing_and_changes_nothing(
    document: OfficialDocument, signers: Signers, world: World, settings: Any, answer: Any
) -> None:
    key = signers.key(world.leader)
    with tsa.service(answer) as service:
        settings.SIGNING_TSA_URL = tsa.address(service)
        if answer is None:
            settings.SIGNING_TSA_URL = "http://127.0.0.1:1/"
        with pytest.raises(ValidationError, match="Chưa ký: dịch vụ dấu thời gian"):
            acts.sign_on_server(document=document, key=key, secret=PASSPHRASE, by=world.leader)
    document.refresh_from_db()
    assert document.state == "approved" and not document.signed_files.exists()


def OTHER_STAMP() -> bytes:
    """The answer to somebody else's request."""
    _, request = tsa.stamper().request_cms(b"0" * 32, "sha256")
    return tsa.stamp(request.dump())


def test_a_revoked_certificate_signs_nothing_and_is_told(
    document: OfficialDocument, signers: Signers, world: World, sign_in: Callable[..., Client]
) -> None:
    name = world.leader.full_name
    key, elsewhere = signers.key(world.leader), signed(original(document), name)
    load_list(content=crl(world.commune.name), by=world.administrator)
    client, address = sign_in(world.administrator), reverse("documents:revocation_load")
    sent = client.post(address, {"file": SimpleUploadedFile("a.crl", crl(name, made=NOW + dt.timedelta(minutes=1)))})
    assert sent.status_code == 302
    page = client.get(reverse("documents:key_list")).content.decode()
    assert "Khóa đang đăng ký đã bị thu hồi" in page and "Đã bị thu hồi" in page and BELIEVED in page
    assert revoked_keys() == [key]
    with pytest.raises(ValidationError, match="đã bị thu hồi ngày"):
        acts.sign_on_server(document=document, key=key, secret=PASSPHRASE, by=world.leader)
    with pytest.raises(ValidationError, match=f"{name} đã bị thu hồi ngày"):
        upload(document, elsewhere, world)
    report = document.signature_reports.get()
    assert report.code == "revoked" and report.signatures[0]["revocations_of"]
    document.refresh_from_db()
    assert document.state == "approved"


def test_what_was_stamped_before_the_revocation_stays_good(
    document: OfficialDocument, signers: Signers, world: World, settings: Any
) -> None:
    with tsa.service() as service:
        settings.SIGNING_TSA_URL = tsa.address(service)
        content = signed(original(document), world.leader.full_name)
    load_list(content=crl(world.leader.full_name, at=NOW + dt.timedelta(hours=1)), by=None)
    assert upload(document, content, world).report.accepted


def test_only_whole_true_and_newer_lists_are_taken(world: World, signers: Signers, tmp_path: Any) -> None:
    true = crl(world.leader.full_name)
    load_list(content=true, by=world.administrator)
    broken = true[:-3] + bytes([true[-3] ^ 1]) + true[-2:]
    for content, words in (
        (b"khong phai", "không phải danh sách thu hồi"),
        (true, "không cũ hơn"),
        (crl(by="Chứng thực lạ"), "chưa tin tổ chức này"),
        (broken, "không đúng"),
    ):
        with pytest.raises(ValidationError, match=words):
            load_list(content=content, by=world.administrator)
    assert RevocationList.objects.get().count == 1
    path = tmp_path / "moi.crl"
    path.write_bytes(crl(made=NOW + dt.timedelta(hours=1)))
    call_command("load_crl", path)
    assert RevocationList.objects.get().count == 0
    with pytest.raises(CommandError, match="không cũ hơn"):
        call_command("load_crl", path)
    with pytest.raises(ValidationError, match="không phải của tổ chức chứng thực"):
        load_list(content=crl(by="Chứng thực lạ"), issuer=authority("Chứng thực lạ").pem, by=None)
