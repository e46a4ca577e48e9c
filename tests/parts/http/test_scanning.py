"""Uploads and the virus scanner: found, clean, away, slow, or saying what nobody can read.

The scanner here is a small server of ClamAV's protocol. Against a real clamd the same tests run
with `--clamd`, its address as the setting has it.
"""

import io
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from remiss.files.store import Store
from remiss.files.virus_scan import Clamd
from remiss.problems.problem import Problem
from remiss.settings import InvalidSettingsError, load
from tests.given.people import HEAD
from tests.given.served import Served, serving

EICAR = "ELIF-TSET-SURIVITNA-DRADNATS-RACIE"[::-1].join(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "!$H+H*"))
"""What every scanner takes for a virus, put together here so that this file is none."""
Answer = Callable[[bytes], bytes | None]
NAMED = b"stream: Win.Test.EICAR_HDB-1 FOUND\0"


def honest(content: bytes) -> bytes:
    return NAMED if EICAR.encode() in content else b"stream: OK\0"


@dataclass
class Server:
    """A server of clamd's INSTREAM on loopback; what it answers is up to the test."""

    listening: socket.socket
    answers: Answer = honest
    limit: int = 100_000_000
    scanned: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        host, port = self.listening.getsockname()
        return f"{host}:{port}"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while (head := stream.read(4)) and (size := struct.unpack("!L", head)[0]):
                if len(content) + size > self.limit:
                    connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
                content += stream.read(size)
            self.scanned.append(content)
            answer = self.answers(content)
            if answer is not None:
                connection.sendall(answer)


@contextmanager
def running(listening: socket.socket) -> Iterator[Server]:
    server = Server(listening)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield server
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(10)


@pytest.fixture
def clamd() -> Iterator[Server]:
    with running(socket.create_server(("127.0.0.1", 0))) as server:
        yield server


def store(tmp_path: Path, address: str, seconds: float = 2) -> Store:
    return Store(tmp_path / "attachments", 1_000_000, Clamd(address, seconds))


def refusal(store: Store, content: bytes = b"%PDF-1.7") -> Problem:
    with pytest.raises(Problem) as refused:
        store.keep(io.BytesIO(content), "H99.04")
    return refused.value


def nothing_kept(tmp_path: Path) -> bool:
    return not [path for path in (tmp_path / "attachments").rglob("*") if path.is_file()]


def test_a_clean_file_is_scanned_whole_and_kept(clamd: Server, tmp_path: Path) -> None:
    """The scanner sees every byte, in pieces, before anything is kept."""
    content = "Ý kiến ".encode() * 50_000
    assert store(tmp_path, clamd.address).keep(io.BytesIO(content), "H99.04").size == len(content)
    assert clamd.scanned == [content]


def test_an_infected_file_is_named_and_not_kept(clamd: Server, tmp_path: Path) -> None:
    """What was found is told in both languages; of the file nothing stays."""
    problem = refusal(store(tmp_path, clamd.address), EICAR.encode())
    assert (problem.status_code, problem.code) == (422, "attachment_infected")
    assert "Win.Test.EICAR_HDB-1" in problem.message.vi
    assert "Win.Test.EICAR_HDB-1" in problem.message.en
    assert nothing_kept(tmp_path)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"OK\0",
        b"stream: OK and more\0",
        b"stream: ok\0",
        b"stream: \0",
        b"stream: Can't allocate memory ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"HTTP/1.1 200 OK\r\n\r\nstream: OK",
        b"\xff" * 5_000,
        None,
    ],
)
def test_any_other_answer_keeps_nothing(
    clamd: Server, tmp_path: Path, answer: bytes | None
) -> None:
    """Only the scanner's own word lets a file in; whatever else it says, the upload waits."""
    clamd.answers = lambda _content: answer
    problem = refusal(store(tmp_path, clamd.address))
    assert (problem.status_code, problem.code) == (503, "scanner_unavailable")
    assert int((problem.headers or {})["Retry-After"]) > 0
    assert nothing_kept(tmp_path)


def test_a_name_the_scanner_gives_breaks_no_line(clamd: Server, tmp_path: Path) -> None:
    """Even the scanner's words are shown as plain text."""
    clamd.answers = lambda _content: b"stream: a\x1b[31mb\xff FOUND\0"
    assert refusal(store(tmp_path, clamd.address)).facts == {"signature": "a?[31mb\ufffd"}


