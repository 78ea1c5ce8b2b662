"""Adding and changing sheets: what is refused, what is told, what the trail keeps."""

import unicodedata
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audit.models import AuditEntry
from audit.sentences import sentence
from cooperatives.duplicates import are_near
from cooperatives.models import Cooperative
from cooperatives.queries import sheet_history
from cooperatives.services import create_cooperative, reveal_identity, update_cooperative
from tests.factories.cooperatives import CooperativeFactory, tax_code


def values(world, **others):
    return {"name": "Hợp tác xã Lam Sơn", "unit": world.commune.unit, "by": world.clerk, **others}


def test_a_new_sheet_is_searchable_and_in_the_trail(world):
    sheet = create_cooperative(
        **values(world, code=" 01.00 233-488", phone="02203735123", representative_name="Đỗ Văn Ứng")
    )
    sheet.refresh_from_db()
    assert (sheet.code, sheet.phone) == ("0100233488", "0220 3735 123")
    for words in ("lam son", "0100233488", "do van ung", "02203735123", "0220 3735"):
        assert Cooperative.objects.search(words).get() == sheet
    assert "đã thêm “Hợp tác xã Lam Sơn” vào sổ" in sentence(AuditEntry.objects.get())


def test_decomposed_text_is_stored_composed(world):
    sheet = create_cooperative(**values(world, name=unicodedata.normalize("NFD", "Hợp tác xã Lam Sơn")))
    sheet.refresh_from_db()
    assert sheet.name == "Hợp tác xã Lam Sơn"


def test_the_same_code_is_an_error_that_names_its_holder(world):
    holder = CooperativeFactory(unit=world.commune.unit, code=tax_code(7))
    with pytest.raises(ValidationError) as told:
        create_cooperative(**values(world, code=tax_code(7)))
    assert holder.name in told.value.message_dict["code"][0]
    assert not AuditEntry.objects.exists()


def test_the_database_itself_refuses_a_second_code_but_not_a_second_blank(world):
    CooperativeFactory(code="", unit=world.commune.unit)
    CooperativeFactory(code="", unit=world.commune.unit)
    CooperativeFactory(code=tax_code(7))
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperativeFactory(code=tax_code(7))


def test_all_errors_come_at_once_and_at_their_fields(world):
    with pytest.raises(ValidationError) as told:
        create_cooperative(**values(world, name="", code="123", charter_capital=Decimal(-1), phone="abc"))
    assert set(told.value.message_dict) == {"name", "code", "charter_capital", "phone"}


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [
        ("HTX DVNN Lam Sơn", "Hợp tác xã dịch vụ nông nghiệp Lam Sơn", True),
        ("Hợp tác xã Lam Son", "Hợp tác xã Lam Sơn", True),
        ("Hợp tác xã Lam Sơn", "Hợp tác xã Thanh Sơn", False),
        ("Hợp tác xã nông nghiệp số 1", "Hợp tác xã nông nghiệp số 2", False),
        ("Hợp tác xã Thanh Miện", "Hợp tác xã Thanh Miệnn", True),
    ],
)
def test_near_equal_names(one, two, near):
    assert are_near(one, two) is near


def test_a_near_equal_name_in_the_commune_asks_for_confirmation(world):
    CooperativeFactory(name="HTX Lam Sơn", unit=world.commune.unit)
    with pytest.raises(ValidationError) as told:
        create_cooperative(**values(world))
    assert "HTX Lam Sơn" in told.value.message_dict["name"][0]
    assert create_cooperative(**values(world, same_name_confirmed=True)).pk


def test_the_same_name_in_another_commune_is_nobodys_business(world):
    CooperativeFactory(name="HTX Lam Sơn", unit=world.neighbour.unit)
    assert create_cooperative(**values(world)).pk


def test_a_change_is_kept_field_by_field_in_words(world):
    sheet = create_cooperative(**values(world, charter_capital=Decimal(1_500_000_000)))
    update_cooperative(
        cooperative=sheet, by=world.clerk, charter_capital=Decimal(2_000_000_000), official_members=9, note=""
    )
    line = sheet_history(sheet)[0]
    assert line.changes == [
        ("vốn điều lệ", "1.500.000.000 đồng", "2.000.000.000 đồng"),
        ("thành viên chính thức", "", "9"),
    ]
    assert "đã sửa hồ sơ" in sentence(line.entry)


def test_saving_without_a_change_writes_nothing(world):
    sheet = create_cooperative(**values(world))
    update_cooperative(cooperative=sheet, by=world.clerk, name=sheet.name, unit=sheet.unit)
    assert AuditEntry.objects.count() == 1


def test_the_second_of_two_editors_is_told(world):
    sheet = create_cooperative(**values(world))
    seen = sheet.updated_at
    update_cooperative(cooperative=sheet, by=world.clerk, seen=seen, note="một")
    with pytest.raises(ValidationError, match="người khác sửa"):
        update_cooperative(cooperative=sheet, by=world.leader, seen=seen, note="hai")
    sheet.refresh_from_db()
    assert sheet.note == "một"


def test_identity_numbers_stay_out_of_the_trail_and_looking_is_in_it(world):
    sheet = create_cooperative(**values(world, representative_identity="030188001234"))
    update_cooperative(cooperative=sheet, by=world.clerk, representative_identity="030199007234")
    sheet.refresh_from_db()
    assert sheet.representative_identity == "030199007234", "two numbers with the same end are still two numbers"
    assert reveal_identity(cooperative=sheet, by=world.leader) == "030199007234"
    assert all("0301" not in str(entry.data) for entry in AuditEntry.objects.all())
    assert AuditEntry.objects.first().code == "cooperatives.cooperative.identity_viewed"
