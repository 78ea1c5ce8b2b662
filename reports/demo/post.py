"""The demonstration's incoming and outgoing post: what the registers of xã Thanh Miện hold."""

from __future__ import annotations

import datetime as dt

from documents.models import Delivery, DeliveryState, OfficialDocument, RelationKind
from documents.services.delivery import refuse_delivery
from documents.services.directing import Given, direct, finish, propose, take_in_hand
from documents.services.incoming import Letterhead, receive_delivery, register_paper
from documents.services.papers import take_paper
from documents.services.relations import relate
from organizations.models import Staff
from reports.demo.days import moment
from reports.demo.places import Places

# Days ago, days before that on which it was signed, kind, number, symbol, issuer, subject, whom it is given to.
PAPERS = [
    (27, 3, "CV", "1187", "SNNMT-PTNT", "Sở Nông nghiệp và Môi trường", "rà soát nhu cầu hỗ trợ hợp tác xã nông nghiệp",
     "PKT"),
    (20, 2, "GM", "96", "GM-LMHTX", "Liên minh Hợp tác xã thành phố",
     "dự Hội nghị đối thoại với các hợp tác xã năm {year}", "VP"),
    (12, 4, "TB", "41", "TB-HND", "Hội Nông dân thành phố Hải Phòng",
     "kế hoạch tập huấn chuyển đổi số cho thành viên hợp tác xã", "PVHXH"),
    (6, 1, "CV", "08", "CV-HTXĐX", "Hợp tác xã Dịch vụ nông nghiệp Đồng Xanh",
     "đề nghị hướng dẫn thủ tục thuê đất xây dựng kho lạnh", "PKT"),
    (1, 2, "CV", "2305", "STC-KTTT", "Sở Tài chính", "báo cáo tình hình kinh tế tập thể 9 tháng", ""),
]  # fmt: skip


def receive_sent(document: OfficialDocument, places: Places, at: dt.datetime) -> None:
    """Let the commune's office receive what was sent to it, on the day on which it came."""
    delivery = Delivery.objects.filter(organization=places.home, document=document).first()
    if delivery is None:
        return
    entry = receive_delivery(delivery=delivery, by=places.staff["vanthu"], at=at + dt.timedelta(hours=1))
    given = [Given(places.office(places.home, "PKT")), Given(places.office(places.home, "VP"), "coordinating")]
    direct(entry=entry, opinion="Giao Phòng Kinh tế chủ trì, tham mưu triển khai.", given=given,
           by=places.staff["lanhdao"], at=at + dt.timedelta(hours=4))  # fmt: skip


def make_post(places: Places, today: dt.date) -> None:
    """Register the paper mail of the last weeks day by day, and let the offices handle it.

    All of it is newer than what came by the portal (`receive_sent`), so that numbers follow the days.
    """
    for paper in PAPERS:
        _register(places, paper, places.staff["vanthu"], today - dt.timedelta(days=paper[0]), today)
    _handle_in_offices(places, today)
    _tie(places)


def _tie(places: Places) -> None:
    """Say what the commune's papers implement, so that their chain is seen."""
    papers = {d.kind: d for d in OfficialDocument.objects.filter(organization=places.home, origin="imported")}
    city = OfficialDocument.objects.filter(organization=places.province).first()
    if city and {"KH", "TB", "QĐ"} <= set(papers):
        by = places.staff["vanthu"]
        relate(source=papers["QĐ"], target=papers["KH"], kind=RelationKind.IMPLEMENTS, by=by)
        relate(source=papers["TB"], target=city, kind=RelationKind.IMPLEMENTS, by=by)


def _register(
    places: Places, paper: tuple[int, int, str, str, str, str, str, str], clerk: Staff, day: dt.date, today: dt.date
) -> None:
    _, before, kind, number, symbol, issuer, subject, to = paper
    signed = day - dt.timedelta(days=before)
    head = Letterhead(kind, number, symbol, signed, issuer, subject.format(year=today.year))
    document = take_paper(data=None, filename="", organization=places.home, by=clerk, note="bản giấy")
    entry = register_paper(document=document, head=head, arrived_on=day, by=clerk, today=today)
    if not to:
        return
    due = max(day + dt.timedelta(days=10), today - dt.timedelta(days=3))
    office = places.office(places.home, to)
    direct(entry=entry, opinion="Nghiên cứu, tham mưu theo thẩm quyền.", given=[Given(office, "lead", due)],
           by=places.staff["lanhdao"], at=moment(day, 16))  # fmt: skip
    if to == "PVHXH":
        chief = places.staff["vanhoaxahoi"]
        take_in_hand(entry=entry, by=chief, at=moment(day + dt.timedelta(days=1), 9))
        propose(
            entry=entry, text="Đề nghị cử 05 thành viên dự tập huấn.", by=chief, at=moment(day + dt.timedelta(days=2))
        )
        finish(entry=entry, result="Đã cử người dự tập huấn.", by=chief, at=moment(day + dt.timedelta(days=4)))


def _handle_in_offices(places: Places, today: dt.date) -> None:
    """Phòng Văn hóa - Xã hội refuses a paper that is not for it; what else waits in the offices keeps waiting."""
    wrong = Delivery.objects.filter(
        organization=places.office(places.home, "PVHXH"), state=DeliveryState.ARRIVED
    ).order_by("pk").first()  # fmt: skip
    if wrong:
        refuse_delivery(
            delivery=wrong, reason="Nội dung không thuộc chức năng của phòng", by=places.staff["vanhoaxahoi"],
            at=moment(today - dt.timedelta(days=1), 10),
        )  # fmt: skip
