"""Network ports: a free one, and a clear word about one in use."""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

from remiss.texts import BilingualError, say

PATIENCE_SECONDS = 3
IPV6 = 6


class Claim(NamedTuple):
    """A port a part is going to listen on, and the setting that changes it."""

    port: int
    part: str
    variable: str
    host: str = "127.0.0.1"


def free_port() -> int:
    """A port of the loopback interface that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def local_url(host: str, port: int) -> str:
    """Where something that listens on a host and port is reached on this machine, by http."""
    try:
        address = ip_address(host)
    except ValueError:
        return f"http://{host}:{port}"
    if address.is_unspecified:
        address = IPv6Address(1) if address.version == IPV6 else IPv4Address("127.0.0.1")
    return f"http://[{address}]:{port}" if address.version == IPV6 else f"http://{address}:{port}"


async def check_ports(claims: Iterable[Claim]) -> None:
    """Make sure every port can be listened on; parts of a killed run get a moment to go.

    Raises:
        BilingualError: a port is in use.
    """
    for claim in claims:
        for _ in range(PATIENCE_SECONDS * 10 + 1):
            if _is_free(claim):
                break
            await asyncio.sleep(0.1)
        else:
            raise _busy(claim)


def _is_free(claim: Claim) -> bool:
    family = socket.AF_INET6 if ":" in claim.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((claim.host, claim.port))
        except OSError:
            return False
        return True


def _busy(claim: Claim) -> BilingualError:
    other = claim.port + 1000 if claim.port <= 64000 else claim.port - 1000  # noqa: PLR2004
    suggestion = f"{claim.variable}={other}"
    return BilingualError(
        say("machine.port_in_use", port=claim.port, part=claim.part, suggestion=suggestion)
    )
