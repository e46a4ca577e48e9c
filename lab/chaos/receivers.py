"""A mail server and a web server that keep what they take, as a process of their own.

Runs as ``python -m chaos.receivers SMTP_PORT HTTP_PORT FOLDER``. Every letter and call is a line of
``FOLDER/received.jsonl`` before it is answered. ``FOLDER/mood`` says how they behave: `good`,
`slow`, `busy` (they refuse for now) or `rubbish` (they answer what is no protocol at all).
"""

import asyncio
import json
import sys
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

SLOW_SECONDS = 3.0
RUBBISH = b"\x00\xff\xfe 42 <html>\r\n\r\n\r\n"
RECEIVED, MOOD = "received.jsonl", "mood"


class Book:
    """What was taken, on disk before anybody is told so, and how to behave."""

    def __init__(self, folder: Path) -> None:
        self._received, self._mood = folder / RECEIVED, folder / MOOD

    @property
    def mood(self) -> str:
        return self._mood.read_text(encoding="ascii").strip() if self._mood.exists() else "good"

    def note(self, **taken: Any) -> None:
        with self._received.open("a", encoding="utf-8") as file:
            file.write(json.dumps(taken) + "\n")


class Letters:
    """Takes every letter, as `Book.mood` lets it."""

    def __init__(self, book: Book) -> None:
        self._book = book

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self._book.mood == "busy":
            return "451 later"
        if self._book.mood == "slow":
            await asyncio.sleep(SLOW_SECONDS)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self._book.note(way="mail", id=str(letter["Message-ID"]), to=str(letter["To"]))
        return "250 OK"


class Rubbish(asyncio.Protocol):
    """Says something that no mail program understands, and hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.write(RUBBISH)
            transport.close()


def _mail_protocol(book: Book) -> asyncio.BaseProtocol:
    if book.mood == "rubbish":
        return Rubbish()
    protocol: asyncio.BaseProtocol = SMTP(Letters(book), loop=asyncio.get_running_loop())
    return protocol


async def _call(book: Book, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        writer.write(await _answer(book, reader))
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def _answer(book: Book, reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower().splitlines()
    headers = dict(line.split(": ", 1) for line in head[1:] if line)
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    match book.mood:
        case "rubbish":
            return RUBBISH
        case "busy":
            return b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n"
        case "slow":
            await asyncio.sleep(SLOW_SECONDS)
        case _:
            pass
    told = json.loads(body)["data"]
    book.note(
        way="webhook",
        id=headers["webhook-id"],
        consultation=told["consultation"],
        version=told["version"],
    )
    return b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"


async def serve(smtp_port: int, http_port: int, folder: Path) -> None:
    """Take letters and calls until the process ends."""
    book = Book(folder)
    loop = asyncio.get_running_loop()
    mail = await loop.create_server(partial(_mail_protocol, book), "127.0.0.1", smtp_port)
    web = await asyncio.start_server(partial(_call, book), "127.0.0.1", http_port)
    async with mail, web:
        await asyncio.gather(mail.serve_forever(), web.serve_forever())


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
