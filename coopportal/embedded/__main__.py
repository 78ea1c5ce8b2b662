"""`python -m coopportal.embedded`: the whole portal from one terminal; what `make run` calls.

Without Django, so that it is small, and still speaks when the portal itself does not start.
"""

import argparse
import os
import sys
from pathlib import Path

from coopportal.embedded.processes import die_with_parent
from coopportal.embedded.supervisor import Supervisor

BASE = Path(__file__).resolve().parent.parent.parent


def main(arguments: list[str]) -> int:
    """Run until Ctrl-C or SIGTERM; return the exit status, 1 when the portal could not start."""
    parser = argparse.ArgumentParser(prog="coopportal", description="Chạy toàn bộ cổng thông tin trên máy này.")
    parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or 8000)
    parser.add_argument("--end-with-parent", action="store_true", help="dừng khi tiến trình gọi lệnh này kết thúc")
    options = parser.parse_args(arguments)
    if options.end_with_parent:
        die_with_parent()
    var = Path(os.environ.get("COOPPORTAL_VAR") or BASE / "var").resolve()
    return Supervisor(BASE, var, options.host, options.port, say).run()


def say(line: str) -> None:
    """One line for the person at the terminal; a terminal that is gone does not matter."""
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError:
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
