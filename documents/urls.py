"""Addresses of this room."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("van-ban/", views.DocumentListView.as_view(), name="document_list"),
    path("van-ban/nhap/", views.ImportView.as_view(), name="document_import"),
    path("van-ban/nhap/<int:pk>/", views.ImportJobView.as_view(), name="import_job"),
    path("van-ban/<int:pk>/", views.DocumentDetailView.as_view(), name="document_detail"),
    path("van-ban/<int:pk>/ra-soat/", views.ReviewView.as_view(), name="document_review"),
    path("van-ban/<int:pk>/gui/", views.DeliverView.as_view(), name="document_deliver"),
    path("van-ban/<int:pk>/ket-thuc/", views.document_close, name="document_close"),
    path("van-ban/<int:pk>/xoa/", views.document_discard, name="document_discard"),
    path("van-ban/<int:pk>/pdf/", views.document_pdf, name="document_pdf"),
    path("van-ban/<int:pk>/docx/", views.document_docx, name="document_docx"),
    path("van-ban/<int:pk>/goc/", views.document_source, name="document_source"),
    path("xac-thuc/", views.VerifyStartView.as_view(), name="verify_start"),
    path("xac-thuc/<str:code>/", views.VerifyView.as_view(), name="verify"),
]
