"""Letters of every encoding become one spelling."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from documents.reading.legacy import to_unicode
from documents.reading.letters import clean_letters, fold

LINE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_tcvn3_is_recognised():
    text = "Céng hßa x· héi chñ nghÜa ViÖt Nam\nñY BAN NH¢N D¢N c¸c x· thùc hiÖn nhiÖm vô ®­îc giao"
    assert to_unicode(text) == "Cộng hòa xã hội chủ nghĩa Việt Nam\nỦY BAN NHÂN DÂN các xã thực hiện nhiệm vụ được giao"


def test_vni_is_recognised():
    text = "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM; Ñoäc laäp - Töï do - Haïnh phuùc; caùc xaõ thöïc hieän nhieäm vuï"
    assert to_unicode(text) == f"{LINE}; Độc lập - Tự do - Hạnh phúc; các xã thực hiện nhiệm vụ"


def test_unicode_text_is_left_alone():
    text = "Giá trị “µ” và ký hiệu ® trong văn bản của Ủy ban nhân dân xã"
    assert to_unicode(text) == text


def test_lookalikes_and_invisible_letters_are_put_right():
    assert clean_letters("\ufeffSỐ\u00a0ĐIỆN\u200b: СООР Ðà Nẵng") == "SỐ ĐIỆN: COOP Đà Nẵng"


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text):
    once = clean_letters(text)
    assert clean_letters(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_folding_keeps_the_length(text):
    text = clean_letters(text)
    assert len(fold(text)) == len(text)
