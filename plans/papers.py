"""Papers that the portal writes out of its own figures: the letter that urges, the appendix of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from documents.official import tree as official
from organizations.calendar import WorkingCalendar
from organizations.models import Organization, OrganizationKind
from organizations.queries import signers_of
from plans.models import ActionPlan, Assignment
from plans.queries.matrix import Matrix, label, printed

# Working days in which the urged agencies are to report.
ANSWER_DAYS = 3
# So many agencies stand above the text by name; more are addressed together and named in the table.
MOST_ADDRESSEES = 8


def urging_letter(
    *, issuer: Organization, rows: Sequence[Assignment], today: dt.date, calendar: WorkingCalendar
) -> official.OfficialDocument:
    """Return the công văn đôn đốc for overdue work: whom, what, since when, and by when an answer is wanted.

    `rows` are assignments with organization, task and document loaded, in the order in which they are listed.
    """
    agencies = list(dict.fromkeys(row.organization.name for row in rows))
    answer_by = calendar.add(today, ANSWER_DAYS)
    several, office = len(agencies) > 1, drafting_symbol(issuer)
    subject = "đôn đốc thực hiện nhiệm vụ quá hạn"
    letter = official.OfficialDocument(
        kind="CV",
        issuer=issuer.name.upper(),
        symbol="-".join(part for part in (issuer.symbol or "UBND", office) if part),
        place=issuer.unit.proper_name,
        subject=subject,
        addressees=agencies if len(agencies) <= MOST_ADDRESSEES else ["Các cơ quan, đơn vị có tên trong Phụ lục"],
        signature=signature_of(issuer),
        recipients=["Như trên", f"Lưu: VT, {office}" if office else "Lưu: VT"],
    )
    table = official.Node(official.TABLE, rows=_overdue_table(rows, today, calendar, several=several))
    shown = "Phụ lục kèm theo" if several else "bảng dưới đây"
    letter.body = [official.Node(official.PARAGRAPH, text=text) for text in _paragraphs(rows, today, answer_by, shown)]
    if several:
        letter.appendices = [
            official.Appendix(
                title="DANH MỤC NHIỆM VỤ QUÁ HẠN", note="Kèm theo Công văn đôn đốc của " + issuer.name, body=[table]
            )
        ]
    else:
        letter.body.insert(1, table)
    return letter


def _paragraphs(rows: Sequence[Assignment], today: dt.date, answer_by: dt.date, shown: str) -> list[str]:
    agencies = len({row.organization_id for row in rows})
    whose = "các cơ quan, đơn vị" if agencies > 1 else "cơ quan, đơn vị"
    return [
        f"Qua theo dõi, tính đến ngày {today:%d/%m/%Y} còn {len(rows):02d} nhiệm vụ đã quá hạn mà {whose} chưa báo cáo "
        f"hoàn thành, chi tiết tại {shown}.",
        f"Yêu cầu {whose} khẩn trương thực hiện, báo cáo kết quả trên hệ thống trước ngày {answer_by:%d/%m/%Y}; trường "
        "hợp chưa hoàn thành phải nêu rõ nguyên nhân và đề nghị thời hạn cụ thể.",
        "Thủ trưởng cơ quan, đơn vị chịu trách nhiệm về việc chậm thực hiện nhiệm vụ được giao.",
    ]


def _overdue_table(
    rows: Sequence[Assignment], today: dt.date, calendar: WorkingCalendar, *, several: bool
) -> list[list[str]]:
    head = [
        "TT",
        *(["Cơ quan, đơn vị"] if several else []),
        "Nhiệm vụ",
        "Văn bản giao",
        "Hạn",
        "Số ngày làm việc quá hạn",
    ]
    lines = [head]
    for n, row in enumerate(rows, 1):
        document = row.task.document
        source = f"{document.get_kind_display()} {document.full_number}".strip() if document else ""
        late = calendar.between(row.last_day, today)
        agency = [row.organization.name] if several else []
        lines.append([str(n), *agency, row.task.text, source, f"{row.due_on:%d/%m/%Y}", str(late)])
    return lines


def drafting_symbol(issuer: Organization) -> str:
    """Return the abbreviation of the issuer's office, which drafts such letters (`VP`); blank where it has none.

    Symbol and filing line name who drafted the paper (Decree 30/2020/NĐ-CP, Annex I, part I, II.3 and II.9).
    """
    offices = Organization.objects.active().filter(parent=issuer, kind=OrganizationKind.OFFICE).exclude(symbol="")
    return offices.order_by("pk").values_list("symbol", flat=True).first() or ""


def signature_of(issuer: Organization) -> official.Signature | None:
    """Return the signature block of the head, or of whoever signs by delegation; None where nobody may sign."""
    rights = signers_of(issuer, kind="CV")
    if not rights:
        lines = ["TM. ỦY BAN NHÂN DÂN"] if issuer.kind == OrganizationKind.COMMITTEE else []
        return official.Signature(authority=lines) if lines else None
    authority, title, name = rights[0].block()
    return official.Signature(authority=authority, title=title, name=name)


def appendix_pdf(*, issuer: str, title: str, note: str, rows: list[list[str]]) -> bytes:
    """Return one table as a phụ lục of the Decree's form (PDF), on its side where it is wide."""
    from documents.official.drawing import render_pdf

    body = [official.Node(official.TABLE, rows=rows)]
    paper = official.OfficialDocument(
        kind="BC", issuer=issuer.upper(), subject=title.lower(),
        appendices=[official.Appendix(title=title.upper(), note=note, body=body)],
    )  # fmt: skip
    return render_pdf(paper, only=1)


def matrix_pdf(*, plan: ActionPlan, matrix: Matrix, note: str) -> bytes:
    """Return the matrix of a plan as its phụ lục: agencies by tasks, then what the columns' numbers stand for."""
    from documents.official.drawing import render_pdf

    legend = [["Số", "Nhiệm vụ", "Hạn"]]
    for n, task in enumerate(matrix.tasks, 1):
        legend.append([label(task, n), task.text, f"{task.due_on:%d/%m/%Y}" if task.due_on else ""])
    body = [
        official.Node(official.TABLE, rows=printed(matrix)),
        official.Node(official.PARAGRAPH, text="Các nhiệm vụ theo số của cột:"),
        official.Node(official.TABLE, rows=legend),
    ]
    title = f"PHÂN CÔNG VÀ TIẾN ĐỘ THỰC HIỆN KẾ HOẠCH {plan.title.upper()}"
    paper = official.OfficialDocument(
        kind="KH", issuer=plan.organization.name.upper(), subject=plan.title,
        appendices=[official.Appendix(title=title, note=note, body=body)],
    )  # fmt: skip
    return render_pdf(paper, only=1)
