"""The registry's buttons pressed twice: the second time is told so, and nothing stands there twice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cooperatives import services
from cooperatives.models import ConfirmationLink, Cooperative, ImportState
from cooperatives.services.exchange import confirm_import, start_import, undo_import
from plans.models import Task
from tests.documents.test_at_once import at_once
from tests.factories.cooperatives import CooperativeFactory, DifficultyFactory
from tests.factories.organizations import World


@pytest.mark.django_db(transaction=True)
def test_pressed_by_two_at_the_same_moment():
    world = World()
    one, two = (CooperativeFactory(unit=world.commune.unit, name=f"HTX {n}", code=f"020017009{n}") for n in "45")

    def merge(kept: Cooperative, gone: Cooperative):
        return lambda: services.merge_sheets(kept=kept, gone=gone, take=[], reason="Trùng", by=world.clerk)

    results = at_once(merge(one, two), merge(two, one))
    assert sorted(type(result).__name__ for result in results) == ["Cooperative", "ValidationError"]
    left = Cooperative.objects.get()
    at_once(*[lambda: services.make_link(cooperative=left, year=2025, by=world.clerk)] * 2)
    assert ConfirmationLink.objects.filter(revoked_at=None).count() == 1
    table = SimpleUploadedFile("htx.csv", "Tên hợp tác xã,Xã\nHTX Lam Sơn,Xã Đông\n".encode())
    job = start_import(upload=table, by=world.clerk)
    results = at_once(*[lambda: confirm_import(job=job, by=world.clerk)] * 2)
    assert sum(isinstance(result, ValidationError) for result in results) == 1
    job.refresh_from_db()
    assert (job.state, Cooperative.objects.count()) == (ImportState.DONE, 2)
    results = at_once(*[lambda: undo_import(job=job, by=world.clerk)] * 2)
    assert sum(isinstance(result, ValidationError) for result in results) == 1
    assert list(Cooperative.objects.all()) == [left]


@pytest.mark.django_db
def test_a_difficulty_goes_to_the_same_agency_once():
    world = World()
    difficulty = DifficultyFactory(cooperative=CooperativeFactory(unit=world.commune.unit), unit=world.commune.unit)
    handed = {"agency": world.culture, "due_on": timezone.localdate() + dt.timedelta(days=9), "by": world.clerk}
    services.route_difficulty(difficulty=difficulty, **handed)
    with pytest.raises(ValidationError, match="không cần chuyển lại"):
        services.route_difficulty(difficulty=difficulty, **handed)
    assert Task.objects.count() == 1
