"""What a test commits is gone for the next one; what every new database holds stays."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from audit.models import AuditEntry
from audit.services import record
from cooperatives.models import SectorSystem
from organizations.models import Organization
from tests import emptying
from tests.factories.organizations import OrganizationFactory


@pytest.mark.django_db(transaction=True)
def test_rows_of_a_test_go_and_those_of_the_template_stay() -> None:
    rights, systems = Permission.objects.count(), SectorSystem.objects.count()
    record(code="organizations.organization.created", obj=OrganizationFactory())
    SectorSystem.objects.first().delete()
    emptying.empty()
    assert not Organization.objects.exists() and not AuditEntry.objects.exists()
    assert (Permission.objects.count(), SectorSystem.objects.count()) == (rights, systems)
    assert rights > 100 and systems == 2
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
