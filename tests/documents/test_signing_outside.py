"""What others say of our signatures, and tokens: poppler's pdfsig, SoftHSM's PKCS#11."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from documents.models import DocumentState, Holder, OfficialDocument, SigningKey
from documents.services.files import pdf_of
from documents.services.issuing import finalize
from documents.services.signing.acts import accept_signed_file, sign_on_server
from documents.services.signing.keys import register_token_key
from tests.documents.approved import approved
from tests.documents.signers import BELIEVED, PASSPHRASE, Signers, authority, p12
from tests.factories.organizations import World

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN, LABEL = "246810", "con-dau"
pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world: World) -> OfficialDocument:
    document = approved(world)
    finalize(document=document, by=world.leader)
    return document


def run(*command: object, **values: Any) -> str:
    """Run a tool of the system; return what it said. Its failure fails the test, where it is asked to."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60, **values)
    return done.stdout + done.stderr


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A store of NSS in which the test authority is believed."""
    store, root = tmp_path / "nss", tmp_path / "root.pem"
    store.mkdir()
    root.write_bytes(authority(BELIEVED).pem)
    run("certutil", "-N", "-d", f"sql:{store}", "--empty-password", check=True)
    run("certutil", "-A", "-d", f"sql:{store}", "-n", "root", "-t", "C,C,C", "-i", root, check=True)
    return store


def pdfsig(content: bytes, store: Path) -> str:
    """Return what poppler says of the signatures of a file."""
    file = store.parent / "signed.pdf"
    file.write_bytes(content)
    return run("pdfsig", "-nssdir", f"sql:{store}", file, env=os.environ | {"LC_ALL": "C"})


def test_pdfsig_agrees_that_both_are_valid_and_after_a_changed_byte_not(
    document: OfficialDocument, world: World, trust: Path
) -> None:
    signers = Signers(world)
    signers.images()
    sign_on_server(document=document, key=signers.key(world.leader), secret=PASSPHRASE, by=world.leader)
    sign_on_server(document=document, key=signers.key(None), secret=PASSPHRASE, by=world.clerk)
    assert document.state == DocumentState.SIGNED
    content = pdf_of(document)
    said = pdfsig(content, trust)
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count("Certificate Validation: Certificate is Trusted.") == 2

    altered = bytearray(content)
    altered[len(content) // 4] ^= 1
    said = pdfsig(bytes(altered), trust)
    assert said.count("Signature is Valid.") == 0 and said.count("Digest Mismatch") == 2
    other = approved(world)
    finalize(document=other, by=world.leader)
    with pytest.raises(ValidationError, match="không phải bản mà cổng đã lấy số"):
        accept_signed_file(document=other, content=bytes(altered), name="x.pdf", by=world.clerk)


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[str]:
    """A token of SoftHSM with the seal of xã Đông on it; give the module."""
    module = next((path for path in MODULES if Path(path).exists()), None)
    assert module, "softhsm2 is missing; scripts/setup all installs it"
    configuration = tmp_path / "softhsm2.conf"
    (tmp_path / "tokens").mkdir()
    configuration.write_text(f"directories.tokendir = {tmp_path}/tokens\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    run("softhsm2-util", "--init-token", "--free", "--label", "xa-dong", "--pin", PIN, "--so-pin", "1357", check=True)
    settings.SIGNING_PKCS11_MODULES = [module]
    put_on_token(module)
    yield module


def put_on_token(module: str) -> None:
    """Put key and certificate of the seal on the token."""
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    key, certificate, _ = pkcs12.load_key_and_certificates(p12("Ủy ban nhân dân xã Đông"), PASSPHRASE.encode())
    plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    stays = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: LABEL, pkcs11.Attribute.ID: b"1"}
    with pkcs11.lib(module).get_token(token_label="xa-dong").open(rw=True, user_pin=PIN) as session:
        session.create_object(decode_rsa_private_key(plain) | stays)
        session.create_object(decode_x509_certificate(certificate.public_bytes(Encoding.DER)) | stays)


def test_the_seal_may_live_on_a_token(document: OfficialDocument, world: World, token: str) -> None:
    signers = Signers(world)

    def register(**values: Any) -> SigningKey:
        given = {"module": token, "token_label": "xa-dong", "key_label": LABEL, "pin": PIN, "remember": True}
        return register_token_key(organization=world.commune, staff=None, by=None, **(given | values))

    for wrong, said in (
        ({"module": "/tmp/evil.so"}, "chưa được người vận hành cho phép"),
        ({"pin": "000000"}, "Không mở được thiết bị ký"),
        ({"token_label": "khac"}, "Không mở được thiết bị ký"),
        ({"key_label": "khac"}, "Không mở được thiết bị ký"),
    ):
        with pytest.raises(ValidationError, match=said):
            register(**wrong)
    seal = register()
    assert seal.holder == Holder.ORGANIZATION and PIN not in seal.secret
    sign_on_server(document=document, key=signers.key(world.leader), secret=PASSPHRASE, by=world.leader)
    sign_on_server(document=document, key=seal, secret="", by=world.clerk)
    assert document.state == DocumentState.SIGNED
