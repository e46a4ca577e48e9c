"""The one way into the cluster: connections handed in turn to whichever frontend takes them.

Run as `python -m lab.cluster.balancer PORT BACKEND...`, ports of the loopback interface. It stands
where a cluster has its load balancer, and closes a connection when either side does.
"""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import count

HOST = "127.0.0.1"
CONNECTS_SECONDS = 2.0
CHUNK = 65_536


async def serve(port: int, backends: Sequence[int]) -> None:
    """Hand on connections until cancelled."""
    turn = count()

    async def hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = next(turn)
        for number in range(len(backends)):
            backend = backends[(first + number) % len(backends)]
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(CONNECTS_SECONDS):
                    back = await asyncio.open_connection(HOST, backend)
                await _join((reader, writer), back)
                return
        writer.close()

    server = await asyncio.start_server(hand_on, HOST, port)
    async with server:
        await server.serve_forever()


Side = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _join(one: Side, other: Side) -> None:
    """Carry bytes both ways until either side ends."""
    ways = [asyncio.create_task(_carry(one[0], other[1]))]
    ways.append(asyncio.create_task(_carry(other[0], one[1])))
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in ways:
        way.cancel()
    await asyncio.gather(*ways, return_exceptions=True)
    one[1].close()
    other[1].close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(int(sys.argv[1]), [int(port) for port in sys.argv[2:]]))
