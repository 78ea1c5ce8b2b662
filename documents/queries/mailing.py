"""What the pages of the post and of filed copies read."""

from __future__ import annotations

from organizations.models import Organization, Role, Staff


def permitting_names(organization: Organization) -> list[str]:
    """Return the names of those who may permit the use of a filed copy: who leads the office."""
    leaders = Staff.objects.on_duty().filter(organization=organization, role__in=(Role.LEADER, Role.CONTACT))
    return [person.full_name for person in leaders.select_related("user").order_by("pk")[:5]]
