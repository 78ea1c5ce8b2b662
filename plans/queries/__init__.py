"""What pages and other rooms read of plans and tasks."""

from plans.queries.calendar import concerning, feed_rows, month_of
from plans.queries.choices import Choice, ChoiceSet, assignable, own_documents, own_plans
from plans.queries.details import (
    extensions_of,
    history_of_task,
    reports_of,
    task_parts,
    unmatched_agencies,
    waiting_proposals,
)
from plans.queries.lists import (
    agencies_to_filter,
    assignment_rows,
    by_due,
    dress_tasks,
    filter_assignments,
    filter_tasks,
    plan_rows,
    rows_of,
    task_rows,
)
from plans.queries.my_work import Block, my_work

__all__ = [
    "Block",
    "Choice",
    "ChoiceSet",
    "agencies_to_filter",
    "assignable",
    "assignment_rows",
    "by_due",
    "concerning",
    "dress_tasks",
    "extensions_of",
    "feed_rows",
    "filter_assignments",
    "filter_tasks",
    "history_of_task",
    "month_of",
    "my_work",
    "own_documents",
    "own_plans",
    "plan_rows",
    "reports_of",
    "rows_of",
    "task_parts",
    "task_rows",
    "unmatched_agencies",
    "waiting_proposals",
]
