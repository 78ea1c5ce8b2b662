"""Documents with proposed tasks and deliveries."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from django.utils import timezone

from documents.models import Delivery, DocumentState, OfficialDocument, ProposedParty, ProposedTask
from documents.official import tree as official
from tests.factories.organizations import OrganizationFactory


def tree_of(**values: Any) -> dict[str, Any]:
    """Return the JSON of a small letter; `values` are fields of the tree."""
    given = {
        "kind": "CV",
        "number": "516",
        "symbol": "UBND-KT",
        "issuer": "ỦY BAN NHÂN DÂN XÃ ĐÔNG",
        "place": "Xã Đông",
        "date": "2026-04-05",
        "date_text": "ngày 05 tháng 4 năm 2026",
        "subject": "rà soát hoạt động của các hợp tác xã",
        "addressees": ["Phòng Kinh tế"],
        "body": [official.Node("paragraph", text="Yêu cầu các cơ quan thực hiện")],
        "recipients": ["Như trên", "Lưu: VT"],
        "signature": official.Signature(["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Đỗ Thị Vân"),
    }
    return official.to_dict(official.OfficialDocument(**(given | values)))


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfficialDocument

    organization = factory.SubFactory(OrganizationFactory)
    kind = "CV"
    number = factory.Sequence(lambda n: f"{n + 1:02d}")
    symbol = "UBND-KT"
    issued_on = dt.date(2026, 4, 5)
    issuer_name = factory.LazyAttribute(lambda d: d.organization.name)
    subject = "rà soát hoạt động của các hợp tác xã"
    state = DocumentState.ACTIVE
    source_text = "Nội dung gốc của văn bản"
    tree = factory.LazyAttribute(
        lambda d: tree_of(number=d.number, symbol=d.symbol, subject=d.subject, date=d.issued_on and f"{d.issued_on}")
    )


class DeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delivery

    document = factory.SubFactory(DocumentFactory)
    organization = factory.SubFactory(OrganizationFactory)
    delivered_at = factory.LazyFunction(timezone.now)


class ProposedTaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProposedTask

    document = factory.SubFactory(DocumentFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Rà soát hợp tác xã ngừng hoạt động, đợt {n}")


class ProposedPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProposedParty

    proposed_task = factory.SubFactory(ProposedTaskFactory)
    words = "Phòng Kinh tế"
