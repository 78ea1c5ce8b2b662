"""What a province sets for itself, and the page of a year's collecting."""

import datetime as dt
import html

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from cooperatives import services
from cooperatives.models import CriteriaSet, ExtraField, SettlementItem, SizeThreshold
from cooperatives.queries import criteria_for
from tests.factories.cooperatives import CooperativeFactory

TODAY = dt.date(2026, 5, 4)


def text_of(answer):
    return html.unescape(answer.content.decode())


def test_a_threshold_is_filled_in_and_a_new_day_keeps_the_old_one(world, as_):
    services.load_reference()
    cell = SizeThreshold.objects.get(group="trade", size_class="large")
    client, url = as_(world.administrator), reverse("cooperatives:threshold_update", args=[cell.pk])
    typed = {"valid_from": "01/11/2024", "min_members": "100", "min_revenue": "100 tỷ", "source": "NĐ 113"}
    assert client.post(url, typed).status_code == 302
    assert client.post(url, typed | {"valid_from": "01/01/2026", "min_members": "150"}).status_code == 302
    rows = SizeThreshold.objects.filter(group="trade", size_class="large").order_by("valid_from")
    assert list(rows.values_list("valid_from", "min_members")) == [
        (dt.date(2024, 11, 1), 100),
        (dt.date(2026, 1, 1), 150),
    ]
    assert "valid_from" in client.post(url, typed | {"valid_from": "01/01/2020"}).context["form"].errors
    assert "Chưa nhập" in text_of(as_(world.clerk).get(reverse("cooperatives:threshold_list")))
    assert as_(world.clerk).post(url, typed).status_code == 403


def test_a_province_makes_its_own_criteria_and_they_come_first(world, as_):
    services.load_reference()
    sheet = CooperativeFactory(unit=world.commune.unit)
    assert criteria_for(sheet, 2025).source == "Thông tư 09/2017/TT-BNNPTNT"
    general = CriteriaSet.objects.get(source="Thông tư 01/2020/TT-BKHĐT")
    client, url = as_(world.administrator), reverse("cooperatives:criteria_edit", args=[general.pk])
    page = client.get(url)
    assert page.context["form"].initial["lines"][:2] == ["# Tài chính; 30", "Vốn hoạt động; 7"]
    typed = {
        "name": "Bộ của tỉnh", "source": "Quyết định 12/QĐ-UBND", "first_year": "2025",
        "lines": "# Tài chính; 60\nVốn; 20\nKết quả\n# Khác; 40\nThành viên", "grades": "Khá; 65\nTốt; 80\nYếu; 0",
    }  # fmt: skip
    assert client.post(url, typed).status_code == 302
    own = criteria_for(sheet, 2025)
    assert [(c.number, c.part, c.part_max, c.max_points) for c in own.criteria.all()] == [
        (1, "Tài chính", 60, 20),
        (2, "Tài chính", 60, None),
        (3, "Khác", 40, None),
    ]
    assert [(g.name, g.is_good) for g in own.grades.all()] == [("Tốt", True), ("Khá", True), ("Yếu", False)]
    assert general.criteria.count() == 15
    wrong = client.post(url, typed | {"lines": "Vốn; nhiều", "grades": "Tốt"}).context["form"].errors
    assert set(wrong) == {"lines", "grades"}
    services.save_evaluation(
        cooperative=sheet, year=2025, criteria=own, by=world.clerk, points={}, not_rated="Mới thành lập"
    )
    used = reverse("cooperatives:criteria_edit", args=[own.pk])
    assert "đã có đánh giá theo nó" in text_of(client.post(used, typed))


def test_a_province_adds_a_field_without_a_migration(world, as_):
    sheet, far = CooperativeFactory(unit=world.commune.unit), CooperativeFactory()
    client = as_(world.administrator)
    rows = [
        {"label": "Vùng trồng được cấp mã", "type": "yes_no", "order": "1", "is_active": "on"},
        {"label": "Diện tích nhà màng", "type": "number", "order": "2", "is_active": "on"},
        {"label": "Tham gia OCOP từ", "type": "date", "order": "3", "is_active": "on"},
        {"label": "Loại hình", "type": "choice", "choices": "Kiểu A\nKiểu B", "order": "4", "is_active": "on"},
    ]
    for row in rows:
        assert client.post(reverse("cooperatives:extra_field_create"), row).status_code == 302
    assert (
        "choices"
        in client.post(reverse("cooperatives:extra_field_create"), rows[3] | {"choices": ""}).context["form"].errors
    )
    keys = list(ExtraField.objects.values_list("key", flat=True))
    assert keys == ["vung_trong_duoc_cap_ma", "dien_tich_nha_mang", "tham_gia_ocop_tu", "loai_hinh"]
    values = {"extra_" + k: v for k, v in zip(keys, ["yes", "1.250", "05/04/2026", "Kiểu B"], strict=True)}
    url = reverse("cooperatives:part_update", args=[sheet.pk, "rieng"])
    assert as_(world.clerk).post(url, values).status_code == 302
    sheet.refresh_from_db()
    assert sheet.extra == dict(zip(keys, ["yes", 1250, "2026-04-05", "Kiểu B"], strict=True))
    page = text_of(as_(world.clerk).get(reverse("cooperatives:cooperative_detail", args=[sheet.pk])))
    assert all(words in page for words in ("Vùng trồng được cấp mã", "1.250", "05/04/2026", "Kiểu B"))
    assert not ExtraField.objects.filter(province=far.unit.parent).exists()
    field = ExtraField.objects.get(key="loai_hinh")
    services.save_extra_field(province=world.province.unit, by=world.administrator, field=field, is_active=False)
    page = text_of(as_(world.clerk).get(reverse("cooperatives:cooperative_detail", args=[sheet.pk])))
    assert "Kiểu B" not in page.split("Lịch sử hồ sơ")[0]
    with pytest.raises(ValidationError):
        services.save_extra_field(province=world.province.unit, by=world.administrator, label="", type="text")