def test_a_file_the_scanner_finds_too_large_is_not_kept(clamd: Server, tmp_path: Path) -> None:
    """It hangs up in the middle: unscanned means not taken."""
    clamd.limit = 1_000
    problem = refusal(store(tmp_path, clamd.address), b"%PDF-1.7" + b" " * 900_000)
    assert problem.code == "scanner_unavailable"
    assert nothing_kept(tmp_path)


def test_a_scanner_that_is_away_keeps_nothing(tmp_path: Path) -> None:
    """Nobody listens, by TCP and by socket file."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    for address in (f"127.0.0.1:{port}", f"unix:{tmp_path}/clamd.ctl", "scanner.invalid:3310"):
        assert refusal(store(tmp_path, address)).code == "scanner_unavailable"
    assert nothing_kept(tmp_path)


@pytest.mark.parametrize("reads", [False, True], ids=["reads nothing", "answers nothing"])
def test_a_slow_scanner_is_given_up_in_time(tmp_path: Path, *, reads: bool) -> None:
    """Whether it stops reading or never answers, or drips its answer: the time is one for all."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        release = threading.Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                while reads and connection.recv(65_536)[-4:] != b"\0\0\0\0":
                    pass
                while reads and not release.wait(0.1):
                    connection.send(b"s")
                release.wait(10)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        begun = time.monotonic()
        slow = store(tmp_path, f"127.0.0.1:{listening.getsockname()[1]}", 0.5)
        problem = refusal(slow, b"%PDF-1.7" + b" " * 900_000)
        assert problem.code == "scanner_unavailable"
        assert time.monotonic() - begun < 2
        release.set()
        thread.join(10)
    assert nothing_kept(tmp_path)


def test_a_scanner_behind_a_socket_file(tmp_path: Path) -> None:
    """As Debian sets clamd up."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(f"{tmp_path}/clamd.ctl")
    listening.listen()
    with running(listening) as server:
        kept = store(tmp_path, f"unix:{tmp_path}/clamd.ctl")
        assert kept.keep(io.BytesIO(b"%PDF-1.7"), "H99.04").size == 8
        assert refusal(kept, EICAR.encode()).code == "attachment_infected"
        assert len(server.scanned) == 2


async def test_the_api_says_what_the_scanner_found(alone: Served, clamd: Server) -> None:
    """By setting; an infected upload is 422, one nobody could scan 503, a clean one is kept."""
    settings = alone.settings.model_copy(
        update={"virus_scanner": clamd.address, "virus_scanner_timeout_seconds": 2.0}
    )
    async with serving(settings) as served:
        files = {"file": ("eicar.com", EICAR.encode())}
        answer = await served.call(HEAD, "POST", "/attachments", files=files)
        assert (answer.status_code, answer.json()["code"]) == (422, "attachment_infected")
        clamd.answers = lambda _content: None
        answer = await served.call(HEAD, "POST", "/attachments", files={"file": b"sach"})
        assert (answer.status_code, answer.json()["code"]) == (503, "scanner_unavailable")
        assert answer.headers["Retry-After"] == "30"
        clamd.answers = honest
        assert await served.upload(HEAD, b"sach")


@pytest.mark.parametrize("value", ["clamd", "unix:", "http://scanner:3310", "host:port"])
def test_an_address_that_is_none_is_explained(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """The service does not start with a scanner it could never ask."""
    monkeypatch.setenv("REMISS_VIRUS_SCANNER", value)
    with pytest.raises(InvalidSettingsError, match=r"REMISS_VIRUS_SCANNER: .*unix:/run"):
        load()


def test_a_real_clamd(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Where one is named with `--clamd`: clean, infected, and infected within a document."""
    address = request.config.getoption("--clamd")
    if not address:
        pytest.skip("no clamd named with --clamd")
    kept = store(tmp_path, address, 30)
    assert kept.keep(io.BytesIO(b"%PDF-1.7" + b" " * 900_000), "H99.04").size == 900_008
    problem = refusal(kept, EICAR.encode())
    assert problem.code == "attachment_infected"
    assert "eicar" in problem.facts["signature"].lower()
