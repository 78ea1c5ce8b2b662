"""Checking the form of anyone's file on a page: findings with place, clause and mend; nothing is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.findings import place_words
from documents.models import ImportJob, OfficialDocument
from tests.checking import pages
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


def test_a_file_is_checked_and_not_kept(world: World, sign_in: Any) -> None:
    clerk, address = sign_in(world.clerk), reverse("documents:form_check")
    wrong = SimpleUploadedFile("cong-van.docx", pages.word(pages.set_margins(left_margin=20)))
    page = clerk.post(address, {"file": wrong}).content.decode()
    assert "cong-van.docx" in page and "Lề trái 20 mm, quy định 30–35 mm." in page
    assert "Đặt lề trái trong khoảng 30–35 mm." in page and "Lề giấy · " in page
    right = SimpleUploadedFile("cong-van.docx", pages.word(lambda _: None))
    assert "Không thấy điểm nào trái thể thức." in clerk.post(address, {"file": right}).content.decode()
    assert not OfficialDocument.objects.exists() and not ImportJob.objects.exists()
    assert "Kiểm tra thể thức" in clerk.get(reverse("documents:document_list")).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"PK\x03\x04 hong", "ệp"),
        ("a.pdf", b"%PDF-1.7 hong", "PDF"),
        ("a.txt", "TỐI MẬT\nKế hoạch diễn tập".encode(), "bí mật nhà nước"),
    ],
)
def test_what_cannot_be_checked_says_why(world: World, sign_in: Any, name: str, data: bytes, words: str) -> None:
    answer = sign_in(world.contact).post(reverse("documents:form_check"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_places_are_told_in_words() -> None:
    told = {
        "recipients[2]": "Nơi nhận, dòng 3",
        "body[1].children[0]": "Nội dung, đoạn 2.1",
        "appendices[0].body[3]": "Phụ lục 1, đoạn 4",
        "margins.left": "Lề giấy",
        "signature.authority[0]": "Chữ ký",
        "document": "",
    }
    assert {where: place_words(where) for where in told} == told
