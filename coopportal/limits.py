"""How often one address may ask for something that anybody may ask for."""

from __future__ import annotations

import hashlib
import time

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.http import HttpRequest


def within_limit(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count this request of its address towards `what`; tell whether it is among the first `most` of the window.

    Each process counts for itself, so that a portal of n processes lets through up to n times as many.
    """
    window = int(time.time() // seconds)
    who = hashlib.sha256(str(get_client_ip_address(request)).encode()).hexdigest()[:16]
    key = f"limit:{what}:{who}:{window}"
    cache.add(key, 0, timeout=seconds)
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # thrown out between the two
        return True
