"""Who PostgreSQL runs as: it refuses root, and folders that are not ours keep their permissions.

Started by an ordinary user, PostgreSQL runs as that user. Started by root there are three ways, tried in this order:

1. `namespace`: a user namespace in which root carries the number of an ordinary user. Files stay root's own, so it
   works under /root too. Some containers forbid it.
2. `drop`: the process becomes an ordinary user, when that user can reach the programs and the data.
3. `copy`: as `drop`, with programs and data in a folder of ours that everybody can reach, and a link from `var/`.
"""

import ctypes
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from coopportal.embedded.processes import EmbeddedServerError

CLONE_NEWUSER = 0x10000000
WAYS = ("namespace", "drop", "copy")
SHARED_FOLDERS = (Path("/var/lib/coopportal"), Path("/var/tmp/coopportal"))  # noqa: S108 (ours, 0755, checked below)


@dataclass(frozen=True)
class Identity:
    """How to start PostgreSQL: `way`, the user to become (None: stay), the programs and the data folder."""

    way: str
    uid: int | None
    gid: int | None
    programs: Path
    data: Path

    def enter(self) -> None:
        """Become that user; to be called in the child between fork and exec. Raises OSError when forbidden."""
        if self.way == "namespace":
            _enter_namespace(self.uid or 0, self.gid or 0)
        elif self.uid is not None and self.gid is not None:
            os.setgroups([])
            os.setgid(self.gid)
            os.setuid(self.uid)

    def take_over(self) -> None:
        """Make the data folder and what is in it belong to the user PostgreSQL runs as."""
        if os.geteuid() != 0 or not self.data.exists():
            return
        uid, gid = (0, 0) if self.way == "namespace" else (self.uid or 0, self.gid or 0)
        if self.data.stat().st_uid == uid:
            return
        for path in [self.data, *self.data.rglob("*")]:
            os.chown(path, uid, gid, follow_symlinks=False)


def choose_identity(programs: Path, data: Path, ways: tuple[str, ...] = WAYS) -> Identity:
    """Return the first identity under which `programs` start and `data` can be written.

    `programs` is the folder that holds bin, lib and share; `data` may be missing, its parent may not.
    Raises EmbeddedServerError when none works.
    """
    if data.exists() and not data.is_dir():
        raise EmbeddedServerError(f"{data} không phải là thư mục; hãy chuyển tệp này đi chỗ khác.")
    if os.geteuid() != 0:
        return Identity("self", None, None, programs, data)
    for way in ways:
        for uid, gid in _candidates(data, way):
            identity = _prepare(way, uid, gid, programs, data)
            if identity is not None and _works(identity):
                return identity
    raise EmbeddedServerError(
        "PostgreSQL không chạy được bằng tài khoản root trên máy này. Hãy chạy lại bằng một tài khoản thường, "
        "hoặc đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL."
    )


def _candidates(data: Path, way: str) -> list[tuple[int, int]]:
    """The owner of the data comes first: files made by an ordinary user stay that user's."""
    nobody = pwd.getpwnam("nobody")
    found = [(nobody.pw_uid, nobody.pw_gid)]
    if way == "drop":
        place = data if data.exists() else data.parent
        owner = place.stat()
        if owner.st_uid != 0:
            found.insert(0, (owner.st_uid, owner.st_gid))
    return found


def _prepare(way: str, uid: int, gid: int, programs: Path, data: Path) -> Identity | None:
    if way == "copy":
        return _with_copies(uid, gid, programs, data)
    return Identity(way, uid, gid, programs, data)


def _works(identity: Identity) -> bool:
    """Try it in a child: become the user, write beside the data, start the program."""
    identity.data.parent.mkdir(parents=True, exist_ok=True)
    place = identity.data if identity.data.exists() else identity.data.parent

    def enter_and_look() -> None:
        identity.enter()
        place.stat()
        if identity.way == "namespace" and not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(place)

    return _starts([str(identity.programs / "bin" / "postgres"), "--version"], enter_and_look)


def _starts(command: list[str], before: Callable[[], None]) -> bool:
    try:
        done = subprocess.run(command, preexec_fn=before, cwd="/", capture_output=True, timeout=120, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _enter_namespace(uid: int, gid: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {outer_gid} 1")


def _with_copies(uid: int, gid: int, programs: Path, data: Path) -> Identity | None:
    """Put programs and data where everybody can reach them, and leave a link where the data were looked for."""
    home = _own_folder(data)
    if home is None:
        return None
    kept = home / "data"
    if not data.is_symlink():
        if data.exists():
            shutil.move(data, kept)
        kept.mkdir(mode=0o700, exist_ok=True)
        os.chown(kept, uid, gid)
        data.symlink_to(kept)
    return Identity("copy", uid, gid, _copied(programs, home), kept)


def _copied(programs: Path, home: Path) -> Path:
    """Copy the package and the libraries beside it, which the programs find by the way there."""
    package = programs.parent
    copies, draft = home / "packages", home / "packages.new"
    if not copies.exists():
        shutil.rmtree(draft, ignore_errors=True)
        unneeded = shutil.ignore_patterns("include", "*.a", "__pycache__")
        for one in package.parent.glob(f"{package.name}*"):
            if one == package or one.suffix == ".libs":
                shutil.copytree(one, draft / one.name, symlinks=True, ignore=unneeded)
        draft.rename(copies)
    return copies / package.name / programs.name


def _own_folder(data: Path) -> Path | None:
    """Return a folder named after the place of `data`, root's own and open to look into, or None."""
    name = sha256(os.fsencode(data.parent.resolve() / data.name)).hexdigest()[:16]
    for top in SHARED_FOLDERS:
        try:
            top.mkdir(mode=0o755, parents=True, exist_ok=True)
            home = top / name
            home.mkdir(mode=0o755, exist_ok=True)
        except OSError:
            continue
        if all(one.stat().st_uid == 0 and not one.is_symlink() for one in (top, home)):
            return home
    return None
