"""`manage.py prepare_static`: collect static files when one of them has changed since the last time."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from coopportal.storage import PortalStaticFilesConfig


def state_of_static_files() -> str:
    """Return a short name for the names, sizes and times of all static files, and for how they are packed."""
    digest = sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(PortalStaticFilesConfig.ignore_patterns):
            about = Path(storage.path(path)).stat()
            digest.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Command(BaseCommand):
    """Packing takes seconds; a start without a change should not."""

    help = "Gom và nén tệp tĩnh khi có tệp thay đổi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Note the state after the work, so that a crash in between is not taken for done."""
        note = Path(settings.STATIC_ROOT) / ".state"
        state = state_of_static_files()
        if note.exists() and note.read_text(encoding="utf-8") == state:
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(state, encoding="utf-8")
