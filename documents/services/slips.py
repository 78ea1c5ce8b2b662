"""The phiếu trình as a printed page: its words from the slip, its opinions and days from the steps of the review."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from documents.models import OfficialDocument, ReviewStep, SubmissionSlip
from documents.official.drawing.style import FONT_STACK

_CSS = f"""
@page {{ size: A4; margin: 20mm 15mm 20mm 30mm; }}
body {{ font-family: {", ".join(f'"{name}"' for name in FONT_STACK)}, serif; font-size: 13pt; line-height: 1.3; }}
h1 {{ font-size: 14pt; text-align: center; margin: 14pt 0 2pt; }}
p {{ margin: 0; }}
.head {{ display: table; width: 100%; table-layout: fixed; }}
.head > div {{ display: table-cell; text-align: center; vertical-align: top; font-weight: bold; font-size: 12pt; }}
.head > .left {{ width: 42%; font-size: 11pt; }}
.nation {{ white-space: nowrap; }}
.day {{ text-align: center; font-style: italic; margin-bottom: 10pt; }}
table {{ width: 100%; border-collapse: collapse; margin-top: 8pt; }}
td {{ border: 0.5pt solid #000; padding: 2mm; vertical-align: top; white-space: pre-line; }}
td.name {{ width: 42mm; font-weight: bold; white-space: normal; }}
td.sign {{ height: 26mm; }}
.small {{ font-size: 11pt; font-style: italic; }}
"""
_SAID = (ReviewStep.Act.FORWARDED, ReviewStep.Act.RETURNED, ReviewStep.Act.APPROVED, ReviewStep.Act.REFUSED)


def slip_pdf_of(document: OfficialDocument, slip: SubmissionSlip) -> bytes:
    """Return the slip of one round as PDF: who submits what to whom, with the opinions given in that round."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    class Nothing(URLFetcher):
        """The page needs nothing from outside, so nothing is fetched."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            raise ValueError(f"Không được tải: {url}")

    html = render_to_string("documents/print/slip.html", slip_context(document, slip))
    content: bytes = weasyprint.HTML(string=html, url_fetcher=Nothing()).write_pdf(
        stylesheets=[weasyprint.CSS(string=_CSS)], pdf_variant="pdf/a-2b"
    )
    return content


def slip_context(document: OfficialDocument, slip: SubmissionSlip) -> dict[str, Any]:
    """Return what the page of the slip shows; every day on it is that of the act."""
    steps = document.review_steps.filter(round=slip.round, act__in=_SAID).select_related("by__user", "by__organization")
    unit = document.drafting_unit or document.organization
    parent = unit.parent if unit.parent_id and unit.pk != document.organization_id else None
    return {
        "document": document,
        "slip": slip,
        "steps": list(steps),
        "unit": unit.name,
        "parent": parent.name if parent else "",
        "place": document.organization.unit.proper_name,
        "day": timezone.localtime(slip.at),
    }
