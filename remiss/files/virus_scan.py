"""Asks a virus scanner about an upload, in ClamAV's protocol (clamd, INSTREAM).

It fails closed: only the scanner's own word that a file is clean lets it in. A scanner that is
away, slow, or answers anything else makes the upload wait, and nothing of it is kept.
"""

import re
import socket
import struct
import time
from contextlib import suppress
from typing import BinaryIO, Protocol

import structlog

from remiss.problems.problem import Problem

CHUNK = 64 * 1024
LONGEST_ANSWER = 1024
CLEAN = b"stream: OK"
FOUND = re.compile(rb"stream: (.+) FOUND")
RETRY = {"Retry-After": "30"}
UNIX = "unix:"
log = structlog.get_logger()


class Scanner(Protocol):
    """Says whether a file may be kept."""

    def check(self, file: BinaryIO) -> None:
        """Look at the whole file.

        Raises:
            Problem: `attachment_infected`, `scanner_unavailable`.
        """


class NoScanner:
    """Where none is set up: whoever runs the service decided so."""

    def check(self, file: BinaryIO) -> None:
        """Nothing is looked for."""


class Clamd:
    """A clamd at `host:port` or `unix:/path`; every look ends within `seconds`."""

    def __init__(self, address: str, seconds: float) -> None:
        self._address, self._seconds = address, seconds

    def check(self, file: BinaryIO) -> None:
        """As `Scanner.check`."""
        file.seek(0)
        try:
            answer = self._ask(file)
        except OSError as error:
            log.warning("scanner_unavailable", error=repr(error))
            raise Problem("scanner_unavailable", headers=RETRY) from error
        if answer == CLEAN:
            return
        if found := FOUND.fullmatch(answer):
            name = _printable(found[1])
            log.warning("attachment_infected", signature=name)
            raise Problem("attachment_infected", signature=name)
        log.warning("scanner_unavailable", answer=_printable(answer))
        raise Problem("scanner_unavailable", headers=RETRY)

    def _ask(self, file: BinaryIO) -> bytes:
        until = time.monotonic() + self._seconds
        with self._connect(until) as connection:
            # A scanner that has enough stops reading and says why; the answer is still there.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(connection, b"zINSTREAM\0", until)
                while chunk := file.read(CHUNK):
                    _send(connection, struct.pack("!L", len(chunk)) + chunk, until)
                _send(connection, struct.pack("!L", 0), until)
            return _answer(connection, until)

    def _connect(self, until: float) -> socket.socket:
        if self._address.startswith(UNIX):
            return _unix(self._address.removeprefix(UNIX), until)
        host, _, port = self._address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), _left(until))


def scanner(address: str | None, seconds: float) -> Scanner:
    """The scanner the settings name."""
    return Clamd(address, seconds) if address else NoScanner()


def _unix(path: str, until: float) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(_left(until))
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, content: bytes, until: float) -> None:
    connection.settimeout(_left(until))
    connection.sendall(content)


def _answer(connection: socket.socket, until: float) -> bytes:
    """What the scanner says up to its NUL, or to the end of a connection it closes without one."""
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        connection.settimeout(_left(until))
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.partition(b"\0")[0].strip()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the scanner took too long")
    return left


def _printable(said: bytes) -> str:
    """Names come from the scanner's own lists; even so nothing in one can break a line."""
    text = said[:200].decode("ascii", "replace")
    return "".join(char if char.isprintable() else "?" for char in text)
