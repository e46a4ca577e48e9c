"""Where webhooks may go: a table of the ways into a network, and none of them open."""

import asyncio
import ipaddress
import socket
from typing import Any

import httpcore
import pytest

from remiss.notices.webhooks.webhook_target import (
    PublicNetwork,
    TargetRefused,
    check_target,
    is_public,
)

INSIDE = {
    "loopback": "127.0.0.1 127.0.0.0 127.255.255.254 127.1.2.3 ::1",
    "this network": "0.0.0.0 0.1.2.3 ::",
    "private": "10.0.0.0 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255",
    "unique local": "fc00::1 fd00::1 fdff:ffff::1",
    "link-local": "169.254.0.1 169.254.255.255 fe80::1 febf::1",
    "site-local": "fec0::1 feff::1",
    "shared by carriers": "100.64.0.1 100.127.255.254",
    "metadata of clouds": "169.254.169.254 169.254.170.2 169.254.169.123 100.100.100.200 "
    "168.63.129.16 192.0.0.192 fd00:ec2::254 fd20:ce::254",
    "protocol assignments": "192.0.0.1 192.0.0.9 192.0.0.170 2001:1::1 2001:3::1 2001:20::1",
    "documentation": "192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1 3fff:fff::1",
    "benchmarks": "198.18.0.1 198.19.255.255 2001:2::1",
    "multicast": "224.0.0.1 239.255.255.255 ff02::1 ff0e::1",
    "reserved, broadcast": "240.0.0.1 255.255.255.255 4000::1 5f00::1 8000::1",
    "relays, sinks": "192.88.99.1 192.31.196.1 192.52.193.1 192.175.48.1 2620:4f:8000::1 100::1",
    "IPv4 mapped": "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8",
    "IPv4 compatible": "::127.0.0.1 ::10.0.0.1 ::8.8.8.8",
    "IPv4 translated": "::ffff:0:127.0.0.1 ::ffff:0:a00:1",
    "NAT64": "64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::7f00:1",
    "6to4": "2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe:: 2002:808:808::1",
    "Teredo": "2001:0:7f00:1:: 2001:0:808:808::80ff:fffe",
    "ISATAP": "2606:4700::5efe:7f00:1 2606:4700::200:5efe:a00:1 fe80::5efe:127.0.0.1",
}
OUTSIDE = (
    "8.8.8.8 1.1.1.1 9.255.255.255 11.0.0.0 126.255.255.255 128.0.0.1 172.15.255.255 172.32.0.0 "
    "169.253.255.255 169.255.0.0 192.167.255.255 192.169.0.0 100.63.255.255 100.128.0.0 "
    "198.17.255.255 198.20.0.0 223.255.255.255 168.63.129.15 203.113.131.1 "
    "2606:4700::1111 2001:4860:4860::8888 2400:cb00::1 2001:200::1 2003::1 2a00::1"
)


@pytest.mark.parametrize("kind", INSIDE)
def test_no_network_of_ours_is_public(kind: str) -> None:
    """Neither the address itself, nor one that carries another into a network of ours."""
    for text in INSIDE[kind].split():
        assert not is_public(ipaddress.ip_address(text)), text


def test_the_edges_are_where_the_registries_have_them() -> None:
    """The neighbours of every private range are public, and so are well-known services."""
    for text in OUTSIDE.split():
        assert is_public(ipaddress.ip_address(text)), text


SPELLED = [
    "2130706433",
    "0x7f000001",
    "0X7F.1",
    "0x7f.0x0.0x0.0x1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "0",
    "0.0",
    "127.0.0.1.",
    "localhost.",
    "LocalHost",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "10.1",
]


@pytest.mark.parametrize("host", SPELLED)
async def test_another_spelling_is_the_same_address(host: str) -> None:
    """Whatever the resolver makes of it is what is checked; nothing is ever connected to."""
    target = check_target(f"https://{host}/")
    with pytest.raises((TargetRefused, httpcore.ConnectError)):
        await PublicNetwork().connect_tcp(target.host.decode(), 443, timeout=2)


