"""Addresses of the registry."""

from django.urls import path

from cooperatives.views import registry as views
from cooperatives.views import rows, sheet

app_name = "cooperatives"
urlpatterns = [
    path("hop-tac-xa/", views.CooperativeListView.as_view(), name="cooperative_list"),
    path("hop-tac-xa/them/", views.CooperativeCreateView.as_view(), name="cooperative_create"),
    path("hop-tac-xa/<int:pk>/", views.CooperativeDetailView.as_view(), name="cooperative_detail"),
    path("hop-tac-xa/<int:pk>/ho-so/<slug:tab>/", sheet.SheetTabView.as_view(), name="sheet_tab"),
    path("hop-tac-xa/<int:pk>/muc/<slug:section>/them/", rows.RowCreateView.as_view(), name="row_create"),
    path("hop-tac-xa/<int:pk>/muc/<slug:section>/<int:row>/sua/", rows.RowUpdateView.as_view(), name="row_update"),
    path("hop-tac-xa/<int:pk>/muc/<slug:section>/<int:row>/bo/", rows.row_remove, name="row_remove"),
    path("hop-tac-xa/<int:pk>/giay-to/them/", rows.FileCreateView.as_view(), name="file_create"),
    path("hop-tac-xa/<int:pk>/giay-to/<int:file>/", rows.sheet_file, name="sheet_file"),
    path("hop-tac-xa/<int:pk>/giay-to/<int:file>/bo/", rows.file_remove, name="file_remove"),
    path("hop-tac-xa/<int:pk>/sua/", views.CooperativeUpdateView.as_view(), name="cooperative_update"),
    path("hop-tac-xa/<int:pk>/sua/<slug:part>/", views.PartUpdateView.as_view(), name="part_update"),
    path("hop-tac-xa/<int:pk>/trang-thai/", views.StatusChangeView.as_view(), name="status_change"),
    path("hop-tac-xa/<int:pk>/dinh-chinh/", views.StatusWithdrawView.as_view(), name="status_withdraw"),
    path("hop-tac-xa/<int:pk>/so-dinh-danh/", views.identity_reveal, name="identity_reveal"),
    path("hop-tac-xa/<int:pk>/san-pham/them/", views.ProductCreateView.as_view(), name="product_create"),
    path("hop-tac-xa/<int:pk>/san-pham/<int:product>/sua/", views.ProductUpdateView.as_view(), name="product_update"),
    path("hop-tac-xa/<int:pk>/san-pham/<int:product>/bo/", views.product_remove, name="product_remove"),
]
