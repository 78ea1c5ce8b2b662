"""The registry's pages, as people use them."""

import datetime as dt
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from cooperatives.models import Cooperative, OcopProduct, Status
from tests.factories.cooperatives import CooperativeFactory, ProductFactory, tax_code

LIST = "/hop-tac-xa/"


def text_of(answer):
    return html.unescape(answer.content.decode())


def typed(world, **others):
    return {
        "kind": "cooperative",
        "name": "Hợp tác xã Lam Sơn",
        "unit": world.commune.unit.pk,
        "field": "agriculture",
        **others,
    }


def test_the_list_is_searched_without_marks_and_filtered_by_its_address(world, as_):
    unit = world.commune.unit
    CooperativeFactory(name="Hợp tác xã Lam Sơn", unit=unit, representative_phone="0912 345 678")
    CooperativeFactory(name="Tổ hợp tác Đồng Tiến", kind="group", unit=unit, is_weak=True)
    CooperativeFactory(name="Hợp tác xã Bến Đò", unit=unit, status=Status.SUSPENDED, code="", field="transport")
    client = as_(world.clerk)

    def names(**asked):
        return [c.name for c in client.get(LIST, asked).context["object_list"]]

    assert names() == ["Hợp tác xã Bến Đò", "Hợp tác xã Lam Sơn", "Tổ hợp tác Đồng Tiến"]
    assert names(q="dong TIEN") == names(kind="group") == names(mark="weak") == ["Tổ hợp tác Đồng Tiến"]
    assert names(q="0912345678") == ["Hợp tác xã Lam Sơn"]
    assert names(status="suspended") == names(mark="no_code") == names(field="transport") == ["Hợp tác xã Bến Đò"]
    assert names(q="lam", status="suspended") == []
    assert len(names(kind="nonsense", unit="99999")) == 3


def test_a_province_filters_by_commune_and_sees_the_sums(world, as_):
    CooperativeFactory(unit=world.commune.unit, official_members=10, charter_capital=10**9)
    CooperativeFactory(unit=world.neighbour.unit, official_members=None, capital_associates=5)
    client = as_(world.monitor)
    assert "2 đơn vị, 2 đang hoạt động; 15 thành viên; vốn điều lệ 1 tỷ đồng" in text_of(client.get(LIST))
    answer = client.get(LIST, {"unit": world.neighbour.unit.code})
    assert [c.unit for c in answer.context["object_list"]] == [world.neighbour.unit]
    assert "Thêm hợp tác xã" not in text_of(answer)


def test_ocop_filter_keeps_each_sheet_once_and_only_living_stars(world, as_):
    good, late, low = (CooperativeFactory(unit=world.commune.unit) for _ in range(3))
    ProductFactory(cooperative=good)
    ProductFactory(cooperative=good, stars=4)
    ProductFactory(cooperative=late, valid_until=dt.date(2020, 1, 1))
    ProductFactory(cooperative=low, stars=2)
    answer = as_(world.clerk).get(LIST, {"mark": "ocop"})
    assert list(answer.context["object_list"]) == [good]
    assert answer.context["totals"].count == 1


def test_empty_lists_say_what_to_do(world, as_):
    assert "Sổ chưa có đơn vị nào" in text_of(as_(world.clerk).get(LIST))
    assert "khi xã thêm hợp tác xã" in text_of(as_(world.monitor).get(LIST))
    assert "Không có đơn vị nào khớp" in text_of(as_(world.clerk).get(LIST, {"q": "zzz"}))


def test_a_sheet_is_added_from_the_form(world, as_):
    answer = as_(world.contact).post(
        reverse("cooperatives:cooperative_create"),
        typed(
            world, code="0100 233 488", charter_capital="1,5 tỷ", official_members="1.234", land_area="12.500,5",
            certificate_on="15/04/2015", founded_on="2015-03-01", representative_identity="0301 8800 1234",
        ),
    )  # fmt: skip
    sheet = Cooperative.objects.get()
    assert answer.url == reverse("cooperatives:cooperative_detail", args=[sheet.pk])
    assert (sheet.charter_capital, sheet.official_members, str(sheet.land_area)) == (1_500_000_000, 1234, "12500.5")
    assert (sheet.certificate_on, sheet.code) == (dt.date(2015, 4, 15), "0100233488")
    page = text_of(as_(world.contact).get(answer.url))
    assert "1,5 tỷ đồng" in page
    assert "•••••••••234" in page
    assert "030188001234" not in page


