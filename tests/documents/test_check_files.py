"""Files against rows: what is missing, changed or left over is told."""

from __future__ import annotations

import os
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from documents.services import stored
from documents.services.issuing import finalize
from tests.documents.approved import approved
from tests.factories.documents import DocumentFactory
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


def check(**options: bool) -> tuple[str, str]:
    """Return what the command says, and what it complains of."""
    said, complained = StringIO(), StringIO()
    try:
        call_command("check_files", stdout=said, stderr=complained, **options)
    except CommandError as error:
        complained.write(str(error))
    return said.getvalue(), complained.getvalue()


def test_a_whole_store_is_called_whole(world: World) -> None:
    finalize(document=approved(world), by=world.leader)
    assert check() == ("1 tệp, không có vấn đề.\n", "")


def test_missing_and_changed_files_are_named(world: World) -> None:
    changed, lost = (finalize(document=approved(world), by=world.leader) for _ in range(2))
    path = stored.path_of(changed.file_name)
    path.chmod(0o640)
    path.write_bytes(b"%PDF-1.7 khac")
    stored.path_of(lost.file_name).unlink()
    imported = DocumentFactory(organization=world.commune)
    imported.source_file.save("x.txt", ContentFile(b"x"))
    imported.source_file.storage.delete(imported.source_file.name)
    _, complained = check()
    for words in (f"{changed.file_name} trong kho lưu trữ đã bị thay đổi", f"{lost.file_name} không còn", "3 vấn đề"):
        assert words in complained
    assert f"văn bản {imported.pk}" in complained


def test_a_file_that_a_killed_act_left_is_thrown_away_when_it_is_old(world: World) -> None:
    name = stored.keep(b"%PDF-1.7 stray")
    assert "Tệp thừa" not in check()[0]
    os.utime(stored.path_of(name), (0, 0))
    assert name in check()[0] and stored.path_of(name).exists()
    assert "Đã xóa 1 tệp thừa" in check(tidy=True)[0] and not stored.path_of(name).exists()
