"""Who does what with tasks. Rows are seen through `visible_to`; these say whose buttons they are."""

from __future__ import annotations

from organizations.access import OFFICE
from organizations.models import Organization, Role, Staff
from plans.models import ActionPlan, Assignment, Indicator, Task

# Who does an agency's work: its contact person, its specialists and its leaders.
DOERS = frozenset({Role.CONTACT, Role.SPECIALIST, Role.LEADER})


def may_issue(staff: Staff) -> bool:
    """Tell whether the person hands out tasks in the name of the own organization."""
    return staff.role in OFFICE


def may_manage(staff: Staff, task: Task) -> bool:
    """Tell whether the person accepts, extends, closes and stops: the office of the organization that assigned."""
    return staff.role in OFFICE and staff.organization_id == task.organization_id


def may_work(staff: Staff, assignment: Assignment) -> bool:
    """Tell whether the person receives and reports: a doer of the very organization that was assigned."""
    return staff.role in DOERS and staff.organization_id == assignment.organization_id


def may_plan(staff: Staff, plan: ActionPlan) -> bool:
    """Tell whether the person writes in a plan: the office of the organization that issues it."""
    return staff.role in OFFICE and staff.organization_id == plan.organization_id


def may_record(staff: Staff, indicator: Indicator, organization: Organization) -> bool:
    """Tell whether the person reports an indicator's figure for an organization.

    A doer for the own organization where it, or one above it, has a share; the plan's office for every such one.
    """
    shares = indicator.shares.select_related("organization")
    shared = any(organization.path.startswith(share.organization.path) for share in shares)
    own = staff.role in DOERS | OFFICE and staff.organization_id == organization.pk
    return (own and (shared or may_plan(staff, indicator.plan))) or (shared and may_plan(staff, indicator.plan))
