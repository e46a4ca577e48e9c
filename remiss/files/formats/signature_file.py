"""A signature that lies beside the file it signs (.p7s): CMS, RFC 5652, in DER, BER or PEM."""

import base64
import binascii
from typing import NamedTuple

from remiss.problems.problem import Problem

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
PEM = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
MOST_BYTES = 1024 * 1024
"""A signature with its certificates, a stamp of time and lists of revocation has a part of it."""
SEQUENCE, SET, INTEGER, OBJECT_ID, CONTENT = 0x30, 0x31, 0x02, 0x06, 0xA0
_INDEFINITE, _END = 0x80, b"\0\0"
DEEPEST = 32


class Element(NamedTuple):
    """One element of BER: its tag, its content, and what follows it."""

    tag: int
    content: bytes
    rest: bytes


def is_signature(start: bytes) -> bool:
    """Whether a file that begins so is signed data, whatever it signs."""
    named = SIGNED_DATA in start[: 2 + 9 + len(SIGNED_DATA)]
    return start.startswith(PEM) or (start[:1] == bytes([SEQUENCE]) and named)


def check_signature(content: bytes) -> None:
    """Refuse signed data that are cut off, sign nothing, or carry a file within them.

    Raises:
        Problem: `attachment_unsound`, `attachment_type_not_taken`.
    """
    try:
        outer = _element(_binary(content))
        kind, wrapped = _within(outer.content)[:2]
        version, digests, signed, *_, signers = _within(_element(wrapped.content).content)
        inside = _within(signed.content)
        shapes = (outer.tag, kind.tag, wrapped.tag, version.tag, digests.tag, signers.tag)
    except (ValueError, IndexError) as error:
        raise Problem("attachment_unsound") from error
    expected = (SEQUENCE, OBJECT_ID, CONTENT, INTEGER, SET, SET)
    if outer.rest.strip(b"\r\n") or shapes != expected or not signers.content:
        raise Problem("attachment_unsound")
    if len(inside) > 1:
        raise Problem("attachment_type_not_taken", file_kind="signed_content")


def _binary(content: bytes) -> bytes:
    if not content.startswith(PEM):
        return content
    lines = content.strip().splitlines()
    try:
        return base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error


def _within(content: bytes) -> list[Element]:
    """The elements that fill some content."""
    found = []
    while content:
        found.append(_element(content))
        content = found[-1].rest
    return found


def _element(data: bytes, depth: int = 0) -> Element:
    """The first element of some bytes.

    Raises:
        ValueError, IndexError: there is none, or it is cut off or too deep.
    """
    tag, length, at = data[0], data[1], 2
    if length == _INDEFINITE:
        return _open_ended(data, depth)
    if length > _INDEFINITE:
        at += length - _INDEFINITE
        length = int.from_bytes(data[2:at], "big")
    if at + length > len(data):
        raise ValueError("cut off")
    return Element(tag, data[at : at + length], data[at + length :])


def _open_ended(data: bytes, depth: int) -> Element:
    """An element whose length is not told: it lasts until its mark of an end."""
    if depth == DEEPEST:
        raise ValueError("too deep")
    rest = data[2:]
    while rest[:2] != _END:
        rest = _element(rest, depth + 1).rest
    return Element(data[0], data[2 : len(data) - len(rest)], rest[2:])
