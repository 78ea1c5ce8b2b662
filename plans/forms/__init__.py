"""Forms of this room. They check what was typed; services decide."""

from plans.forms.acts import ApproveForm, AskTimeForm, CommentForm, ExtendForm, ReasonForm, RefuseForm, ReportForm
from plans.forms.filters import FilterForm, WorkRuleForm
from plans.forms.plans import ActualForm, IndicatorForm, PlanForm, PlanFromForm, SectionsForm, TemplateTitleForm
from plans.forms.tasks import AddPartiesForm, TaskFactsForm, TaskForm

__all__ = [
    "ActualForm",
    "AddPartiesForm",
    "ApproveForm",
    "AskTimeForm",
    "CommentForm",
    "ExtendForm",
    "FilterForm",
    "IndicatorForm",
    "PlanForm",
    "PlanFromForm",
    "ReasonForm",
    "RefuseForm",
    "ReportForm",
    "SectionsForm",
    "TaskFactsForm",
    "TaskForm",
    "TemplateTitleForm",
    "WorkRuleForm",
]
