"""Appendices as files of their own: sealed, with the line of the decree at the top right."""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from documents.models import Holder, OfficialDocument, SignedAnnex
from documents.official.tree import Appendix, Node
from documents.services import stored
from documents.services.issuing import finalize
from documents.services.signing.acts import sign_on_server
from documents.services.signing.annexes import sign_annexes
from tests.documents.approved import approved
from tests.documents.signers import PASSPHRASE, Signers
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
ANNEXES = [
    Appendix(number=number, title=f"Danh sách {number}", body=[Node("paragraph", text="Hợp tác xã Thử")])
    for number in ("I", "II")
]


def signed_document(world: World, signers: Signers, **values: Any) -> OfficialDocument:
    document = approved(world, **values)
    finalize(document=document, by=world.leader)
    sign_on_server(document=document, key=signers.key(world.leader), secret=PASSPHRASE, by=world.leader)
    return document


def test_each_appendix_becomes_a_sealed_file(world: World, sign_in: Any) -> None:
    signers = Signers(world)
    seal, document = signers.key(None), signed_document(world, signers, appendices=ANNEXES)
    of = {"document": document, "key": seal, "secret": PASSPHRASE}
    with pytest.raises(ValidationError, match="chỉ tách phụ lục khi văn bản đã ký"):
        sign_annexes(by=world.clerk, **of)
    sign_on_server(by=world.clerk, **of)
    with pytest.raises(ValidationError, match="Chỉ văn thư hoặc lãnh đạo"):
        sign_annexes(by=world.specialist, **of)
    clerk = sign_in(world.clerk)
    address = reverse("documents:document_sign_annexes", args=[document.pk])
    said = clerk.post(address, {"key": seal.pk, "secret": PASSPHRASE}, follow=True).content.decode()
    assert "Đã đóng dấu số 2 tệp phụ lục" in said
    for number in (1, 2):
        content = clerk.get(reverse("documents:signed_annex", args=[document.pk, number])).getvalue()
        signer, line, top, right = looked_at(content)
        assert (signer, line) == (world.commune.name, "01/UBND-KT")
        assert top < 20 and right > 150
    with pytest.raises(ValidationError, match="đã được tách"):
        sign_annexes(by=world.clerk, **of)
    annex = SignedAnnex.objects.get(number=2)
    with stored.path_of(annex.file_name).open("rb") as file:
        page = Client().post(document.issued_file.get_absolute_url(), {"file": file}).content.decode()
    assert "tệp phụ lục 2" in page


def looked_at(content: bytes) -> tuple[str, str, float, float]:
    """Return the signer's name, number and symbol of the corner line, and where it stands (mm from top and left)."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
    name = signature.signer_cert.subject.native["common_name"]
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        words = pdf.pages[0].extract_words(extra_attrs=["size", "fontname"])
    number, *note = sorted((word for word in words if "/UBND-KT" in word["text"]), key=lambda word: word["top"])
    assert [word["text"] for word in note] == ["/UBND-KT"], "the line Kèm theo stays open on a file"
    moment = next(word for word in words if re.fullmatch(r"\d\d:\d\d:\d\d", word["text"]))
    assert round(moment["size"]) == 10 and "Bold" not in moment["fontname"] and "Italic" not in moment["fontname"]
    return name, number["text"].rstrip(";"), moment["top"] / 72 * 25.4, moment["x1"] / 72 * 25.4


def test_without_appendices_there_is_nothing_to_sign(world: World) -> None:
    signers = Signers(world)
    seal, document = signers.key(None), signed_document(world, signers)
    sign_on_server(document=document, key=seal, secret=PASSPHRASE, by=world.clerk)
    with pytest.raises(ValidationError, match="không có phụ lục"):
        sign_annexes(document=document, key=seal, secret=PASSPHRASE, by=world.clerk)
    assert seal.holder == Holder.ORGANIZATION and not SignedAnnex.objects.exists()
