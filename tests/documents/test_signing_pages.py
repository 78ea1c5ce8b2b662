"""The pages of signing, numbers and keys, as the people use them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.models import DocumentState, NumberEntry, OfficialDocument, SignatureImage, SigningKey, TrustedAuthority
from documents.services import stored
from documents.services.issuing import finalize
from tests.documents.approved import approved
from tests.documents.signers import BELIEVED, PASSPHRASE, Signers, authority, ink, p12, seal
from tests.factories.organizations import StaffFactory, World

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def document(world: World) -> OfficialDocument:
    document = approved(world)
    finalize(document=document, by=world.leader)
    return document


def at(name: str, *args: Any) -> str:
    return reverse(f"documents:{name}", args=args)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def file(content: bytes, name: str = "tep.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_leader_signs_the_clerk_seals_and_issues(document: OfficialDocument, world: World, sign_in: SignIn) -> None:
    signers = Signers(world)
    person, office = signers.key(world.leader), signers.key(None)
    leader, clerk, page = sign_in(world.leader), sign_in(world.clerk), at("document_sign", document.pk)
    assert page in text(leader.get(document.get_absolute_url()))
    choice = f'<option value="{person.pk}"'
    assert choice in text(leader.get(page)) and choice not in text(clerk.get(page))
    wrong = leader.post(at("document_sign_server", document.pk), {"key": person.pk, "secret": "sai"})
    assert wrong.status_code == 422 and "mã PIN không đúng" in text(wrong)
    done = leader.post(at("document_sign_server", document.pk), {"key": person.pk, "secret": PASSPHRASE}, follow=True)
    assert "còn chờ đóng dấu số" in text(done)
    done = clerk.post(at("document_sign_server", document.pk), {"key": office.pk, "secret": PASSPHRASE}, follow=True)
    assert "đã ký đủ" in text(done)
    issue = at("document_issue", document.pk)
    assert issue in text(done)
    done = clerk.post(issue, {"targets": [f"o{world.economy.pk}"]}, follow=True)
    assert "Đã phát hành" in text(done)
    document.refresh_from_db()
    assert document.state == DocumentState.ACTIVE
    assert sign_in(world.contact).get(at("document_pdf", document.pk)).getvalue().count(b"/ByteRange") == 2


def test_a_refused_file_is_told_and_listed(document: OfficialDocument, world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.clerk)
    original = clerk.get(at("document_original", document.pk)).getvalue()
    answer = clerk.post(at("document_sign_upload", document.pk), {"file": file(original, "chua-ky.pdf")})
    assert answer.status_code == 422 and "chưa có chữ ký số nào" in text(answer)
    answer = clerk.post(at("document_sign_scan", document.pk), {"file": file(b"GIF89a", "anh.gif")})
    assert answer.status_code == 422 and "không phải bản quét" in text(answer)
    page = text(clerk.get(at("document_sign", document.pk)))
    assert "chua-ky.pdf" in page and "anh.gif" in page
    assert "Tệp trống" in text(clerk.post(at("document_sign_upload", document.pk), {"file": file(b"")}))


def test_nothing_is_signed_over_a_damaged_file(document: OfficialDocument, world: World, sign_in: SignIn) -> None:
    path = stored.path_of(document.issued_file.file_name)
    path.unlink()
    answer = sign_in(world.clerk).post(at("document_sign_upload", document.pk), {"file": file(b"%PDF-1.7")})
    assert answer.status_code == 409 and "không còn trong kho" in text(answer)


def test_pages_ask_the_database_seldom(
    document: OfficialDocument, world: World, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    signers = Signers(world)
    signers.key(world.leader)
    signers.images()
    leader, clerk, admin = (sign_in(person) for person in (world.leader, world.clerk, world.administrator))
    for client, name, args in (
        (leader, "document_sign", [document.pk]),
        (clerk, "number_list", []),
        (admin, "key_list", []),
        (Client(), "verify", [document.issued_file.code]),
    ):
        with django_assert_max_num_queries(15):
            assert client.get(at(name, *args)).status_code == 200


def test_the_paper_way(document: OfficialDocument, world: World, sign_in: SignIn) -> None:
    from tests.documents.test_scans import paper, photo

    clerk = sign_in(world.clerk)
    done = clerk.post(
        at("document_sign_scan", document.pk), {"file": file(photo(paper(document)), "q.jpg")}, follow=True
    )
    assert "đã ký đủ" in text(done)
    kept = document.signed_files.get()
    assert clerk.get(at("signed_file", document.pk, kept.pk)).getvalue().startswith(b"\xff\xd8")


def test_who_has_nothing_to_do_with_it_does_not_sign(document: OfficialDocument, world: World, sign_in: SignIn) -> None:
    assert sign_in(world.contact).get(at("document_sign", document.pk)).status_code in {403, 404}
    assert sign_in(world.neighbour_clerk).get(at("document_original", document.pk)).status_code == 404
    assert sign_in(world.clerk).get(at("document_sign", approved(world).pk)).status_code == 404


def test_the_clerk_keeps_and_cancels_numbers(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.clerk)
    assert "chưa lấy số nào" in text(clerk.get(at("number_list")))
    given = {"kind": "CV", "count": 2, "reason": "Ký trong lễ"}
    assert clerk.post(at("number_reserve"), given | {"reason": ""}).status_code == 422
    assert "Ký trong lễ" in text(clerk.post(at("number_reserve"), given, follow=True))
    entry = NumberEntry.objects.get(number=2)
    page = text(clerk.post(at("number_cancel", entry.pk), {"cancel_reason": "Hoãn lễ"}, follow=True))
    assert "Hoãn lễ" in page and "Bỏ, không dùng" in page
    refused = clerk.post(at("number_start"), {"kind": "CV", "first_number": 9, "note": "Tiếp sổ"})
    assert refused.status_code == 422 and "đã cấp số trên cổng" in text(refused)
    assert clerk.get(at("number_scheme")).status_code == 200
    changed = clerk.post(at("number_scheme"), {"from_year": 2099, "mode": "common", "separate_kinds": ["QĐ"]})
    assert changed.status_code == 302


def test_the_administrator_registers_and_retires_keys(world: World, sign_in: SignIn) -> None:
    admin = sign_in(world.administrator)
    given = {"holder": "organization", "organization": world.commune.pk, "passphrase": PASSPHRASE, "remember": "on"}
    content = p12(world.commune.name)
    wrong = admin.post(at("key_file"), given | {"file": file(content, "k.p12"), "passphrase": "sai"})
    assert wrong.status_code == 422 and "mật khẩu không đúng" in text(wrong)
    done = admin.post(at("key_file"), given | {"file": file(content, "k.p12")}, follow=True)
    assert "Đã đăng ký khóa" in text(done) and PASSPHRASE not in text(done)
    key = SigningKey.objects.get()
    assert "Đã ngừng dùng khóa" in text(admin.post(at("key_retire", key.pk), follow=True))
    root = file(authority(BELIEVED).pem, "goc.pem")
    assert BELIEVED in text(admin.post(at("authority_create"), {"certificate": root}, follow=True))
    assert "thôi tin cậy" in text(admin.post(at("authority_drop", TrustedAuthority.objects.get().pk), follow=True))
    below = StaffFactory(organization=world.commune, role="administrator")
    assert sign_in(below).get(at("authority_create")).status_code == 403


def test_pictures_are_looked_at(world: World, sign_in: SignIn) -> None:
    leader, clerk = sign_in(world.leader), sign_in(world.clerk)
    page = at("signature_image")

    def sent(client: Client, content: bytes, width: str = "40") -> str:
        return text(client.post(page, {"image": file(content, "h.png"), "width_mm": width}, follow=True))

    from PIL import Image

    from tests.documents.signers import png

    assert "phải màu xanh" in sent(leader, ink("red"))
    assert "phải màu đỏ" in sent(clerk, ink("blue"))
    assert "trong suốt" in sent(leader, png(Image.new("RGB", (300, 200), "blue")))
    assert "PNG" in sent(leader, b"<svg onload=alert(1)>")
    assert "điểm ảnh" in sent(leader, png(Image.new("RGBA", (3000, 50))))
    assert "từ 15 đến 60 mm" in sent(leader, ink("blue"), "90")
    assert "Đã lưu hình" in sent(leader, ink("navy")) and "Đã lưu hình" in sent(clerk, seal(), "36")
    own, theirs = SignatureImage.objects.get(staff=world.leader), SignatureImage.objects.get(staff=None)
    address = "signature_image_file"
    assert leader.get(at(address, own.pk)).getvalue().startswith(b"\x89PNG")
    assert clerk.get(at(address, own.pk)).status_code == 404 and clerk.get(at(address, theirs.pk)).status_code == 200
    assert leader.get(at(address, theirs.pk)).status_code == 404
