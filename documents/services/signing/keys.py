"""Keys with which the portal signs on the server: registering, opening and retiring them."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import Holder, SigningKey
from documents.services.signing.certificates import as_pem, facts_of
from documents.services.signing.secrets import decrypt, encrypt
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

WRONG_SECRET = "Mật khẩu khóa hoặc mã PIN không đúng."  # noqa: S105 - a message
NOT_P12 = "Tệp không phải khóa PKCS#12 (.p12, .pfx), hoặc mật khẩu không đúng."
TOKEN_CLOSED = "Không mở được thiết bị ký “{label}”: kiểm tra thiết bị đã cắm, nhãn thiết bị, nhãn khóa, mã PIN."  # noqa: S105


@transaction.atomic
def register_file_key(
    *,
    organization: Organization,
    staff: Staff | None,
    content: bytes,
    passphrase: str,
    remember: bool,
    by: Staff | None,
) -> SigningKey:
    """Take in a PKCS#12 file: a person's (`staff`) or the seal of the organization.

    The file goes to the folder of keys as it is, closed by its own passphrase; `remember` keeps that of a seal,
    encrypted. Raises ValidationError naming `file` or `remember`.
    """
    signer = _from_p12(content, passphrase)
    key = _described(SigningKey(organization=organization, staff=staff, store=SigningKey.Store.PKCS12), signer)
    key.file_name = f"{uuid.uuid4().hex}.p12"
    _keep(key, passphrase, remember=remember)
    path = _folder() / key.file_name
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        key.save()
        record(code="documents.key.registered", obj=key, **actor_of(by))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return key


@transaction.atomic
def register_token_key(
    *,
    organization: Organization,
    staff: Staff | None,
    module: str,
    token_label: str,
    key_label: str,
    pin: str,
    remember: bool,
    by: Staff | None,
) -> SigningKey:
    """Take in a key on a PKCS#11 token or HSM; `module` must be one of those that the operator allowed.

    Raises ValidationError naming `module` or `pin`.
    """
    if module not in settings.SIGNING_PKCS11_MODULES:
        raise ValidationError({"module": "Mô-đun PKCS#11 này chưa được người vận hành cho phép."})
    place = {"module": module, "token_label": token_label, "key_label": key_label}
    key = SigningKey(organization=organization, staff=staff, store=SigningKey.Store.PKCS11, **place)
    with _token_signer(key, pin) as signer:
        _described(key, signer)
    _keep(key, pin, remember=remember)
    key.save()
    record(code="documents.key.registered", obj=key, **actor_of(by))
    return key


def _described(key: SigningKey, signer: Any) -> SigningKey:
    facts = facts_of(signer.signing_cert)
    key.holder = Holder.PERSON if key.staff else Holder.ORGANIZATION
    key.certificate = as_pem(signer.signing_cert)
    for name in ("subject", "issuer", "serial", "fingerprint", "valid_from", "valid_to"):
        setattr(key, name, getattr(facts, name))
    return key


def _keep(key: SigningKey, secret: str, *, remember: bool) -> None:
    """Say what is wrong with the key; keep its passphrase where that is asked for and allowed."""
    if remember and key.holder == Holder.PERSON:
        raise ValidationError({"remember": "Mật khẩu khóa cá nhân không được lưu; người ký nhập khi ký."})
    if not key.is_usable:
        days = f"{timezone.localtime(key.valid_from):%d/%m/%Y} đến {timezone.localtime(key.valid_to):%d/%m/%Y}"
        raise ValidationError({"file": f"Chứng thư số không còn (hoặc chưa) hiệu lực: từ {days}."})
    key.secret = encrypt(secret) if remember else ""
    key.full_clean()


@transaction.atomic
def retire_key(*, key: SigningKey, by: Staff) -> SigningKey:
    """Let the portal sign with it no more; what was signed stays, the file of the key is deleted."""
    fresh = SigningKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if fresh.retired_at:
        raise ValidationError("Khóa này đã ngừng dùng.")
    fresh.retired_at, fresh.secret = timezone.now(), ""
    fresh.save(update_fields=["retired_at", "secret", "updated_at"])
    record(code="documents.key.retired", obj=fresh, **actor_of(by))
    if fresh.file_name:
        transaction.on_commit(lambda: (_folder() / fresh.file_name).unlink(missing_ok=True))
    return fresh


@contextmanager
def opened(key: SigningKey, secret: str) -> Iterator[Any]:
    """Give a pyHanko signer of the key; `secret` is what was typed, not needed where the key remembers it.

    Raises ValidationError naming `secret` where it is wrong, or where the key cannot be used any more.
    """
    if not key.is_usable:
        raise ValidationError({"key": f"Khóa “{key}” đã ngừng dùng hoặc chứng thư số hết hiệu lực."})
    secret = secret or (decrypt(key.secret) if key.secret else "")
    if not secret:
        raise ValidationError({"secret": "Hãy nhập mật khẩu khóa hoặc mã PIN."})
    if key.store == SigningKey.Store.PKCS12:
        yield _from_p12(_content(key), secret, field="secret", message=WRONG_SECRET)
        return
    with _token_signer(key, secret, field="secret") as signer:
        yield signer


def _content(key: SigningKey) -> bytes:
    try:
        return (_folder() / key.file_name).read_bytes()
    except OSError as error:
        raise ValidationError({"key": "Tệp khóa không còn trên máy chủ; hãy báo quản trị đăng ký lại."}) from error


def _folder() -> Path:
    folder = Path(settings.SIGNING_KEYS_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _from_p12(content: bytes, passphrase: str, *, field: str = "file", message: str = NOT_P12) -> Any:
    from pyhanko.sign.signers import SimpleSigner

    try:
        signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase.encode())
    except (ValueError, TypeError, AttributeError, OSError) as error:  # a file without key or certificate too
        raise ValidationError({field: message}) from error
    if signer is None or signer.signing_cert is None:
        raise ValidationError({field: message})
    return signer


@contextmanager
def _token_signer(key: SigningKey, pin: str, *, field: str = "pin") -> Iterator[Any]:
    import pkcs11
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    message = TOKEN_CLOSED.format(label=key.token_label)
    try:
        criteria = TokenCriteria(label=key.token_label)
        session = open_pkcs11_session(key.module, token_criteria=criteria, user_pin=pin)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise ValidationError({field: message}) from error
    with session:
        signer = PKCS11Signer(session, cert_label=key.key_label, key_label=key.key_label)
        try:
            signer.signing_cert  # noqa: B018 - asks the token
        except Exception as error:  # the library wraps what tokens say in many ways
            raise ValidationError({field: message}) from error
        yield signer
