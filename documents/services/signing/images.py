"""Pictures of signatures and seals: transparent PNG, blue and red (Decree 30/2020, Annex I, II.7.d, II.8.a)."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from audit.services import record
from documents.models import Holder, SignatureImage
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 2000
LEAST_PIXELS = 100
# The widths between which a picture is one of a signature, of a seal.
WIDTHS = {Holder.PERSON: (Decimal(15), Decimal(60)), Holder.ORGANIZATION: (Decimal(20), Decimal(45))}
COLOURS = {Holder.PERSON: "xanh", Holder.ORGANIZATION: "đỏ"}


@transaction.atomic
def save_image(
    *, organization: Organization, staff: Staff | None, content: bytes, width_mm: Decimal, by: Staff
) -> SignatureImage:
    """Keep the picture of a person's signature (`staff`) or of the organization's seal, in place of the old one.

    The picture is drawn anew, so that nothing but its pixels is kept. Raises ValidationError naming `image` or
    `width_mm`.
    """
    holder = Holder.PERSON if staff else Holder.ORGANIZATION
    least, most = WIDTHS[holder]
    if not least <= width_mm <= most:
        raise ValidationError({"width_mm": f"Bề rộng thật trên giấy phải từ {least} đến {most} mm."})
    clean = checked(content, holder)
    of = {"staff": staff} if staff else {"organization": organization, "holder": holder}
    row = SignatureImage.objects.filter(**of).first() or SignatureImage(staff=staff)
    old, storage = row.image.name, row.image.storage
    row.organization, row.holder, row.width_mm = organization, holder, width_mm
    row.image.save("image.png", ContentFile(clean), save=False)
    row.full_clean()
    row.save()
    record(code="documents.signature_image.saved", obj=row, **actor_of(by))
    if old:
        transaction.on_commit(lambda: storage.delete(old))
    return row


def checked(content: bytes, holder: str) -> bytes:
    """Return the picture as clean PNG, cut to what is drawn. Raises ValidationError naming `image`."""
    if len(content) > MOST_BYTES:
        raise ValidationError({"image": "Hình quá lớn; tối đa 2 MB."})
    picture = _transparent(_opened(content))
    box = picture.getchannel("A").getbbox()
    if box is None:
        raise ValidationError({"image": "Hình trống: mọi điểm đều trong suốt."})
    _check_colour(picture, holder)
    out = io.BytesIO()
    picture.crop(box).save(out, "PNG")
    return out.getvalue()


def _opened(content: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(content), formats=["PNG"])
        if max(picture.size) > MOST_PIXELS or min(picture.size) < LEAST_PIXELS:
            sizes = f"từ {LEAST_PIXELS} đến {MOST_PIXELS} điểm ảnh mỗi chiều"
            raise ValidationError(
                {"image": f"Hình phải có kích thước {sizes}; hình này {picture.width} × {picture.height}."}
            )
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError({"image": "Hình phải là tệp PNG nền trong suốt."}) from error
    return picture


def _transparent(picture: Any) -> Any:
    has_ground = "A" in picture.getbands() or "transparency" in picture.info
    whole = picture.convert("RGBA")
    clear = whole.getchannel("A").histogram()[0]
    if not has_ground or clear < whole.width * whole.height * 0.2:
        raise ValidationError({"image": "Nền của hình phải trong suốt (PNG có kênh trong suốt), chỉ nét mực là đặc."})
    return whole


def _check_colour(picture: Any, holder: str) -> None:
    """The mean of the ink, weighted by its opacity, must lean to the colour that the decree names."""
    from PIL import ImageStat

    red, _, blue = ImageStat.Stat(picture.convert("RGB"), mask=picture.getchannel("A")).mean
    leans = blue > red + 20 if holder == Holder.PERSON else red > blue + 20
    if not leans:
        what = "chữ ký" if holder == Holder.PERSON else "con dấu"
        raise ValidationError(
            {"image": f"Hình {what} phải màu {COLOURS[Holder(holder)]} (Nghị định 30/2020/NĐ-CP, Phụ lục I)."}
        )
