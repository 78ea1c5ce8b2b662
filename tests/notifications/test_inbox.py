"""Telling people, and what they see of it."""

import pytest
from django.core import mail

from notifications.models import Notification
from notifications.services import mark_all_read, mark_read, notify
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_each_person_is_told_once_even_if_named_twice(world):
    told = notify(recipients=[world.contact, world.leader, world.contact], code="t", title="Có việc mới", url="/x/")
    assert told == 2
    assert set(Notification.objects.values_list("recipient", flat=True)) == {world.contact.pk, world.leader.pk}


def test_a_key_makes_telling_unrepeatable(world):
    assert notify(recipients=[world.contact], code="t", title="A", key="task-5") == 1
    assert notify(recipients=[world.contact, world.leader], code="t", title="A", key="task-5") == 1
    assert Notification.objects.filter(recipient=world.contact).count() == 1


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "x/y", "/\\evil.example"]
)
def test_an_address_outside_the_portal_is_refused(world, url):
    with pytest.raises(ValueError, match="inside the portal"):
        notify(recipients=[world.contact], code="t", title="A", url=url)


def test_reading_is_noted_once(world):
    notify(recipients=[world.contact], code="t", title="A")
    notification = mark_read(notification=Notification.objects.get())
    first = notification.read_at
    assert first is not None
    assert mark_read(notification=notification).read_at == first


def test_reading_all_leaves_others_alone(world):
    notify(recipients=[world.contact, world.leader], code="t", title="A")
    notify(recipients=[world.contact], code="t", title="B")
    assert mark_all_read(staff=world.contact) == 2
    assert Notification.objects.visible_to(world.leader).unread().count() == 1


def test_nothing_is_mailed_at_once_unless_urgent(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify(recipients=[world.contact], code="t", title="Không gấp")
    assert mail.outbox == []
