"""Agencies and people after communes were merged, renamed or divided; renaming and dividing communes.

A rearrangement is written down when it is in force: it changes at once who works where. It is not undone; a mistake is
mended by another one.
"""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from audit.services import record
from coopportal.text import one_line
from organizations.models import (
    AdministrativeUnit,
    FormerUnit,
    Organization,
    OrganizationKind,
    Staff,
    UnitLevel,
    UnitSuccession,
)
from organizations.queries.rearranging import like_of
from organizations.services.directory import actor_of
from organizations.services.merging import merge_organization, require_in_force


@transaction.atomic
def follow_with_agencies(
    *, unit: AdministrativeUnit, into: AdministrativeUnit, on: dt.date, decree: str, by: Staff | None
) -> None:
    """Bring the agencies of a commune that ended under the one that followed it.

    Each is merged into its like of the new commune (the committee into the committee, the economic office into the
    economic office), with its people and its open work; villages, cooperatives, and agencies without a like go on as
    they are, under the new committee. Where the new commune has no committee on the portal, all only change their unit.
    """
    theirs = list(Organization.objects.active().filter(unit=into).select_related("unit"))
    head = next((one for one in theirs if one.kind == OrganizationKind.COMMITTEE), None)
    ours = list(Organization.objects.active().filter(unit=unit).select_related("unit").order_by("-depth", "pk"))
    if head is None:
        Organization.objects.filter(pk__in=[one.pk for one in ours]).update(unit=into)
        return
    likes = {one.pk: like_of(one, theirs) for one in ours}
    for one in ours:  # deepest first: what is merged must have nothing under it any more
        above = likes.get(one.parent_id or 0)
        goes_along = one.parent_id in likes and above is None
        if likes[one.pk] is None and not goes_along:
            _transfer(one, above or one.parent or head, into, by=by, decree=decree)
    for one in ours:
        if (like := likes[one.pk]) is not None:
            merge_organization(organization=one, into=like, by=by, on=on, decree=decree)


def _transfer(
    organization: Organization, parent: Organization, unit: AdministrativeUnit, *, by: Staff | None, decree: str
) -> None:
    """Hang an agency with all under it somewhere else."""
    fresh = Organization.objects.select_for_update().get(pk=organization.pk)
    place = Organization.objects.get(pk=parent.pk)
    before, depth, old_unit = fresh.path, fresh.depth, fresh.unit_id
    fresh.parent, fresh.unit = place, unit
    fresh.full_clean()
    fresh.save()
    below = Organization.objects.filter(path__startswith=before).exclude(pk=fresh.pk)
    below.filter(unit=old_unit).update(unit=unit)
    below.update(
        path=Concat(Value(fresh.path), Substr("path", len(before) + 1)), depth=F("depth") + fresh.depth - depth
    )
    data = {"parent": str(place), "decree": decree}
    record(code="organizations.organization.transferred", obj=fresh, data=data, **actor_of(by))


@transaction.atomic
def rename_unit(
    *,
    unit: AdministrativeUnit,
    name: str,
    kind: str,
    on: dt.date,
    decree: str,
    by: Staff | None,
    with_organizations: bool = True,
) -> int:
    """Give a commune another name or kind; the old one stays findable. Returns how many agencies were renamed with it.

    Raises ValidationError at `name` for the same name or one that the province has, at `on` for a day still to come.
    """
    require_in_force(on)
    fresh = AdministrativeUnit.objects.select_for_update(of=("self",)).select_related("parent").get(pk=unit.pk)
    name, old = one_line(name), fresh.name
    same = AdministrativeUnit.objects.filter(parent=fresh.parent, name__iexact=name, successor=None)
    if name == old or same.exclude(pk=fresh.pk).exists():
        raise ValidationError({"name": "Hãy ghi một tên khác với tên đang dùng và chưa có trong tỉnh."})
    remember_name(fresh, on, decree)
    fresh.name, fresh.kind, fresh.valid_from = name, kind, on
    fresh.full_clean()
    fresh.save()
    data = {"before": old, "after": name, "decree": decree, "on": f"{on:%d/%m/%Y}"}
    record(code="organizations.unit.renamed", obj=fresh, data=data, **actor_of(by))
    return _rename_agencies(fresh, old, by) if with_organizations else 0


def renamed(words: str, old: str, new: str) -> str:
    """Return an agency's name with the commune's new name in it: `UBND xã Đông` → `UBND phường Đông`."""
    small = new[:1].lower() + new[1:]
    return re.sub(re.escape(old), lambda m: new if m[0][:1].isupper() else small, words, flags=re.IGNORECASE)


def _rename_agencies(unit: AdministrativeUnit, old: str, by: Staff | None) -> int:
    count = 0
    for one in Organization.objects.active().select_for_update().filter(unit=unit):
        names = {field: renamed(getattr(one, field), old, unit.name) for field in ("name", "short_name")}
        changed = {field: [getattr(one, field), new] for field, new in names.items() if getattr(one, field) != new}
        if changed:
            one.name, one.short_name = names["name"], names["short_name"]
            one.full_clean()
            one.save()
            record(code="organizations.organization.changed", obj=one, data={"changed": changed}, **actor_of(by))
            count += 1
    return count


@transaction.atomic
def divide_unit(
    *, unit: AdministrativeUnit, code: str, name: str, kind: str, on: dt.date, decree: str, by: Staff | None
) -> AdministrativeUnit:
    """Write down a new commune that took a part of `unit`; its old name may then mean either.

    Sheets are moved afterwards, those that lie in the new commune. Raises ValidationError naming the fields.
    """
    require_in_force(on)
    made = AdministrativeUnit(
        level=UnitLevel.COMMUNE, code=code.strip(), name=one_line(name), kind=kind, parent=unit.parent, valid_from=on
    )
    made.full_clean()
    if AdministrativeUnit.objects.filter(parent=unit.parent, name__iexact=made.name, successor=None).exists():
        raise ValidationError({"name": "Tỉnh đã có xã, phường mang tên này."})
    made.save()
    former = remember_name(unit, on, decree, whole=False)
    UnitSuccession.objects.create(former=former, unit=made, is_whole=False, on=on, decree=decree)
    data = {"made": made.name, "decree": decree, "on": f"{on:%d/%m/%Y}"}
    record(code="organizations.unit.divided", obj=unit, data=data, **actor_of(by))
    return made


def remember_name(unit: AdministrativeUnit, on: dt.date, decree: str, *, whole: bool = True) -> FormerUnit:
    """Keep a commune's name as one of before, that leads to the commune itself."""
    former = FormerUnit(
        level=unit.level, name=unit.name, code=unit.code, province=unit.parent.name if unit.parent else "",
        valid_to=on - dt.timedelta(days=1),
    )  # fmt: skip
    kept = FormerUnit.objects.filter(level=former.level, name=former.name, district="", province=former.province)
    former = kept.first() or former
    former.save()
    UnitSuccession.objects.update_or_create(
        former=former, unit=unit, defaults={"is_whole": whole, "on": on, "decree": decree}
    )
    return former
