"""Addresses of this room."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from organizations import views

app_name = "organizations"
urlpatterns = [
    path("dang-nhap/", views.LoginView.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("tai-khoan/", views.ProfileView.as_view(), name="profile"),
    path("tai-khoan/mat-khau/", views.PasswordView.as_view(), name="password"),
    path("to-chuc/", views.OrganizationListView.as_view(), name="organization_list"),
    path("to-chuc/them/", views.OrganizationCreateView.as_view(), name="organization_create"),
    path("to-chuc/<int:pk>/", views.OrganizationDetailView.as_view(), name="organization_detail"),
    path("to-chuc/<int:pk>/sua/", views.OrganizationUpdateView.as_view(), name="organization_update"),
    path("to-chuc/<int:pk>/hop-nhat/", views.OrganizationMergeView.as_view(), name="organization_merge"),
    path("nhom/", views.GroupListView.as_view(), name="group_list"),
    path("nhom/them/", views.GroupCreateView.as_view(), name="group_create"),
    path("nhom/<int:pk>/", views.GroupDetailView.as_view(), name="group_detail"),
    path("nhom/<int:pk>/sua/", views.GroupUpdateView.as_view(), name="group_update"),
    path("can-bo/", views.StaffListView.as_view(), name="staff_list"),
    path("can-bo/them/", views.StaffCreateView.as_view(), name="staff_create"),
    path("can-bo/<int:pk>/ket-thuc/", views.staff_end, name="staff_end"),
    path("giao-ky/", views.DelegationListView.as_view(), name="delegation_list"),
    path("giao-ky/<int:pk>/them/", views.DelegationCreateView.as_view(), name="delegation_create"),
    path("giao-ky/<int:pk>/thu-hoi/", views.delegation_revoke, name="delegation_revoke"),
    path("don-vi-cu/", views.FormerUnitListView.as_view(), name="former_unit_list"),
    path("sap-xep/", views.RearrangingListView.as_view(), name="rearranging_list"),
    path("sap-xep/nhap/", views.UnitMergeView.as_view(), name="unit_merge"),
    path("sap-xep/doi-ten/", views.UnitRenameView.as_view(), name="unit_rename"),
    path("sap-xep/tach/", views.UnitDivideView.as_view(), name="unit_divide"),
    path("nhat-ky/", views.AuditListView.as_view(), name="audit_list"),
]
