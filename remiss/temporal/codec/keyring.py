"""The keys: a file of ids and keys, readable by its owner only.

One key a line, ``id base64``. The first encrypts, every one listed decrypts. A key is added last
and moved up once every process has it, so that nobody meets a key before it was given it.
"""

import base64
import binascii
import os
import re
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from remiss.private_file import create_file, replace_file
from remiss.temporal.codec.codec_errors import KeyringError
from remiss.texts import say, text

KEY_BYTES = 32
KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,32}")
FORBIDDEN = stat.S_IRWXG | stat.S_IRWXO
HEADER = """\
# Khóa mã hóa dữ liệu trong Temporal: mỗi dòng một khóa. Khóa đầu mã hóa, mọi khóa đều giải mã.
# Keys of what Temporal keeps, one a line. The first encrypts, every one decrypts. Never remove
# a key while a case or an archived history still needs it.
"""


@dataclass(frozen=True)
class Key:
    """An AES-256 key under the name it goes by in payloads; never shown."""

    id: str
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "Key":
        """A key nobody has seen, named after today."""
        name = f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(3)}"
        return cls(name, secrets.token_bytes(KEY_BYTES))


@dataclass(frozen=True)
class Keyring:
    """Keys by id, the first one first; `encrypts` False only decrypts."""

    keys: tuple[Key, ...] = ()
    encrypts: bool = True

    @property
    def active(self) -> Key | None:
        """The key that encrypts; None writes in clear."""
        return self.keys[0] if self.keys and self.encrypts else None


def read(path: Path) -> tuple[Key, ...]:
    """The keys of a file, the one that encrypts first.

    Raises:
        KeyringError: there is no such file, others may read it, or a line is no key.
    """
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            written = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    if mode & FORBIDDEN:
        raise KeyringError(say("payload_key.file_open_to_others", path=path, mode=f"{mode:04o}"))
    keys = tuple(_parsed(path, written))
    if not keys:
        raise KeyringError(say("payload_key.file_empty", path=path))
    return keys


def add_key(path: Path) -> Key:
    """Add a key to the file: the only one encrypts, a further one decrypts until it is promoted.

    Raises:
        KeyringError: as `read`, for a file that is there.
    """
    present = read(path) if path.exists() else ()
    key = Key.new()
    if present:
        replace_file(path, _content((*present, key)))
    else:
        _create(path, key)
    return key


def promote(path: Path, key_id: str) -> Key:
    """Let the key of this id encrypt from now on; the others go on decrypting.

    Raises:
        KeyringError: as `read`; or no key has this id.
    """
    present = read(path)
    chosen = next((key for key in present if key.id == key_id), None)
    if chosen is None:
        known = ", ".join(key.id for key in present)
        raise KeyringError(say("payload_key.unknown_id", path=path, key_id=key_id, known=known))
    others = (key for key in present if key is not chosen)
    replace_file(path, _content((chosen, *others)))
    return chosen


def _parsed(path: Path, written: str) -> Iterator[Key]:
    seen = set[str]()
    for number, line in enumerate(written.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        words = line.split()
        if len(words) != 2 or not KEY_ID.fullmatch(words[0]):  # noqa: PLR2004 -- id and key
            raise _bad_line(path, number, "no_pair")
        if words[0] in seen:
            raise _bad_line(path, number, "repeated")
        seen.add(words[0])
        yield Key(words[0], _decoded(path, number, words[1]))


def _decoded(path: Path, number: int, word: str) -> bytes:
    try:
        secret = base64.b64decode(word, validate=True)
    except binascii.Error:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise _bad_line(path, number, "no_key")
    return secret


def _bad_line(path: Path, number: int, why: str) -> KeyringError:
    """Names the line and never shows it: it may hold a key."""
    wrong = text(f"payload_key.line.{why}")
    return KeyringError(say("payload_key.bad_line", path=path, line=number, why=wrong))


def _unreadable(path: Path, error: Exception) -> KeyringError:
    why = getattr(error, "strerror", None) or "UTF-8?"
    return KeyringError(say("payload_key.file_unreadable", path=path, why=why))


def _create(path: Path, key: Key) -> None:
    """Write the first key; two processes starting at once agree on one file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not create_file(path, _content((key,))):
        raise KeyringError(say("payload_key.file_just_made", path=path))


def _content(keys: tuple[Key, ...]) -> bytes:
    lines = (f"{key.id} {base64.b64encode(key.secret).decode()}\n" for key in keys)
    return "".join((HEADER, *lines)).encode()
