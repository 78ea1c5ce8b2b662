"""The sections of a sheet: rows added, changed, removed; two people at one sheet; papers."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEntry
from cooperatives.models import Cooperative, Member, Officer, SheetFile
from cooperatives.sections import SECTIONS, TABS
from tests.factories.cooperatives import CooperativeFactory, OfficerFactory, SectorFactory

SAMPLES = {
    "bo-may": {"name": "Trần Thị Bình", "position": "chair", "training": "college", "birth_year": "1978"},
    "thanh-vien": {"kind": "official", "body": "person", "name": "Lê Văn Tám", "capital": "400 triệu"},
    "nganh-nghe": {"is_main": "on"},
    "chi-nhanh": {"kind": "place", "name": "Cửa hàng số 2", "code": "00001"},
    "dat-dai": {"use": "store", "right": "lent", "area": "1.250,5"},
    "tai-san": {"kind": "machine", "name": "Máy cấy", "origin": "state", "value": "1,5 tỷ", "year": "2021"},
    "phai-giai-quyet": {"kind": "debt_state", "title": "Nợ ngân sách 2011", "amount": "42 triệu"},
    "ho-tro": {"policy": "market", "source": "budget", "content": "Hội chợ", "on": "05/04/2026"},
    "nhat-ky": {"kind": "visit", "on": "05/04/2026", "title": "Hướng dẫn sửa Điều lệ"},
}


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def sheet(world):
    return CooperativeFactory(unit=world.commune.unit, charter_capital=10**9)


def test_there_is_a_sample_of_every_section():
    assert set(SAMPLES) == {section.slug for section in SECTIONS}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: s.slug)
def test_a_row_is_added_shown_and_removed_with_a_trace(world, as_, sheet, section):
    data = SAMPLES[section.slug] | ({"sector": SectorFactory().pk} if section.slug == "nganh-nghe" else {})
    client = as_(world.clerk)
    answer = client.post(reverse("cooperatives:row_create", args=[sheet.pk, section.slug]), data)
    assert answer.status_code == 302, answer.context["form"].errors
    row = section.model.objects.get()
    page = text_of(client.get(answer.url))
    assert section.columns[0].words(row) in page
    client.post(reverse("cooperatives:row_remove", args=[sheet.pk, section.slug, row.pk]))
    assert not section.model.objects.exists()
    assert [e.code for e in AuditEntry.objects.all()] == ["cooperatives.row.removed", "cooperatives.row.added"]


def test_a_changed_field_is_in_the_history_with_the_reason(world, as_, sheet):
    row = OfficerFactory(cooperative=sheet, training="basic")
    data = {"name": row.name, "position": "director", "training": "college", "why": "Bằng cấp mới", "seen": ""}
    client = as_(world.clerk)
    assert client.post(reverse("cooperatives:row_update", args=[sheet.pk, "bo-may", row.pk]), data).status_code == 302
    page = text_of(client.get(reverse("cooperatives:sheet_tab", args=[sheet.pk, "lich-su"])))
    assert all(words in page for words in ("trình độ đào tạo", "Sơ cấp", "Cao đẳng", "Bằng cấp mới"))


def test_a_row_of_another_sheet_is_not_reached_through_this_one(world, as_, sheet):
    row = OfficerFactory(cooperative=CooperativeFactory(unit=world.neighbour.unit))
    client = as_(world.clerk)
    assert client.get(reverse("cooperatives:row_update", args=[sheet.pk, "bo-may", row.pk])).status_code == 404
    assert client.post(reverse("cooperatives:row_remove", args=[sheet.pk, "bo-may", row.pk])).status_code == 404
    assert client.get(reverse("cooperatives:row_create", args=[sheet.pk, "khong-co"])).status_code == 404


def test_the_second_editor_is_told_what_changed_and_loses_nothing(world, as_, sheet):
    client, url = as_(world.clerk), reverse("cooperatives:part_update", args=[sheet.pk, "von-no"])
    form = client.get(url).context["form"]
    mine = {"seen": form.initial["seen"], "charter_capital": "1.000.000.000", "debt": "50 triệu"}
    others = mine | {"charter_capital": "3 tỷ", "debt": "70 triệu", "total_capital": "4 tỷ"}
    assert client.post(url, others).status_code == 302
    answer = client.post(url, mine)
    page = text_of(answer)
    assert answer.status_code == 422
    told = {t.label: (t.before, t.now, t.mine, t.is_conflict) for t in answer.context["told"]}
    assert told["Vốn điều lệ"] == ("1.000.000.000 đồng", "3.000.000.000 đồng", "", False)
    assert told["Tổng nguồn vốn"] == ("", "4.000.000.000 đồng", "", False)
    assert told["Nợ phải trả"] == ("", "70.000.000 đồng", "50.000.000 đồng", True)
    assert 'value="3.000.000.000"' in page
    assert 'value="50 triệu"' in page
    again = {name: answer.context["form"][name].value() or "" for name in answer.context["form"].fields}
    assert client.post(url, again).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.charter_capital, sheet.debt, sheet.total_capital) == (3 * 10**9, 5 * 10**7, 4 * 10**9)


def test_the_second_editor_of_a_row_too(world, as_, sheet):
    row = OfficerFactory(cooperative=sheet, name="Cũ")
    client, url = as_(world.clerk), reverse("cooperatives:row_update", args=[sheet.pk, "bo-may", row.pk])
    mine = {"seen": row.updated_at.isoformat(), "name": "Cũ", "position": "chair"}
    assert client.post(url, mine | {"name": "Mới", "position": "director"}).status_code == 302
    answer = client.post(url, mine)
    assert answer.status_code == 422
    assert [(t.now, t.is_conflict) for t in answer.context["told"]] == [("Mới", False)]
    assert 'value="Mới"' in text_of(answer)


def test_an_identity_number_is_masked_everywhere(world, as_, sheet):
    client = as_(world.clerk)
    data = SAMPLES["thanh-vien"] | {"identity": "030188001234"}
    client.post(reverse("cooperatives:row_create", args=[sheet.pk, "thanh-vien"]), data)
    member = Member.objects.get()
    assert member.identity == "030188001234"
    pages = [reverse("cooperatives:sheet_tab", args=[sheet.pk, tab]) for tab, _ in TABS]
    pages.append(reverse("cooperatives:row_update", args=[sheet.pk, "thanh-vien", member.pk]))
    assert all("030188001234" not in text_of(client.get(url)) for url in pages)
    assert "030188001234" not in str(AuditEntry.objects.values_list("data", flat=True))
    bad = client.post(pages[0].replace("ho-so/nguoi", "muc/thanh-vien/them"), data | {"identity": "12"})
    assert "identity" in bad.context["form"].errors


def test_a_member_above_the_limit_is_a_finding_not_a_wall(world, as_, sheet):
    client = as_(world.clerk)
    client.post(reverse("cooperatives:row_create", args=[sheet.pk, "thanh-vien"]), SAMPLES["thanh-vien"])
    page = text_of(client.get(reverse("cooperatives:cooperative_detail", args=[sheet.pk])))
    assert "Lê Văn Tám góp 40,0% vốn điều lệ, tối đa là 30%" in page


def test_a_paper_is_taken_in_by_its_content_and_handed_out_under_its_name(world, as_, sheet):
    client, url = as_(world.clerk), reverse("cooperatives:file_create", args=[sheet.pk])
    false = SimpleUploadedFile("dieu-le.pdf", b"not a pdf at all")
    assert "upload" in client.post(url, {"kind": "charter", "upload": false}).context["form"].errors
    true = SimpleUploadedFile("Điều lệ “mới”.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    assert client.post(url, {"kind": "charter", "title": "Điều lệ 2025", "upload": true}).status_code == 302
    paper = SheetFile.objects.get()
    answer = client.get(reverse("cooperatives:sheet_file", args=[sheet.pk, paper.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "Điều" not in paper.file.name
    assert as_(world.neighbour_clerk).get(answer.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize("tab", [tab for tab, _ in TABS])
def test_a_tab_keeps_its_query_budget(world, as_, sheet, tab, django_assert_max_num_queries):
    for number in range(3):
        OfficerFactory(cooperative=sheet, name=f"Người {number}")
    client = as_(world.clerk)
    with django_assert_max_num_queries(15):
        assert client.get(reverse("cooperatives:sheet_tab", args=[sheet.pk, tab])).status_code == 200


def test_rows_follow_the_sheets_scope(world, sheet):
    OfficerFactory(cooperative=sheet, name="Của Đông")
    OfficerFactory(cooperative=CooperativeFactory(unit=world.neighbour.unit), name="Của Tây")
    seen = {
        name: set(Officer.objects.visible_to(p).values_list("name", flat=True)) for name, p in world.people().items()
    }
    assert seen["clerk"] == seen["contact"] == {"Của Đông"}
    assert seen["neighbour_clerk"] == {"Của Tây"}
    assert seen["monitor"] == {"Của Đông", "Của Tây"}
    assert seen["outsider"] == seen["village_contact"] == set()
    assert Cooperative.objects.count() == 2


def test_a_journal_note_takes_a_paper_along_or_nothing_is_kept(world, as_, sheet):
    client, url = as_(world.clerk), reverse("cooperatives:row_create", args=[sheet.pk, "nhat-ky"])
    bad = SimpleUploadedFile("bien-ban.pdf", b"not a pdf")
    assert client.post(url, SAMPLES["nhat-ky"] | {"upload": bad}).status_code == 422
    assert not sheet.journalentry_rows.exists()
    good = SimpleUploadedFile("Biên bản.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    assert client.post(url, SAMPLES["nhat-ky"] | {"upload": good}).status_code == 302
    entry = sheet.journalentry_rows.get()
    assert [paper.title for paper in entry.files.all()] == ["Biên bản.pdf"]
    assert "Biên bản.pdf" in text_of(client.get(reverse("cooperatives:sheet_tab", args=[sheet.pk, "nhat-ky"])))


def test_a_union_shows_the_cooperatives_that_one_may_see(world, as_):
    union = CooperativeFactory(unit=world.commune.unit, kind="union", name="Liên hiệp hợp tác xã A")
    for name, unit in (("Gần", world.commune.unit), ("Xa", world.neighbour.unit)):
        CooperativeFactory(unit=unit, name=f"Hợp tác xã {name}", union=union)
    url = reverse("cooperatives:sheet_tab", args=[union.pk, "nguoi"])
    assert [c.name for c in as_(world.clerk).get(url).context["union_members"]] == ["Hợp tác xã Gần"]
    assert len(as_(world.monitor).get(url).context["union_members"]) == 2
