"""Pages of this room."""

from organizations.views.delegations import DelegationCreateView, DelegationListView, delegation_revoke
from organizations.views.pages import (
    AuditListView,
    GroupCreateView,
    GroupDetailView,
    GroupListView,
    GroupUpdateView,
    LoginView,
    OrganizationCreateView,
    OrganizationDetailView,
    OrganizationListView,
    OrganizationUpdateView,
    PasswordView,
    ProfileView,
    StaffCreateView,
    StaffListView,
    staff_end,
)
from organizations.views.rearranging import (
    OrganizationMergeView,
    RearrangingListView,
    UnitDivideView,
    UnitMergeView,
    UnitRenameView,
)
from organizations.views.units import FormerUnitListView

__all__ = [
    "AuditListView",
    "DelegationCreateView",
    "DelegationListView",
    "FormerUnitListView",
    "GroupCreateView",
    "GroupDetailView",
    "GroupListView",
    "GroupUpdateView",
    "LoginView",
    "OrganizationCreateView",
    "OrganizationDetailView",
    "OrganizationListView",
    "OrganizationMergeView",
    "OrganizationUpdateView",
    "PasswordView",
    "ProfileView",
    "RearrangingListView",
    "StaffCreateView",
    "StaffListView",
    "UnitDivideView",
    "UnitMergeView",
    "UnitRenameView",
    "delegation_revoke",
    "staff_end",
]
