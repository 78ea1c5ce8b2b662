"""A child of the supervisor: a process that is started again when it dies, later and later while it keeps dying."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coopportal.embedded.processes import die_with_parent, kill_group, note_process, process_of, wait_until

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
LIVED_LONG_ENOUGH = 60.0
STOP_SECONDS = 20.0
LOG_LIMIT = 10 * 1024 * 1024


@dataclass
class Child:
    """One process of the portal; `prepare` gives its command anew for every start.

    `notes` is the folder of pid files, `logs` the folder of log files.
    """

    name: str
    prepare: Callable[[], list[str]]
    environment: Mapping[str, str]
    folder: Path
    notes: Path
    logs: Path
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    started: float = 0.0
    next_start: float | None = None

    @property
    def pid_file(self) -> Path:
        """Where the process is noted, so that a later start finds one left over."""
        return self.notes / f"{self.name}.pid"

    @property
    def log(self) -> Path:
        """What the process prints."""
        return self.logs / f"{self.name}.log"

    def clear_left_over(self) -> None:
        """End the process of an earlier run, with all it started."""
        left_over = process_of(self.pid_file)
        if left_over is None:
            return
        kill_group(left_over.pid, signal.SIGTERM)
        wait_until(lambda: process_of(self.pid_file) is None, STOP_SECONDS)
        kill_group(left_over.pid)

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches the supervisor alone."""
        self._turn_log()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.prepare(),
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self.started, self.next_start = time.monotonic(), None
        note_process(self.pid_file, self.process.pid)

    def look_after(self) -> bool:
        """Start the process again when it has died and its pause is over; return True when that was done."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        if self.next_start is None:
            kill_group(self.process.pid)
            self.pause = FIRST_PAUSE if now - self.started > LIVED_LONG_ENOUGH else min(self.pause * 2, LONGEST_PAUSE)
            self.next_start = now + self.pause
        if now < self.next_start:
            return False
        self.start()
        return True

    def ask_to_stop(self) -> None:
        """Tell the process to end in good order."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Wait for the end of a process that was asked to stop; end it by force, with all it started, when late."""
        if self.process is None:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
        kill_group(self.process.pid)
        self.process.wait()
        self.pid_file.unlink(missing_ok=True)

    def _turn_log(self) -> None:
        self.logs.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
