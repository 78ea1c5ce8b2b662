"""Titles of office as people write them and as signature blocks print them."""

from __future__ import annotations

import re

from coopportal.text import one_line
from organizations.models import Organization, OrganizationKind

# What a signature block prints of "Phó Chủ tịch Ủy ban nhân dân xã Thanh Miện" is the office alone.
_OFFICES = re.compile(
    r"^((?:Phó )?(?:Chủ tịch|Chánh Văn phòng|Chánh Thanh tra|Trưởng phòng|Trưởng ban|Trưởng thôn|Tổ trưởng|Giám đốc|"
    r"Tổng Giám đốc|Chi cục trưởng|Cục trưởng|Bí thư|Chủ nhiệm|Hiệu trưởng|Tổng Biên tập)|Quyền Chủ tịch)\b",
    re.IGNORECASE,
)
_DEPUTY = re.compile(r"^phó\s+", re.IGNORECASE)
_HEAD_OF = {
    OrganizationKind.COMMITTEE: "Chủ tịch",
    OrganizationKind.DEPARTMENT: "Trưởng phòng",
    OrganizationKind.OFFICE: "Chánh Văn phòng",
    OrganizationKind.SERVICE: "Giám đốc",
    OrganizationKind.PARTY: "Bí thư",
    OrganizationKind.FRONT: "Chủ tịch",
    OrganizationKind.ASSOCIATION: "Chủ tịch",
    OrganizationKind.UNION: "Chủ tịch",
    OrganizationKind.MEDIA: "Tổng Biên tập",
    OrganizationKind.VILLAGE: "Trưởng thôn",
    OrganizationKind.COOPERATIVE: "Giám đốc",
}


def office_of(title: str) -> str:
    """Return the office in a title: `Phó Chủ tịch` of `Phó Chủ tịch Ủy ban nhân dân xã Đông`."""
    found = _OFFICES.match(one_line(title))
    return found[1] if found else one_line(title)


def is_deputy(title: str) -> bool:
    """Tell whether the title is a deputy's."""
    return bool(_DEPUTY.match(one_line(title)))


def is_head(title: str) -> bool:
    """Tell whether the title is that of whoever heads an office (TL. and TUQ. go to such; Decree 30/2020, art. 13)."""
    return bool(_OFFICES.match(one_line(title))) and not is_deputy(title)


def head_title(organization: Organization, deputy: str = "") -> str:
    """Return the title of the organization's head: what a deputy's title says, else what its kind of office has."""
    if deputy and is_deputy(deputy):
        office = _DEPUTY.sub("", office_of(deputy))
        return office[:1].upper() + office[1:]
    if organization.kind == OrganizationKind.DEPARTMENT and organization.name.startswith("Sở"):
        return "Giám đốc"
    return _HEAD_OF.get(OrganizationKind(organization.kind), "Thủ trưởng")
