"""Every change of state in this room."""

from plans.services.answers import accept, ask_again, extend_deadline
from plans.services.closing import close_task, resume_assignment, resume_task, stop_assignment, stop_task
from plans.services.feeds import make_feed, owner_of, revoke_feed
from plans.services.from_document import make_tasks
from plans.services.indicators import readable_indicators, record_actual, save_indicator, take_indicators
from plans.services.judging import judge_again, save_rule
from plans.services.links import update_task
from plans.services.making import (
    Draft,
    drafts_of_template,
    drafts_of_year,
    drop_template,
    plan_from,
    save_as_template,
    update_template,
)
from plans.services.many import accept_many, receive_many, remind_many
from plans.services.plans import create_plan, save_sections, update_plan
from plans.services.recurring import open_periods
from plans.services.requests import approve_request, ask_more_time, refuse_request, send_back
from plans.services.tasks import add_parties, create_task
from plans.services.urging import draft_urging
from plans.services.work import receive, report_progress

__all__ = [
    "Draft",
    "accept",
    "accept_many",
    "add_parties",
    "approve_request",
    "ask_again",
    "ask_more_time",
    "close_task",
    "create_plan",
    "create_task",
    "draft_urging",
    "drafts_of_template",
    "drafts_of_year",
    "drop_template",
    "extend_deadline",
    "judge_again",
    "make_feed",
    "make_tasks",
    "open_periods",
    "owner_of",
    "plan_from",
    "readable_indicators",
    "receive",
    "receive_many",
    "record_actual",
    "refuse_request",
    "remind_many",
    "report_progress",
    "resume_assignment",
    "resume_task",
    "revoke_feed",
    "save_as_template",
    "save_indicator",
    "save_rule",
    "save_sections",
    "send_back",
    "stop_assignment",
    "stop_task",
    "take_indicators",
    "update_plan",
    "update_task",
    "update_template",
]
