"""Taking documents in: what becomes of a good one, what each bad one is told, and that nothing is half kept."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from documents import services
from documents.models import DueKind, ImportJob, OfficialDocument, Part, ProposedTask
from documents.services import import_document
from tests.documents import files
from tests.documents.samples import LETTER, NO_DOCUMENT
from tests.factories.organizations import World

URL = "/van-ban/nhap/"
SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"


def stored_files() -> list[str]:
    folder = "documents/sources"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def upload(client: Client, world: World, name: str, data: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(URL, {"organization": world.commune.pk, "file": file, "text": "", **more})


def test_the_head_of_a_letter_becomes_columns(letter: OfficialDocument, world: World) -> None:
    assert (letter.kind, letter.number, letter.symbol) == ("CV", "516", "UBND-KT")
    assert letter.issued_on == dt.date(2026, 4, 5)
    assert letter.subject.startswith("rà soát hoạt động của các hợp tác xã")
    assert letter.issuer_name == world.commune.name, "the holder's own spelling rather than capitals"
    assert letter.is_draft and letter.created_by == world.clerk
    assert letter.official.issuer == "ỦY BAN NHÂN DÂN XÃ ĐÔNG", "the tree keeps what is printed"


def test_tasks_are_proposed_with_agencies_and_deadlines(letter: OfficialDocument, world: World) -> None:
    tasks = list(letter.proposed_tasks.all())
    assert [t.text.split(",")[0][:25] for t in tasks] == [
        "Chủ trì", "Tổng hợp khó khăn của các", "Tuyên truyền trên hệ thốn", "Phổ biến nội dung công vă",
    ]  # fmt: skip
    assert (tasks[0].due_kind, tasks[0].due_on) == (DueKind.DATE, dt.date(2026, 4, 20))
    assert (tasks[1].due_kind, tasks[1].recurrence) == (DueKind.RECURRING, "monthly:20")
    assert (tasks[2].starts_on, tasks[2].due_on) == (dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    parties = [(p.part, p.organization or p.group) for p in tasks[0].parties.all()]
    assert parties == [(Part.LEAD, world.economy), (Part.COORDINATING, world.culture)]
    assert [p.group for p in tasks[3].parties.all()] == [world.village_group]
    assert tasks[0].where == "assignments[0].items[0]" and tasks[0].included


def test_the_import_is_written_in_the_trail(letter: OfficialDocument, world: World) -> None:
    entry = AuditEntry.objects.get(code="documents.document.imported")
    assert (entry.object_id, entry.actor) == (letter.pk, world.clerk.user)


def test_a_file_is_kept_under_a_name_that_nobody_guesses(world: World) -> None:
    made = import_document(
        data=LETTER.encode(),
        filename=r"C:\Tài liệu\Công văn rà soát HTX.txt",
        text="",
        organization=world.commune,
        by=None,
    )
    assert made.source_name == "Công văn rà soát HTX.txt"
    assert "rà soát" not in made.source_file.name and made.source_file.name.endswith(".txt")
    assert made.source_file.read() == LETTER.encode()


@pytest.mark.parametrize("make", [files.word, files.pdf])
def test_word_and_pdf_are_read(make: Callable[[str], bytes], world: World, sign_in: Callable[..., Client]) -> None:
    answer = upload(sign_in(world.clerk), world, f"cv.{make.__name__}", make(LETTER))
    made = OfficialDocument.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/van-ban/{made.pk}/ra-soat/"
    assert (made.number, made.proposed_tasks.count()) == ("516", 4)


BAD = {
    "another type": ("anh.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "bảng mã|loại tệp"),
    "empty": ("trong.txt", b" \n", "Tệp trống"),
    "no bytes": ("trong.txt", b"", "rỗng|trống"),
    "scan": ("quet.pdf", files.scan, "ảnh quét"),
    "renamed zip": ("cv.docx", files.renamed_zip, "không phải tài liệu Word"),
    "old word": ("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word đời cũ"),
    "broken pdf": ("cv.pdf", b"%PDF-1.7\nhong", "PDF bị hỏng"),
    "no document": ("pho.txt", NO_DOCUMENT.encode(), "Không nhận ra đây là văn bản hành chính"),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_file_has_its_own_message_at_the_field(
    case: str, world: World, sign_in: Callable[..., Client]
) -> None:
    name, data, message = BAD[case]
    answer = upload(sign_in(world.clerk), world, name, data() if callable(data) else data)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == ["file"] and any(part in errors["file"][0] for part in message.split("|")), errors
    assert not OfficialDocument.objects.exists()
    kept = case in ("scan", "old word", "no document")
    assert (len(stored_files()), ImportJob.objects.count()) == (int(kept), int(kept))
    assert ("Tự nhập từ tệp này" in answer.content.decode()) == kept


def test_a_kept_scan_is_typed_in_from_a_draft_that_holds_it(world: World, sign_in: Callable[..., Client]) -> None:
    client = sign_in(world.clerk)
    upload(client, world, "quet.pdf", files.scan())
    job = ImportJob.objects.get()
    assert sign_in(world.specialist).post(f"/van-ban/nhap/{job.pk}/").status_code == 404
    client = sign_in(world.clerk)
    assert "ảnh quét" in client.get(f"/van-ban/nhap/{job.pk}/").content.decode()
    answer = client.post(f"/van-ban/nhap/{job.pk}/", follow=True)
    made = OfficialDocument.objects.get()
    assert answer.redirect_chain[-1][0] == f"/van-ban/{made.pk}/ra-soat/" and answer.status_code == 200
    assert (made.source_name, made.is_draft, made.created_by) == ("quet.pdf", True, world.clerk)
    assert made.source_file.read().startswith(b"%PDF") and len(stored_files()) == 1
    client.post(f"/van-ban/nhap/{job.pk}/")
    assert OfficialDocument.objects.count() == 1, "once"
    assert client.get(reverse("documents:document_source", args=[made.pk])).status_code == 200


def test_what_nobody_types_in_is_thrown_away(world: World, sign_in: Callable[..., Client]) -> None:
    upload(sign_in(world.clerk), world, "quet.pdf", files.scan())
    assert services.drop_old() == 0
    assert services.drop_old(now=timezone.now() + dt.timedelta(days=15)) == 1
    assert not stored_files() and not ImportJob.objects.get().source_file


def test_fifty_megabytes_are_refused_and_not_stored(world: World, sign_in: Callable[..., Client]) -> None:
    answer = upload(sign_in(world.clerk), world, "to.pdf", b"%PDF-1.7\n" + bytes(50 * 1024 * 1024))
    assert answer.status_code == 422
    assert "lớn hơn 25 MB" in answer.context["form"].errors["file"][0]
    assert not stored_files()


def test_a_pasted_text_that_is_no_document_is_kept_in_the_box(world: World, sign_in: Callable[..., Client]) -> None:
    answer = sign_in(world.clerk).post(URL, {"organization": world.commune.pk, "text": NO_DOCUMENT})
    assert answer.status_code == 422 and "text" in answer.context["form"].errors
    assert "chan nước dùng thật nóng" in answer.content.decode()


def test_neither_and_both_are_told(world: World, sign_in: Callable[..., Client]) -> None:
    client = sign_in(world.clerk)
    neither = client.post(URL, {"organization": world.commune.pk, "text": "  "})
    assert neither.status_code == 422 and "file" in neither.context["form"].errors
    both = upload(client, world, "cv.txt", LETTER.encode(), text=LETTER)
    assert both.status_code == 422 and "text" in both.context["form"].errors
    assert not OfficialDocument.objects.exists()


def test_a_state_secret_stays_out(world: World) -> None:
    secret = LETTER.replace("Số: 516/UBND-KT", "MẬT\n\nSố: 516/UBND-KT")
    with pytest.raises(ValidationError, match="dấu chỉ độ mật"):
        import_document(data=None, filename="", text=secret, organization=world.commune, by=world.clerk)
    assert not OfficialDocument.objects.exists()


def test_another_commune_is_no_choice(world: World, sign_in: Callable[..., Client]) -> None:
    for other in (world.neighbour, world.province, world.stranger):
        answer = sign_in(world.clerk).post(URL, {"organization": other.pk, "text": LETTER})
        assert answer.status_code == 422 and "organization" in answer.context["form"].errors
    assert not OfficialDocument.objects.exists()


def test_only_office_roles_import(world: World, sign_in: Callable[..., Client]) -> None:
    allowed = {name for name, person in world.people().items() if sign_in(person).get(URL).status_code == 200}
    assert allowed == {"specialist", "clerk", "leader", "neighbour_clerk"}


def test_nothing_stays_when_saving_breaks_half_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("the trail cannot be written")

    monkeypatch.setattr(services.imports, "record", broken)
    with pytest.raises(RuntimeError):
        import_document(data=LETTER.encode(), filename="cv.txt", text="", organization=world.commune, by=world.clerk)
    assert not OfficialDocument.objects.exists() and not ProposedTask.objects.exists() and not stored_files()


def test_decomposed_text_is_stored_composed(world: World) -> None:
    text = unicodedata.normalize("NFD", LETTER)
    made = import_document(data=None, filename="", text=text, organization=world.commune, by=None)
    for kept in (made.subject, made.source_text, made.issuer_name, made.proposed_tasks.first().text):
        assert unicodedata.is_normalized("NFC", kept) and kept
    assert unicodedata.is_normalized("NFC", str(made.tree["subject"])) and made.number == "516"


def test_letters_that_postgresql_refuses_do_no_harm(world: World) -> None:
    text = LETTER.replace("rà soát các hợp tác xã", "rà soát\x00 các\ud800 hợp tác xã")
    made = import_document(data=None, filename="", text=text, organization=world.commune, by=None)
    assert "\x00" not in made.source_text and made.proposed_tasks.count() == 4


def test_the_command_prints_the_id(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "công văn.txt"
    path.write_text(LETTER, encoding="utf-8")
    call_command("import_document", str(path), "--organization", world.commune.code)
    made = OfficialDocument.objects.get()
    assert capsys.readouterr().out.strip() == str(made.pk)
    assert made.created_by is None and made.proposed_tasks.count() == 4


@pytest.mark.parametrize(
    ("name", "content", "code", "message"),
    [
        ("cv.txt", LETTER, "KHONG-CO", "Không có tổ chức"),
        ("pho.txt", NO_DOCUMENT, None, "Không nhận ra đây là văn bản hành chính"),
        (None, "", None, "Không tìm thấy tệp"),
    ],
)
def test_the_command_says_what_is_wrong(
    name: str | None, content: str, code: str | None, message: str, world: World, tmp_path: Path
) -> None:
    path = tmp_path / (name or "khong-co.txt")
    if name:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=message):
        call_command("import_document", str(path), "--organization", code or world.commune.code)
    assert not OfficialDocument.objects.exists()


@pytest.mark.skipif(not SEEDS.exists(), reason="the real papers are not here")
@pytest.mark.parametrize("number", range(5))
def test_the_real_papers_come_in(number: int, world: World, sign_in: Callable[..., Client]) -> None:
    path = sorted(SEEDS.glob("*.txt"))[number]
    answer = upload(sign_in(world.clerk), world, path.name, path.read_bytes())
    made = OfficialDocument.objects.get()
    assert answer.status_code == 302
    assert made.proposed_tasks.count() == sum(len(a["items"]) for a in made.tree["assignments"]) + len(
        made.tree["table_tasks"]
    )
    review = sign_in(world.clerk).get(reverse("documents:document_review", args=[made.pk]))
    detail = sign_in(world.clerk).get(reverse("documents:document_detail", args=[made.pk]))
    assert (review.status_code, detail.status_code) == (200, 200)
