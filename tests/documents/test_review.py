"""The review page: everything can be corrected, and doubts stand beside what they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from documents.models import DocumentState, OfficialDocument
from documents.official.tree import to_dict
from documents.services import ReviewedTask, save_review
from tests.documents.pages import Page, snapshot
from tests.factories.documents import DocumentFactory, ProposedPartyFactory, ProposedTaskFactory, tree_of
from tests.factories.organizations import World


def test_saving_without_a_change_changes_nothing(page: Page, letter: OfficialDocument) -> None:
    before = snapshot(letter)
    assert page.send().status_code == 302
    assert snapshot(letter) == before
    letter.refresh_from_db()
    assert letter.version == 2


def test_every_field_of_the_head_can_be_corrected(page: Page, letter: OfficialDocument) -> None:
    typed = {
        "kind": "KH", "urgency": "HỎA TỐC", "number": "07", "symbol": "KH-UBND", "place": "Xã  Mới",
        "issued_on": "9/2/2027",
        "parent_body": "ỦY BAN NHÂN DÂN THÀNH PHỐ THỬ", "issuer": "PHÒNG KINH TẾ",
        "subject": "phát triển kinh tế tập thể",
        "addressees": "Phòng Kinh tế\n\nCác thôn ", "recipients": "Như trên\nLưu: VT", "authority": "TL. CHỦ TỊCH",
        "signer_title": "TRƯỞNG PHÒNG", "signer_name": "Trần Văn Đạt",
    }  # fmt: skip
    assert page.send(**typed).status_code == 302
    letter.refresh_from_db()
    tree = letter.official
    assert (letter.kind, letter.full_number, letter.issued_on) == ("KH", "07/KH-UBND", dt.date(2027, 2, 9))
    assert (tree.date, tree.date_text) == ("2027-02-09", "ngày 09 tháng 02 năm 2027")
    assert (tree.urgency, tree.place, tree.parent_body) == ("HỎA TỐC", "Xã Mới", "ỦY BAN NHÂN DÂN THÀNH PHỐ THỬ")
    assert (tree.issuer, letter.issuer_name) == ("PHÒNG KINH TẾ", "PHÒNG KINH TẾ")
    assert (tree.addressees, tree.recipients) == (["Phòng Kinh tế", "Các thôn"], ["Như trên", "Lưu: VT"])
    assert tree.signature and tree.signature.authority == ["TL. CHỦ TỊCH"]
    assert (tree.signature.title, tree.signature.name) == ("TRƯỞNG PHÒNG", "Trần Văn Đạt")
    assert letter.subject == "phát triển kinh tế tập thể" and "kinh te tap the" in letter.search_text


def test_a_task_and_its_agencies_can_be_corrected(page: Page, letter: OfficialDocument, world: World) -> None:
    answer = page.send(
        t__0__text="Rà soát lại hợp tác xã",
        t__0__due_on="30/06/2026",
        **{
            "t-0-p-0-target": f"o{world.culture.pk}",
            "t-0-p-1-part": "lead",
            "t-0-p-1-target": f"g{world.village_group.pk}",
        },
    )
    assert answer.status_code == 302
    task = letter.proposed_tasks.first()
    assert (task.text, task.due_on) == ("Rà soát lại hợp tác xã", dt.date(2026, 6, 30))
    chosen = [(p.part, p.organization or p.group) for p in task.parties.all()]
    assert chosen == [("lead", world.culture), ("lead", world.village_group)]
    item = OfficialDocument.objects.get().official.assignments[0].items[0]
    assert (item.text, item.deadlines[0].end) == ("Rà soát lại hợp tác xã", "2026-06-30")


def test_tasks_and_agencies_are_added_and_removed_with_everything_kept(
    page: Page, letter: OfficialDocument, world: World
) -> None:
    answer = page.send("add_task", subject="trích yếu đang gõ dở", number="chưa xong")
    assert answer.status_code == 200 and "Chưa lưu được" not in page.text and "field-error" not in page.text
    assert page.values["subject"] == "trích yếu đang gõ dở" and page.values["number"] == "chưa xong"
    page.send("add_party:4", **{"t-4-text": "Báo cáo kết quả", "t-4-p-0-words": "Phòng Kinh tế"})
    assert page.values["t-4-text"] == "Báo cáo kết quả" and page.values["t-4-p-TOTAL_FORMS"] == "2"
    answer = page.send(
        number="516",
        **{
            "t-4-p-0-target": f"o{world.economy.pk}", "t-4-p-1-target": f"o{world.villages[0].pk}",
            "t-4-p-1-part": "coordinating", "t-4-recurrence": "hằng quý, ngày 25", "t-1-DELETE": "on",
            "t-0-p-1-DELETE": "on",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    tasks = list(letter.proposed_tasks.all())
    assert len(tasks) == 4 and tasks[3].text == "Báo cáo kết quả"
    assert (tasks[3].recurrence, tasks[3].due_kind, tasks[3].included) == ("quarterly:25", "recurring", True)
    assert [p.organization for p in tasks[3].parties.all()] == [world.economy, world.villages[0]]
    assert tasks[0].parties.count() == 1 and not letter.proposed_tasks.filter(text__startswith="Tổng hợp").exists()


def test_an_added_row_left_blank_is_no_task_but_one_with_an_agency_is(
    page: Page, letter: OfficialDocument, world: World
) -> None:
    page.send("add_task")
    refused = page.send(**{"t-4-p-0-target": f"o{world.economy.pk}"})
    assert refused.status_code == 422 and "Hãy ghi nội dung nhiệm vụ" in page.text
    assert page.send(**{"t-4-p-0-target": ""}).status_code == 302
    assert letter.proposed_tasks.count() == 4


def test_matching_again_follows_the_corrected_words(page: Page, world: World) -> None:
    answer = page.send("match", **{"t-0-p-0-words": "Phòng Văn hóa - Xã hội"})
    party = answer.context["review"].tasks.forms[0].parties.forms[0]
    near = party.targets.near("Phòng Văn hóa - Xã hội")
    assert near[0].organization == world.culture and "Chưa lưu được" not in page.text


WRONG = {
    "issued_on": ("31/02/2026", "Ngày không hợp lệ"),
    "number": ("516/UBND", "phần số đứng trước"),
    "kind": ("XX", "XX"),
    "t-0-due_on": ("32/13/2026", "Ngày không hợp lệ"),
    "t-0-text": ("  ", "Hãy ghi nội dung nhiệm vụ"),
    "t-1-recurrence": ("thỉnh thoảng", "Chưa hiểu chu kỳ"),
    "t-2-due_on": ("01/04/2026", "Hạn không được trước ngày bắt đầu"),
    "t-0-p-0-part": ("boss", "boss"),
}


@pytest.mark.parametrize("field", WRONG)
def test_an_error_stands_at_its_field_and_nothing_is_lost(field: str, page: Page, letter: OfficialDocument) -> None:
    before = snapshot(letter)
    value, message = WRONG[field]
    answer = page.send(**{"subject": "đang sửa dở", "t-3-text": "việc đang sửa dở", field: value})
    assert answer.status_code == 422
    assert message in page.text and f"id_{field}_error" in page.text
    assert page.values["subject"] == "đang sửa dở" and page.values["t-3-text"] == "việc đang sửa dở"
    if field not in {"kind", "t-0-p-0-part"}:
        assert page.values[field].strip() == value.strip(), "what was typed is still there"
    assert snapshot(letter) == before


def test_a_limit_counted_from_signing_gets_its_day_when_the_day_is_known(world: World) -> None:
    document = DocumentFactory(
        organization=world.commune, state=DocumentState.DRAFT, issued_on=None, tree=tree_of(date=None)
    )
    limit = {"days": 15, "from": "signing", "unit": "day"}
    tasks = [ReviewedTask(text="Báo cáo kết quả", due_text="trong 15 ngày kể từ ngày ký", recurrence=limit)]
    saved = save_review(document=document, by=world.clerk, version=1, head={}, tasks=tasks)
    assert saved.proposed_tasks.get().due_on is None
    again = [ReviewedTask(id=saved.proposed_tasks.get().pk, text="Báo cáo kết quả", recurrence=limit)]
    saved = save_review(document=saved, by=world.clerk, version=2, head={"date": dt.date(2026, 4, 5)}, tasks=again)
    assert saved.proposed_tasks.get().due_on == dt.date(2026, 4, 20)


def test_doubts_stand_beside_what_they_are_about(world: World, sign_in: Callable[..., Client]) -> None:
    bare = tree_of(number=None, date=None, date_text="ngày     tháng 4 năm 2026", kind=None)
    document = DocumentFactory(organization=world.commune, state=DocumentState.DRAFT, number="", kind="", tree=bare)
    task = ProposedTaskFactory(document=document, due_on=dt.date(2026, 3, 1))
    ProposedPartyFactory(proposed_task=task, words="các đơn vị liên quan")
    page = Page(sign_in(world.clerk), document)
    assert "Văn bản chưa có số" in page.text and "Chưa nhận ra loại văn bản" in page.text
    assert "trước ngày ban hành 05/04/2026" in page.text
    assert "chưa gán" in page.text
    assert page.send(number="12", issued_on="01/02/2026", kind="CV").status_code == 302
    again = Page(page.client, document)
    assert "Văn bản chưa có số" not in again.text and "trước ngày ban hành" not in again.text


def test_findings_of_the_reader_leave_with_the_correction(page: Page, letter: OfficialDocument) -> None:
    assert "sớm hơn ngày văn bản" in page.text
    page.send(**{"t-3-due_on": "01/05/2026"})
    assert not [f for f in OfficialDocument.objects.get().official.findings if f.where == "deadlines"]


def test_the_words_behind_a_task_can_be_jumped_to(page: Page) -> None:
    tasks = page.answer.context["tasks"]
    source = page.answer.context["source"]
    for task in tasks:
        block = next(b for b in source.blocks if b.anchor == task["anchor"])
        assert task["form"]["text"].value()[:30] in " ".join(block.lines)
        assert f'href="#{block.anchor}"' in page.text and f'id="{block.anchor}"' in page.text


def test_a_paper_that_came_in_twice_is_pointed_out(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    twin = {"number": "516", "symbol": "UBND-KT", "issuer_name": letter.issuer_name, "issued_on": dt.date(2026, 9, 9)}
    DocumentFactory(organization=world.neighbour, **twin)
    DocumentFactory(organization=world.commune, **twin | {"issued_on": dt.date(2025, 9, 9)})
    assert "Đã có văn bản cùng số" not in Page(sign_in(world.clerk), letter).text
    other = DocumentFactory(organization=world.commune, **twin)
    page = Page(sign_in(world.clerk), letter).text
    assert "Đã có văn bản cùng số" in page and other.get_absolute_url() in page


def test_save_and_assign_demands_a_lead_and_sends_on(page: Page, letter: OfficialDocument, world: World) -> None:
    refused = page.send("save_and_assign", **{"t-0-p-0-target": "", "t-0-p-1-target": ""})
    assert refused.status_code == 422 and "Chưa chọn cơ quan chủ trì" in page.text
    answer = page.send("save_and_assign", **{"t-0-p-0-target": f"o{world.economy.pk}"})
    assert answer.status_code == 307 and answer["Location"] == f"/van-ban/{letter.pk}/giao-viec/"
    letter.refresh_from_db()
    assert letter.version == 2


def test_the_tree_stays_one_after_the_review(page: Page, letter: OfficialDocument) -> None:
    page.send(number="600")
    letter.refresh_from_db()
    assert to_dict(letter.official) == letter.tree
