"""The demonstration's dossiers of work: what xã Thanh Miện gathered of two of its matters."""

from __future__ import annotations

import datetime as dt

from documents.models import OfficialDocument
from documents.models.states import UNISSUED
from documents.services.dossiers import add_papers, close_dossier, create_dossier
from reports.demo.places import Places

# Code, heading, title, years that it is kept, kinds and a word of the papers, closed already.
MATTERS = [
    ("01.KT", "Kinh tế tập thể", "Hồ sơ về việc triển khai nhiệm vụ phát triển kinh tế tập thể, hợp tác xã năm {year}",
     20, ("KH", "QĐ", "CV", "TB"), "hop tac xa", False),
    ("02.VP", "Tổng hợp, hội nghị", "Hồ sơ Hội nghị đối thoại với các hợp tác xã năm {year}",
     10, ("GM",), "doi thoai", True),
]  # fmt: skip


def make_dossiers(places: Places, today: dt.date) -> None:
    """Open the dossiers and put in what the commune's office holds of their matters."""
    for code, heading, title, years, kinds, word, closed in MATTERS:
        clerk = places.staff["vanthu" if closed else "chuyenvien"]
        held = OfficialDocument.objects.visible_to(clerk).exclude(state__in=UNISSUED)
        papers = list(held.filter(organization=places.home, kind__in=kinds).search(word)[:12])
        first_day = min([today, *(paper.issued_on for paper in papers if paper.issued_on)])
        dossier = create_dossier(
            by=clerk,
            documents=papers,
            code=code,
            heading=heading,
            title=title.format(year=today.year),
            year=today.year,
            opened_on=first_day,
            retention_years=years,
        )
        if closed and papers:
            close_dossier(dossier=dossier, by=clerk, today=today)
        elif len(papers) > 1:
            # A paper of the conference belongs to the year's work too.
            invitation = held.filter(organization=places.home, kind="GM").search("doi thoai").first()
            if invitation:
                add_papers(dossier=dossier, documents=[invitation], by=clerk, note="Xem thêm hồ sơ 02.VP")
