"""Plans with parts, from last year's, from templates; the matrix on screen, paper and sheet."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from documents.official import tree as official
from organizations.calendar import WorkingCalendar
from organizations.services import merge_organization
from plans import services
from plans.models import ActionPlan, PlanTemplate, Task
from plans.queries import matrix_of, printed
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.plans import PlanFactory, propose
from tests.plans.test_work import HERE, MORNING

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 1, 5, 12, tzinfo=HERE)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def plan(world):
    """A plan of 2026 with two parts and three tasks."""
    plan = PlanFactory(organization=world.commune, title="Phát triển HTX năm 2026", starts_on=dt.date(2026, 1, 5))
    first, second = services.save_sections(plan=plan, titles=["I. Tuyên truyền", "II. Hỗ trợ"], by=world.clerk)
    given = {"organization": world.commune, "plan": plan, "by": world.clerk}
    a = services.create_task(text="Phát thanh", leads=[world.culture], due_on=dt.date(2026, 3, 20), **given)
    b = services.create_task(
        text="Tập huấn", leads=[world.economy], coordinators=world.villages, due_on=dt.date(2026, 5, 29), **given
    )
    c = services.create_task(text="Báo cáo", leads=[world.economy], recurrence="monthly:20", **given)
    Task.objects.filter(pk=a.pk).update(section=first)
    Task.objects.filter(pk__in=[b.pk, c.pk]).update(section=second)
    return plan


def test_last_years_plan_comes_again_on_working_days(world, plan, as_):
    merge_organization(organization=world.culture, into=world.economy, by=None)
    page, url = as_(world.clerk), reverse("plans:plan_copy", args=[plan.pk])
    shown = page.post(url, {"title": "Phát triển HTX năm 2027", "year": "2027", "step": "show"})
    drafts = shown.context["drafts"]
    # 20/3/2027 and 29/5/2027 are Saturdays.
    assert [d.due_on for d in drafts] == [dt.date(2027, 3, 19), dt.date(2027, 5, 28), None]
    assert [d.leads for d in drafts] == [(world.economy,)] * 3
    data = {"title": "Phát triển HTX năm 2027", "year": "2027", "step": "make"}
    assert page.post(url, data).status_code == 422
    chosen = [drafts[0].key, drafts[1].key]
    assert page.post(url, {**data, "keys": chosen}).status_code == 302
    made = ActionPlan.objects.get(year=2027)
    assert [(t.text, t.due_on, t.section.title) for t in made.tasks.order_by("pk")] == [
        ("Phát thanh", dt.date(2027, 3, 19), "I. Tuyên truyền"),
        ("Tập huấn", dt.date(2027, 5, 28), "II. Hỗ trợ"),
    ]
    assert made.tasks.get(text="Tập huấn").assignments.count() == 4
    assert 'value="2027"' in page.get(url).content.decode()


def test_a_template_counts_working_days_from_its_first_day(world, plan, as_):
    page = as_(world.clerk)
    page.post(reverse("plans:template_save", args=[plan.pk]), {"title": "Mẫu HTX"})
    template = PlanTemplate.objects.get()
    offsets = [row.offset for row in template.tasks.all()]
    days = [WorkingCalendar().between(dt.date(2026, 1, 5), due) for due in (dt.date(2026, 3, 20), dt.date(2026, 5, 29))]
    assert offsets == [*days, None]
    first = template.tasks.first()
    url = reverse("plans:template_detail", args=[template.pk])
    assert page.post(url, {f"offset_{first.pk}": "0"}).status_code == 422
    page.post(url, {f"offset_{row.pk}": "10" for row in template.tasks.all()[:2]} | {"drop": template.tasks.last().pk})
    assert [row.offset for row in template.tasks.all()] == [10, 10]
    make = reverse("plans:plan_from_template", args=[template.pk])
    data = {"title": "Đợt hai", "starts_on": "2026-02-09", "step": "make"}
    data["keys"] = [row.pk for row in template.tasks.all()]
    assert page.post(make, data).status_code == 302
    made = ActionPlan.objects.get(title="Đợt hai")
    expected = WorkingCalendar().add(dt.date(2026, 2, 9), 10)
    assert {t.due_on for t in made.tasks.all()} == {expected} and expected > dt.date(2026, 2, 23)
    assert page.post(reverse("plans:template_drop", args=[template.pk])).status_code == 302
    assert made.tasks.count() == 2 and not PlanTemplate.objects.exists()


def test_templates_of_others_are_not_there(world, plan, as_):
    template = services.save_as_template(plan=plan, title="Mẫu", by=world.clerk)
    for name in ("template_detail", "plan_from_template"):
        assert as_(world.neighbour_clerk).get(reverse(f"plans:{name}", args=[template.pk])).status_code == 404
    with pytest.raises(ValidationError):
        services.save_as_template(plan=plan, title="Mẫu", by=world.clerk)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 1)), offset=st.integers(1, 120))
def test_an_offset_is_kept_whatever_the_first_day(start, offset):
    calendar = WorkingCalendar()
    due = calendar.add(start, offset)
    assert calendar.is_working(due) and calendar.between(start, due) == offset


def test_parts_keep_their_tasks_when_they_are_reordered(world, plan):
    services.save_sections(plan=plan, titles=["II. Hỗ trợ", "Mới", "I. Tuyên truyền"], by=world.clerk)
    assert [t.section.title for t in plan.tasks.order_by("pk")] == ["I. Tuyên truyền", "II. Hỗ trợ", "II. Hỗ trợ"]
    services.save_sections(plan=plan, titles=["Mới"], by=world.clerk)
    assert plan.tasks.filter(section__isnull=True).count() == 3
    with pytest.raises(ValidationError):
        services.save_sections(plan=plan, titles=["A", "A"], by=world.clerk)


def test_a_plan_read_from_its_document_has_the_documents_parts(world):
    lines = [("I", "TUYÊN TRUYỀN", "Phát thanh hằng tuần"), ("II", "HỖ TRỢ", "Tập huấn cán bộ")]
    body = [
        official.Node(official.HEADING, number, title, children=[official.Node(official.ITEM, "-", text=text)])
        for number, title, text in lines
    ]
    document = DocumentFactory(organization=world.commune, kind="KH", tree=tree_of(kind="KH", body=body))
    propose(document, "Tập huấn cán bộ", world.economy)
    propose(document, "Phát thanh hằng tuần", world.culture)
    tasks = services.make_tasks(document=document, by=world.clerk)
    assert [task.section.title for task in tasks] == ["II. HỖ TRỢ", "I. TUYÊN TRUYỀN"]


def test_the_matrix_is_the_same_on_screen_paper_and_sheet(world, plan, as_, django_assert_max_num_queries):
    part = plan.tasks.get(text="Phát thanh").assignments.get()
    part.completed_at = part.closed_at = MORNING.replace(month=3, day=1)
    part.save()
    matrix = matrix_of(plan, world.leader, today=dt.date(2026, 6, 1))
    table = printed(matrix)
    assert table[0] == ["TT", "Cơ quan, đơn vị", "1", "2", "3", "Đã xong"]
    cells = {row[1]: row[2:] for row in table[1:]}
    assert cells["Phòng Văn hóa - Xã hội"] == ["CT-ĐH", "", "", "1/1"]
    assert cells["Phòng Kinh tế"][1] == "CT-QH" and cells["Thôn Một"][1] == "PH-QH"
    client, url = as_(world.leader), reverse("plans:plan_matrix", args=[plan.pk])
    with django_assert_max_num_queries(9):
        page = client.get(url).content.decode()
    assert "Chủ trì, Hoàn thành đúng hạn" in page
    sheet = load_workbook(io.BytesIO(client.get(url + "?dang=xlsx").content)).active
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert rows == printed(matrix_of(plan, world.leader))
    paper = client.get(url + "?dang=pdf")
    assert paper.content.startswith(b"%PDF")
    assert as_(world.neighbour_clerk).get(url).status_code == 404
    assert [row.organization for row in matrix_of(plan, world.contact).rows] == [world.economy]
