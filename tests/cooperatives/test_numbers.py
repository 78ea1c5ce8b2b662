"""Numbers as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from cooperatives.inputs import AreaField, MoneyField, NumberField, read_money, read_number
from cooperatives.validators import (
    normal_identity,
    normal_phone,
    normal_tax_code,
    validate_identity,
    validate_phone,
    validate_tax_code,
)
from coopportal import display
from tests.factories.cooperatives import tax_code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.500.000.000", "1500000000"),
        ("1500000000", "1500000000"),
        ("1 500 000 000 đồng", "1500000000"),
        ("1,5 tỷ", "1500000000"),
        ("1.5 tỷ đồng", "1500000000"),
        ("1.500 triệu", "1500000000"),
        ("320 triệu", "320000000"),
        ("320triệu đ", "320000000"),
        ("950 nghìn", "950000"),
        ("0", "0"),
    ],
)
def test_money_is_read_as_officials_write_it(typed, meant):
    assert read_money(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["một tỷ", "1.50.000", "-5", "1,2,3", "1.5", "tỷ", "12 tấn", "1.500,"])
def test_what_is_no_money_is_refused_with_a_sample(typed):
    with pytest.raises(ValidationError) as told:
        MoneyField().clean(typed)
    assert "1,5 tỷ" in told.value.messages[0]


def test_money_without_half_dong_and_within_reason():
    with pytest.raises(ValidationError):
        MoneyField().clean("1,5")
    with pytest.raises(ValidationError, match="quá lớn"):
        MoneyField().clean("999.999.999 tỷ")


@given(st.integers(min_value=0, max_value=10**16))
@example(2**53 + 1)
def test_what_is_shown_reads_back_as_the_same(amount):
    assert read_number(display.number(amount)) == amount
    assert MoneyField().clean(MoneyField().prepare_value(Decimal(amount))) == amount


@given(st.text(max_size=30))
@example("1" + "0" * 27)
def test_any_text_is_a_number_or_a_told_error(text):
    for field in (MoneyField(), NumberField(), AreaField()):
        try:
            value = field.clean(text)
        except ValidationError as error:
            assert error.messages
        else:
            assert value is None or value >= 0


def test_counts_and_areas():
    assert NumberField().clean("1.234") == 1234
    assert NumberField().clean("") is None
    assert AreaField().clean("1.250,5") == Decimal("1250.5")
    with pytest.raises(ValidationError):
        NumberField().clean("12,5")


@given(st.integers(min_value=0, max_value=4_000_000), st.integers(min_value=0, max_value=9), st.integers(1, 9))
def test_one_wrong_digit_in_a_tax_code_is_noticed(n, place, step):
    code = tax_code(n)
    validate_tax_code(code)
    wrong = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    with pytest.raises(ValidationError):
        validate_tax_code(wrong)


@pytest.mark.parametrize(
    ("code", "words"),
    [("12345", "10 chữ số, ở đây có 5"), ("0100233480", "chữ số cuối"), ("01002334AB", "chỉ gồm chữ số"),
     ("0314409058-002", "chi nhánh")],
)  # fmt: skip
def test_a_wrong_tax_code_says_what_is_wrong(code, words):
    with pytest.raises(ValidationError, match=words):
        validate_tax_code(code)


def test_codes_are_kept_without_what_parts_them():
    assert normal_tax_code(" 01.00 233-488 ") == "0100233488"


@pytest.mark.parametrize("typed", ["0912345678", "0912.345.678", "+84 912 345 678", "84912345678"])
def test_one_telephone_typed_in_many_ways_is_one(typed):
    assert normal_phone(typed) == "0912 345 678"


@pytest.mark.parametrize("typed", ["123", "0912345678; 0220 3735 123", "không có", "01681234567"])
def test_what_cannot_be_dialled_is_refused(typed):
    with pytest.raises(ValidationError):
        validate_phone(typed)


@pytest.mark.parametrize("number", ["030188001234", "0301 8800 1234", "c1234567"])
def test_identity_numbers_that_hold(number):
    validate_identity(number)
    assert " " not in normal_identity(number)


def test_the_old_identity_card_is_told_apart():
    with pytest.raises(ValidationError, match="9 số hết giá trị"):
        validate_identity("141234567")
    with pytest.raises(ValidationError, match="12 chữ số"):
        validate_identity("12AB")
