"""Makes `.venv` with everything the portal needs and sees to the system packages; standard library only.

`scripts/setup run` is what the portal needs to run, `scripts/setup all` adds tests, lint and benchmarks. Nothing is
done twice: a stamp in `.venv` names the requirements that are installed.
"""

import ctypes.util
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = {"run": ["requirements.txt"], "all": ["requirements.txt", "requirements-dev.txt"]}
PIP = ["-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
UV = "uv==0.13.9"
FONTS = ("Times New Roman", "Liberation Serif", "Tinos")


def main(scope: str) -> int:
    """Set up for `scope` (`run` or `all`); return 0, or 1 when the portal cannot run at all."""
    (BASE / "var").mkdir(exist_ok=True)
    with (BASE / "var" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_system_packages(missing_packages(scope))
        return install_python_packages(scope)


def missing_packages(scope: str) -> dict[str, str]:
    """Return the Debian packages that are needed and missing, each with what it is for."""
    needed = {
        "libpango-1.0-0": ("vẽ PDF", has_library("pango-1.0")),
        "libpangoft2-1.0-0": ("vẽ PDF", has_library("pangoft2-1.0")),
        "libharfbuzz-subset0": ("nhúng phông chữ vào PDF", has_library("harfbuzz-subset")),
        "libmagic1": ("nhận dạng tệp tải lên", has_library("magic")),
        "fontconfig": ("tìm phông chữ", shutil.which("fc-list") is not None),
        "fonts-liberation2": ("phông chữ có đủ dấu tiếng Việt", has_font()),
    }
    if scope == "all":
        needed["chromium"] = ("kiểm thử trên trình duyệt", has_browser())
        needed["poppler-utils"] = ("kiểm thử bản in", shutil.which("pdftoppm") is not None)
        # The portal reads scans where it finds these; without them its forms work as before.
        needed["tesseract-ocr"] = ("nhận dạng chữ trong bản quét", shutil.which("tesseract") is not None)
        needed["tesseract-ocr-vie"] = ("nhận dạng chữ tiếng Việt", reads_vietnamese())
        needed["softhsm2"] = ("kiểm thử ký bằng thiết bị", shutil.which("softhsm2-util") is not None)
        needed["libnss3-tools"] = ("kiểm thử chữ ký số", shutil.which("certutil") is not None)
    return {name: purpose for name, (purpose, present) in needed.items() if not present}


def has_library(name: str) -> bool:
    """Tell whether the system finds the shared library."""
    return ctypes.util.find_library(name) is not None


def has_font() -> bool:
    """Tell whether a font that stands for Times New Roman holds the Vietnamese letters."""
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", ":lang=vi", "family"], capture_output=True, text=True, check=False).stdout
    return any(font in found for font in FONTS)


def reads_vietnamese() -> bool:
    """Tell whether Tesseract has its Vietnamese model."""
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "vie" in listed.split()


def has_browser() -> bool:
    """Tell whether a Chromium for the browser tests is there."""
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def install_system_packages(missing: dict[str, str]) -> None:
    """Install with apt where that is allowed; else say in one line what is missing and how to get it."""
    if not missing:
        return
    apt = apt_command()
    if apt:
        say(f"Đang cài gói hệ thống: {' '.join(missing)}…")
        install = [*apt, "install", "--yes", "--quiet", "--no-install-recommends", *missing]
        if not works(install):  # a new machine does not know what there is yet
            works([*apt, "update", "--quiet"])
            works(install)
        missing = {name: purpose for name, purpose in missing.items() if name in missing_packages("all")}
    if missing:
        purposes = "; ".join(f"{name} ({purpose})" for name, purpose in missing.items())
        say(f"Còn thiếu gói hệ thống: {purposes}. Cài bằng: sudo apt-get install {' '.join(missing)}")


def apt_command() -> list[str]:
    """Return how to call apt-get without being asked anything; empty when there is no way."""
    if shutil.which("apt-get") is None:
        return []
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return command
    if works(["sudo", "-n", "true"]):
        return ["sudo", "-n", *command]
    return []


def install_python_packages(scope: str) -> int:
    """Bring `.venv` to the pinned versions; return 0, or 1 with one line said."""
    if any(stamp_of(one).exists() and stamp_of(one).read_text() == state(one) for one in scopes_holding(scope)):
        return 0
    if not make_venv():
        return 1
    say("Đang cài thư viện Python (lần đầu mất chừng nửa phút)…")
    failed = uv_fails(scope) and pip_fails(scope)
    if failed:
        say(failed)
        say("Không cài được thư viện Python: kiểm tra kết nối tới kho gói (PyPI hoặc bản sao nội bộ) rồi chạy lại.")
        return 1
    stamp_of(scope).write_text(state(scope))
    return 0


def uv_fails(scope: str) -> str:
    """Install with uv, which takes seconds where pip takes half a minute; return what it said when it could not."""
    uv, tools = shutil.which("uv"), VENV / "tools"
    if uv is None:
        fetch = [*PIP, "install", "--no-deps", "--upgrade", "--target", str(tools), UV]
        if not works([str(PYTHON), *fetch]):
            return f"no {UV}"
        uv = str(tools / "bin" / "uv")
    command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *requirements(scope)]
    return error_of(command, {"UV_HTTP_TIMEOUT": "60"} | as_uv_reads_it(pip_settings()))


def pip_fails(scope: str) -> str:
    """Install with pip; return what it said when it could not."""
    return error_of([str(PYTHON), *PIP, "install", "--no-compile", *requirements(scope)], {})


def requirements(scope: str) -> list[str]:
    """Return the arguments that name what to install; the pins name everything, so nothing is left to resolve."""
    return ["--no-deps", *(word for name in REQUIREMENTS[scope] for word in ("--requirement", str(BASE / name)))]


def pip_settings() -> dict[str, str]:
    """Return pip's own settings, from its files and the environment, by their short names."""
    found = {}
    listed = subprocess.run([str(PYTHON), *PIP, "config", "list"], capture_output=True, text=True, check=False).stdout
    # The environment has the last word.
    for line in sorted(listed.splitlines(), key=lambda line: line.startswith(":env:")):
        name, _, value = line.partition("=")
        found[name.split(".")[-1]] = value.strip("'\"").replace("\\n", " ").strip()
    return found


def as_uv_reads_it(settings: dict[str, str]) -> dict[str, str]:
    """Return as environment what uv has to know of pip's settings: an office's own mirror and its certificate."""
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    return {names[name]: value for name, value in settings.items() if name in names and names[name] not in os.environ}


def error_of(command: list[str], environment: dict[str, str]) -> str:
    """Run `command`; return an empty text when it succeeded, else what it said."""
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env={**os.environ, **environment},
        )
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else done.stderr.strip() or f"{command[0]}: {done.returncode}"