@pytest.mark.parametrize(
    "url",
    [
        "https://１２７.0.0.1/",
        "https://①②⑦.0.0.1/",
        "https://127。0。0。1/",
        "https://user@internal/",
        "https://:secret@internal/",
        "https://@internal/",
        "https://good.example@internal/",
        "https://good.example:443@internal/",
        "https://good.example%40internal@127.0.0.1/",
        "https://good.example\\.internal/",
        "https://good.example\\@internal/",
        "https://good.example\t.internal/",
        "https://good.example\n.internal/",
        "https://good .example/",
        "https:/\x00/internal/",
        "https://[::1/",
        "https://::1/",
        "https://[fe80::1%25eth0]/",
        "https://[::1]extra/",
        "https://%31%32%37.0.0.1/",
        "https://internal:0/",
        "https://internal:22/",
        "https://internal:25/",
        "https://internal:80/",
        "https://internal:1023/",
        "https://internal:65536/",
        "https://internal:-1/",
        "https://internal:4e1/",
        "https://internal:４４３/",
        "https://internal:443:80/",
        "http://good.example/",
        "HTTP://good.example/",
        "ftp://good.example/",
        "gopher://good.example/",
        "dict://good.example:11211/",
        "ldap://good.example/",
        "file:///etc/passwd",
        "unix:/var/run/docker.sock",
        "jar:https://good.example/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "good.example",
        "//good.example/",
        "https:good.example",
        "https://",
        "https:///x",
        "",
    ],
)
def test_an_address_two_parsers_could_read_differently_is_refused(url: str) -> None:
    """Before anything is resolved: schemes, accounts, ports, hosts, characters."""
    with pytest.raises(TargetRefused):
        check_target(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://so.example/",
        "https://so.example:443/x?y=1",
        "https://so.example:8443/",
        "HTTPS://SO.example:1024",
    ],
)
def test_an_ordinary_address_is_taken(url: str) -> None:
    """The host that was checked is the one that is called."""
    assert check_target(url).host.lower() == b"so.example"


class Resolver:
    """Answers each question for a name with the next of the given answers, and counts."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, _host: Any, port: Any, **_options: Any) -> Any:
        self.asked += 1
        return [
            (
                socket.AF_INET6 if ":" in ip else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (ip, port),
            )
            for ip in self.answers.pop(0)
        ]


class Recorder(httpcore.AsyncNetworkBackend):
    """Takes the place of the network: notes where a connection would have gone."""

    def __init__(self, *, refuses: frozenset[str] = frozenset()) -> None:
        self.refuses, self.called = refuses, list[str]()

    async def connect_tcp(self, host: str, *_arguments: Any, **_options: Any) -> Any:
        self.called.append(host)
        if host in self.refuses:
            raise httpcore.ConnectError(host)
        return httpcore.AsyncMockStream([])


def network(
    monkeypatch: pytest.MonkeyPatch, resolver: Resolver, recorder: Recorder
) -> PublicNetwork:
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolver)
    found = PublicNetwork()
    found._real = recorder  # type: ignore[assignment]
    return found


@pytest.mark.parametrize("kind", INSIDE)
@pytest.mark.parametrize("place", ["first", "last"])
async def test_a_name_that_leads_inside_is_not_called(
    monkeypatch: pytest.MonkeyPatch, kind: str, place: str
) -> None:
    """Not even by its other, public address, in whichever order they are given."""
    for inside in INSIDE[kind].split():
        both = [inside, "8.8.8.8"] if place == "first" else ["8.8.8.8", inside]
        recorder = Recorder()
        with pytest.raises(TargetRefused):
            await network(monkeypatch, Resolver(both), recorder).connect_tcp("so.example", 443)
        assert recorder.called == []


async def test_a_name_that_changes_its_mind_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Public when checked, private a moment later: the connection goes to what was checked."""
    resolver, recorder = Resolver(["8.8.8.8"], ["127.0.0.1"]), Recorder()
    await network(monkeypatch, resolver, recorder).connect_tcp("so.example", 443)
    assert (resolver.asked, recorder.called) == (1, ["8.8.8.8"])


async def test_a_dead_address_is_followed_by_the_next_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Trying another address asks for nothing anew."""
    resolver = Resolver(["8.8.8.8", "1.1.1.1"], ["127.0.0.1"])
    recorder = Recorder(refuses=frozenset({"8.8.8.8"}))
    await network(monkeypatch, resolver, recorder).connect_tcp("so.example", 443)
    assert (resolver.asked, recorder.called) == (1, ["8.8.8.8", "1.1.1.1"])


async def test_no_socket_file_is_called() -> None:
    """No webhook is for this machine's own sockets."""
    with pytest.raises(TargetRefused):
        await PublicNetwork(loopback=True).connect_unix_socket("/run/docker.sock")
