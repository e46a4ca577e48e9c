"""The way into a cluster leads to whichever frontend takes a connection."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from lab.cluster.balancer import serve
from remiss.machine.network_ports import free_port


@contextlib.asynccontextmanager
async def answering(name: bytes) -> AsyncIterator[int]:
    """A server that says its name and what it was told, on a port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(name + b" heard " + await reader.readline())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@contextlib.asynccontextmanager
async def balancing(*backends: int) -> AsyncIterator[int]:
    port = free_port()
    task = asyncio.create_task(serve(port, backends))
    await asyncio.sleep(0.1)
    try:
        yield port
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def said(port: int) -> bytes:
    """What comes back for a line, to the end of the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"xin\n")
    found = await reader.read()
    writer.close()
    return found


async def test_connections_go_to_each_in_turn() -> None:
    """Both frontends get their share, and bytes go both ways."""
    async with answering(b"one") as one, answering(b"two") as two, balancing(one, two) as port:
        heard = {await said(port) for _ in range(2)}
        assert heard == {b"one heard xin\n", b"two heard xin\n"}


async def test_one_that_is_dead_is_passed_over() -> None:
    """While one frontend lives, every connection is taken."""
    async with answering(b"one") as one, balancing(free_port(), one) as port:
        assert [await said(port) for _ in range(3)] == [b"one heard xin\n"] * 3


async def test_with_none_alive_a_connection_is_closed() -> None:
    """Nobody waits for what does not come."""
    async with balancing(free_port(), free_port()) as port, asyncio.timeout(5):
        with pytest.raises((ConnectionError, AssertionError)):
            assert await said(port)
