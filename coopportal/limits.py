"""How often one address may ask for something that anybody may ask for."""

from __future__ import annotations

import hashlib
import time

import structlog
from axes.helpers import get_client_ip_address
from django.core.cache import BaseCache, caches
from django.http import HttpRequest
from redis.exceptions import RedisError

SHARED = "shared"
log = structlog.get_logger("coopportal.limits")


def within_limit(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count this request of its address towards `what`; tell whether it is among the first `most` of the window.

    All processes and machines count together in the Redis of the queue. While that is away each process counts for
    itself: the limit never falls (n processes let through up to n times as many), and the page stays open.
    """
    window = int(time.time() // seconds)
    who = hashlib.sha256(str(get_client_ip_address(request)).encode()).hexdigest()[:16]
    key = f"limit:{what}:{who}:{window}"
    try:
        return _count(caches[SHARED], key, seconds) <= most
    except (RedisError, OSError) as error:
        log.warning("limits.shared_count_away", error=type(error).__name__)
        return _count(caches["default"], key, seconds) <= most


def _count(cache: BaseCache, key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # thrown out between the two
        return 1