def test_the_collecting_page_counts_and_filters(world, as_, django_assert_max_num_queries):
    CooperativeFactory(unit=world.commune.unit, name="Hợp tác xã Đông")
    CooperativeFactory(unit=world.neighbour.unit, name="Hợp tác xã Tây")
    client = as_(world.clerk)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("cooperatives:collecting"), {"state": "missing", "year": "2025"})
    assert [c.name for c in answer.context["object_list"]] == ["Hợp tác xã Đông"]
    assert ("missing", "Chưa có số liệu", 1) in answer.context["counts"]
    assert client.get(reverse("cooperatives:collecting"), {"year": "abc", "state": "abc"}).status_code == 200


def test_the_progress_of_settling_is_told_as_so_many_of_so_many(world, as_, django_assert_max_num_queries):
    unit = world.commune.unit
    done, half, bare = (CooperativeFactory(unit=unit, name=f"Hợp tác xã {n}", is_weak=True) for n in "ABC")
    CooperativeFactory(unit=unit, name="Hợp tác xã Khỏe")
    rows = [(done, "debt_state", TODAY), (half, "debt_state", TODAY), (half, "debt_bank", None)]
    for sheet, kind, day in rows:
        SettlementItem.objects.create(cooperative=sheet, kind=kind, title="x", amount=5 * 10**6, settled_on=day)
    SettlementItem.objects.create(
        cooperative=CooperativeFactory(unit=world.neighbour.unit), kind="tax", title="của xã khác"
    )
    client = as_(world.clerk)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("cooperatives:settling"))
    assert page.context["settled"] == (1, 2)
    assert [(c.name, c.done, c.items) for c in page.context["object_list"]] == [
        (done.name, 1, 1),
        (half.name, 1, 2),
        (bare.name, 0, 0),
    ]
    lines = [(k.label, k.done, k.every, k.amount_open) for k in page.context["kinds"]]
    assert lines == [("Nợ nhà nước", 2, 2, None), ("Nợ ngân hàng", 0, 1, 5 * 10**6)]
    for state, names in (("done", "A"), ("open", "B"), ("none", "C")):
        found = client.get(reverse("cooperatives:settling"), {"state": state}).context["object_list"]
        assert [c.name[-1] for c in found] == [names]


def test_own_fields_are_in_the_history_by_label_and_the_second_editor_loses_nothing(world, as_):
    sheet = CooperativeFactory(unit=world.commune.unit, extra={"vung": "yes"})
    for key, label, type_ in (("vung", "Vùng trồng", "yes_no"), ("nha_mang", "Nhà màng", "number")):
        ExtraField.objects.create(province=world.province.unit, key=key, label=label, type=type_)
    url = reverse("cooperatives:part_update", args=[sheet.pk, "rieng"])
    opened = as_(world.clerk).get(url).context["form"]["seen"].value()
    first = {"seen": opened, "extra_vung": "no", "extra_nha_mang": "1.200", "why": "Rà soát"}
    assert as_(world.leader).post(url, first).status_code == 302
    answer = as_(world.clerk).post(url, {"seen": opened, "extra_vung": "yes", "extra_nha_mang": "900"})
    told = {t.label: (t.before, t.now, t.mine, t.is_conflict) for t in answer.context["told"]}
    assert told == {"Vùng trồng": ("Có", "Không", "", False), "Nhà màng": ("", "1.200", "900", True)}
    form = answer.context["form"]
    assert [form[name].value() for name in ("extra_vung", "extra_nha_mang")] == ["no", "900"]
    page = text_of(as_(world.clerk).get(reverse("cooperatives:sheet_tab", args=[sheet.pk, "lich-su"])))
    assert "Vùng trồng:</span> <del>Có</del> → <ins>Không</ins>" in page
    before = AuditEntry.objects.count()
    services.update_cooperative(cooperative=sheet, by=world.clerk, extra={"vung": "no", "nha_mang": 1200, "x": None})
    assert AuditEntry.objects.count() == before
