"""Chosen columns, saved lists, changing many sheets, doubles told while typing, merging."""

import html

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from audit.services import broken_links
from cooperatives import services
from cooperatives.models import Cooperative, MergedSheet, SavedView, YearlyFigures
from organizations.models import Role
from tests.factories.cooperatives import (
    CooperativeFactory,
    DifficultyFactory,
    OfficerFactory,
    ProductFactory,
    tax_code,
)
from tests.factories.organizations import StaffFactory

LIST = "/hop-tac-xa/"
BULK = "/hop-tac-xa/sua-hang-loat/"


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def sheets(world):
    return [CooperativeFactory(unit=world.commune.unit, name=f"Hợp tác xã {n}") for n in ("An", "Bình", "Cường")]


def test_columns_stand_in_the_address_and_a_list_is_saved_and_shared(world, as_, sheets):
    client = as_(world.clerk)
    asked = f"{LIST}?q=binh&cot=founded_on&cot=charter_capital&cot=nonsense"
    page = client.get(asked)
    assert [c.key for c in page.context["columns"]] == ["charter_capital", "founded_on"]
    assert "Mã số</th>" not in text_of(page)
    assert next(c.key for c in client.get(LIST).context["columns"]) == "code"
    saved = client.post(
        reverse("cooperatives:view_save"),
        {"name": "Của Bình", "query": "q=binh&cot=founded_on&cot=charter_capital&page=2", "is_shared": "on"},
    )
    assert saved.url == f"{LIST}?q=binh&cot=founded_on&cot=charter_capital"
    view = SavedView.objects.get()
    assert "Của Bình" in text_of(as_(world.specialist).get(LIST))
    assert "Của Bình" not in text_of(as_(world.contact).get(LIST))
    assert as_(world.specialist).post(reverse("cooperatives:view_drop", args=[view.pk])).status_code == 404
    assert as_(world.clerk).post(reverse("cooperatives:view_drop", args=[view.pk])).status_code == 302
    assert not SavedView.objects.exists()
    usual = client.post(reverse("cooperatives:view_save"), {"name": "Thường", "query": "q=binh&cot=%00&cot=la"})
    assert usual.url == f"{LIST}?q=binh"


def test_many_are_changed_after_a_preview_each_with_its_history(world, as_, sheets):
    Cooperative.objects.filter(pk=sheets[0].pk).update(is_weak=True)
    client, ids = as_(world.clerk), [s.pk for s in sheets]
    assert "Chọn thay đổi" in text_of(client.post(BULK, {"ids": ids}))
    preview = client.post(BULK, {"ids": ids, "change": "is_weak=yes", "why": "Rà soát"})
    assert (preview.context["preview"]["count"], preview.context["preview"]["same"]) == (2, 1)
    assert Cooperative.objects.filter(is_weak=True).count() == 1
    seen = [f"{s.pk}|{s.updated_at.isoformat()}" for s in Cooperative.objects.all()]
    sent = {"ids": ids, "change": "is_weak=yes", "why": "Rà soát", "seen": seen, "confirm": "1"}
    assert client.post(BULK, sent).status_code == 302
    assert Cooperative.objects.filter(is_weak=True).count() == 3
    entries = AuditEntry.objects.filter(code="cooperatives.cooperative.changed")
    assert {e.object_id for e in entries} == {sheets[1].pk, sheets[2].pk}
    assert entries[0].data["changed"] == {"is_weak": ["không", "có"]}
    assert (entries[0].data["why"], broken_links()) == ("Rà soát", [])


def test_a_foreign_or_changed_sheet_among_many_refuses_all(world, as_, sheets):
    foreign = CooperativeFactory(unit=world.neighbour.unit)
    client, ids = as_(world.clerk), [s.pk for s in sheets]
    assert client.post(BULK, {"ids": [*ids, foreign.pk], "change": "is_weak=yes"}).status_code == 404
    seen = [f"{s.pk}|{s.updated_at.isoformat()}" for s in sheets]
    services.update_cooperative(cooperative=sheets[1], by=world.leader, note="mới")
    answer = client.post(BULK, {"ids": ids, "change": "is_weak=yes", "seen": seen, "confirm": "1"})
    assert "vừa được người khác sửa: Hợp tác xã Bình" in text_of(answer)
    missing = client.post(BULK, {"ids": ids, "change": "is_weak=yes", "seen": seen[:2], "confirm": "1"})
    assert "khác với bản xem trước" in text_of(missing)
    assert client.post(BULK, {"ids": ids, "change": "code=1"}).status_code == 422
    assert not Cooperative.objects.filter(is_weak=True).exists()


