"""Addresses of the registry."""

from django.urls import path

from cooperatives.views import catalogue, difficulties, figures, rows, sheet
from cooperatives.views import registry as views

app_name = "cooperatives"
urlpatterns = [
    path("hop-tac-xa/", views.CooperativeListView.as_view(), name="cooperative_list"),
    path("hop-tac-xa/them/", views.CooperativeCreateView.as_view(), name="cooperative_create"),
    path("hop-tac-xa/<int:pk>/", views.CooperativeDetailView.as_view(), name="cooperative_detail"),
    path("hop-tac-xa/<int:pk>/ho-so/<slug:tab>/", sheet.SheetTabView.as_view(), name="sheet_tab"),
    path("hop-tac-xa/<int:pk>/muc/<slug:section>/them/", rows.RowCreateView.as_view(), name="row_create"),
    path("hop-tac-xa/<int:pk>/muc/<slug:section>/<int:row>/sua/", rows.RowUpdateView.as_view(), name="row_update"),
    path("hop-tac-xa/<int:pk>/muc/<slug:section>/<int:row>/bo/", rows.row_remove, name="row_remove"),
    path("hop-tac-xa/<int:pk>/so-lieu/<int:year>/", figures.FiguresView.as_view(), name="figures"),
    path("hop-tac-xa/<int:pk>/so-lieu/<int:year>/duyet/", figures.figures_approve, name="figures_approve"),
    path("hop-tac-xa/<int:pk>/so-lieu/<int:year>/tra-lai/", figures.FiguresReturnView.as_view(), name="figures_return"),
    path("hop-tac-xa/<int:pk>/so-lieu/<int:year>/mo-lai/", figures.FiguresReopenView.as_view(), name="figures_reopen"),
    path("hop-tac-xa/<int:pk>/so-lieu/<int:year>/lien-ket/", figures.link_create, name="link_create"),
    path("hop-tac-xa/<int:pk>/lien-ket/<int:link>/thu-hoi/", figures.link_revoke, name="link_revoke"),
    path("hop-tac-xa/<int:pk>/danh-gia/<int:year>/", figures.EvaluationView.as_view(), name="evaluation"),
    path("kho-khan/", difficulties.DifficultyListView.as_view(), name="difficulty_list"),
    path("kho-khan/them/", difficulties.DifficultyCreateView.as_view(), name="difficulty_create"),
    path("kho-khan/<int:pk>/", difficulties.DifficultyDetailView.as_view(), name="difficulty_detail"),
    path("kho-khan/<int:pk>/chuyen/", difficulties.DifficultyRouteView.as_view(), name="difficulty_route"),
    path("kho-khan/<int:pk>/tra-loi/", difficulties.DifficultyAnswerView.as_view(), name="difficulty_answer"),
    path("kho-khan/<int:pk>/dong/", difficulties.DifficultyCloseView.as_view(), name="difficulty_close"),
    path(
        "xac-nhan-so-lieu/<str:token>/kho-khan/",
        difficulties.LinkDifficultyView.as_view(),
        name="confirmation_difficulties",
    ),
    path("so-lieu-nam/", catalogue.CollectingView.as_view(), name="collecting"),
    path("danh-muc/quy-mo/", catalogue.ThresholdListView.as_view(), name="threshold_list"),
    path("danh-muc/quy-mo/<int:pk>/sua/", catalogue.ThresholdUpdateView.as_view(), name="threshold_update"),
    path("danh-muc/tieu-chi/", catalogue.CriteriaListView.as_view(), name="criteria_list"),
    path("danh-muc/tieu-chi/<int:pk>/sua/", catalogue.CriteriaFormView.as_view(), name="criteria_edit"),
    path("danh-muc/o-rieng/", catalogue.ExtraFieldListView.as_view(), name="extra_field_list"),
    path("danh-muc/o-rieng/them/", catalogue.ExtraFieldCreateView.as_view(), name="extra_field_create"),
    path("danh-muc/o-rieng/<int:pk>/sua/", catalogue.ExtraFieldUpdateView.as_view(), name="extra_field_update"),
    path("xac-nhan-so-lieu/<str:token>/", figures.ConfirmationView.as_view(), name="confirmation"),
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
