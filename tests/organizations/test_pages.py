"""Signing in, the directory and the administrator's forms."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import Organization, Staff
from tests.factories.organizations import PASSWORD, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_signing_in_with_account_and_password(world, client):
    page = reverse("organizations:login")
    refused = client.post(page, {"username": world.clerk.user.username, "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in refused.content.decode()
    answer = client.post(page, {"username": world.clerk.user.username, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")


def test_the_way_back_after_login_stays_in_the_portal(world, client):
    page = reverse("organizations:login") + "?next=https://evil.example/"
    answer = client.post(page, {"username": world.clerk.user.username, "password": PASSWORD})
    assert answer.url == "/"


def test_the_directory_is_searched_without_marks(world, client):
    client.force_login(world.clerk.user)
    page = client.get(reverse("organizations:organization_list"), {"q": "phong kinh te"}).content.decode()
    assert page.count("Phòng Kinh tế</a>") == 1
    assert "Phòng Văn hóa" not in page


def test_an_administrator_adds_an_office_and_it_is_in_the_trail(world, client):
    client.force_login(world.administrator.user)
    values = {
        "name": "Trung tâm Dịch vụ sự nghiệp công xã Đông", "code": "T-TT", "kind": "service", "is_active": "on",
        "parent": world.commune.pk, "unit": world.commune.unit_id,
    }  # fmt: skip
    answer = client.post(reverse("organizations:organization_create"), values)
    made = Organization.objects.get(code="T-TT")
    assert answer.url == reverse("organizations:organization_detail", args=[made.pk])
    assert made.path.startswith(world.commune.path)
    assert AuditEntry.objects.filter(code="organizations.organization.created", object_id=made.pk).count() == 1


def test_an_office_cannot_be_put_into_a_foreign_tree(world, client):
    client.force_login(world.administrator.user)
    values = {"name": "X", "code": "X1", "kind": "service", "parent": world.stranger.pk, "unit": world.commune.unit_id}
    answer = client.post(reverse("organizations:organization_create"), values)
    assert answer.status_code == 422
    assert "parent" in answer.context["form"].errors
    assert 'value="X1"' in answer.content.decode()


def test_a_new_account_with_a_weak_password_is_told_at_the_field(world, client):
    client.force_login(world.administrator.user)
    values = {
        "full_name": "Nguyễn Thị Hòa", "username": "hoa", "password": "123", "organization": world.commune.pk,
        "role": "clerk", "title": "Văn thư",
    }  # fmt: skip
    answer = client.post(reverse("organizations:staff_create"), values)
    assert answer.status_code == 422
    assert "password" in answer.context["form"].errors
    values["password"] = PASSWORD
    assert client.post(reverse("organizations:staff_create"), values).status_code == 302
    assert Staff.objects.get(user__username="hoa").full_name == "Nguyễn Thị Hòa"


def test_nobody_ends_the_own_role(world, client):
    client.force_login(world.administrator.user)
    client.post(reverse("organizations:staff_end", args=[world.administrator.pk]))
    assert Staff.objects.on_duty().filter(pk=world.administrator.pk).exists()


def test_markup_in_a_name_stays_text(world, client):
    Organization.objects.filter(pk=world.economy.pk).update(name="<script>alert(1)</script>")
    client.force_login(world.clerk.user)
    for page in (
        reverse("organizations:organization_list"),
        reverse("organizations:organization_detail", args=[world.economy.pk]),
    ):
        assert "<script>alert" not in client.get(page).content.decode()
