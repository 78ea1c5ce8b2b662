"""Posting JSON to another system: no redirects, short waits, and never to an address that the office did not allow."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from notifications.channels.base import DeliveryError

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
# What a server may mean to answer differently the next time.
WORTH_TRYING_AGAIN = {408, 425, 429}


def post(url: str, content: bytes, headers: dict[str, str], *, trusted: bool = False) -> httpx.Response:
    """Post `content`; return the answer of a 2xx.

    `trusted` addresses come from the settings; others must lead to a public address or to a host of
    `WEBHOOK_PRIVATE_HOSTS`, and are called by the very address that was checked. Raises DeliveryError.
    """
    host, address = _checked(url, trusted=trusted)
    target = httpx.URL(url).copy_with(host=address)
    headers = {"Content-Type": "application/json; charset=utf-8", "Host": _host_header(url), **headers}
    try:
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=trusted) as client:
            answer = client.post(target, content=content, headers=headers, extensions={"sni_hostname": host})
    except httpx.HTTPError as error:
        raise DeliveryError(f"Không kết nối được {host} ({type(error).__name__})") from error
    if not answer.is_success:
        for_good = 300 <= answer.status_code < 500 and answer.status_code not in WORTH_TRYING_AGAIN
        raise DeliveryError(f"{host} trả lời mã {answer.status_code}", for_good=for_good)
    return answer


def _checked(url: str, *, trusted: bool) -> tuple[str, str]:
    """Return the host and the address to call; raise DeliveryError where it is not to be called."""
    host = urlsplit(url).hostname or ""
    if trusted:
        return host, host
    addresses = _addresses(host)
    if host not in settings.WEBHOOK_PRIVATE_HOSTS and not all(ip.is_global for ip in addresses):
        raise DeliveryError(f"{host} là địa chỉ nội bộ chưa được cho phép (WEBHOOK_PRIVATE_HOSTS)", for_good=True)
    return host, str(addresses[0])


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise DeliveryError(f"Không tìm thấy máy chủ {host}") from error
    return [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]


def _host_header(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
