"""Targets webhooks may go to: public addresses only, whatever a name leads to."""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore

from remiss.notices.outbox.undelivered import Undelivered
from remiss.texts import text

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
FOR_SOMETHING_ELSE = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # a cloud's own service, on an address that looks public
            "192.0.0.0/24",  # IETF protocol assignments, some of which are routed
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # multicast tunnels
            "192.88.99.0/24",  # 6to4 relays
            "192.175.48.0/24",  # AS112
            "2001::/23",  # IETF protocol assignments, Teredo among them
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
"""Networks the registries of special addresses name, and `is_global` lets pass."""
ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
HTTPS_PORT, LEAST_OWN_PORT = 443, 1024
PLAIN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")
"""Host and port with no zone, no escapes, nothing left over for another parser to find."""


class TargetRefused(Undelivered):
    """An address webhooks must not reach; the message says which, and why."""


def check_target(url: str, *, allow_loopback: bool = False) -> httpcore.URL:
    """The target, if its address is of a form that may be called at all.

    Raises:
        TargetRefused: not https, credentials in the address, no host, a port that is none or
            another service's.
    """
    parts = _parsed(url)
    host = parts.hostname if parts else None
    if parts is None or not host:
        raise _refused(url, "no_address")
    if parts.username is not None or parts.password is not None:
        raise _refused(host, "credentials")
    if not PLAIN.fullmatch(parts.netloc):
        raise _refused(url, "strange_host")
    if parts.scheme != "https" and not (allow_loopback and parts.scheme == "http"):
        raise _refused(url, "not_https")
    if parts.port is not None and not (parts.port == HTTPS_PORT or parts.port >= LEAST_OWN_PORT):
        raise _refused(f"{host}:{parts.port}", "port")
    return httpcore.URL(url)


def _parsed(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    return parts if plain else None


def is_public(address: Address) -> bool:
    """Whether anyone on the internet may be meant: no network of ours, nor a way into one."""
    if isinstance(address, ipaddress.IPv6Address):
        isatap = int(address) >> 32 & 0xFFFF_FFFF in ISATAP
        if isatap or address.scope_id or address not in GLOBAL_UNICAST:
            return False
    special = any(address in network for network in FOR_SOMETHING_ELSE)
    return address.is_global and not address.is_multicast and not special


class PublicNetwork(httpcore.AsyncNetworkBackend):
    """Resolves a name itself, checks every address, and connects to one that was checked.

    The name is asked for once: an answer that changes between check and connection cannot matter.
    `loopback`: this machine may be called as well; `only`: nothing else may, as befits http.
    """

    def __init__(self, *, loopback: bool = False, only: bool = False) -> None:
        self._loopback, self._only = loopback, only
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 -- the interface's own
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to `host`.

        Raises:
            TargetRefused: one of its addresses may not be reached.
            httpcore.ConnectError: no address answers.
        """
        failure: Exception = httpcore.ConnectError(f"{host}: no address")
        for address in await self._addresses(host, port):
            try:
                return await self._real.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(self, *_arguments: Any, **_options: Any) -> Any:
        """Raise: no webhook is for this machine's own sockets."""
        raise TargetRefused("unix socket")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[Address]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host}: {error}") from error
        addresses = list(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))
        for address in addresses:
            if not self._allows(address):
                raise _refused(f"{host} ({address})", "private")
        return addresses

    def _allows(self, address: Address) -> bool:
        if address.is_loopback:
            return self._loopback
        return is_public(address) and not self._only


def _refused(what: str, why: str) -> TargetRefused:
    reason = text(f"webhook_target.{why}").both()
    return TargetRefused(f"{what}: {reason}")
