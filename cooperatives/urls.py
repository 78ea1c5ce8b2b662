"""Addresses of the registry."""

from django.urls import path

from cooperatives import views

app_name = "cooperatives"
urlpatterns = [
    path("hop-tac-xa/", views.CooperativeListView.as_view(), name="cooperative_list"),
    path("hop-tac-xa/them/", views.CooperativeCreateView.as_view(), name="cooperative_create"),
    path("hop-tac-xa/<int:pk>/", views.CooperativeDetailView.as_view(), name="cooperative_detail"),
    path("hop-tac-xa/<int:pk>/sua/", views.CooperativeUpdateView.as_view(), name="cooperative_update"),
    path("hop-tac-xa/<int:pk>/trang-thai/", views.StatusChangeView.as_view(), name="status_change"),
    path("hop-tac-xa/<int:pk>/dinh-chinh/", views.StatusWithdrawView.as_view(), name="status_withdraw"),
    path("hop-tac-xa/<int:pk>/so-dinh-danh/", views.identity_reveal, name="identity_reveal"),
    path("hop-tac-xa/<int:pk>/san-pham/them/", views.ProductCreateView.as_view(), name="product_create"),
    path("hop-tac-xa/<int:pk>/san-pham/<int:product>/sua/", views.ProductUpdateView.as_view(), name="product_update"),
    path("hop-tac-xa/<int:pk>/san-pham/<int:product>/bo/", views.product_remove, name="product_remove"),
]
