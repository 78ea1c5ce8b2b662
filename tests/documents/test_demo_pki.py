"""`make demo-pki`: keys that can be signed with at once."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.management.commands.demo_pki import PASSPHRASE
from documents.models import DocumentState, SigningKey
from documents.services.issuing import finalize
from documents.services.signing.acts import sign_on_server
from tests.documents.approved import approved
from tests.factories.organizations import World


def test_the_keys_sign_at_once(world: World, tmp_path: Path) -> None:
    said = StringIO()
    call_command("demo_pki", folder=tmp_path, organization=world.commune.code, register=True, stdout=said)
    files = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir() if path.suffix == ".p12"}
    assert len(files) == 2 and set(files.values()) == {0o600}
    assert PASSPHRASE in said.getvalue() and (tmp_path / "root.pem").exists()
    document = approved(world)
    finalize(document=document, by=world.leader)
    person, seal = SigningKey.objects.get(staff=world.leader), SigningKey.objects.get(staff=None)
    for key, by in ((person, world.leader), (seal, world.clerk)):
        sign_on_server(document=document, key=key, secret=PASSPHRASE, by=by)
    assert document.state == DocumentState.SIGNED


def test_an_unknown_office_is_said(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có cơ quan"):
        call_command("demo_pki", folder=tmp_path, organization="X")
