"""Addresses of this room."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.home, name="home"),
    path("thong-ke/", views.StatisticsView.as_view(), name="statistics"),
    path("tong-quan/", views.DashboardView.as_view(), name="dashboard"),
]