def scopes_holding(scope: str) -> list[str]:
    """Everything holds what running needs."""
    return ["all"] if scope == "all" else ["run", "all"]


def stamp_of(scope: str) -> Path:
    """Where the state of the last set-up for `scope` is noted."""
    return VENV / f".ready-{scope}"


def state(scope: str) -> str:
    """Return a name for what `.venv` should hold: the pins and the Python they were installed for."""
    digest = hashlib.sha256(sys.version.encode())
    for name in REQUIREMENTS[scope]:
        digest.update((BASE / name).read_bytes())
    return digest.hexdigest()


def make_venv() -> bool:
    """Make `.venv` unless a working one is there; return False with one line said when this Python cannot."""
    if works([str(PYTHON), "-m", "pip", "--version"]):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    if works([sys.executable, "-m", "venv", str(VENV)]):
        return True
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for package in (f"python{version}-venv", "python3-venv"):
        if apt_command() and works([*apt_command(), "install", "--yes", "--quiet", package]):
            shutil.rmtree(VENV, ignore_errors=True)
            if works([sys.executable, "-m", "venv", str(VENV)]):
                return True
    say(f"Python {version} ở đây thiếu mô-đun venv. Cài bằng: sudo apt-get install python3-venv")
    return False


def works(command: list[str]) -> bool:
    """Run `command` quietly; tell whether it succeeded."""
    try:
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def say(line: str) -> None:
    """One line for the person at the terminal."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "all"))
