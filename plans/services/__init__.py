"""Every change of state in this room."""

from plans.services.answers import accept, ask_again, extend_deadline
from plans.services.closing import close_task, resume_assignment, resume_task, stop_assignment, stop_task
from plans.services.feeds import make_feed, owner_of, revoke_feed
from plans.services.from_document import make_tasks
from plans.services.judging import judge_again, save_rule
from plans.services.links import update_task
from plans.services.many import accept_many, receive_many, remind_many
from plans.services.plans import create_plan, update_plan
from plans.services.recurring import open_periods
from plans.services.requests import approve_request, ask_more_time, refuse_request, send_back
from plans.services.tasks import add_parties, create_task
from plans.services.urging import draft_urging
from plans.services.work import receive, report_progress

__all__ = [
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
    "extend_deadline",
    "judge_again",
    "make_feed",
    "make_tasks",
    "open_periods",
    "owner_of",
    "receive",
    "receive_many",
    "refuse_request",
    "remind_many",
    "report_progress",
    "resume_assignment",
    "resume_task",
    "revoke_feed",
    "save_rule",
    "send_back",
    "stop_assignment",
    "stop_task",
    "update_plan",
    "update_task",
]
