"""A document's life in a browser: drafted, reviewed, numbered, signed, sent, refused, received, answered, entered."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from documents.models import DocumentState, Holder, IncomingEntry, OfficialDocument
from documents.services.files import pdf_of
from organizations.models import Role, Staff
from tests.documents.signers import PASSPHRASE, Signers, signed
from tests.factories.organizations import PASSWORD, DelegationFactory, StaffFactory, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SUBJECT = "rà soát hoạt động của các hợp tác xã năm 2026"


class Cast:
    """Who plays: xã Đông, whose Phòng Kinh tế drafts, and xã Tây, which is asked and answers."""

    def __init__(self) -> None:
        self.world = World()
        world, self.signers = self.world, Signers(self.world)
        self.drafter = StaffFactory(organization=world.economy, role=Role.SPECIALIST)
        self.culture = StaffFactory(organization=world.culture, role=Role.CONTACT, title="Trưởng phòng")
        self.west_leader = StaffFactory(organization=world.neighbour, role=Role.LEADER, title="Phó Chủ tịch")
        for leader in (world.leader, self.west_leader):
            DelegationFactory(staff=leader)
        self.signers.key(world.leader)
        self.signers.key(None)
        self.signers.images()


@pytest.fixture
def cast(transactional_db) -> Cast:
    return Cast()


@pytest.fixture
def as_(visit):
    """Return a function that brings a member of staff to an address; a browser each, whose console stays clean."""
    here = {}

    def come(staff: Staff, address: str):  # type: ignore[no-untyped-def]
        if staff.pk not in here:
            here[staff.pk] = visit(staff.user.username, PASSWORD)
        assert here[staff.pk].go(address) == 200, address
        return here[staff.pk].page

    yield come
    told = [line for v in here.values() for line in v.complaints if "422" not in line]
    assert told == []


def test_a_document_from_the_first_draft_to_the_registers_of_both(cast, as_, tmp_path):
    world = cast.world
    letter = draft_and_approve(cast, as_)
    sign_on_the_server_and_issue(cast, as_, letter)
    refuse(as_, cast.culture)
    entry = receive_assign_and_report(cast, as_)
    answer = draft_answer(cast, as_, entry)
    sign_elsewhere_and_issue(cast, as_, answer, tmp_path)

    page = as_(world.clerk, "/van-ban-den/")
    page.click("button:has-text('Tiếp nhận, vào sổ')")
    page = as_(world.clerk, f"/van-ban/{letter.pk}/")
    side = page.inner_text("section:has(#delivery-title)")
    assert "Từ chối tiếp nhận" in side and "Hoàn thành" in side
    books = [(world.clerk, "di", letter), (world.clerk, "den", answer), (world.neighbour_clerk, "den", letter),
             (world.neighbour_clerk, "di", answer), (world.neighbour_clerk, "giai-quyet", answer)]  # fmt: skip
    for clerk, book, document in books:
        page = as_(clerk, f"/so-van-ban/{book}/?year={timezone.localdate().year}")
        assert document.full_number in page.inner_text("table.rows"), (book, document.full_number)
    with page.expect_download() as download:
        page.click("text=In sổ (PDF)")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def draft_and_approve(cast: Cast, as_) -> OfficialDocument:  # type: ignore[no-untyped-def]
    """The drafter writes and submits, the head passes on, the leader approves: the number is there."""
    world = cast.world
    page = as_(cast.drafter, "/soan-thao/moi/")
    page.locator("form.panel").first.locator("[name=organization]").select_option(f"{world.commune.pk}")
    page.check("[name=builtin][value=cong-van]")
    page.click("text=Soạn theo mẫu")
    page.wait_for_url("**/soan/")
    write(page, SUBJECT, "UBND xã Tây\nPhòng Văn hóa - Xã hội", world.leader)
    send_up(page, world.contact)
    letter = OfficialDocument.objects.get(subject=SUBJECT)

    page = as_(world.contact, f"/van-ban/{letter.pk}/duyet/")
    page.select_option("#id_to", f"{world.leader.pk}")
    page.click("text=Đồng ý, trình tiếp")
    return approved(as_, letter, world.leader)


def write(page, subject: str, addressees: str, signer: Staff) -> None:  # type: ignore[no-untyped-def]
    """Fill the form of a draft, every block of it."""
    page.fill("#id_subject", subject)
    page.fill("#id_addressees", addressees)
    page.fill("#id_recipients", "Như trên\nLưu: VT")
    page.select_option("#id_signer", f"{signer.pk}")
    texts = page.locator("textarea[name$=-text]")
    for n in range(texts.count()):
        texts.nth(n).fill("Đề nghị rà soát, báo cáo số hợp tác xã đang hoạt động, ngừng hoạt động trên địa bàn")


def send_up(page, to: Staff) -> None:  # type: ignore[no-untyped-def]
    """Save, fill the slip, submit."""
    page.click("text=Lưu và trình duyệt")
    page.wait_for_url("**/trinh/")
    page.select_option("#id_to", f"{to.pk}")
    page.fill("#id_summary", "Trình ban hành")
    if page.locator("#id_accept").count():
        page.check("#id_accept")
    page.click("main form [type=submit]")
    page.wait_for_url("**/duyet/")


def sign_on_the_server_and_issue(cast: Cast, as_, letter: OfficialDocument) -> None:  # type: ignore[no-untyped-def]
    """The leader signs, the clerk seals and issues: both agencies have it."""
    for who in (cast.world.leader, cast.world.clerk):
        page = as_(who, f"/van-ban/{letter.pk}/ky/")
        page.fill("#tren-cong [name=secret]", PASSPHRASE)
        page.click("#tren-cong [type=submit]")
    assert "sẵn sàng phát hành" in page.inner_text("main")
    issue(page, f"/van-ban/{letter.pk}/", 2)


def issue(page, detail: str, places: int) -> None:  # type: ignore[no-untyped-def]
    page.click("a.btn:has-text('Phát hành')")
    page.wait_for_url("**/phat-hanh/")
    page.click("main form [type=submit]")
    page.wait_for_url(f"**{detail}")
    assert f"gửi tới {places} nơi" in page.inner_text("main")


def refuse(as_, contact: Staff) -> None:  # type: ignore[no-untyped-def]
    """One agency sends it back with a reason."""
    page = as_(contact, "/van-ban-den/")
    page.click("a.btn:has-text('Từ chối')")
    page.fill("[name=reason]", "Không thuộc chức năng của phòng")
    page.click("main form [type=submit]")
    assert "Đã từ chối" in page.inner_text("main")


def receive_assign_and_report(cast: Cast, as_) -> IncomingEntry:  # type: ignore[no-untyped-def]
    """The other receives it into its register, its leader gives it to Phòng Kinh tế, which signs for it and reports."""
    world = cast.world
    page = as_(world.neighbour_clerk, "/van-ban-den/")
    page.click("button:has-text('Tiếp nhận, vào sổ')")
    assert "số đến 1" in page.inner_text("main")
    entry = IncomingEntry.objects.get()
    page = as_(cast.west_leader, f"/van-ban-den/{entry.pk}/phan-cong/")
    page.fill("[name=opinion]", "Giao Phòng Kinh tế chủ trì, tham mưu trả lời")
    page.select_option(f"[name=part_o{world.neighbour_economy.pk}]", "lead")
    page.click("text=Ghi ý kiến và chuyển")
    page = as_(world.neighbour_contact, f"/van-ban-den/{entry.pk}/")
    page.click("text=Ký nhận >> visible=true")
    page.click("summary:has-text('Ghi ý kiến đề xuất')")
    page.fill("#id_opinion >> visible=true", "Đã rà soát xong 05 hợp tác xã, đề nghị trả lời")
    page.click("button:has-text('Ghi ý kiến đề xuất')")
    assert "Đã rà soát xong 05 hợp tác xã" in page.inner_text("main")
    entry.refresh_from_db()
    assert entry.state == "05"
    return entry


def draft_answer(cast: Cast, as_, entry: IncomingEntry) -> OfficialDocument:  # type: ignore[no-untyped-def]
    """The answer is drafted from the paper it answers, and goes up to the leader straight."""
    world = cast.world
    page = as_(world.neighbour_contact, f"/van-ban-den/{entry.pk}/")
    page.click("text=Soạn văn bản trả lời")
    form = page.locator("form#tra-loi")
    form.locator("[name=organization]").select_option(f"{world.neighbour.pk}")
    assert form.locator("[name=document]:checked").count() == 1
    form.locator("button[value=answer]").click()
    page.wait_for_url(re.compile("/soan/"))
    assert page.input_value("#id_addressees").strip() == world.commune.name
    write(page, "kết quả rà soát các hợp tác xã", page.input_value("#id_addressees"), cast.west_leader)
    send_up(page, cast.west_leader)
    answer = OfficialDocument.objects.get(answers=entry.document)
    return approved(as_, answer, cast.west_leader)


def approved(as_, document: OfficialDocument, leader: Staff) -> OfficialDocument:  # type: ignore[no-untyped-def]
    """The leader approves: the number is there."""
    page = as_(leader, f"/van-ban/{document.pk}/duyet/")
    page.click("text=Duyệt ban hành")
    document.refresh_from_db()
    assert document.state == DocumentState.APPROVED and document.number
    assert document.full_number in page.inner_text("h1")
    return document


def elsewhere(*arguments: Any, **values: Any) -> bytes:
    """Sign in a thread of its own: the browser's loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(signed, *arguments, **values).result()


def sign_elsewhere_and_issue(cast: Cast, as_, answer: OfficialDocument, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """Signed by programs of one's own; another document's file is refused in words."""
    world, office = cast.world, "UBND xã Tây"
    letter = OfficialDocument.objects.get(subject=SUBJECT)
    right = elsewhere(pdf_of(answer), cast.west_leader.full_name, office=office)
    wrong = pdf_of(letter)
    sealed = elsewhere(right, world.neighbour.name, Holder.ORGANIZATION, office=office)
    for who, content, told in (
        (cast.west_leader, wrong, "Từ chối|không phải|không khớp"),
        (cast.west_leader, right, "Đã nhận chữ ký"),
        (world.neighbour_clerk, sealed, "sẵn sàng phát hành"),
    ):
        file = folder / "da-ky.pdf"
        file.write_bytes(content)
        page = as_(who, f"/van-ban/{answer.pk}/ky/")
        page.set_input_files("#tren-may [type=file]", str(file))
        page.click("#tren-may [type=submit]")
        page.wait_for_load_state()
        assert re.search(told, page.inner_text("main")), page.inner_text("main")
    issue(page, f"/van-ban/{answer.pk}/", 1)
    answer.refresh_from_db()
