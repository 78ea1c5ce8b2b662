"""Bases whose acts ended, do not hold yet, or were amended."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents.models import OutsideAct
from documents.queries.bases import doubts_about, known_bases
from documents.services.acts import drop_act, load_acts

pytestmark = pytest.mark.django_db


def told(world, text: str) -> str:
    return doubts_about([text], world.leader).get(text, "")


def test_the_table_begins_with_what_is_verified_and_keeps_what_was_edited(world) -> None:
    assert load_acts() > 15 and load_acts() == 0
    old = "Căn cứ Luật Hợp tác xã năm 2012;"
    assert "hết hiệu lực từ ngày 01/07/2024; nay là Luật Hợp tác xã 17/2023/QH15" in told(world, old)
    assert told(world, "Căn cứ Luật Hợp tác xã năm 2023;") == ""
    assert "hết hiệu lực" in told(world, "Căn cứ Nghị định số 64/2007/NĐ-CP ngày 10 tháng 4 năm 2007 của Chính phủ;")
    assert "sửa đổi, bổ sung bởi Nghị định 253/2025" in told(world, "Căn cứ Nghị định số 45/2021/NĐ-CP của Chính phủ;")
    assert told(world, "Căn cứ Nghị định số 164/2007/NĐ-CP của Chính phủ;") == ""
    drop_act(act=OutsideAct.objects.get(number="23/2012/QH13"), by=world.administrator)
    assert load_acts() == 0 and told(world, old) == ""


def test_the_administrator_edits_the_table_and_drafts_follow(world, sign_in) -> None:
    client = sign_in(world.administrator)
    typed = {"number": "9/2030/NĐ-CP", "name": "Nghị định thử", "valid_from": "01/02/2030", "valid_to": "01/01/2030"}
    wrong = client.post(reverse("documents:act_create"), typed)
    assert wrong.status_code == 422 and "phải sau ngày có hiệu lực" in wrong.content.decode()
    assert client.post(reverse("documents:act_create"), typed | {"valid_to": ""}).status_code == 302
    line = "Căn cứ Nghị định số 09/2030/NĐ-CP của Chính phủ"
    assert "chưa có hiệu lực, đến ngày 01/02/2030" in told(world, line)
    act = OutsideAct.objects.get()
    changed = typed | {"valid_from": "01/02/2020", "valid_to": "", "citation": line}
    assert client.post(reverse("documents:act_update", args=[act.pk]), changed).status_code == 302
    assert told(world, line) == "" and [(b.text, b.uses) for b in known_bases(world.leader)] == [(line, 0)]
    assert known_bases(world.leader, "luật") == []
    page = client.get(reverse("documents:act_list")).content.decode()
    assert "01/02/2020" in page and "Thôi dùng" in page
    assert client.post(reverse("documents:act_drop", args=[act.pk])).status_code == 302
    assert known_bases(world.leader) == []
    reader = sign_in(world.leader).get(reverse("documents:act_list")).content.decode()
    assert "Nghị định thử" in reader and "Thêm văn bản" not in reader