def test_doubles_are_told_while_typing_and_only_of_ones_own(world, as_):
    here, there = world.commune.unit, world.neighbour.unit
    same = CooperativeFactory(unit=here, name="HTX DVNN Lam Sơn")
    foreign = CooperativeFactory(unit=there, name="HTX DVNN Lam Sơn")
    client, url = as_(world.clerk), reverse("cooperatives:doubles")

    def told(**asked):
        return [d.sheet.pk for d in client.get(url, asked).context["found"]]

    assert told(name="Hợp tác xã dịch vụ nông nghiệp Lam Son", unit=here.pk) == [same.pk]
    assert told(code=f" {same.code[:4]} {same.code[4:]}") == [same.pk]
    assert told(name="HTX DVNN Lam Sơn", unit=here.pk, pk=same.pk) == []
    assert told(name="HTX DVNN Lam Sơn", unit=there.pk) == told(code=foreign.code) == []
    assert told(name="HTX", unit=here.pk) == told(unit="x", pk="y") == []


def test_the_code_of_a_foreign_sheet_is_refused_without_telling_whose_it_is(world):
    foreign = CooperativeFactory(unit=world.neighbour.unit, name="Hợp tác xã Kín Đáo")
    with pytest.raises(ValidationError) as refused:
        services.create_cooperative(by=world.clerk, name="Hợp tác xã Mới", code=foreign.code, unit=world.commune.unit)
    assert "đã có trong sổ: một đơn vị của Xã Tây" in str(refused.value)
    assert "Kín Đáo" not in str(refused.value)


def test_two_sheets_of_one_organization_become_one_and_the_trace_stays(world, as_, client):
    unit = world.commune.unit
    kept = CooperativeFactory(unit=unit, name="Hợp tác xã Lam Sơn", code="", official_members=None, phone="")
    gone = CooperativeFactory(unit=unit, name="HTX Lam Sơn", code=tax_code(900), phone="0220 3735 123")
    OfficerFactory(cooperative=gone, name="Bà Yến")
    ProductFactory(cooperative=kept, name="Gạo")
    ProductFactory(cooperative=gone, name="Gạo")
    DifficultyFactory(cooperative=gone, unit=unit)
    for sheet, revenue in ((kept, 1), (gone, 2)):
        YearlyFigures.objects.create(cooperative=sheet, year=2025, unit=unit, revenue=revenue)
    client = as_(world.clerk)
    choose = text_of(client.get(reverse("cooperatives:merge", args=[kept.pk])))
    assert f"?voi={gone.pk}" in choose
    url = reverse("cooperatives:merge", args=[kept.pk]) + f"?voi={gone.pk}"
    form = client.get(url).context["form"]
    assert set(form.initial["take"]) == {"code", "phone", "official_members"}
    assert "reason" in client.post(url, {"take": ["code"]}).context["form"].errors
    assert client.post(url, {"take": ["code", "phone"], "reason": "Nhập hai lần"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.code, kept.phone, kept.official_members) == (tax_code(900), "0220 3735 123", None)
    assert (kept.officer_rows.count(), kept.products.count(), kept.difficulties.count()) == (1, 1, 1)
    assert kept.yearlyfigures_rows.get().revenue == 1
    trace = MergedSheet.objects.get()
    assert (trace.old_id, trace.reason, len(trace.content["left"])) == (gone.pk, "Nhập hai lần", 2)
    old = client.get(reverse("cooperatives:cooperative_detail", args=[gone.pk]))
    assert old.url == reverse("cooperatives:cooperative_detail", args=[kept.pk])
    history = text_of(client.get(reverse("cooperatives:sheet_tab", args=[kept.pk, "lich-su"])))
    assert "đã gộp hồ sơ trùng “HTX Lam Sơn”" in history
    assert as_(world.neighbour_clerk).get(old.request["PATH_INFO"]).status_code == 404


def test_sheets_of_two_communes_are_not_merged(world, as_):
    here, there = (CooperativeFactory(unit=u) for u in (world.commune.unit, world.neighbour.unit))
    monitor = StaffFactory(organization=world.union, role=Role.SPECIALIST)
    with pytest.raises(ValidationError, match="hai xã"):
        services.merge_sheets(kept=here, gone=there, take=[], reason="x", by=monitor)
    with pytest.raises(ValidationError, match="hai hồ sơ khác nhau"):
        services.merge_sheets(kept=here, gone=here, take=[], reason="x", by=monitor)
    assert as_(monitor).get(reverse("cooperatives:merge", args=[here.pk]) + f"?voi={there.pk}").status_code == 404


def test_the_list_keeps_its_budget_with_every_column(world, as_, sheets, django_assert_max_num_queries):
    client = as_(world.clerk)
    keys = [c.key for c in client.get(LIST).context["every_column"]]
    with django_assert_max_num_queries(12):
        assert client.get(LIST, {"cot": keys, "q": "hop tac"}).context["totals"].count == 3
