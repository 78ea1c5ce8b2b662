"""Packets: all that goes with a document as one PDF, numbered through, with bookmarks; the rest named apart."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter

from documents import tasks
from documents.models import OfficialDocument, Packet
from documents.packets import Built, Part, build, office
from documents.services import attaching, packets, stored
from organizations.models import Staff
from tests.documents.files import pdf, word
from tests.documents.test_attachments import sheet
from tests.factories.documents import DeliveryFactory, DocumentFactory
from tests.factories.organizations import World

_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD, SHEET = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
letter = lru_cache(pdf)


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """What LibreOffice makes of a file is its business; here our own drawing is looked at."""
    monkeypatch.setattr(office, "converter", lambda: None)


def turned(content: bytes) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.pages[0].rotate(90)
    writer.write(out)
    return out.getvalue()


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def built() -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "converter", lambda: None)
        parts = [
            Part("Công văn 516", letter("Trang một"), marks=(("Phụ lục I", 0),)),
            Part("Bản quét ngang", turned(letter("Bản quét")), level=1),
            Part("Ảnh", photo(), "image/jpeg", "anh.jpg", 1),
            Part("Bảng số liệu", sheet("Hợp tác xã Một"), SHEET, "so.xlsx", 1),
            Part("Đề cương", word("Phần thứ nhất"), WORD, "de-cuong.docx", 1),
            Part("Gói", b"PK", "application/zip", "goi.zip", 1),
            Part("Hỏng", b"%PDF-1.7 hong", "application/pdf", "hong.pdf", 1),
        ]
        return build(parts, title="Tập văn bản", about="Công văn 516", issuer="UBND xã Đông")


def test_every_page_has_its_number_in_one_row(built: Built) -> None:
    pages = PdfReader(io.BytesIO(built.content)).pages
    texts = [page.extract_text() for page in pages]
    assert built.pages == len(pages) == 6
    assert all(f"Trang {n}/6" in text for n, text in enumerate(texts, 1))
    in_order = ("Trang một", "Bản quét", "", "Hợp tác xã Một", "Phần thứ nhất")
    assert all(words in text for words, text in zip(in_order, texts[1:], strict=True))
    assert (pages[2].mediabox.width > pages[2].mediabox.height, pages[2].rotation) == (True, 0)


def test_the_list_says_what_stands_where_and_what_goes_apart(built: Built) -> None:
    cover = " ".join(PdfReader(io.BytesIO(built.content)).pages[0].extract_text().split())
    assert [(line.title, line.first) for line in built.lines][:3] == [
        ("Công văn 516", 2), ("Phụ lục I", 2), ("Bản quét ngang", 3),
    ]  # fmt: skip
    assert [(one.name, one.why) for one in built.apart] == [
        ("goi.zip", "loại tệp này không in được thành trang PDF"),
        ("hong.pdf", "tệp PDF bị hỏng, không mở được"),
    ]
    assert "goi.zip, 1 KB" in cover and built.apart[0].digest[:20] in cover


def test_bookmarks_lead_to_each_part(built: Built) -> None:
    reader = PdfReader(io.BytesIO(built.content))
    first, top, under = reader.outline
    assert (first["/Title"], top["/Title"]) == ("Mục lục", "Công văn 516")
    assert [reader.get_destination_page_number(one) for one in under] == [1, 2, 3, 4, 5]


def fake_office(folder: Path, body: str) -> str:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return str(program)


def test_the_converter_is_given_a_time_and_a_place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = fake_office(
        tmp_path, 'cp tep.docx tep.pdf; test -s "${1#-env:UserInstallation=file://}/user/registrymodifications.xcu"'
    )
    monkeypatch.setattr(office, "converter", lambda: good)
    assert office.converted(b"%PDF-as-if", WORD) == b"%PDF-as-if"
    assert office.converted(b"x", "application/zip") is None
    monkeypatch.setattr(office, "SECONDS", 0.1)
    monkeypatch.setattr(office, "converter", lambda: fake_office(tmp_path, "exec sleep 5"))
    assert office.converted(b"x", WORD) is None


SignIn = Callable[[Staff], Client]


@pytest.fixture
def document(world: World, monkeypatch: pytest.MonkeyPatch) -> OfficialDocument:
    made = DocumentFactory(organization=world.commune)
    monkeypatch.setattr(packets, "pdf_of", lambda document: letter("Nội dung\nPhụ lục\nDanh sách"))
    attaching.attach(document=made, uploads=[SimpleUploadedFile("Biểu.xlsx", sheet())], by=world.clerk)
    return made


@pytest.mark.django_db
def test_the_same_content_is_put_together_once_and_kept(document: OfficialDocument, world: World) -> None:
    packet = packets.request_packet(document=document, with_lists=False, by=world.clerk)
    assert packets.request_packet(document=document, with_lists=False, by=world.contact) == packet
    assert tasks.make_packet(packet.pk) == "done" and tasks.make_packet(packet.pk) is None
    packet.refresh_from_db()
    assert (packet.done, packet.pages, packet.apart) == (packet.total, 3, [])
    content = stored.fetch(packet.file_name, packet.digest)
    assert [one["/Title"] for one in PdfReader(io.BytesIO(content)).outline[2]] == ["Gửi kèm: Biểu"]
    attaching.attach(document=document, uploads=[SimpleUploadedFile("b.docx", word("a"))], by=world.clerk)
    assert packets.request_packet(document=document, with_lists=False, by=world.clerk) != packet


@pytest.mark.django_db
def test_a_file_that_was_damaged_ends_it_in_words(document: OfficialDocument, world: World) -> None:
    stored.path_of(document.attachments.get().file_name).unlink()
    packet = packets.request_packet(document=document, with_lists=False, by=world.clerk)
    assert tasks.make_packet(packet.pk) == "failed"
    packet.refresh_from_db()
    assert "không còn trong kho lưu trữ" in packet.message


@pytest.mark.django_db
def test_lists_of_recipients_are_for_the_holders_side(
    document: OfficialDocument, world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = reverse("documents:document_packet", args=[document.pk])
    assert sign_in(world.neighbour_clerk).post(ask).status_code == 404
    DeliveryFactory(document=document, organization=world.neighbour)
    client = sign_in(world.clerk)
    page = client.post(ask).url
    own = Packet.objects.get()
    assert "Đang lập" in client.get(page).content.decode()
    assert [title for title, _ in packets.lists_of(document)] == ["Danh sách nơi nhận"] and own.with_lists
    client.post(page)
    got = client.get(reverse("documents:packet_file", args=[own.pk]))
    content = b"".join(got.streaming_content)
    assert "Danh sách nơi nhận" in [one["/Title"] for one in PdfReader(io.BytesIO(content)).outline[2]]
    assert own.digest == "" and stored.digest_of(content) in client.get(page).content.decode()
    receiver = sign_in(world.neighbour_clerk)
    assert receiver.get(page).status_code == 404
    receiver.post(ask)
    assert not Packet.objects.visible_to(world.neighbour_clerk).get().with_lists


@pytest.mark.django_db
def test_annexes_are_found_where_they_begin(world: World) -> None:
    from documents.official.tree import Appendix
    from tests.factories.documents import tree_of

    annexes = [Appendix("I", "DANH SÁCH"), Appendix("II", "BIỂU MẪU")]
    document = OfficialDocument(tree=tree_of(appendices=annexes))
    body = "".join(f"<p style='break-before: page'>{line}</p>" for line in ("Công văn", "Phụ lục I", "Phụ lục II"))
    from documents.packets.paper import pdf_of_html

    content = pdf_of_html(body, css="p { font-size: 14pt }")
    assert packets._annexes(content, document) == (("Phụ lục I: DANH SÁCH", 1), ("Phụ lục II: BIỂU MẪU", 2))
