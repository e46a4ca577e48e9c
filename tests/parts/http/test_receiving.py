"""Bodies as they come over the wire: unannounced, misannounced, compressed, slow, broken off."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from remiss.consultation.values import Actor
from remiss.identity.development_keys import ensure_keys
from remiss.identity.trust import key_folder
from remiss.serving.body_limits import JSON_LIMIT
from tests.given.people import OFFICER, bearer
from tests.given.served import Served, serving

FIELDS = b'{"text": "Kinh ph\xc3\xad l\xe1\xba\xa5y \xe1\xbb\x9f \xc4\x91\xc3\xa2u?"}'

STARTED = b'--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nab'


async def send(
    served: Served,
    *parts: bytes | float,
    method: str = "POST",
    path: str = "/fields",
    by: Actor = OFFICER,
    **headers: str,
) -> bytes:
    """Bytes as given, pausing for each number; everything that comes back within five seconds."""
    key, _ = ensure_keys(key_folder(served.settings))
    given = {"Host": "x", "Content_Type": "application/json"} | bearer(key, by) | headers
    lines = [
        f"{method} /v1{path} HTTP/1.1",
        *(f"{n.replace('_', '-')}: {v}" for n, v in given.items()),
    ]
    port = served.http.base_url.port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write("\r\n".join([*lines, "", ""]).encode())
    answer = asyncio.ensure_future(_answer(reader))
    try:
        for part in parts:
            if answer.done():
                break
            if isinstance(part, bytes):
                writer.write(part)
            else:
                await asyncio.sleep(part)
        return await asyncio.wait_for(answer, 5)
    finally:
        answer.cancel()
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
    if not lengths:
        return head + await reader.read()
    return head + await reader.readexactly(int(lengths[0].split(b":")[1]))


def told(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body).get("code", "")


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in (*chunks, b""))


async def test_a_chunked_body_is_read(alone: Served) -> None:
    """Without any announced length, in pieces that cut a letter in two."""
    answer = await send(alone, chunked(FIELDS[:16], FIELDS[16:]), Transfer_Encoding="chunked")
    assert told(answer)[0] == 200


async def test_a_chunked_body_is_limited(alone: Served) -> None:
    """What arrives is counted: at the limit it is read, one byte more and it is refused."""
    padded = FIELDS + b" " * (JSON_LIMIT - len(FIELDS))
    answer = await send(alone, chunked(padded), Transfer_Encoding="chunked")
    assert told(answer)[0] == 200
    answer = await send(alone, chunked(padded, b" "), Transfer_Encoding="chunked")
    assert told(answer) == (413, "body_too_large")
    assert "vượt quá 1 MB".encode() in answer


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "0x10", "5, 6", "１２"])
async def test_a_length_that_is_none_is_refused(alone: Served, length: str) -> None:
    """By the server itself, before the application: 400, and the connection ends."""
    answer = await send(alone, FIELDS, Content_Length=length)
    assert answer.startswith(b"HTTP/1.1 400")


async def test_two_lengths_are_refused(alone: Served) -> None:
    """Length and chunks together are how requests are smuggled past a proxy."""
    answer = await send(
        alone, chunked(FIELDS), Content_Length=str(len(FIELDS)), Transfer_Encoding="chunked"
    )
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"connection: close" in answer.lower()


async def test_what_follows_a_body_is_no_part_of_it(alone: Served) -> None:
    """More bytes than announced are another request, and none that can be read."""
    answer = await send(alone, FIELDS + b"}}}}", Content_Length=str(len(FIELDS)))
    assert told(answer)[0] == 200


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "GZIP", "identity, gzip", "x"])
async def test_compressed_bodies_are_refused(alone: Served, encoding: str) -> None:
    """Nothing is unpacked, so nothing can grow; the answer says what is taken instead."""
    packed = gzip.compress(FIELDS)
    answer = await send(alone, packed, Content_Length=str(len(packed)), Content_Encoding=encoding)
    assert told(answer) == (415, "content_encoding_not_taken")
    assert b"accept-encoding: identity" in answer.lower()


@pytest.fixture
async def impatient(alone: Served) -> AsyncIterator[Served]:
    """Where half a second may bring no less than 200 bytes."""
    pace = {"standstill_seconds": 0.5, "standstill_bytes_per_second": 400}
    async with serving(alone.settings.with_values(pace)) as served:
        yield served


async def test_a_body_too_slow_is_given_up(impatient: Served) -> None:
    """A sender that drips, or stops, is told so in time; one that is merely not fast is served."""
    dripping: list[Any] = [part for byte in FIELDS for part in (bytes([byte]), 0.05)]
    for parts in ([FIELDS[:5]], dripping[:30]):
        answer = await send(impatient, *parts, Content_Length=str(len(FIELDS)))
        assert told(answer) == (408, "body_too_slow")
        assert b"connection: close" in answer.lower()
        assert "trong 0.5 giây nhận được chưa đến 200 byte".encode() in answer
    answer = await send(impatient, FIELDS[:5], 0.2, FIELDS[5:], Content_Length=str(len(FIELDS)))
    assert told(answer)[0] == 200


@pytest.mark.parametrize("path", ["/fields", "/attachments"])
async def test_a_body_that_keeps_coming_is_taken(impatient: Served, path: str) -> None:
    """Four times as long as a standstill may last: a steady line is never too slow."""
    upload = path == "/attachments"
    parts = [STARTED, *[b"x" * 100] * 20, b"\r\n--x--\r\n"]
    parts = parts if upload else [FIELDS[:-1], *[b" " * 100] * 20, b"}"]
    steady = [part for each in parts for part in (each, 0.1)]
    kind = "multipart/form-data; boundary=x" if upload else "application/json"
    length = str(sum(map(len, parts)))
    answer = await send(impatient, *steady, path=path, Content_Length=length, Content_Type=kind)
    assert told(answer)[0] == (201 if upload else 200), answer


async def test_an_upload_that_stands_still_is_given_up(impatient: Served) -> None:
    """Also after it came well: what counts is what arrives now."""
    parts = [STARTED, b"x" * 3_000]
    answer = await send(
        impatient,
        *parts,
        path="/attachments",
        Content_Type="multipart/form-data; boundary=x",
        Content_Length="5000",
    )
    assert told(answer) == (408, "body_too_slow")


@pytest.mark.parametrize("size", [100_001, 116_000, 130_000, 3_000_000])
async def test_a_file_that_is_too_large_is_told_so_as_a_file(alone: Served, size: int) -> None:
    """However much too large: how large one may be, in people's units, and what to do."""
    for files in ({"file": b"x" * size}, {"file": ("Tờ trình.pdf", b"%PDF-" + b"x" * size)}):
        answer = await alone.call(OFFICER, "POST", "/attachments", files=files)
        assert (answer.status_code, answer.json()["code"]) == (413, "attachment_too_large")
        assert "97,6 KB" in answer.json()["detail"]
        assert "chia thành nhiều tệp" in answer.json()["detail"]
        assert "97.6 KB" in answer.json()["detail_en"]
        assert answer.json()["facts"] == {"limit": "100000"}


async def test_a_sender_that_leaves_disturbs_nobody(
    alone: Served, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A body broken off is noted in one line, is no failure, and the next caller is served."""
    form = "multipart/form-data; boundary=x"
    for path, kind in (("/fields", "application/json"), ("/attachments", form)):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await send(alone, STARTED, path=path, Content_Length="500", Content_Type=kind)
    await asyncio.sleep(0.2)
    assert told(await send(alone, FIELDS, Content_Length=str(len(FIELDS))))[0] == 200
    logged = capsys.readouterr().out + caplog.text  # wherever a test before sent the log
    assert "request_failed" not in logged
    assert "request_broken_off" in logged
