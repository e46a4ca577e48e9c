"""The file of keys, and the command that makes and rotates one."""

import base64
import os
import stat
from pathlib import Path

import pytest

from remiss.temporal.codec import KeyringError, add_key, promote, read
from tests.given.commands import Said, run_remiss

GOOD = base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "payload.keys"


def written(path: Path, text: str, mode: int = 0o600) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_a_file_is_made_for_its_owner_alone(path: Path) -> None:
    """Whatever the umask says."""
    before = os.umask(0)
    try:
        key = add_key(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read(path) == (key,)
    assert len(key.secret) == 32


def test_a_key_is_added_last_and_promoted_first(path: Path) -> None:
    """So that no process meets a key before it was given it; none is ever taken out."""
    first, second = add_key(path), add_key(path)
    assert read(path) == (first, second)
    assert promote(path, second.id) == second
    assert read(path) == (second, first)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_an_unknown_key_cannot_be_promoted(path: Path) -> None:
    """The message lists those there are, and the file stays."""
    key = add_key(path)
    with pytest.raises(KeyringError, match=key.id):
        promote(path, "other")
    assert read(path) == (key,)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_others_may_read_is_refused(path: Path, mode: int) -> None:
    """The message says how to close it."""
    add_key(path)
    path.chmod(mode)
    with pytest.raises(KeyringError, match=r"chmod 600"):
        read(path)
    with pytest.raises(KeyringError, match=r"chmod 600"):
        add_key(path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"a {GOOD}\na {GOOD}\n", 2),
        (f"# note\n\n{GOOD}\n", 3),
        ("a c2hvcnQ=\n", 1),
        (f"a {GOOD[:-1]}\n", 1),
        (f"a b {GOOD}\n", 1),
        (f"khóa {GOOD}\n", 1),
        (f"{'x' * 33} {GOOD}\n", 1),
    ],
    ids=["twice", "no id", "short", "not base64", "three words", "not a code", "long"],
)
def test_a_line_that_is_no_key_is_named_and_never_shown(path: Path, text: str, line: int) -> None:
    """The line may hold a key: its number is enough."""
    with pytest.raises(KeyringError, match=rf"line {line}:") as refused:
        read(written(path, text))
    assert f"dòng {line}:" in refused.value.message.vi
    assert GOOD[:20] not in str(refused.value)


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_file_without_keys_is_refused(path: Path, text: str) -> None:
    """Nobody thinks it encrypted when it did not."""
    with pytest.raises(KeyringError, match="remiss keys new"):
        read(written(path, text))


def test_a_file_that_is_not_there_is_named(path: Path) -> None:
    """With the setting and the command that makes one."""
    with pytest.raises(KeyringError, match=r"REMISS_PAYLOAD_KEYS_FILE.*remiss keys new"):
        read(path)


def test_a_file_that_is_no_text_is_refused(path: Path) -> None:
    """A binary key copied by mistake is not a traceback."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe\x00")
    path.chmod(0o600)
    with pytest.raises(KeyringError, match=r"payload\.keys"):
        read(path)


def test_a_key_is_not_shown(path: Path) -> None:
    """Neither form in which it could reach a log holds the secret."""
    key = add_key(path)
    assert repr(key.secret) not in repr(key)
    assert repr(key.secret) not in str(read(path))


async def remiss(*words: str, keys_file: Path) -> Said:
    return await run_remiss(*words, REMISS_PAYLOAD_KEYS_FILE=str(keys_file))


async def test_the_command_makes_lists_and_rotates(path: Path) -> None:
    """Each step says what to do next; no key is printed."""
    made = await remiss("keys", "new", keys_file=path)
    assert made.code == 0, made.err
    [first] = read(path)
    assert first.id in made.out
    added = await remiss("keys", "new", keys_file=path)
    second = read(path)[1]
    assert f"remiss keys use {second.id}" in added.out
    assert (await remiss("keys", "use", second.id, keys_file=path)).code == 0
    listed = await remiss("keys", "list", keys_file=path)
    assert listed.out.splitlines()[0].startswith(second.id)
    assert first.id in listed.out
    secrets = [base64.b64encode(key.secret).decode() for key in (first, second)]
    for shown in (made, added, listed):
        assert not [secret for secret in secrets if secret in shown.out + shown.err]


@pytest.fixture
def readable(path: Path) -> Path:
    """A key that others may read."""
    add_key(path)
    path.chmod(0o644)
    return path


async def test_the_command_explains_a_file_it_cannot_use(readable: Path) -> None:
    """One message in both languages, and exit code 1."""
    refused = await remiss("keys", "list", keys_file=readable)
    assert refused.code == 1
    assert "Người khác đọc được" in refused.err
    assert "Traceback" not in refused.err
