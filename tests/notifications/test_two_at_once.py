"""Two processes run the same day at the same moment: every reminder once, every email once."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings

from notifications.models import DigestDelivery, Notification, ReminderEntry
from organizations.models import Role
from tests.factories.organizations import StaffFactory, World

COUNT = 40
DAY = "2026-05-20"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_make_each_reminder_and_each_email_once(database_url, tmp_path):
    world = World()
    people = [StaffFactory(organization=world.economy, role=Role.CONTACT) for _ in range(5)] + [world.contact]
    answers = run_together(2, world, database_url, tmp_path)

    assert sum(answer["reminders"] for answer in answers) == COUNT * len(people)
    rows = Counter(ReminderEntry.objects.values_list("object_id", "recipient_id"))
    assert len(rows) == COUNT * len(people)
    assert set(rows.values()) == {1}
    assert Notification.objects.filter(reminder__isnull=False).count() == COUNT * len(people)

    letters = [path.read_text() for path in tmp_path.glob("*.log")]
    addresses = Counter(line[4:] for text in letters for line in text.splitlines() if line.startswith("To: "))
    assert addresses == {person.user.email: 1 for person in people}
    assert sum(answer["emails"] for answer in answers) == len(people)
    assert DigestDelivery.objects.filter(state="sent", lines=COUNT).count() == len(people)


def run_together(count, world, database_url, mail_folder):
    """Return the counts that each of `count` processes printed."""
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "EMAIL_FILE_PATH": str(mail_folder),
        "DJANGO_SETTINGS_MODULE": "tests.notifications.file_mail_settings",
    }
    command = [sys.executable, "-m", "tests.notifications.one_run"]
    command += [str(world.economy.pk), str(world.commune.pk), str(COUNT), DAY]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, **pipes) for _ in range(count)]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * count
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * count
    return [json.loads(answer.splitlines()[-1]) for answer in answers]
