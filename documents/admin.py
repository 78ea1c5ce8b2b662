"""The administrator's view of this room: to look at, since every change goes through a service."""

from django.contrib import admin
from django.http import HttpRequest

from documents.models import (
    Delivery,
    DocumentCopy,
    Dossier,
    DossierExport,
    DossierPaper,
    DraftVersion,
    ExchangeMessage,
    IncomingEntry,
    OfficialDocument,
    OutgoingEntry,
    OutsideDelivery,
    ProposedTask,
    ReviewStep,
    SubmissionSlip,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to be read."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(OfficialDocument)
class OfficialDocumentAdmin(ReadOnlyAdmin):
    list_display = ("full_number", "kind", "issued_on", "organization", "state")
    list_filter = ("kind", "state")
    search_fields = ("search_text",)
    list_select_related = ("organization",)
    exclude = ("source_search", "search_text")


@admin.register(ProposedTask)
class ProposedTaskAdmin(ReadOnlyAdmin):
    list_display = ("document", "order", "text", "due_on", "included")
    list_select_related = ("document",)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("document", "organization", "state", "recall_state", "delivered_at", "read_at")
    list_select_related = ("document", "organization")


@admin.register(DraftVersion)
class DraftVersionAdmin(ReadOnlyAdmin):
    list_display = ("document", "number", "reason", "by", "at")
    list_select_related = ("document", "by__user")


@admin.register(SubmissionSlip)
class SubmissionSlipAdmin(ReadOnlyAdmin):
    list_display = ("document", "round", "by", "to", "at")
    list_select_related = ("document", "by__user", "to__user")


@admin.register(ReviewStep)
class ReviewStepAdmin(ReadOnlyAdmin):
    list_display = ("document", "round", "act", "by", "to", "at")
    list_select_related = ("document", "by__user", "to__user")


@admin.register(OutsideDelivery)
class OutsideDeliveryAdmin(ReadOnlyAdmin):
    list_display = ("document", "name", "channel", "send_state", "attempts", "state", "error")
    list_select_related = ("document",)


@admin.register(IncomingEntry)
class IncomingEntryAdmin(ReadOnlyAdmin):
    list_display = ("organization", "year", "number", "arrived_on", "author", "full_number", "state")
    list_filter = ("year", "state")
    search_fields = ("search_text",)
    list_select_related = ("organization",)


@admin.register(OutgoingEntry)
class OutgoingEntryAdmin(ReadOnlyAdmin):
    list_display = ("organization", "year", "full_number", "document_date", "signer", "sent_on")
    list_filter = ("year",)
    search_fields = ("search_text",)
    list_select_related = ("organization",)


@admin.register(DocumentCopy)
class DocumentCopyAdmin(ReadOnlyAdmin):
    list_display = ("organization", "kind", "full_number", "dated_on", "document", "copies", "digest")
    list_filter = ("kind", "year")
    search_fields = ("search_text",)
    list_select_related = ("organization", "document")


@admin.register(ExchangeMessage)
class ExchangeMessageAdmin(ReadOnlyAdmin):
    list_display = ("at", "way", "content", "document_key", "partner_name", "status_code", "signed_by")
    list_filter = ("way", "content")


@admin.register(Dossier)
class DossierAdmin(ReadOnlyAdmin):
    list_display = ("organization", "year", "code", "title", "opened_on", "closed_on")
    list_filter = ("year",)
    search_fields = ("search_text",)
    list_select_related = ("organization",)


@admin.register(DossierPaper)
class DossierPaperAdmin(ReadOnlyAdmin):
    list_display = ("dossier", "order", "document", "note", "at")
    list_select_related = ("dossier", "document")


@admin.register(DossierExport)
class DossierExportAdmin(ReadOnlyAdmin):
    list_display = ("dossier", "form", "state", "by", "size", "pages")
    list_filter = ("form", "state")
    list_select_related = ("dossier", "by__user")
