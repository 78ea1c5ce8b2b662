"""Action plans, tasks, the agencies' assignments, and what they report."""

from documents.models import Part
from plans.models.assignment import Assignment, DeadlineExtension
from plans.models.feed import CalendarFeed
from plans.models.indicator import Indicator, IndicatorActual, IndicatorShare, Reckoning, Span
from plans.models.plan import ActionPlan, PlanSection
from plans.models.report import Answer, ProgressReport, ReportFile
from plans.models.request import AssignmentRequest, Decision, DelayReason, RequestKind
from plans.models.rule import DayOff, WorkRule
from plans.models.task import Task, TaskLink
from plans.models.template import PlanTemplate, TemplateParty, TemplateTask

__all__ = [
    "ActionPlan",
    "Answer",
    "Assignment",
    "AssignmentRequest",
    "CalendarFeed",
    "DayOff",
    "DeadlineExtension",
    "Decision",
    "DelayReason",
    "Indicator",
    "IndicatorActual",
    "IndicatorShare",
    "Part",
    "PlanSection",
    "PlanTemplate",
    "ProgressReport",
    "Reckoning",
    "ReportFile",
    "RequestKind",
    "Span",
    "Task",
    "TaskLink",
    "TemplateParty",
    "TemplateTask",
    "WorkRule",
]
