"""Where the secret key comes from and what a good one is."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

MINIMUM_LENGTH = 50
MINIMUM_DIFFERENT = 12
HOW = (
    'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(60))" '
    "and give it to the portal in the environment variable SECRET_KEY."
)


def strong_secret_key(key: str) -> str:
    """Return `key` when it is fit for production.

    Raises ImproperlyConfigured, saying what to do, when it is missing, short, monotonous or a sample.
    """
    if not key:
        raise ImproperlyConfigured(f"SECRET_KEY is missing. {HOW}")
    if key.startswith("django-insecure") or "secret" in key.lower() or "change" in key.lower():
        raise ImproperlyConfigured(f"SECRET_KEY is a sample that anybody can guess. {HOW}")
    if len(key) < MINIMUM_LENGTH or len(set(key)) < MINIMUM_DIFFERENT:
        raise ImproperlyConfigured(
            f"SECRET_KEY is weak: at least {MINIMUM_LENGTH} characters, {MINIMUM_DIFFERENT} of them different. {HOW}"
        )
    return key


def kept_secret_key(path: Path) -> str:
    """Return the key kept in `path`; make one at first use, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip() or _made_again(path)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        handle.write(get_random_secret_key())
    return path.read_text(encoding="utf-8").strip()


def _made_again(path: Path) -> str:
    """A crash between making the file and writing the key left it empty."""
    path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
