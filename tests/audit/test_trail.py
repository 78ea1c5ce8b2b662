"""The audit trail only grows, reads as sentences and shows when somebody rewrote it."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import AuditEntry
from audit.sentences import sentence
from audit.services import broken_links, record
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    user, organization = (
        UserFactory(first_name="Nguyễn Thị", last_name="Hoa"),
        OrganizationFactory(name="Phòng Kinh tế"),
    )
    code = "organizations.organization.created"
    return [record(code=code, obj=organization, actor=user, data={"n": n}) for n in range(3)]


def test_each_entry_hangs_on_the_one_before(trail):
    assert [e.previous_digest for e in trail[1:]] == [e.digest for e in trail[:-1]]
    assert broken_links() == []


def test_an_entry_reads_as_a_sentence(trail):
    assert sentence(trail[0]) == "Nguyễn Thị Hoa đã thêm tổ chức “Phòng Kinh tế”"


def test_an_unknown_code_still_shows_the_act():
    entry = record(code="somewhere.else", obj=OrganizationFactory(name="Thôn Một"))
    assert sentence(entry) == "Hệ thống đã thực hiện “somewhere.else” trên “Thôn Một”"


@pytest.mark.parametrize("statement", ["UPDATE audit_auditentry SET actor_name = 'x'", "DELETE FROM audit_auditentry"])
def test_the_table_refuses_to_be_rewritten(trail, statement):
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.count() >= 3


def test_a_row_rewritten_behind_the_trigger_breaks_the_chain(trail):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER audit_append_only")
        cursor.execute("UPDATE audit_auditentry SET object_label = 'khác' WHERE id = %s", [trail[1].pk])
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER audit_append_only")
    assert broken_links() == [trail[1].pk]