def test_wrong_fields_are_told_together_and_nothing_typed_is_lost(world, as_):
    answer = as_(world.clerk).post(
        reverse("cooperatives:cooperative_create"),
        typed(
            world,
            name="",
            code="0100233480",
            charter_capital="nhiều",
            phone="abc",
            founded_on="31/02/2015",
            note="giữ tôi",
        ),
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "code", "charter_capital", "phone", "founded_on"}
    page = text_of(answer)
    assert all(kept in page for kept in ("0100233480", "nhiều", "abc", "31/02/2015", "giữ tôi"))
    assert not Cooperative.objects.exists()


def test_a_near_equal_name_shows_the_box_that_confirms(world, as_):
    CooperativeFactory(name="HTX Lam Sơn", unit=world.commune.unit)
    client, url = as_(world.clerk), reverse("cooperatives:cooperative_create")
    assert "same_name_confirmed" not in text_of(client.get(url))
    answer = client.post(url, typed(world))
    assert (answer.status_code, "same_name_confirmed" in text_of(answer)) == (422, True)
    assert client.post(url, typed(world, same_name_confirmed="on")).status_code == 302
    assert Cooperative.objects.count() == 2


def test_a_forged_commune_is_refused(world, as_):
    answer = as_(world.clerk).post(
        reverse("cooperatives:cooperative_create"), typed(world, unit=world.neighbour.unit.pk)
    )
    assert (answer.status_code, "unit" in answer.context["form"].errors) == (422, True)


def test_forged_fields_are_ignored(world, as_):
    as_(world.clerk).post(reverse("cooperatives:cooperative_create"), typed(world, status="ended", search_text="x"))
    assert Cooperative.objects.get().status == Status.ACTIVE


def test_an_edit_keeps_the_hidden_identity_and_shows_the_change(world, as_):
    sheet = CooperativeFactory(unit=world.commune.unit, representative_identity="030188001234", charter_capital=10**9)
    client, url = as_(world.clerk), reverse("cooperatives:cooperative_update", args=[sheet.pk])
    form = client.get(url)
    assert "030188001234" not in text_of(form)
    assert 'value="1.000.000.000"' in text_of(form)
    seen = form.context["form"].initial["seen"]
    client.post(url, typed(world, name=sheet.name, code=sheet.code, charter_capital="2 tỷ", seen=seen))
    sheet.refresh_from_db()
    assert (sheet.representative_identity, sheet.charter_capital) == ("030188001234", 2 * 10**9)
    page = text_of(client.get(reverse("cooperatives:cooperative_detail", args=[sheet.pk])))
    assert "<del>1.000.000.000 đồng</del> → <ins>2.000.000.000 đồng</ins>" in page


def test_the_second_editor_is_told_and_may_then_save(world, as_):
    sheet = CooperativeFactory(unit=world.commune.unit)
    client, url = as_(world.clerk), reverse("cooperatives:cooperative_update", args=[sheet.pk])
    seen = client.get(url).context["form"].initial["seen"]
    mine = typed(world, name=sheet.name, code=sheet.code, seen=seen)
    assert client.post(url, {**mine, "note": "một"}).status_code == 302
    told = client.post(url, {**mine, "note": "hai"})
    assert (told.status_code, "người khác sửa" in text_of(told)) == (422, True)
    fresh = told.context["form"]["seen"].value()
    assert client.post(url, {**mine, "note": "hai", "seen": fresh}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.note == "hai"


def test_a_status_is_changed_and_put_right_from_its_pages(world, as_):
    sheet = CooperativeFactory(unit=world.commune.unit)
    client = as_(world.clerk)
    url = reverse("cooperatives:status_change", args=[sheet.pk])
    wrong = client.post(url, {"after": "suspended", "on": "01/01/2999", "reason": "Thiếu vốn"})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"on"})
    client.post(url, {"after": "suspended", "on": "01/03/2026", "until": "01/03/2027", "reason": "Thiếu vốn"})
    page = text_of(client.get(reverse("cooperatives:cooperative_detail", args=[sheet.pk])))
    assert "Tạm ngừng kinh doanh" in page
    assert "Thiếu vốn" in page
    client.post(reverse("cooperatives:status_withdraw", args=[sheet.pk]), {"reason": "Ghi nhầm đơn vị"})
    page = text_of(client.get(reverse("cooperatives:cooperative_detail", args=[sheet.pk])))
    assert "Ghi nhầm đơn vị" in page
    sheet.refresh_from_db()
    assert sheet.status == Status.ACTIVE


