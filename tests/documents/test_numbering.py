"""Numbers: one sequence an office, kind and year; none twice, none left out, by whatever door."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from documents.models import NumberEntry, NumberingScheme, NumberRegister, OfficialDocument
from documents.services import numbering
from documents.services.issuing import finalize
from organizations.models import Organization
from tests.documents.approved import approved
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def issue(world: World, **values: object) -> OfficialDocument:
    document = approved(world, **values)
    finalize(document=document, by=world.leader)
    return document


def test_each_kind_runs_for_itself_and_below_ten_with_a_zero(world: World) -> None:
    numbers = [issue(world, kind=kind, symbol=symbol).full_number for kind, symbol in (
        ("CV", "UBND-KT"), ("CV", "UBND-VHXH"), ("KH", "KH-UBND"), ("CV", "UBND-KT"),
    )]  # fmt: skip
    assert numbers == ["01/UBND-KT", "02/UBND-VHXH", "01/KH-UBND", "03/UBND-KT"]


def test_a_common_sequence_with_decisions_apart(world: World) -> None:
    numbering.decide_scheme(
        organization=world.commune, from_year=2020, mode=NumberingScheme.Mode.COMMON, separate_kinds=["QĐ"],
        by=world.clerk,
    )  # fmt: skip
    found = [issue(world, kind=kind).number for kind in ("CV", "KH", "QĐ", "TB", "QĐ")]
    assert found == ["01", "02", "01", "03", "02"]


def test_the_way_of_numbering_stays_in_a_year_that_has_numbers(world: World) -> None:
    year = issue(world).issued_on.year
    mode = NumberingScheme.Mode.COMMON
    with pytest.raises(ValidationError, match="đã cấp số theo cách hiện hành"):
        numbering.decide_scheme(
            organization=world.commune, from_year=year, mode=mode, separate_kinds=[], by=world.clerk
        )
    numbering.decide_scheme(
        organization=world.commune, from_year=year + 1, mode=mode, separate_kinds=[], by=world.clerk
    )
    assert issue(world).number == "02"


def test_secret_papers_have_a_register_of_their_own(world: World) -> None:
    assert [issue(world, secrecy=mark).number for mark in (None, "MẬT", None, "TỐI MẬT")] == ["01", "01", "02", "02"]
    assert NumberRegister.objects.filter(is_secret=True).count() == 1


def test_the_year_changes_at_midnight_in_vietnam(world: World) -> None:
    with time_machine.travel(dt.datetime(2026, 12, 31, 23, 59, 59, tzinfo=VIETNAM), tick=False):
        old = issue(world)
    with time_machine.travel(dt.datetime(2027, 1, 1, 0, 0, 1, tzinfo=VIETNAM), tick=False):
        new = issue(world)
    assert (old.number, old.issued_on, old.official.date_text) == (
        "01", dt.date(2026, 12, 31), "ngày 31 tháng 12 năm 2026",
    )  # fmt: skip
    assert (new.number, new.issued_on, new.official.date_text) == (
        "01", dt.date(2027, 1, 1), "ngày 01 tháng 01 năm 2027",
    )  # fmt: skip


def test_who_waits_over_new_year_gets_the_new_year(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([dt.date(2026, 12, 31), dt.date(2027, 1, 1)])
    last = dt.date(2027, 1, 1)
    monkeypatch.setattr(numbering.timezone, "localdate", lambda: next(days, last))
    register, today = numbering.locked_register(world.commune, "CV", is_secret=False)
    assert (register.year, today) == (2027, last)
    assert not NumberEntry.objects.exists()


def test_a_number_kept_for_a_paper_is_used_with_its_day(world: World) -> None:
    with time_machine.travel(dt.datetime(2026, 6, 1, 9, tzinfo=VIETNAM), tick=False):
        (kept,) = numbering.reserve_numbers(
            organization=world.commune, kind="CV", is_secret=False, reason="Ký khẩn trong đêm", by=world.clerk
        )
    with time_machine.travel(dt.datetime(2026, 6, 3, 9, tzinfo=VIETNAM), tick=False):
        later, document = issue(world), approved(world)
        finalize(document=document, by=world.leader, reserved=kept)
    assert (kept.number, later.number, document.number) == (1, "02", "01")
    assert document.issued_on == dt.date(2026, 6, 1)
    with pytest.raises(ValidationError, match="đã được dùng"):
        finalize(document=approved(world), by=world.leader, reserved=kept)
    with pytest.raises(ValidationError, match="dãy số khác"):
        other = numbering.reserve_numbers(
            organization=world.commune, kind="QĐ", is_secret=False, reason="Dự phòng", by=world.clerk
        )[0]
        finalize(document=approved(world), by=world.leader, reserved=other)


def test_a_draft_gets_the_number_that_is_meant_for_it(world: World) -> None:
    of = {"organization": world.commune, "is_secret": False, "reason": "Ký trong lễ", "by": world.clerk}
    (kept,) = numbering.reserve_numbers(kind="CV", **of)
    (other,) = numbering.reserve_numbers(kind="QĐ", **of)
    document = approved(world)
    with pytest.raises(ValidationError, match="dãy số khác"):
        numbering.keep_for(entry=other, document=document, by=world.clerk)
    numbering.keep_for(entry=kept, document=document, by=world.clerk)
    assert issue(world).number == "02"
    finalize(document=document, by=world.leader)
    assert document.number == "01"
    numbering.keep_for(entry=other, document=approved(world, kind="QĐ"), by=world.clerk)
    assert numbering.cancel_reserved(entry=other, reason="Thôi", by=world.clerk).meant_for is None


def test_a_number_is_kept_and_given_up_with_a_reason_alone(world: World) -> None:
    of = {"organization": world.commune, "kind": "CV", "is_secret": False, "by": world.clerk}
    with pytest.raises(ValidationError, match="lý do lấy số trước"):
        numbering.reserve_numbers(reason=" ", **of)
    with pytest.raises(ValidationError, match="từ 1 đến 50"):
        numbering.reserve_numbers(reason="x", count=51, **of)
    first, second = numbering.reserve_numbers(reason="Đợt khen thưởng", count=2, **of)
    with pytest.raises(ValidationError, match="lý do bỏ số"):
        numbering.cancel_reserved(entry=first, reason="", by=world.clerk)
    numbering.cancel_reserved(entry=first, reason="Không trình nữa", by=world.clerk)
    with pytest.raises(ValidationError, match="không còn ở tình trạng lấy trước"):
        numbering.cancel_reserved(entry=first, reason="Lần nữa", by=world.clerk)
    assert (issue(world).number, second.number) == ("03", 2)


def test_a_register_goes_on_from_the_paper_one(world: World) -> None:
    of = {"organization": world.commune, "kind": "CV", "is_secret": False, "by": world.clerk}
    with pytest.raises(ValidationError, match="Hãy ghi căn cứ"):
        numbering.start_register_at(first_number=246, note="", **of)
    numbering.start_register_at(first_number=246, note="Tiếp sổ giấy đến số 245", **of)
    assert [issue(world).number, issue(world).number] == ["246", "247"]
    with pytest.raises(ValidationError, match="đã cấp số"):
        numbering.start_register_at(first_number=300, note="Nhầm", **of)


def refused(statement: str, *values: object) -> None:
    """See that the database refuses a statement, at once or at the commit."""
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_sql_cannot_make_a_gap_or_a_double(world: World) -> None:
    document = issue(world)
    entry = document.number_entry
    refused("UPDATE documents_numberentry SET number = 9 WHERE id = %s", entry.pk)
    refused("UPDATE documents_numberentry SET state = 'cancelled', document_id = NULL WHERE id = %s", entry.pk)
    refused("DELETE FROM documents_numberentry WHERE id = %s", entry.pk)
    refused("UPDATE documents_numberregister SET next_number = 1 WHERE id = %s", entry.register_id)
    refused("UPDATE documents_numberregister SET next_number = 7 WHERE id = %s", entry.register_id)
    refused("UPDATE documents_numberregister SET first_number = 2, next_number = 3 WHERE id = %s", entry.register_id)
    refused("DELETE FROM documents_numberregister WHERE id = %s", entry.register_id)
    kept = "INSERT INTO documents_numberentry (register_id, number, dated_on, state, reason, cancel_reason, made_at) "
    refused(kept + "VALUES (%s, 1, now(), 'reserved', 'x', '', now())", entry.register_id)
    refused(kept + "VALUES (%s, 5, now(), 'reserved', 'x', '', now())", entry.register_id)
    refused(kept + "VALUES (%s, 2, now(), 'reserved', '', '', now())", entry.register_id)


def test_offices_do_not_share_numbers(world: World) -> None:
    def first_of(office: Organization) -> int:
        return numbering.reserve_numbers(organization=office, kind="CV", is_secret=False, reason="Thử", by=world.clerk)[
            0
        ].number

    assert [first_of(world.commune), first_of(world.neighbour), first_of(world.commune)] == [1, 1, 2]
