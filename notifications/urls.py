"""Addresses of this room."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("thong-bao/", views.NotificationListView.as_view(), name="notification_list"),
    path("thong-bao/<int:pk>/", views.notification_open, name="notification_open"),
    path("thong-bao/da-doc/", views.notification_read_all, name="notification_read_all"),
    path("thong-bao/so-nhac-viec/", views.LedgerView.as_view(), name="ledger"),
    path("thong-bao/quy-tac/", views.RuleListView.as_view(), name="rule_list"),
    path("thong-bao/quy-tac/<int:organization>/", views.RuleUpdateView.as_view(), name="rule_update"),
    path("thong-bao/quy-tac/<int:organization>/bo/", views.rule_drop, name="rule_drop"),
    path("thong-bao/cach-nhan/", views.PreferenceView.as_view(), name="preference"),
    path("thong-bao/ket-noi/", views.WebhookView.as_view(), name="webhook"),
    path("thong-bao/tin/", views.MessageListView.as_view(), name="message_list"),
    path("thong-bao/tin/<int:pk>/gui-lai/", views.message_retry, name="message_retry"),
    path("thong-bao/thu/", views.DeliveryListView.as_view(), name="delivery_list"),
    path("thong-bao/thu/<int:pk>/gui-lai/", views.delivery_retry, name="delivery_retry"),
]
