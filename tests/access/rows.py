"""The rows that the walk over every address opens: all of them belong to xã Đông of the test province."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from campaigns.models import Activity, Campaign
from cooperatives.models import CriteriaSet, ExtraField, SavedView, SheetImport, SizeThreshold, YearlyFigures
from cooperatives.services import make_link
from documents.models import (
    Attachment,
    CopyUse,
    Delivery,
    DocumentCopy,
    Dossier,
    DossierExport,
    DraftTemplate,
    ExchangeMessage,
    ImportJob,
    IncomingEntry,
    IssuedFile,
    OfficialDocument,
    OutgoingEntry,
    OutsideAct,
    OutsideDelivery,
    Packet,
    Posting,
    RegisterPrint,
    ScanCheck,
    ScanReading,
    SignatureImage,
    SignatureReport,
    SignedAnnex,
    SignedFile,
    SigningKey,
    TrustedAuthority,
)
from documents.services import stored
from documents.services.numbering import reserve_numbers
from notifications.models import Channel, DigestDelivery, Message, Notification
from plans.models import AssignmentRequest, Indicator, PlanTemplate, ProgressReport, ReportFile
from tests.factories.cooperatives import (
    CooperativeFactory,
    DifficultyFactory,
    OfficerFactory,
    ProductFactory,
    SheetFileFactory,
)
from tests.factories.documents import DocumentFactory
from tests.factories.organizations import DelegationFactory, World
from tests.factories.plans import PlanFactory, work_of

# Addresses that are Django's or the operator's own, guarded by other means.
NOT_WALKED = {"admin"}


def walked_names() -> list[str]:
    """Return the name of every address of the portal, in order."""
    return sorted(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace in NOT_WALKED:
                continue
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, inner)
        else:
            assert pattern.name, f"address without a name: {pattern.pattern}"
            yield f"{prefix}{pattern.name}"


def arguments(world: World) -> dict[str, dict[str, Any]]:
    """Make the rows and return the arguments of every address that takes some."""
    pks = _rows(world)
    return {
        name: {argument: _value(pks, row) for argument, row in wanted.items()} for name, wanted in _ARGUMENTS.items()
    }


def _value(pks: dict[str, int | str], row: str) -> int | str:
    """Return the id of a row; `=words` stands for the words themselves."""
    return row[1:] if row.startswith("=") else pks[row]


def _rows(world: World) -> dict[str, Any]:
    """Make one row of each kind and return their ids by kind; what has agencies names Phòng Kinh tế."""
    document = DocumentFactory(organization=world.commune, created_by=world.clerk)
    document.source_file.save("x", ContentFile("Nội dung gốc".encode()))
    issued = IssuedFile.objects.create(
        document=DocumentFactory(organization=world.commune), digest="0" * 64, size=1, tree={}, signer=world.leader
    )
    assignment = work_of(world, due_on=dt.date(2026, 12, 1))
    report = ProgressReport.objects.create(
        assignment=assignment, author=world.contact, text="Đã làm", percent=50, made_at=timezone.now()
    )
    evidence = ReportFile(report=report, name="a.txt", content_type="text/plain", size=2, digest="0" * 64)
    evidence.file.save("a", ContentFile(b"ok"))
    cooperative = CooperativeFactory(unit=world.commune.unit)
    YearlyFigures.objects.create(cooperative=cooperative, year=2025, unit=cooperative.unit, revenue=5)
    difficulty = DifficultyFactory(cooperative=cooperative, unit=cooperative.unit)
    link = make_link(cooperative=cooperative, year=2025, by=world.clerk)
    campaign = Campaign.objects.create(organization=world.commune, year=2026, title="Tháng hành động", state="draft")
    sheet = SheetImport.objects.create(
        organization=world.commune, by=world.clerk, file_name="htx.xlsx", state="checked"
    )
    sheet.file.save("x", ContentFile(b"Ten\nHTX"))
    told = Notification.objects.create(recipient=world.clerk, code="x.y", title="Có việc mới", url="/")
    job = ImportJob.objects.create(organization=world.commune, by=world.clerk, source_name="van-ban.pdf")
    job.source_file.save("x", ContentFile("Nội dung gốc".encode()))
    old = DocumentFactory(organization=world.commune)
    delivery = Delivery.objects.create(document=old, organization=world.commune, delivered_at=timezone.now())
    scan = OfficialDocument.objects.create(organization=world.commune, origin="incoming")
    reading = ScanReading.objects.create(organization=world.commune, document=scan, by=world.clerk)
    head = {"organization": world.commune, "year": 2026, "full_number": "05/UBND", "subject": "Rà soát"}
    line = {"document": document, "number": 1, "arrived_on": dt.date(2026, 4, 6), "author": "UBND thành phố"}
    sent = {"document": old, "number_value": 5, "document_date": dt.date(2026, 4, 5)}
    whole = {"file_name": stored.keep(b"ok"), "digest": stored.digest_of(b"ok"), "state": "done", "with_lists": True}
    packet = Packet.objects.create(document=old, title="Tập", by=world.clerk, **whole)
    outside = OutsideDelivery.objects.create(document=old, channel="edxml", code="H31.1", name="UBND xã Xa")
    copied = {"file_name": stored.keep(b"%PDF-1.7 copy"), "digest": stored.digest_of(b"%PDF-1.7 copy"), "size": 13}
    copied |= {"year": 2026, "number": 1, "symbol": "SY-UBND", "dated_on": dt.date(2026, 4, 6), "at": timezone.now()}
    copy = DocumentCopy(organization=world.commune, document=document, kind="SY", signer=world.leader, **copied)
    copy.authority = "CHỦ TỊCH"
    copy.save()
    message = ExchangeMessage(organization=world.commune, way="in", content="document", document=old, at=timezone.now())
    message.file.save("x", ContentFile(b"<edXML/>"))
    return {
        **_draft_rows(world),
        **_dossier_rows(world, document),
        "outside": outside.pk,
        "packet": packet.pk,
        "copy": copy.pk,
        "edxml": message.pk,
        "delivery": delivery.pk,
        "scan": scan.pk,
        "scan_reading": reading.pk,
        "incoming": IncomingEntry.objects.create(**head, **line).pk,
        **_books(world, OutgoingEntry.objects.create(**head, **sent)),
        "import_job": job.pk,
        "wrong_secret": "khong-phai-ma-bi-mat",
        "code": issued.code,
        **_signing(world),
        "economy": world.economy.pk,
        "commune": world.commune.pk,
        "group": world.village_group.pk,
        "staff": world.contact.pk,
        "document": document.pk,
        "assignment": assignment.pk,
        **_plan_rows(world),
        "request": AssignmentRequest.objects.create(
            assignment=assignment, kind="return", reason="x", asked_by=world.contact, made_at=timezone.now()
        ).pk,
        "task": assignment.task_id,
        "evidence": evidence.pk,
        "cooperative": cooperative.pk,
        "link": link.pk,
        "token": link.token,
        "threshold": SizeThreshold.objects.create(
            group="trade", size_class="large", valid_from=dt.date(2024, 11, 1)
        ).pk,
        "criteria": CriteriaSet.objects.create(name="Chung", source="TT", first_year=2020).pk,
        "extra": ExtraField.objects.create(province=world.province.unit, key="a", label="Ô riêng").pk,
        "difficulty": difficulty.pk,
        "reading_token": difficulty.reading_token,
        "view": SavedView.objects.create(owner=world.clerk, name="Yếu kém").pk,
        "officer": OfficerFactory(cooperative=cooperative).pk,
        "paper": SheetFileFactory(cooperative=cooperative).pk,
        "product": ProductFactory(cooperative=cooperative).pk,
        "campaign": campaign.pk,
        "activity": Activity.objects.create(campaign=campaign, title="Lễ phát động").pk,
        "notification": told.pk,
        "sheet_import": sheet.pk,
        "sheet_row": sheet.rows.create(number=2, name="HTX Thử", fate="add", values={"name": "HTX Thử"}).number,
        "message": Message.objects.create(recipient=world.contact, channel=Channel.EMAIL, notification=told).pk,
        "digest": DigestDelivery.objects.create(recipient=world.clerk, day=dt.date(2026, 11, 2), state="failed").pk,
    }


def _dossier_rows(world: World, document: OfficialDocument) -> dict[str, int]:
    day = dt.date(2026, 4, 7)
    dossier = Dossier.objects.create(
        organization=world.commune, keeper=world.clerk, code="01.KT", title="Củng cố HTX", year=2026, opened_on=day
    )
    paper = dossier.papers.create(document=document, order=1, by=world.clerk, at=timezone.now())
    whole = {"file_name": stored.keep(b"ok"), "digest": stored.digest_of(b"ok"), "state": "done", "form": "pdf"}
    export = DossierExport.objects.create(dossier=dossier, title="Hồ sơ", by=world.clerk, **whole)
    return {"dossier": dossier.pk, "dossier_paper": paper.pk, "dossier_export": export.pk}


def _books(world: World, entry: OutgoingEntry) -> dict[str, int]:
    line = {"organization": world.commune, "year": 2026, "entry": entry, "by": world.clerk}
    day = dt.date(2026, 4, 7)
    return {
        "outgoing": entry.pk,
        "posting": Posting.objects.create(sent_on=day, recipient="UBND thành phố", envelopes=1, **line).pk,
        "print": RegisterPrint.objects.create(
            organization=world.commune, register="den", title="Sổ", by=world.clerk, state="failed"
        ).pk,
        "act": OutsideAct.objects.create(number="1/2020/NĐ-CP", name="Nghị định thử").pk,
        "copy_use": CopyUse.objects.create(used_on=day, user_name="Mai", permitted_by="Sơn", **line).pk,
    }


def _draft_rows(world: World) -> dict[str, int]:
    """A draft that Phòng Kinh tế writes for the committee, with a remark, and a template."""
    given: dict[str, Any] = {"organization": world.commune, "drafting_unit": world.economy}
    draft = DocumentFactory(state="draft", origin="authored", created_by=world.contact, number="", **given)
    remark = draft.comments.create(text="Thêm thời hạn", by=world.contact, at=timezone.now())
    going = Attachment(
        document=draft, order=1, title="Danh sách", name="ds.pdf", size=2, content_type="application/pdf"
    )
    going.digest, going.file_name, going.at = stored.digest_of(b"ok"), stored.keep(b"ok"), timezone.now()
    going.save()
    template = DraftTemplate(organization=world.commune, name="Mẫu", kind="CV", tree=draft.tree, by=world.clerk)
    template.save()
    delegation = DelegationFactory(staff=world.leader)
    return {
        "delegation": delegation.pk,
        "draft": draft.pk,
        "remark": remark.pk,
        "template": template.pk,
        "attachment": going.pk,
    }


def _plan_rows(world: World) -> dict[str, int]:
    plan = PlanFactory(organization=world.commune)
    indicator = Indicator.objects.create(plan=plan, name="HTX mới", unit="HTX", target=5)
    template = PlanTemplate.objects.create(organization=world.commune, title="Mẫu")
    return {"plan": plan.pk, "indicator": indicator.pk, "plan_template": template.pk}


def _signing(world: World) -> dict[str, int]:
    """Return a numbered document of xã Đông with a signed form, and what its signing needs."""
    numbered = DocumentFactory(organization=world.commune, state="approved", origin="authored", signer=world.leader)
    original = stored.keep(b"%PDF-1.7 original")
    files = {"file_name": original, "digest": stored.digest_of(b"%PDF-1.7 original"), "size": 17}
    IssuedFile.objects.create(document=numbered, tree=numbered.tree, signer=world.leader, **files)
    signed = SignedFile.objects.create(document=numbered, way=SignedFile.Way.PAPER, by=world.clerk, **files)
    SignatureReport.objects.create(
        document=numbered, signed_file=signed, digest="0" * 64, accepted=True, code="ok", message="Đạt"
    )
    compared = {"state": "refused", "content_type": "application/pdf", "name": "q.pdf"}
    kept_scan = {name: value for name, value in files.items() if name != "size"}
    check = ScanCheck.objects.create(document=numbered, by=world.clerk, **compared, **kept_scan)
    annex = SignedAnnex.objects.create(document=numbered, number=1, by=world.clerk, at=timezone.now(), **files)
    days = {"valid_from": timezone.now(), "valid_to": timezone.now() + dt.timedelta(days=9), "fingerprint": "0" * 64}
    image = SignatureImage(organization=world.commune, holder="organization", width_mm=36)
    image.image.save("x.png", ContentFile(b"png"))
    image.save()
    kept = reserve_numbers(organization=world.commune, kind="CV", is_secret=False, reason="Giữ", by=world.clerk)
    key = SigningKey.objects.create(organization=world.commune, holder="organization", subject="CN=Xã Đông", **days)
    return {
        "numbered": numbered.pk,
        "annex": annex.number,
        "scan_check": check.pk,
        "signed_file": signed.pk,
        "kept_number": kept[0].pk,
        "key": key.pk,
        "authority": TrustedAuthority.objects.create(name="Gốc", certificate="", **days).pk,
        "image": image.pk,
    }


_ARGUMENTS: dict[str, dict[str, str]] = {
    "organizations:organization_detail": {"pk": "economy"},
    "organizations:organization_update": {"pk": "economy"},
    "organizations:group_detail": {"pk": "group"},
    "organizations:group_update": {"pk": "group"},
    "organizations:staff_end": {"pk": "staff"},
    "organizations:delegation_create": {"pk": "commune"},
    "organizations:delegation_revoke": {"pk": "delegation"},
    "documents:attachments": {"pk": "draft"},
    "documents:attachment_file": {"pk": "attachment"},
    "documents:attachment_update": {"pk": "attachment"},
    "documents:attachment_move": {"pk": "attachment"},
    "documents:attachment_drop": {"pk": "attachment"},
    "documents:document_packet": {"pk": "document"},
    "documents:packet": {"pk": "packet"},
    "documents:packet_file": {"pk": "packet"},
    "documents:document_gather": {"pk": "document"},
    "documents:dossier": {"pk": "dossier"},
    "documents:dossier_update": {"pk": "dossier"},
    "documents:dossier_close": {"pk": "dossier"},
    "documents:dossier_reopen": {"pk": "dossier"},
    "documents:dossier_sort": {"pk": "dossier"},
    "documents:dossier_paper_add": {"pk": "dossier"},
    "documents:dossier_paper_move": {"pk": "dossier_paper"},
    "documents:dossier_paper_note": {"pk": "dossier_paper"},
    "documents:dossier_paper_remove": {"pk": "dossier_paper"},
    "documents:dossier_list_file": {"pk": "dossier", "ending": "=xlsx"},
    "documents:dossier_export_create": {"pk": "dossier"},
    "documents:dossier_export": {"pk": "dossier_export"},
    "documents:dossier_export_file": {"pk": "dossier_export"},
    "documents:scan_reading": {"pk": "scan_reading"},
    "documents:paper_picture": {"pk": "scan"},
    "documents:scan_check": {"pk": "numbered", "check": "scan_check"},
    "documents:comment_settle": {"pk": "draft", "comment": "remark"},
    "documents:draft_comment": {"pk": "draft"},
    "documents:draft_discard": {"pk": "draft"},
    "documents:draft_edit": {"pk": "draft"},
    "documents:draft_go_back": {"pk": "draft"},
    "documents:draft_page": {"pk": "draft", "number": "=1"},
    "documents:draft_pdf": {"pk": "draft"},
    "documents:draft_presence": {"pk": "draft"},
    "documents:draft_review": {"pk": "draft"},
    "documents:draft_submit": {"pk": "draft"},
    "documents:draft_typed": {"pk": "draft"},
    "documents:draft_versions": {"pk": "draft"},
    "documents:slip_pdf": {"pk": "draft"},
    "documents:template_save": {"pk": "draft"},
    "documents:template_drop": {"pk": "template"},
    "documents:import_job": {"pk": "import_job"},
    "documents:document_close": {"pk": "document"},
    "documents:document_deliver": {"pk": "document"},
    "documents:document_detail": {"pk": "document"},
    "documents:document_discard": {"pk": "document"},
    "documents:document_mend": {"pk": "document"},
    "documents:document_mend_undo": {"pk": "document"},
    "documents:document_docx": {"pk": "document"},
    "documents:document_pdf": {"pk": "document"},
    "documents:document_recall": {"pk": "document"},
    "documents:document_chain": {"pk": "document"},
    "documents:document_relate": {"pk": "document"},
    "documents:document_outside": {"pk": "document"},
    "documents:document_copy": {"pk": "document"},
    "documents:copy_file": {"pk": "copy"},
    "documents:outside_edxml": {"pk": "outside"},
    "documents:outside_retry": {"pk": "outside"},
    "documents:edxml_file": {"pk": "edxml"},
    "documents:edxml_status": {"pk": "delivery"},
    "documents:paper_register": {"pk": "scan"},
    "documents:incoming_detail": {"pk": "incoming"},
    "documents:incoming_update": {"pk": "incoming"},
    "documents:incoming_direct": {"pk": "incoming"},
    "documents:incoming_assign": {"pk": "incoming"},
    "documents:incoming_sign_for": {"pk": "incoming"},
    "documents:incoming_propose": {"pk": "incoming"},
    "documents:incoming_finish": {"pk": "incoming"},
    "documents:incoming_stamped": {"pk": "incoming"},
    "documents:incoming_slip": {"pk": "incoming"},
    "documents:delivery_receive": {"pk": "delivery"},
    "documents:delivery_refuse": {"pk": "delivery"},
    "documents:delivery_answer_recall": {"pk": "delivery"},
    "documents:outgoing_update": {"pk": "outgoing"},
    "documents:register_print": {"pk": "print"},
    "documents:register_print_file": {"pk": "print"},
    "documents:act_update": {"pk": "act"},
    "documents:act_drop": {"pk": "act"},
    "documents:posting_create": {"pk": "outgoing"},
    "documents:copy_use_create": {"pk": "outgoing"},
    "documents:posting_update": {"pk": "posting"},
    "documents:copy_use_update": {"pk": "copy_use"},
    "documents:register": {"slug": "=den"},
    "documents:register_file": {"slug": "=den", "ending": "=xlsx"},
    "documents:document_review": {"pk": "document"},
    "documents:document_source": {"pk": "document"},
    "documents:verify": {"code": "code"},
    "organizations:organization_merge": {"pk": "economy"},
    "plans:assignment_ask_time": {"pk": "assignment"},
    "plans:assignment_resume": {"pk": "assignment"},
    "plans:assignment_send_back": {"pk": "assignment"},
    "plans:request_approve": {"pk": "request"},
    "plans:request_refuse": {"pk": "request"},
    "plans:subtask_create": {"pk": "assignment"},
    "plans:task_resume": {"pk": "task"},
    "plans:task_update": {"pk": "task"},
    "documents:document_sign": {"pk": "numbered"},
    "documents:document_sign_server": {"pk": "numbered"},
    "documents:document_sign_upload": {"pk": "numbered"},
    "documents:document_sign_scan": {"pk": "numbered"},
    "documents:document_issue": {"pk": "numbered"},
    "documents:document_sign_refuse": {"pk": "numbered"},
    "documents:document_sign_annexes": {"pk": "numbered"},
    "documents:signed_annex": {"pk": "numbered", "number": "annex"},
    "documents:document_original": {"pk": "numbered"},
    "documents:signed_file": {"pk": "numbered", "file": "signed_file"},
    "documents:number_cancel": {"pk": "kept_number"},
    "documents:number_meant": {"pk": "kept_number"},
    "documents:key_retire": {"pk": "key"},
    "documents:authority_drop": {"pk": "authority"},
    "documents:signature_image_file": {"pk": "image"},
    "plans:assignment_accept": {"pk": "assignment"},
    "plans:assignment_detail": {"pk": "assignment"},
    "plans:assignment_extend": {"pk": "assignment"},
    "plans:assignment_receive": {"pk": "assignment"},
    "plans:assignment_return_work": {"pk": "assignment"},
    "plans:assignment_stop": {"pk": "assignment"},
    "plans:calendar_feed": {"secret": "wrong_secret"},
    "plans:make_tasks": {"pk": "document"},
    "plans:indicator_create": {"pk": "plan"},
    "plans:indicator_detail": {"pk": "indicator"},
    "plans:indicator_update": {"pk": "indicator"},
    "plans:plan_copy": {"pk": "plan"},
    "plans:plan_detail": {"pk": "plan"},
    "plans:plan_from_template": {"pk": "plan_template"},
    "plans:plan_matrix": {"pk": "plan"},
    "plans:plan_sections": {"pk": "plan"},
    "plans:take_indicators": {"pk": "plan"},
    "plans:template_detail": {"pk": "plan_template"},
    "plans:template_drop": {"pk": "plan_template"},
    "plans:template_save": {"pk": "plan"},
    "plans:plan_update": {"pk": "plan"},
    "plans:report_create": {"pk": "assignment"},
    "plans:report_file": {"pk": "evidence"},
    "plans:task_add_parties": {"pk": "task"},
    "plans:task_close": {"pk": "task"},
    "plans:task_detail": {"pk": "task"},
    "plans:task_stop": {"pk": "task"},
    "campaigns:activity_create": {"pk": "campaign"},
    "campaigns:activity_detail": {"pk": "activity"},
    "campaigns:activity_remove": {"pk": "activity"},
    "campaigns:activity_result": {"pk": "activity"},
    "campaigns:activity_update": {"pk": "activity"},
    "campaigns:campaign_detail": {"pk": "campaign"},
    "campaigns:campaign_from_document": {"document": "document"},
    "campaigns:campaign_move": {"pk": "campaign"},
    "campaigns:campaign_update": {"pk": "campaign"},
    "cooperatives:cooperative_detail": {"pk": "cooperative"},
    "cooperatives:cooperative_update": {"pk": "cooperative"},
    "cooperatives:file_create": {"pk": "cooperative"},
    "cooperatives:file_remove": {"pk": "cooperative", "file": "paper"},
    "cooperatives:merge": {"pk": "cooperative"},
    "cooperatives:view_drop": {"pk": "view"},
    "cooperatives:part_update": {"pk": "cooperative", "part": "=von-no"},
    "cooperatives:row_create": {"pk": "cooperative", "section": "=bo-may"},
    "cooperatives:import_choose": {"pk": "sheet_import"},
    "cooperatives:import_mend": {"pk": "sheet_import"},
    "cooperatives:import_confirm": {"pk": "sheet_import"},
    "cooperatives:import_detail": {"pk": "sheet_import"},
    "cooperatives:import_leave_out": {"pk": "sheet_import", "number": "sheet_row"},
    "cooperatives:import_undo": {"pk": "sheet_import"},
    "cooperatives:row_remove": {"pk": "cooperative", "section": "=bo-may", "row": "officer"},
    "cooperatives:row_update": {"pk": "cooperative", "section": "=bo-may", "row": "officer"},
    "cooperatives:sheet_file": {"pk": "cooperative", "file": "paper"},
    "cooperatives:sheet_tab": {"pk": "cooperative", "tab": "=nguoi"},
    "cooperatives:confirmation": {"token": "token"},
    "cooperatives:criteria_edit": {"pk": "criteria"},
    "cooperatives:confirmation_difficulties": {"token": "token"},
    "cooperatives:difficulty_answer": {"pk": "difficulty"},
    "cooperatives:difficulty_close": {"pk": "difficulty"},
    "cooperatives:difficulty_detail": {"pk": "difficulty"},
    "cooperatives:difficulty_reading": {"token": "reading_token"},
    "cooperatives:difficulty_route": {"pk": "difficulty"},
    "cooperatives:deadline": {"year": "=2025"},
    "cooperatives:evaluation": {"pk": "cooperative", "year": "=2025"},
    "cooperatives:extra_field_update": {"pk": "extra"},
    "cooperatives:figures": {"pk": "cooperative", "year": "=2025"},
    "cooperatives:figures_approve": {"pk": "cooperative", "year": "=2025"},
    "cooperatives:figures_reopen": {"pk": "cooperative", "year": "=2025"},
    "cooperatives:figures_return": {"pk": "cooperative", "year": "=2025"},
    "cooperatives:link_create": {"pk": "cooperative", "year": "=2025"},
    "cooperatives:link_revoke": {"pk": "cooperative", "link": "link"},
    "cooperatives:threshold_update": {"pk": "threshold"},
    "cooperatives:identity_reveal": {"pk": "cooperative"},
    "cooperatives:product_create": {"pk": "cooperative"},
    "cooperatives:product_remove": {"pk": "cooperative", "product": "product"},
    "cooperatives:product_update": {"pk": "cooperative", "product": "product"},
    "cooperatives:status_change": {"pk": "cooperative"},
    "cooperatives:status_withdraw": {"pk": "cooperative"},
    "notifications:delivery_retry": {"pk": "digest"},
    "notifications:message_retry": {"pk": "message"},
    "notifications:notification_open": {"pk": "notification"},
    "notifications:rule_drop": {"organization": "commune"},
    "notifications:rule_update": {"organization": "commune"},
}
