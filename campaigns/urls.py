"""Addresses of campaigns."""

from django.urls import path

from campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("chien-dich/", views.CampaignListView.as_view(), name="campaign_list"),
    path("chien-dich/lap/", views.CampaignCreateView.as_view(), name="campaign_create"),
    path(
        "chien-dich/tu-van-ban/<int:document>/", views.CampaignFromDocumentView.as_view(), name="campaign_from_document"
    ),
    path("chien-dich/<int:pk>/", views.CampaignDetailView.as_view(), name="campaign_detail"),
    path("chien-dich/<int:pk>/sua/", views.CampaignUpdateView.as_view(), name="campaign_update"),
    path("chien-dich/<int:pk>/trang-thai/", views.campaign_move, name="campaign_move"),
    path("chien-dich/<int:pk>/hoat-dong/them/", views.ActivityCreateView.as_view(), name="activity_create"),
    path("chien-dich/hoat-dong/<int:pk>/", views.ActivityDetailView.as_view(), name="activity_detail"),
    path("chien-dich/hoat-dong/<int:pk>/sua/", views.ActivityUpdateView.as_view(), name="activity_update"),
    path("chien-dich/hoat-dong/<int:pk>/ket-qua/", views.ActivityResultView.as_view(), name="activity_result"),
    path("chien-dich/hoat-dong/<int:pk>/bo/", views.activity_remove, name="activity_remove"),
]
