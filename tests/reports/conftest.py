"""A province where something of everything has happened."""

import datetime as dt
import random

import pytest
from django.utils import timezone

from cooperatives.models import Status
from documents.models import DocumentState
from plans.status import today_here
from tests.factories.cooperatives import CooperativeFactory
from tests.factories.documents import DeliveryFactory, DocumentFactory
from tests.factories.kept import made_once
from tests.factories.organizations import World
from tests.factories.plans import AssignmentFactory, TaskFactory

FATES = ("new", "received", "begun", "waiting", "on_time", "late", "stopped")


@pytest.fixture
def world(db):
    return World()


def give(issuer, worker, due_on, fate):
    """Make an assignment and let it come to `fate`."""
    moments = {"due_on": due_on}
    if fate != "new":
        moments["received_at"] = timezone.now() - dt.timedelta(days=200)
    if fate in ("begun", "waiting", "on_time", "late"):
        moments["started_at"] = moments["received_at"]
    if fate in ("waiting", "on_time", "late"):
        day = due_on or today_here()
        day += dt.timedelta(days={"late": 2, "waiting": 0, "on_time": -2}[fate])
        moments["completed_at"] = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    if fate in ("on_time", "late"):
        moments["closed_at"] = moments["accepted_at"] = moments["completed_at"] + dt.timedelta(days=1)
    if fate == "stopped":
        moments["stopped_at"] = timezone.now()
    return AssignmentFactory(task=TaskFactory(organization=issuer, due_on=due_on), organization=worker, **moments)


@pytest.fixture
def busy_world(world):
    """Random work, documents and cooperatives all over the province and beyond; the same at every run."""
    made_once("busy", lambda: make_busy(world))
    return world


def make_busy(world):
    """Make what `busy_world` holds."""
    chance = random.Random(516)
    places = [world.commune, world.economy, world.culture, *world.villages, world.neighbour, world.neighbour_economy]
    places += [world.bureau, world.union, world.stranger]
    for _ in range(90):
        issuer = chance.choice([world.province, world.commune, world.neighbour, world.bureau, world.stranger])
        due_on = chance.choice([None, today_here() + dt.timedelta(days=chance.randrange(-300, 300))])
        give(issuer, chance.choice(places), due_on, chance.choice(FATES))
    for _ in range(25):
        issued_on = today_here() - dt.timedelta(days=chance.randrange(0, 700))
        state = chance.choice(DocumentState.values)
        document = DocumentFactory(organization=chance.choice(places), state=state, issued_on=issued_on)
        if chance.random() < 0.4:
            DeliveryFactory(document=document, organization=chance.choice(places))
    for _ in range(30):
        unit = chance.choice([world.commune.unit, world.neighbour.unit])
        CooperativeFactory(unit=unit, status=chance.choice(Status.values))
