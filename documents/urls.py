"""Addresses of this room."""

from django.urls import path

from documents import views
from documents.views import chain, deliveries, drafting, handling, incoming, papers, registers

app_name = "documents"
urlpatterns = [
    path("van-ban/", views.DocumentListView.as_view(), name="document_list"),
    path("van-ban/nhap/", views.ImportView.as_view(), name="document_import"),
    path("van-ban/nhap/<int:pk>/", views.ImportJobView.as_view(), name="import_job"),
    path("soan-thao/", drafting.DraftListView.as_view(), name="draft_list"),
    path("soan-thao/moi/", drafting.DraftBeginView.as_view(), name="draft_begin"),
    path("soan-thao/mau/<int:pk>/bo/", drafting.template_drop, name="template_drop"),
    path("van-ban/<int:pk>/soan/", drafting.DraftEditView.as_view(), name="draft_edit"),
    path("van-ban/<int:pk>/soan/xoa/", drafting.draft_discard, name="draft_discard"),
    path("van-ban/<int:pk>/soan/tu-luu/", drafting.draft_typed, name="draft_typed"),
    path("van-ban/<int:pk>/soan/co-mat/", drafting.draft_presence, name="draft_presence"),
    path("van-ban/<int:pk>/soan/trang/<int:number>/", drafting.draft_page, name="draft_page"),
    path("van-ban/<int:pk>/soan/ban-in/", drafting.draft_pdf, name="draft_pdf"),
    path("van-ban/<int:pk>/soan/luu-mau/", drafting.template_save, name="template_save"),
    path("van-ban/<int:pk>/cac-ban/", drafting.DraftVersionsView.as_view(), name="draft_versions"),
    path("van-ban/<int:pk>/cac-ban/lay-lai/", drafting.draft_go_back, name="draft_go_back"),
    path("van-ban/<int:pk>/trinh/", drafting.DraftSubmitView.as_view(), name="draft_submit"),
    path("van-ban/<int:pk>/duyet/", drafting.DraftReviewView.as_view(), name="draft_review"),
    path("van-ban/<int:pk>/phieu-trinh/", drafting.slip_pdf, name="slip_pdf"),
    path("van-ban/<int:pk>/gop-y/", drafting.draft_comment, name="draft_comment"),
    path("van-ban/<int:pk>/gop-y/<int:comment>/xong/", drafting.comment_settle, name="comment_settle"),
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
    # After issue: taking back, the chain.
    path("van-ban/<int:pk>/thu-hoi/", deliveries.RecallView.as_view(), name="document_recall"),
    path("van-ban/<int:pk>/chuoi/", chain.ChainView.as_view(), name="document_chain"),
    path("van-ban/<int:pk>/lien-quan/", chain.RelationView.as_view(), name="document_relate"),
    # Incoming documents.
    path("van-ban-den/", incoming.IncomingListView.as_view(), name="incoming_list"),
    path("van-ban-den/giay/", incoming.PaperUploadView.as_view(), name="paper_upload"),
    path("van-ban-den/giay/<int:pk>/", incoming.PaperRegisterView.as_view(), name="paper_register"),
    path("van-ban-den/<int:pk>/", handling.IncomingDetailView.as_view(), name="incoming_detail"),
    path("van-ban-den/<int:pk>/sua/", incoming.EntryUpdateView.as_view(), name="incoming_update"),
    path("van-ban-den/<int:pk>/phan-cong/", handling.DirectView.as_view(), name="incoming_direct"),
    path("van-ban-den/<int:pk>/giao/", handling.AssignView.as_view(), name="incoming_assign"),
    path("van-ban-den/<int:pk>/ky-nhan/", handling.incoming_sign_for, name="incoming_sign_for"),
    path("van-ban-den/<int:pk>/de-xuat/", handling.ProposeView.as_view(), name="incoming_propose"),
    path("van-ban-den/<int:pk>/ket-thuc/", handling.FinishView.as_view(), name="incoming_finish"),
    path("van-ban-den/<int:pk>/dau-den/", papers.incoming_stamped, name="incoming_stamped"),
    path("van-ban-den/<int:pk>/phieu/", papers.incoming_slip, name="incoming_slip"),
    path("gui-nhan/<int:pk>/tiep-nhan/", incoming.delivery_receive, name="delivery_receive"),
    path("gui-nhan/<int:pk>/tu-choi/", deliveries.RefuseView.as_view(), name="delivery_refuse"),
    path("gui-nhan/<int:pk>/lay-lai/", deliveries.AnswerRecallView.as_view(), name="delivery_answer_recall"),
    # The registers of Annex IV.
    path("so-van-ban/di/<int:pk>/", registers.OutgoingUpdateView.as_view(), name="outgoing_update"),
    path("so-van-ban/<slug:slug>/", registers.RegisterView.as_view(), name="register"),
    path("so-van-ban/<slug:slug>/tep/<slug:ending>/", registers.register_file, name="register_file"),
]
