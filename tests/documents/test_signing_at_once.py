"""Signing and refusing at the same moment, killed in between, and with a full disk: all of it happened or nothing."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from audit.services import broken_links
from documents.models import IssuedFile, NumberEntry, OfficialDocument, RefusedOriginal, SigningKey
from documents.services import numbering, refusing, stored
from documents.services.issuing import finalize
from documents.services.refusing import refuse_to_sign
from documents.services.sanity import check_files
from documents.services.signing import acts
from tests.documents.approved import approved
from tests.documents.issuers import ended, in_process
from tests.documents.signers import PASSPHRASE, Signers
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db(transaction=True)
# Where a process is killed: what is called there, and whether before or after it has done its work.
SIGNING = [
    ("before the signature", acts, "add_signature", False),
    ("with the signature made", acts, "add_signature", True),
    ("while the file is written", os, "fsync", False),
    ("with the file written", stored, "keep", True),
    ("with the rows written", acts, "record", False),
]
REFUSING = [
    ("with the number given back", numbering, "enter_given_up", False),
    ("with the line in the register", numbering, "enter_given_up", True),
    ("with the draft written", refusing, "add_step", False),
    ("before the commit", refusing, "record", True),
]


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()


@pytest.fixture
def key(world: World) -> SigningKey:
    return Signers(world).key(world.leader)


def numbered(world: World) -> OfficialDocument:
    document = approved(world)
    finalize(document=document, by=world.leader)
    return document


def die_at(module: Any, name: str, *, after: bool, act: Callable[[], object]) -> int:
    """Do it in a process that is killed at a place; return its exit status."""

    def doomed() -> None:
        real = getattr(module, name)

        def deadly(*args: Any, **kwargs: Any) -> None:
            if after:
                real(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(module, name, deadly)
        act()

    return ended(in_process(doomed))


def sign(document: OfficialDocument, key: SigningKey, world: World) -> object:
    fresh = OfficialDocument.objects.get(pk=document.pk)
    return acts.sign_on_server(document=fresh, key=key, secret=PASSPHRASE, by=world.leader)


def refuse(document: OfficialDocument, world: World) -> object:
    fresh = OfficialDocument.objects.get(pk=document.pk)
    return refuse_to_sign(document=fresh, by=world.leader, reason="Sai căn cứ", keep_number=False)


def unsigned(document: OfficialDocument) -> bool:
    fresh = OfficialDocument.objects.get(pk=document.pk)
    nothing = not fresh.signed_files.exists() and not fresh.signature_reports.exists()
    return fresh.state == "approved" and nothing and fresh.number != ""


@pytest.mark.slow
def test_killed_while_signing_nothing_is_half_signed(world: World, key: SigningKey) -> None:
    document = numbered(world)
    for where, module, name, after in SIGNING:
        assert die_at(module, name, after=after, act=lambda: sign(document, key, world)) == -signal.SIGKILL, where
        assert unsigned(document), where
    sign(document, key, world)
    assert document.signed_files.count() == 1 and broken_links() == [] and not check_files().problems


def test_a_full_disk_while_signing_changes_nothing(
    world: World, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = numbered(world)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ValidationError, match="hết chỗ"):
            sign(document, key, world)
    assert unsigned(document)
    sign(document, key, world)


def test_killed_while_refusing_the_number_is_the_document_s_still(world: World) -> None:
    document = numbered(world)
    for where, module, name, after in REFUSING:
        assert die_at(module, name, after=after, act=lambda: refuse(document, world)) == -signal.SIGKILL, where
        assert unsigned(document) and IssuedFile.objects.filter(document=document).exists(), where
        assert NumberEntry.objects.get().document_id == document.pk and not RefusedOriginal.objects.exists(), where
    refuse(document, world)
    assert NumberEntry.objects.get().state == "cancelled" and broken_links() == []


def test_of_signing_twice_and_refusing_at_once_one_happens(world: World, key: SigningKey) -> None:
    document = numbered(world)
    children = [
        in_process(lambda: sign(document, key, world)),
        in_process(lambda: sign(document, key, world)),
        in_process(lambda: refuse(document, world)),
    ]
    assert sorted(ended(child) for child in children) == [0, 1, 1]
    fresh = OfficialDocument.objects.get(pk=document.pk)
    refused, signed = RefusedOriginal.objects.count(), fresh.signed_files.count()
    assert (refused, signed, fresh.state) in {(1, 0, "draft"), (0, 1, "approved")}
    assert IssuedFile.objects.count() == signed and NumberEntry.objects.count() == 1
