"""Who may sign for whom, on which day, and what their signature block prints."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from organizations.models import Delegation, Role, SigningForm
from organizations.queries import signers_of, signing_right
from organizations.services import delegate, revoke_delegation
from organizations.titles import office_of
from tests.factories.organizations import DelegationFactory, StaffFactory, World

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 25)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def chair(world: World):  # type: ignore[no-untyped-def]
    return StaffFactory(organization=world.commune, role=Role.LEADER, title="Chủ tịch Ủy ban nhân dân xã")


def test_the_head_signs_by_office_and_a_deputy_only_where_it_is_given(world: World, chair) -> None:  # type: ignore[no-untyped-def]
    assert [right.staff for right in signers_of(world.commune, day=DAY)] == [chair]
    assert signing_right(world.leader, world.commune, day=DAY) is None
    delegate(organization=world.commune, staff=world.leader, form="KT", by=chair, starts_on=DAY)
    right = signing_right(world.leader, world.commune, day=DAY)
    assert right is not None
    assert right.authority() == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"] and right.title == "PHÓ CHỦ TỊCH"
    assert right.authority(personal=True) == ["KT. CHỦ TỊCH"]
    assert signing_right(world.leader, world.commune, day=DAY - dt.timedelta(1)) is None


@pytest.mark.parametrize(
    ("form", "who", "lines", "title"),
    [
        ("Q", "leader", ["TM. ỦY BAN NHÂN DÂN"], "Q. CHỦ TỊCH"),
        ("TL", "contact", ["TL. CHỦ TỊCH"], "TRƯỞNG PHÒNG"),
        ("TUQ", "contact", ["TUQ. CHỦ TỊCH"], "TRƯỞNG PHÒNG"),
    ],
)
def test_each_form_prints_its_own_block(world: World, form: str, who: str, lines: list[str], title: str) -> None:
    person = getattr(world, who)
    delegate(organization=world.commune, staff=person, form=form, by=None, starts_on=DAY, ends_on=DAY, basis="GUQ số 1")
    right = signing_right(person, world.commune, day=DAY)
    assert right is not None and right.block() == (lines, title, person.full_name)


def test_the_head_of_an_office_signs_for_it_alone(world: World) -> None:
    right = signing_right(world.contact, world.economy, day=DAY)
    assert right is not None and right.block() == ([], "TRƯỞNG PHÒNG", world.contact.full_name)
    assert signing_right(world.contact, world.commune, day=DAY) is None


def test_a_right_ends_with_its_last_day_its_kinds_its_term_or_at_once(world: World, chair) -> None:  # type: ignore[no-untyped-def]
    row = DelegationFactory(staff=world.leader, kinds=["CV", "GM"], ends_on=DAY)
    assert signing_right(world.leader, world.commune, day=DAY, kind="CV")
    assert not signing_right(world.leader, world.commune, day=DAY, kind="QĐ")
    assert not signing_right(world.leader, world.commune, day=DAY + dt.timedelta(1), kind="CV")
    world.leader.ends_on = DAY - dt.timedelta(1)
    world.leader.save()
    assert not signing_right(world.leader, world.commune, day=DAY, kind="CV")
    world.leader.ends_on = None
    world.leader.save()
    revoke_delegation(delegation=row, by=chair)
    assert not signing_right(world.leader, world.commune, day=DAY, kind="CV")


def test_nobody_gives_the_right_but_the_head_or_an_administrator_above(world: World, chair) -> None:  # type: ignore[no-untyped-def]
    for by in (world.leader, world.clerk, world.contact, world.neighbour_clerk):
        with pytest.raises(PermissionDenied):
            delegate(organization=world.commune, staff=world.leader, form="KT", by=by)
    delegate(organization=world.commune, staff=world.leader, form="KT", by=world.administrator)
    with pytest.raises(ValidationError, match="không cần giao lại"):
        delegate(organization=world.commune, staff=world.leader, form="KT", by=world.administrator)
    with pytest.raises(PermissionDenied):
        revoke_delegation(delegation=Delegation.objects.get(), by=world.leader)


WRONG = [("KT", "contact"), ("Q", "clerk"), ("TL", "leader"), ("TUQ", "specialist"), ("TL", "neighbour_contact")]


@pytest.mark.parametrize(("form", "who"), WRONG)
def test_each_form_goes_only_to_whom_the_decree_lets_have_it(world: World, form: str, who: str) -> None:
    with pytest.raises(ValidationError) as told:
        delegate(organization=world.commune, staff=getattr(world, who), form=form, by=None, basis="x", ends_on=DAY)
    assert list(told.value.message_dict) == ["staff"]


def test_an_authorization_is_written_and_dated(world: World) -> None:
    with pytest.raises(ValidationError, match="văn bản ủy quyền và thời hạn"):
        delegate(organization=world.commune, staff=world.contact, form="TUQ", by=None, basis="Giấy ủy quyền số 3/GUQ")
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationFactory(staff=world.leader, form=SigningForm.TUQ, basis="")


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Phó Chủ tịch Ủy ban nhân dân xã Thanh Miện", "Phó Chủ tịch"),
        ("Trưởng phòng Kinh tế", "Trưởng phòng"),
        ("Giám đốc Sở Tài chính", "Giám đốc"),
        ("Chánh Văn phòng HĐND và UBND", "Chánh Văn phòng"),
        ("Chủ nhiệm  Hợp tác xã", "Chủ nhiệm"),
        ("Đội trưởng", "Đội trưởng"),
    ],
)
def test_the_office_in_a_title(title: str, office: str) -> None:
    assert office_of(title) == office
