"""Putting a signature on a PDF: an addition to the file, picture and all, in the place that the drawing left for it."""

from __future__ import annotations

import io
from asyncio import to_thread
from typing import Any

from django.conf import settings

from documents.models import Holder, SignatureImage
from documents.official.drawing import Place

FIELDS = {Holder.PERSON: "NguoiKy", Holder.ORGANIZATION: "CoQuan"}
_PT_PER_MM = 72 / 25.4
TSA_SECONDS = 10


class NoTimeStamp(Exception):
    """The time stamp service gave none; the message, in Vietnamese, says what to do. Nothing was signed."""

    def __init__(self) -> None:
        super().__init__(
            "Chưa ký: dịch vụ dấu thời gian không trả lời hoặc trả lời sai. Hãy thử lại sau ít phút; nếu vẫn lỗi, "
            "báo quản trị hệ thống kiểm tra dịch vụ, hoặc ký trên máy của bạn hay trên giấy."
        )


def add_signature(
    content: bytes, *, signer: Any, holder: str, place: Place | None, image: SignatureImage | None
) -> bytes:
    """Return the PDF with one more signature (PAdES B-B, B-T with a time stamp service) as an incremental update.

    It is seen where there are a place and an image, else it has no appearance. Raises NoTimeStamp where the service
    that the operator named does not give one.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    field = FIELDS[Holder(holder)]
    facts: dict[str, Any] = {"sig_field_name": field}
    style = None
    if place and image:
        picture = _picture(image)
        facts |= {"on_page": place.page - 1, "box": _box(place, picture, float(image.width_mm))}
        style = _style(picture)
    meta = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    writer = PdfSigner(
        meta, signer, timestamper=_timestamper(), stamp_style=style, new_field_spec=SigFieldSpec(**facts)
    )
    out = writer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)))
    return bytes(out.getvalue())


def _timestamper() -> Any:
    """The time stamp service of `SIGNING_TSA_URL`, where the operator named one (RFC 3161 over HTTP)."""
    if not settings.SIGNING_TSA_URL:
        return None
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Service(TimeStamper):
        """Says in one way whatever the network or the service does wrong."""

        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            return tsp.TimeStampResp.load(await to_thread(_asked, settings.SIGNING_TSA_URL, req.dump()))

        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
            try:
                return await super().async_timestamp(message_digest, md_algorithm)
            except Exception as error:  # no connection, no answer in time, a refusal, no token at all
                raise NoTimeStamp from error

    return Service()


def _asked(address: str, body: bytes) -> bytes:
    """Return what the service answers. The address is the operator's, never out of a document."""
    import httpx

    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    answer = httpx.post(address, content=body, headers=headers, timeout=TSA_SECONDS)
    return answer.raise_for_status().content


def _picture(image: SignatureImage) -> Any:
    from PIL import Image

    with image.image.open("rb") as file:
        picture = Image.open(io.BytesIO(file.read()))
    picture.load()
    return picture


def _style(picture: Any) -> Any:
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    whole = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(0),
        inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
    )
    return StaticStampStyle(
        border_width=0, background=PdfImage(picture, writer=None), background_layout=whole, background_opacity=1
    )


def _box(place: Place, picture: Any, width_mm: float) -> tuple[float, float, float, float]:
    """The picture at its true width in the middle of its place; a signature that would not fit is made smaller."""
    left, bottom, right, top = place.box
    width = width_mm * _PT_PER_MM
    height = width * picture.height / picture.width
    if place.name == "signature":
        shrink = min(1.0, (right - left) / width, (top - bottom) / height)
        width, height = width * shrink, height * shrink
    middle, centre = (left + right) / 2, (bottom + top) / 2
    return (middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2)
