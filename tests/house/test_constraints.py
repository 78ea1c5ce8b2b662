"""Check constraints are asked at once, and say what Django says of each."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from plans.models import Assignment
from tests.factories.cooperatives import CooperativeFactory
from tests.factories.plans import AssignmentFactory

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 5, 18, 8, tzinfo=dt.UTC)


def said(check, row, **options):
    """Return what a check of a row says of its constraints."""
    try:
        check(row, **options)
    except ValidationError as error:
        return sorted(error.messages)
    return []


def test_a_good_row_costs_one_query_for_all_its_checks(django_assert_max_num_queries):
    row = CooperativeFactory()
    checks = [one for one in row._meta.constraints if isinstance(one, models.CheckConstraint)]
    unique = len(row._meta.constraints) - len(checks)
    assert len(checks) > 3
    with django_assert_max_num_queries(3 + 3 * unique):  # a savepoint stands around each
        row.validate_constraints()


def test_a_faulty_row_is_told_in_djangos_words():
    row = AssignmentFactory()
    row.closed_at = row.stopped_at = MORNING
    row.started_at = MORNING
    expected = said(models.Model.validate_constraints, row)
    assert len(expected) >= 2
    assert said(Assignment.validate_constraints, row) == expected


def test_excluded_fields_are_left_out_as_django_leaves_them():
    row = AssignmentFactory()
    row.closed_at = row.stopped_at = MORNING
    row.started_at = MORNING
    for exclude in ({"closed_at"}, {"started_at"}, {"closed_at", "started_at"}):
        expected = said(models.Model.validate_constraints, row, exclude=exclude)
        assert said(Assignment.validate_constraints, row, exclude=exclude) == expected
