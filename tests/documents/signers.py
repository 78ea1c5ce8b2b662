"""What signs in tests: an authority, keys of the test province's people, pictures."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from functools import lru_cache
from typing import Any

import time_machine
from PIL import Image, ImageDraw

from documents.demo_pki import DemoAuthority, make_authority
from documents.models import Holder, SigningKey
from documents.official.drawing import place_of
from documents.services.signing.authorities import trust_authority
from documents.services.signing.images import save_image
from documents.services.signing.keys import register_file_key
from documents.services.signing.writing import add_signature
from organizations.models import Staff
from tests.factories.organizations import World

PASSPHRASE = "mat-khau-khoa"
BELIEVED = "Chứng thực thử"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
# Keys are made once for all tests of a process, whatever day the first of them lives on.
MADE = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


@lru_cache(maxsize=2)
def authority(name: str) -> DemoAuthority:
    """One authority of a name for the whole run: making keys is slow."""
    with time_machine.travel(MADE, tick=False):
        return make_authority(name)


@lru_cache(maxsize=16)
def p12(common_name: str, office: str = "UBND xã Đông", by: str = BELIEVED, expired: bool = False) -> bytes:
    """The key of a holder, closed with PASSPHRASE."""
    days = {"valid_from": LONG_AGO, "valid_to": LONG_AGO + dt.timedelta(days=365)} if expired else {"valid_from": MADE}
    return authority(by).p12(common_name, office, PASSPHRASE, **days)


class Signers:
    """The leader of xã Đông and its seal, with a believed authority behind both."""

    def __init__(self, world: World) -> None:
        self.world = world
        trust_authority(content=authority(BELIEVED).pem, by=None)

    def key(self, staff: Staff | None, **values: Any) -> SigningKey:
        """Register a person's key, or the seal of xã Đông."""
        office = self.world.commune
        name = staff.full_name if staff else office.name
        given = {"content": p12(name), "passphrase": PASSPHRASE, "remember": False, "by": self.world.administrator}
        return register_file_key(organization=office, staff=staff, **(given | values))

    def images(self) -> None:
        """Register the pictures of signature and seal."""
        of = {"organization": self.world.commune, "by": self.world.administrator}
        save_image(staff=self.world.leader, content=ink("blue"), width_mm=Decimal(40), **of)
        save_image(staff=None, content=seal(), width_mm=Decimal(36), **of)


def signed(content: bytes, name: str, holder: str = Holder.PERSON, **values: Any) -> bytes:
    """Return the PDF as somebody's own program would sign it, without a picture."""
    from pyhanko.sign.signers import SimpleSigner

    signer = SimpleSigner.load_pkcs12_data(p12(name, **values), other_certs=[], passphrase=PASSPHRASE.encode())
    return add_signature(content, signer=signer, holder=holder, place=place_of(content, "none"), image=None)


def ink(colour: str) -> bytes:
    """A signature: a line on a transparent ground."""
    picture = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((20, 200, 200, 40, 300, 200, 580, 30), fill=colour, width=10)
    return png(picture)


def seal() -> bytes:
    """A seal: two red rings."""
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((5, 5, 595, 595), outline="red", width=14)
    draw.ellipse((150, 150, 450, 450), outline="red", width=8)
    return png(picture)


def png(picture: Any) -> bytes:
    """The picture as a PNG file."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