def test_products_come_and_go(world, as_):
    sheet = CooperativeFactory(unit=world.commune.unit)
    client = as_(world.clerk)
    product = {
        "name": "Gạo nếp",
        "group": "food",
        "stars": "4",
        "recognised_on": "12/11/2025",
        "valid_until": "12/11/2028",
    }
    add = reverse("cooperatives:product_create", args=[sheet.pk])
    client.post(add, product)
    row = OcopProduct.objects.get()
    again = client.post(add, product)
    assert (again.status_code, "đã có trong hồ sơ" in text_of(again)) == (422, True)
    edit = reverse("cooperatives:product_update", args=[sheet.pk, row.pk])
    wrong = client.post(edit, {**product, "valid_until": "12/11/2024"})
    assert (wrong.status_code, "trước ngày công nhận" in text_of(wrong)) == (422, True)
    client.post(edit, {**product, "stars": "5"})
    row.refresh_from_db()
    assert row.stars == 5
    client.post(reverse("cooperatives:product_remove", args=[sheet.pk, row.pk]))
    assert not sheet.products.exists()


def test_a_product_of_another_sheet_is_not_found(world, as_):
    own, other = CooperativeFactory(unit=world.commune.unit), CooperativeFactory(unit=world.neighbour.unit)
    foreign = ProductFactory(cooperative=other)
    answer = as_(world.clerk).post(reverse("cooperatives:product_remove", args=[own.pk, foreign.pk]))
    assert answer.status_code == 404
    assert other.products.exists()


def test_the_full_identity_number_only_by_asking(world, as_):
    sheet = CooperativeFactory(unit=world.commune.unit, representative_identity="030188001234")
    url = reverse("cooperatives:identity_reveal", args=[sheet.pk])
    assert as_(world.clerk).get(url).status_code == 405
    answer = as_(world.clerk).post(url)
    assert "030188001234" in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert as_(world.monitor).post(url).status_code == 403


PAGES = ["cooperative_detail", "cooperative_update", "status_change", "status_withdraw", "product_create"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_communes_sheet_is_not_found(world, as_, name, method):
    foreign = CooperativeFactory(unit=world.neighbour.unit)
    answer = getattr(as_(world.clerk), method)(reverse(f"cooperatives:{name}", args=[foreign.pk]))
    assert answer.status_code == (405 if (name, method) == ("cooperative_detail", "post") else 404)


@pytest.mark.parametrize("name", PAGES[1:])
def test_monitors_read_only(world, as_, name):
    sheet = CooperativeFactory(unit=world.commune.unit)
    assert as_(world.monitor).get(reverse(f"cooperatives:{name}", args=[sheet.pk])).status_code == 403


def test_strangers_go_to_the_login(world, client):
    assert client.get(LIST).url.startswith("/dang-nhap/")


def test_hostile_text_stays_text(world, as_):
    sheet = CooperativeFactory(
        unit=world.commune.unit, name="<script>alert(1)</script>", note="<b>x</b>", code=tax_code(3)
    )
    for url in (LIST, reverse("cooperatives:cooperative_detail", args=[sheet.pk])):
        assert b"<script>alert" not in as_(world.clerk).get(url).content


def test_query_budgets_hold_at_two_thousand_rows(world, as_, django_assert_max_num_queries):
    rows = [CooperativeFactory.build(unit=world.commune.unit, code="", search_text="hop tac xa") for _ in range(2000)]
    Cooperative.objects.bulk_create(rows)
    first = Cooperative.objects.first()
    ProductFactory.create_batch(5, cooperative=first)
    for person in (world.clerk, world.monitor):
        client = as_(person)
        with django_assert_max_num_queries(15):
            assert "Trang 2 / 40" in text_of(client.get(LIST, {"q": "hop tac", "page": 2}))
        with django_assert_max_num_queries(20):
            client.get(reverse("cooperatives:cooperative_detail", args=[first.pk]))


def test_marks_find_what_the_law_asks_for(world, as_):
    unit, today = world.commune.unit, timezone.localdate()
    old = {"certificate_on": dt.date(2015, 1, 1)}
    late = CooperativeFactory(unit=unit, last_meeting_on=today - dt.timedelta(days=700), **old)
    fine = {"last_meeting_on": today, "charter_adapted_on": today, "in_value_chain": True}
    good = CooperativeFactory(unit=unit, **fine, **old)
    CooperativeFactory(unit=unit, kind="group", last_meeting_on=dt.date(2010, 1, 1), **old)
    client = as_(world.clerk)

    def found(mark):
        return list(client.get(LIST, {"mark": mark}).context["object_list"])

    assert found("no_meeting") == found("old_charter") == [late]
    assert (found("chain"), found("tech")) == ([good], [])
