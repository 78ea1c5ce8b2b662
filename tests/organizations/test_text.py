"""Folding and normal form."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coopportal import display
from coopportal.text import fold, nfc, one_line


def test_folding_forgets_marks_case_and_the_stroke_of_d():
    assert fold("  Hợp tác xã  ĐÔNG Đô ") == "hop tac xa dong do"


@given(st.text())
def test_folding_does_not_care_for_the_form_it_is_given(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_normal_form_and_one_line_are_stable(text):
    assert nfc(nfc(text)) == nfc(text)
    assert one_line(one_line(text)) == one_line(text)


def test_numbers_are_written_the_vietnamese_way():
    assert display.number(1234.5, 1) == "1.234,5"
    assert display.money(1_500_000_000) == "1,5 tỷ đồng"
    assert display.money(950_000) == "950.000 đồng"
    assert display.percent(2, 3) == "66,7%"
    assert display.percent(0, 0) == "–"
