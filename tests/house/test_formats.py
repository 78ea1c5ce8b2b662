"""Dates and numbers as officials write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats


@pytest.mark.parametrize("typed", ["03/04/2026", "3/4/2026", "03-04-2026", "03.04.2026", "2026-04-03", "03/04/26"])
def test_day_comes_before_month(typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2026, 4, 3)


def test_american_order_is_refused() -> None:
    with pytest.raises(ValidationError):
        forms.DateField().clean("04/31/2026")


def test_dates_and_numbers_are_shown_the_vietnamese_way() -> None:
    assert formats.date_format(date(2026, 4, 3)) == "03/04/2026"
    assert formats.date_format(datetime(2026, 4, 3, 7, 30), "DATETIME_FORMAT") == "07:30 03/04/2026"
    assert formats.number_format(Decimal("1234567.5"), use_l10n=True, force_grouping=True) == "1.234.567,5"
