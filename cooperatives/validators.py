"""Numbers that the registry holds: tax codes, telephones, personal identity numbers."""

from __future__ import annotations

import re

import phonenumbers
from django.core.exceptions import ValidationError
from stdnum.exceptions import InvalidChecksum, InvalidLength
from stdnum.exceptions import ValidationError as NumberError
from stdnum.vn import mst

MASK = "•"
_IDENTITY = re.compile(r"\d{12}|[A-Z]\d{7,8}")
_OLD_IDENTITY = re.compile(r"\d{9}")


def normal_tax_code(code: str) -> str:
    """Return the code without the spaces, points and dashes that people part it with."""
    return mst.compact(code or "")


def validate_tax_code(code: str) -> None:
    """Raise ValidationError unless `code` is a 10-digit tax code with a true check digit.

    The code of a cooperative is its tax code (Law on Cooperatives 2023, art. 45); 13 digits are a branch's.
    """
    try:
        found = mst.validate(code)
    except InvalidLength:
        raise ValidationError(
            f"Mã số thuế phải có 10 chữ số, ở đây có {len(normal_tax_code(code))} ký tự; "
            "xem lại giấy chứng nhận đăng ký."
        ) from None
    except InvalidChecksum:
        raise ValidationError("Mã số thuế không đúng: chữ số cuối không khớp. Có thể gõ nhầm một chữ số.") from None
    except NumberError:
        raise ValidationError("Mã số thuế chỉ gồm chữ số, ví dụ: 0200170094.") from None
    if len(found) != 10:
        raise ValidationError("Đây là mã số của chi nhánh (13 chữ số); hãy ghi 10 chữ số đầu của đơn vị chính.")


def _parsed(phone: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(phone, "VN")
    except phonenumbers.NumberParseException:
        return None


def validate_phone(phone: str) -> None:
    """Raise ValidationError unless `phone` is one telephone number that can be dialled from Vietnam."""
    number = _parsed(phone)
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError("Số điện thoại không đúng; ghi một số, ví dụ: 0912 345 678 hoặc 0220 3735 123.")
    if number.country_code == 84 and not phonenumbers.is_valid_number(number):
        raise ValidationError(
            "Đầu số này không còn dùng hoặc chưa có; số di động nay có 10 chữ số, ví dụ: 0912 345 678."
        )


def normal_phone(phone: str) -> str:
    """Return the number as it is dialled and read in Vietnam: `0912 345 678`; unreadable text stays as typed."""
    number = _parsed(phone) if phone else None
    if number is None or not phonenumbers.is_possible_number(number):
        return (phone or "").strip()
    home = number.country_code == 84
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def national_phone(phone: str) -> str:
    """Return only the digits, so that a search finds the number however it is parted."""
    return re.sub(r"\D", "", phone or "")


def normal_identity(number: str) -> str:
    """Return the number in capitals, without the spaces and points that people part it with."""
    return re.sub(r"[\s.-]", "", number or "").upper()


def validate_identity(number: str) -> None:
    """Raise ValidationError unless `number` is a 12-digit personal number or a passport's.

    Numbers of nine digits ended with 2024 (Law on Identity 26/2023/QH15, art. 46).
    """
    number = normal_identity(number)
    if _OLD_IDENTITY.fullmatch(number):
        raise ValidationError("Chứng minh nhân dân 9 số hết giá trị từ 01/01/2025; ghi 12 chữ số trên thẻ căn cước.")
    if not _IDENTITY.fullmatch(number):
        raise ValidationError("Ghi 12 chữ số trên thẻ căn cước, hoặc số hộ chiếu, ví dụ: C1234567.")
