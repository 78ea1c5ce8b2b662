"""Difficulties: raised, routed to an agency as a task with a deadline, answered, told to who raised them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from audit.services import record
from cooperatives import routing
from cooperatives.models import Cooperative, Difficulty, DifficultyState
from cooperatives.models.difficulty import STEPS
from coopportal.display import date
from notifications.services import notify
from organizations.access import WORKERS
from organizations.models import AdministrativeUnit, Organization, OrganizationKind, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def raise_difficulty(
    *,
    unit: AdministrativeUnit,
    by: Staff | None,
    cooperative: Cooperative | None = None,
    raiser: Organization | None = None,
    sender: str = "",
    **values: Any,
) -> Difficulty:
    """Write a difficulty down and tell the offices that keep the commune's registry.

    `sender` names who sent it where nobody is signed in. Raises ValidationError naming the fields; at `raised_on` for a
    day to come, at `cooperative` for one of another commune.
    """
    if cooperative and cooperative.unit_id != unit.pk:
        raise ValidationError({"cooperative": "Đơn vị này thuộc xã khác."})
    difficulty = Difficulty(unit=unit, cooperative=cooperative, raiser=raiser, recorded_by=by, **values)
    if difficulty.raised_on > timezone.localdate():
        raise ValidationError({"raised_on": "Ngày nêu chưa tới; hãy ghi ngày đơn vị nêu khó khăn."})
    difficulty.full_clean()
    difficulty.save()
    notify(
        recipients=keepers_of(unit).exclude(pk=by.pk if by else 0),
        code="cooperatives.difficulty.raised",
        title=f"Có khó khăn mới: {difficulty}",
        body=str(cooperative or raiser or ""),
        url=_address(difficulty),
    )
    _note(difficulty, "raised", by, actor_name=sender, who=str(cooperative or raiser or sender))
    return difficulty


@transaction.atomic
def route_difficulty(*, difficulty: Difficulty, agency: Organization, due_on: dt.date, by: Staff) -> Difficulty:
    """Hand the difficulty to an agency with a deadline; a task is made of it, an earlier one is stopped.

    Raises ValidationError at `due_on` for a day that has passed, where the agency has it with that deadline already,
    and where the difficulty is settled.
    """
    fresh = _locked(difficulty, DifficultyState.ROUTED)
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": "Hạn trả lời đã qua; hãy chọn ngày từ hôm nay trở đi."})
    if (fresh.state, fresh.agency_id, fresh.due_on) == (DifficultyState.ROUTED, agency.pk, due_on):
        raise ValidationError(f"Đã chuyển {agency} giải quyết, hạn {date(due_on)}; không cần chuyển lại.")
    maker = routing.maker()
    if maker and fresh.task_id:
        maker.take_back(fresh, reason=f"Chuyển {agency} giải quyết", by=by)
    fresh.agency, fresh.due_on, fresh.routed_on = agency, due_on, timezone.localdate()
    fresh.state = DifficultyState.ROUTED
    if maker:
        handed = maker.hand_out(fresh, agency=agency, due_on=due_on, by=by)
        fresh.task_id, fresh.task_url = handed.task_id, handed.url
    fresh.full_clean()
    fresh.save()
    notify(
        recipients=Staff.objects.on_duty().filter(organization=agency, role__in=WORKERS),
        code="cooperatives.difficulty.routed",
        title=f"Khó khăn cần trả lời trước {date(due_on)}: {fresh}",
        url=_address(fresh),
    )
    _note(fresh, "routed", by, agency=str(agency), due=date(due_on))
    return fresh


@transaction.atomic
def answer_difficulty(*, difficulty: Difficulty, answer: str, by: Staff) -> Difficulty:
    """Answer the difficulty; who raised it is told, its task ends.

    Raises ValidationError at `answer` where it is blank, and where the difficulty is settled.
    """
    return _settle(difficulty, DifficultyState.ANSWERED, "answer", answer, by)


@transaction.atomic
def close_difficulty(*, difficulty: Difficulty, reason: str, by: Staff) -> Difficulty:
    """Close a difficulty that is not dealt with, with a reason that who raised it may read.

    Raises ValidationError at `reason` where it is blank, and where the difficulty is settled.
    """
    return _settle(difficulty, DifficultyState.CLOSED, "reason", reason, by)


def _settle(difficulty: Difficulty, state: str, field: str, words: str, by: Staff) -> Difficulty:
    fresh = _locked(difficulty, state)
    if not words.strip():
        raise ValidationError({field: "Hãy ghi nội dung; người nêu khó khăn sẽ đọc được."})
    fresh.state, fresh.answer = state, words.strip()
    fresh.answered_by, fresh.answered_at = by, timezone.now()
    fresh.published_at = fresh.answered_at
    fresh.full_clean()
    fresh.save()
    maker = routing.maker()
    if maker and fresh.task_id:
        maker.settle(fresh, answer=fresh.answer, by=by)
    _tell_raiser(fresh)
    _note(fresh, "answered" if state == DifficultyState.ANSWERED else "closed", by)
    return fresh


def _locked(difficulty: Difficulty, to: str) -> Difficulty:
    fresh = (
        Difficulty.objects.select_for_update(of=("self",))
        .select_related("cooperative", "agency", "raiser", "unit")
        .get(pk=difficulty.pk)
    )
    if to not in STEPS[fresh.state]:
        raise ValidationError(f"Khó khăn này “{fresh.get_state_display().lower()}” nên không làm thêm được.")
    return fresh


def keepers_of(unit: AdministrativeUnit) -> QuerySet[Staff]:
    """Return the people on duty who keep the registry of a commune: its committee's office and its economic office."""
    own = Q(organization__kind=OrganizationKind.COMMITTEE) | Q(
        organization__kind=OrganizationKind.DEPARTMENT, organization__name__icontains="kinh tế"
    )
    return Staff.objects.on_duty().filter(own, organization__unit=unit, role__in=WORKERS)


def _tell_raiser(difficulty: Difficulty) -> None:
    """Tell the organization that raised it, and the cooperative's own account."""
    places = {difficulty.raiser_id, difficulty.cooperative.organization_id if difficulty.cooperative else None}
    notify(
        recipients=Staff.objects.on_duty().filter(organization__in=[pk for pk in places if pk]),
        code="cooperatives.difficulty.answered",
        title=f"Đã có trả lời: {difficulty}",
        body=difficulty.answer[:300],
        url=_address(difficulty),
    )


def _address(difficulty: Difficulty) -> str:
    return reverse("cooperatives:difficulty_detail", args=[difficulty.pk])


def _note(difficulty: Difficulty, act: str, by: Staff | None, *, actor_name: str = "", **data: Any) -> None:
    named = {"actor_name": actor_name} if actor_name else {}
    record(code=f"cooperatives.difficulty.{act}", obj=difficulty, data=data, **named, **actor_of(by))
