"""The editor in a browser: keys, what is kept while one types, and what comes back."""

from __future__ import annotations

import pytest

from documents.authoring.beginnings import builtin
from documents.models import DraftSession
from documents.services import beginnings
from organizations.models import Role
from tests.factories.organizations import PASSWORD, DelegationFactory, StaffFactory, UserFactory, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_keys_move_blocks_and_what_is_typed_is_kept_and_comes_back(visit):
    world = World()
    DelegationFactory(staff=world.leader)
    user = UserFactory(username="nguoi-soan")
    drafter = StaffFactory(user=user, organization=world.economy, role=Role.SPECIALIST)
    draft = beginnings.begin_from_builtin(organization=world.commune, by=drafter, template=builtin("cong-van"))
    editor = visit("nguoi-soan", PASSWORD)
    page = editor.page
    assert editor.go(f"/van-ban/{draft.pk}/soan/") == 200
    page.wait_for_selector(".has-script")
    text = page.input_value("[name=b-2-text]")

    page.focus("[name=b-2-text]")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector("[name=b-3-text]:focus")
    assert page.input_value("[name=b-3-text]") == text

    page.fill("#id_subject", "chưa kịp lưu")
    page.wait_for_selector("text=Đã tự giữ lúc")
    assert page.evaluate("document.querySelector('.sheet').decode().then(() => true)")
    assert DraftSession.objects.get(staff=drafter).typed["subject"] == "chưa kịp lưu"

    page.context.clear_cookies()
    editor.sign_in("nguoi-soan", PASSWORD)
    editor.go(f"/van-ban/{draft.pk}/soan/")
    assert page.input_value("#id_subject") == "chưa kịp lưu" and page.input_value("[name=b-3-text]") == text
    page.keyboard.press("Control+s")
    page.wait_for_selector("text=Đã lưu dự thảo")
    draft.refresh_from_db()
    assert draft.subject == "chưa kịp lưu" and draft.version == 2
    page.set_viewport_size({"width": 390, "height": 844})
    assert editor.overflow() == 0 and editor.complaints == []
