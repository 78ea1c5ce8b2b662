"""Accounts and terms of staff."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import one_line
from organizations.models import Organization, Role, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def create_user(*, username: str, password: str | None, full_name: str, email: str = "", check: bool = True) -> User:
    """Make an account; without a password nobody can sign in with it.

    Raises ValidationError where the password is weak (unless `check` is off, for demonstrations).
    """
    if check and password is not None:
        validate_password(password)
    family, _, given = one_line(full_name).rpartition(" ")
    # Vietnamese names run family first; Django prints first_name before last_name.
    user = User(username=username, first_name=family, last_name=given, email=email)
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def appoint(
    *,
    user: User,
    organization: Organization,
    role: str,
    title: str,
    by: Staff | None,
    starts_on: dt.date | None = None,
) -> Staff:
    """Begin a term for `user`. Raises ValidationError where the user holds another open term."""
    staff = Staff(
        user=user,
        organization=organization,
        role=role,
        title=one_line(title),
        starts_on=starts_on or timezone.localdate(),
    )
    staff.full_clean()
    staff.save()
    record(code="organizations.staff.appointed", obj=staff, data={"role": Role(role).label}, **actor_of(by))
    return staff


@transaction.atomic
def end_term(*, staff: Staff, by: Staff | None, last_day: dt.date | None = None) -> Staff:
    """End a term with `last_day`; without one the rights end at once.

    Raises ValidationError for a day before the start.
    """
    staff.ends_on = last_day or max(staff.starts_on, timezone.localdate())
    if last_day is None:
        staff.revoked_at = timezone.now()
    staff.full_clean()
    staff.save()
    record(code="organizations.staff.ended", obj=staff, **actor_of(by))
    return staff


@transaction.atomic
def hire(
    *,
    full_name: str,
    username: str,
    password: str,
    email: str,
    organization: Organization,
    role: str,
    title: str,
    by: Staff | None,
) -> Staff:
    """Make an account and begin its first term together. Raises ValidationError naming `username`, `password`, …"""
    try:
        user = create_user(username=username, password=password, full_name=full_name, email=email)
    except ValidationError as error:
        raise error if hasattr(error, "error_dict") else ValidationError({"password": error.messages}) from None
    return appoint(user=user, organization=organization, role=role, title=title, by=by)
