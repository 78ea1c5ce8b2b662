"""The matrix of a plan: agencies by tasks, with how far each part is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from organizations.models import Organization, Staff
from plans.models import ActionPlan, Assignment, Part, Task
from plans.status import Status, today_here

# What stands in a cell on paper; on the screen the word stands beside it.
SIGNS = {
    Status.NOT_RECEIVED: "–",
    Status.RECEIVED: "○",
    Status.IN_PROGRESS: "◐",
    Status.EXTENDED: "◑",
    Status.WAITING: "◕",
    Status.DONE_ON_TIME: "●",
    Status.DONE_LATE: "▲",
    Status.OVERDUE: "✕",
    Status.STOPPED: "□",
}
LETTERS = {
    Status.NOT_RECEIVED: "CN",
    Status.RECEIVED: "TN",
    Status.IN_PROGRESS: "ĐL",
    Status.EXTENDED: "GH",
    Status.WAITING: "NT",
    Status.DONE_ON_TIME: "ĐH",
    Status.DONE_LATE: "TH",
    Status.OVERDUE: "QH",
    Status.STOPPED: "D",
}
MOST_TASKS = 60


@dataclass(frozen=True)
class Cell:
    """One agency's part in one task, in the present period of a recurring one."""

    assignment: Assignment
    status: Status

    @property
    def sign(self) -> str:
        return SIGNS[self.status]

    @property
    def printed(self) -> str:
        """The cell on paper: who leads is marked, then the letters that the note explains."""
        return f"{'CT' if self.assignment.part == Part.LEAD else 'PH'}-{LETTERS[self.status]}"


@dataclass(frozen=True)
class MatrixRow:
    """One agency; a cell for each task, None where it has no part."""

    organization: Organization
    cells: list[Cell | None]

    @property
    def done(self) -> int:
        return sum(cell is not None and cell.status in (Status.DONE_ON_TIME, Status.DONE_LATE) for cell in self.cells)

    @property
    def given(self) -> int:
        return sum(cell is not None for cell in self.cells)

    @property
    def overdue(self) -> int:
        return sum(cell is not None and cell.status == Status.OVERDUE for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """Agencies down, tasks across; `is_cut` where the plan has more tasks than a sheet takes."""

    plan: ActionPlan
    tasks: list[Task]
    rows: list[MatrixRow]
    is_cut: bool


def matrix_of(plan: ActionPlan, staff: Staff, *, today: dt.date | None = None) -> Matrix:
    """Return the matrix of the parts that the person sees; two queries at any size."""
    found = Task.objects.visible_to(staff).filter(plan=plan).select_related("section")
    tasks = list(found.order_by("section__order", "pk")[: MOST_TASKS + 1])
    shown = tasks[:MOST_TASKS]
    places = {task.pk: n for n, task in enumerate(shown)}
    parts = Assignment.objects.visible_to(staff).filter(task__in=shown).with_status(today or today_here())
    rows: dict[int, MatrixRow] = {}
    for part in parts.select_related("organization").order_by("organization__path", "period_on"):
        row = rows.setdefault(part.organization_id, MatrixRow(part.organization, [None] * len(shown)))
        # The newest period of a recurring duty comes last and stays.
        row.cells[places[part.task_id]] = Cell(part, Status(part.status))  # type: ignore[attr-defined]
    return Matrix(plan, shown, list(rows.values()), len(tasks) > MOST_TASKS)


def printed(matrix: Matrix) -> list[list[str]]:
    """Return the matrix as a table of texts: agencies down, the tasks' numbers across."""
    head = ["TT", "Cơ quan, đơn vị", *(label(task, n) for n, task in enumerate(matrix.tasks, 1)), "Đã xong"]
    rows = [head]
    for n, row in enumerate(matrix.rows, 1):
        cells = [cell.printed if cell else "" for cell in row.cells]
        rows.append([str(n), row.organization.name, *cells, f"{row.done}/{row.given}"])
    return rows


def label(task: Task, n: int) -> str:
    """Return what a task's column is called: its number in the plan, else its place."""
    return task.number or str(n)


def key_of_letters() -> str:
    """Return the words of the letters, for the note under the table."""
    said = "; ".join(f"{letters}: {Status(status).label.lower()}" for status, letters in LETTERS.items())
    return f"CT: chủ trì; PH: phối hợp; {said}"
