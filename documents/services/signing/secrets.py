"""Passphrases of seals, encrypted at rest with a key that stands in no database (docs/decisions/0009)."""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError


def _key(source: str) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"coopportal signing secrets v1")
    return base64.urlsafe_b64encode(derived.derive(source.encode()))


def _box() -> Any:
    from cryptography.fernet import Fernet, MultiFernet

    newest = settings.SIGNING_SECRET_KEY or settings.SECRET_KEY
    sources = [newest, *getattr(settings, "SECRET_KEY_FALLBACKS", [])]
    return MultiFernet([Fernet(_key(source)) for source in dict.fromkeys(sources)])


def encrypt(text: str) -> str:
    """Return the text as a token that only this portal's key opens."""
    return str(_box().encrypt(text.encode()).decode())


def decrypt(token: str) -> str:
    """Return the text of a token. Raises ValidationError where the portal's key was changed since."""
    from cryptography.fernet import InvalidToken

    try:
        return str(_box().decrypt(token.encode()).decode())
    except InvalidToken as error:
        raise ValidationError(
            "Không mở được mật khẩu khóa đã lưu vì khóa bí mật của cổng đã đổi; hãy báo quản trị đăng ký lại khóa."
        ) from error
