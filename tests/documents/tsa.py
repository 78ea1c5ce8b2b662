"""A time stamp authority (RFC 3161) behind HTTP on this machine, for tests."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.documents.signers import BELIEVED, authority

NAME = "Dịch vụ dấu thời gian thử"


@lru_cache(maxsize=2)
def stamper(by: str = BELIEVED) -> Any:
    """What answers requests: a stamper with a certificate for time stamps alone, under an authority."""
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from pyhanko.sign.timestamps import DummyTimeStamper

    root, key = authority(by), rsa.generate_private_key(public_exponent=65537, key_size=2048)
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(
        issuer_name=root.certificate.subject,
        subject_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)]),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - dt.timedelta(hours=1),
        not_valid_after=now + dt.timedelta(days=30),
    )
    only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = builder.add_extension(only, critical=True).sign(root.key, hashes.SHA256())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        asn1.Certificate.load(certificate.public_bytes(Encoding.DER)), keys.PrivateKeyInfo.load(private)
    )


class _Service(HTTPServer):
    answer: Any = staticmethod(lambda body: b"")
    asked = 0


class _Handler(BaseHTTPRequestHandler):
    server: _Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        status, content = self.server.answer(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def service(answer: Any = None, by: str = BELIEVED) -> Iterator[_Service]:
    """Give a running service; `answer` makes status and body of a request's body, a true stamp when not given."""
    server = _Service(("127.0.0.1", 0), _Handler)
    server.answer = answer or (lambda body: (200, stamp(body, by)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def stamp(body: bytes, by: str = BELIEVED) -> bytes:
    """Return the answer to a request."""
    from asn1crypto import tsp

    answer: bytes = stamper(by).request_tsa_response(tsp.TimeStampReq.load(body)).dump()
    return answer


def address(server: _Service) -> str:
    return f"http://127.0.0.1:{server.server_port}/"
