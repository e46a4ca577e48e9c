"""A server on this machine for as long as a block runs."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn


@asynccontextmanager
async def running_server(config: uvicorn.Config, port: int = 0) -> AsyncIterator[str]:
    """Its address, once it answers; on a free port unless one is named."""
    server = uvicorn.Server(config)
    # asyncio turns Nagle's delay off only for sockets that say they speak TCP.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        task = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            assert not task.done(), task
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task
