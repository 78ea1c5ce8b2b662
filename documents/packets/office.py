"""Word, Excel and PowerPoint files as PDF by LibreOffice, where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

_OFFICE = "application/vnd.openxmlformats-officedocument."
_ENDINGS = {
    f"{_OFFICE}wordprocessingml.document": "docx",
    f"{_OFFICE}spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}presentationml.presentation": "pptx",
}
SECONDS = 120
# No macros, no active content, no links that are followed: a foreign file brings nothing but its pages.
_SETTINGS = Path(__file__).parent / "assets" / "office.xcu"


def converter() -> str | None:
    """Return the program that converts, None where the machine has none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(content: bytes, content_type: str) -> bytes | None:
    """Return the file as PDF; None for other kinds of file, without LibreOffice, and where it gives nothing in time.

    It runs in a folder and with settings of its own, without the network where the system lets us.
    """
    program, ending = converter(), _ENDINGS.get(content_type)
    if program is None or ending is None:
        return None
    with tempfile.TemporaryDirectory(prefix="packet-") as folder:
        place = Path(folder)
        (place / "profile" / "user").mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_bytes(_SETTINGS.read_bytes())
        (place / f"tep.{ending}").write_bytes(content)
        command = [
            *_without_network(), program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless",
            "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", folder, str(place / f"tep.{ending}"),
        ]  # fmt: skip
        try:
            subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
            return (place / "tep.pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None


@lru_cache(maxsize=1)
def _without_network() -> list[str]:
    command = ["unshare", "--net", "--map-root-user"]
    try:
        works = subprocess.run([*command, "true"], capture_output=True, timeout=5, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        works = False
    return command if works else []
