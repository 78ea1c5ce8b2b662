"""What a rearrangement would move, before it is done; and which were done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from audit.models import AuditEntry
from coopportal.text import fold
from organizations import moving
from organizations.models import AdministrativeUnit, Organization, OrganizationKind, Staff
from organizations.moving import Moving

# Kinds that go on by themselves under the new committee; the others are merged into their like.
GO_ON = {OrganizationKind.VILLAGE, OrganizationKind.COOPERATIVE}
_ACTS = ("organizations.unit.merged", "organizations.unit.renamed", "organizations.unit.divided")
_SHOWN = 60


@dataclass(frozen=True)
class Preview:
    """What moves in numbers, what becomes of each agency, who works where afterwards, and what to settle before."""

    lines: list[Moving] = field(default_factory=list)
    agencies: list[tuple[str, str]] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    more: int = 0


def like_of(organization: Organization, others: Iterable[Organization]) -> Organization | None:
    """Return the agency of the same kind and name (the commune's apart) among `others`; None where there is none."""
    if organization.kind in GO_ON:
        return None
    same = [one for one in others if one.kind == organization.kind]
    if organization.kind == OrganizationKind.COMMITTEE:
        return same[0] if same else None
    found = [one for one in same if _bare(one) == _bare(organization)]
    found = found or [one for one in same if organization.symbol and one.symbol == organization.symbol]
    return found[0] if len(found) == 1 else None


def _bare(organization: Organization) -> str:
    return fold(organization.name).replace(fold(organization.unit.name), "").strip()


def preview_of_merging(units: Sequence[AdministrativeUnit], into: AdministrativeUnit) -> Preview:
    """Return what moves when communes end in another one."""
    ours = list(_agencies(units))
    theirs = list(_agencies([into]))
    likes = {one.pk: like_of(one, theirs) for one in ours}
    lines = _added([line for unit in units for line in moving.of_unit(unit)]) + moving.of_agencies(ours)
    people = [(str(person), str(likes[person.organization_id] or person.organization)) for person in _people(ours)]
    fates = [(str(one), _fate(one, likes[one.pk], into)) for one in ours]
    lines.append(Moving("cán bộ đang giữ vai trò", len(people), "tiếp tục vai trò ở cơ quan tiếp nhận"))
    return Preview(lines, fates[:_SHOWN], people[:_SHOWN], _warnings(ours, theirs, into), max(0, len(fates) - _SHOWN))


def _fate(one: Organization, like: Organization | None, into: AdministrativeUnit) -> str:
    return f"hợp nhất vào {like}" if like else f"giữ nguyên, chuyển về {into.name}"


def _warnings(ours: list[Organization], theirs: list[Organization], into: AdministrativeUnit) -> list[str]:
    found = []
    if not any(one.kind == OrganizationKind.COMMITTEE for one in theirs):
        found.append(f"{into.name} chưa có Ủy ban nhân dân trên cổng: các cơ quan chỉ đổi địa bàn, không hợp nhất.")
    names = {fold(one.name) for one in theirs if one.kind == OrganizationKind.VILLAGE}
    twins = [one.name for one in ours if one.kind == OrganizationKind.VILLAGE and fold(one.name) in names]
    if twins:
        found.append(f"Thôn trùng tên sau khi nhập: {', '.join(twins[:10])}; hãy đổi tên một bên ở danh bạ.")
    return found


def preview_of_renaming(unit: AdministrativeUnit, name: str) -> Preview:
    """Return what gets the new name."""
    agencies = [one for one in _agencies([unit]) if fold(unit.name) in fold(one.name)]
    lines = [*moving.of_unit(unit), Moving("cơ quan có tên xã, phường trong tên", len(agencies), f"đổi theo {name}")]
    return Preview([line for line in lines if line.count], [(str(one), "đổi tên theo, nếu chọn") for one in agencies])


def preview_of_dividing(unit: AdministrativeUnit, name: str) -> Preview:
    """Return what stays until it is moved by hand."""
    lines = [
        Moving(line.what, line.count, f"vẫn ở {unit.name} cho đến khi được chuyển") for line in moving.of_unit(unit)
    ]
    return Preview(lines, warnings=[f"{name} chưa có cơ quan nào trên cổng; thêm ở Danh bạ tổ chức."])


def preview_of_agency(organization: Organization, into: Organization) -> Preview:
    """Return what moves when an agency is merged into another one."""
    people = [(str(person), str(into)) for person in _people([organization])]
    lines = moving.of_agencies([organization])
    lines.append(Moving("cán bộ đang giữ vai trò", len(people), f"tiếp tục vai trò ở {into}"))
    return Preview([line for line in lines if line.count], people=people)


def rearrangements(province: AdministrativeUnit) -> QuerySet[AuditEntry]:
    """Return the acts on communes of the province, newest first."""
    units = AdministrativeUnit.objects.filter(parent=province).values("pk")
    return AuditEntry.objects.filter(code__in=_ACTS, object_id__in=units).order_by("-id")


def _agencies(units: Sequence[AdministrativeUnit]) -> QuerySet[Organization]:
    return Organization.objects.active().filter(unit__in=units).select_related("unit").order_by("path")


def _people(agencies: Sequence[Organization]) -> QuerySet[Staff]:
    return Staff.objects.on_duty().filter(organization__in=agencies).select_related("user", "organization")


def _added(lines: Sequence[Moving]) -> list[Moving]:
    """Add up the lines of several communes."""
    found: dict[tuple[str, str], int] = {}
    for line in lines:
        found[line.what, line.fate] = found.get((line.what, line.fate), 0) + line.count
    return [Moving(what, count, fate) for (what, fate), count in found.items()]
