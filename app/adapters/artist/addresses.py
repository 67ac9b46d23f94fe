"""Where a picture may be fetched from: an images service may point anywhere, also into our network."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from app.adapters.artist.failures import AddressRefused, Unreachable

Resolve = Callable[[str, int], Awaitable[list[str]]]
_HTTPS = 443
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 that a gateway turns into IPv4, which may be anybody's."""


@dataclass(frozen=True)
class Target:
    """What to ask for, so that the connection goes to the very address that was looked at."""

    url: httpx.URL
    is_service: bool
    """Whether it is the service itself, which may have the key."""
    headers: dict[str, str] = field(default_factory=dict)
    extensions: dict[str, str] = field(default_factory=dict)


async def resolved(host: str, port: int) -> list[str]:
    """Every address of `host`, which may be one itself. Raises `OSError`."""
    with suppress(ValueError):
        return [str(ipaddress.ip_address(host))]
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def target_of(link: str, service: httpx.URL, resolve: Resolve = resolved) -> Target:
    """Where `link` leads: to the service itself, or by HTTPS to a public address.

    Raises `AddressRefused` for everything else, `Unreachable` when the host is not known.
    """
    try:
        url = service.join(link)
    except (httpx.InvalidURL, ValueError):
        raise AddressRefused from None
    if _origin(url) == _origin(service):
        return Target(url, is_service=True)
    if url.scheme != "https" or url.userinfo or not url.host:
        raise AddressRefused(scheme=url.scheme)
    address = await _public_address(url, resolve)
    # A name may lead elsewhere the next time it is looked up, so it is not looked up again.
    return Target(
        url.copy_with(host=address),
        is_service=False,
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


async def _public_address(url: httpx.URL, resolve: Resolve) -> str:
    try:
        addresses = await resolve(url.host, url.port or _HTTPS)
    except (OSError, UnicodeError):
        raise Unreachable(host=url.host) from None
    # Of several, one that is ours is enough to tell what the name is for.
    if not addresses or not all(is_public(address) for address in addresses):
        raise AddressRefused(host=url.host)
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether it is out in the internet, whatever it is wrapped in."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found in _TRANSLATED or found.sixtofour or found.teredo:
            return False
        found = found.ipv4_mapped or found
    return found.is_global and not found.is_multicast


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
