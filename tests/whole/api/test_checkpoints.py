"""Checkpoints as auditors and the Office read them, to compare with what lies elsewhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pydantic import SecretStr

from remiss import ledger
from remiss.evidence.checkpoint import Checkpoint, CheckpointFile, as_json
from remiss.evidence.checkpoint_faults import find_faults
from remiss.evidence.signature import keyring
from remiss.serving.services import checkpoint_keys
from remiss.settings import Settings
from tests.given.checkpoints import a_log, a_signer
from tests.given.people import AUDITOR, HEAD, OFFICE
from tests.given.served import Served, serving

LOG = a_log("ab", "b", "", "c")


@pytest.fixture
async def signed(database: str, tmp_path: Path) -> AsyncIterator[Served]:
    """An API that knows the public key alone, over a database with four checkpoints."""
    pem = tmp_path / "keys.pem"
    pem.write_text(a_signer().public.pem, encoding="ascii")
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address="127.0.0.1:1",
        checkpoint_key_file=tmp_path / "not-for-the-api.pem",
        checkpoint_public_keys_file=pem,
    )
    pool = await ledger.connect(database)
    for file in LOG:
        await ledger.record_checkpoint(
            pool, file.statement.number, file.statement.at, as_json(file)
        )
    await pool.close()
    async with serving(settings) as served:
        yield served


async def test_a_reader_can_check_everything(signed: Served) -> None:
    """From the answers alone: newest first, page by page, each with its heads, and the key."""
    page = (await signed.call(AUDITOR, "GET", "/checkpoints?limit=3")).json()
    rest = (await signed.call(OFFICE, "GET", f"/checkpoints?cursor={page['next']}")).json()
    items = [*page["items"], *rest["items"]]
    assert [item["statement"]["number"] for item in items] == [4, 3, 2, 1]
    assert rest["next"] is None
    keys = keyring("".join(key["pem"] for key in page["keys"]))
    assert [key["id"] for key in page["keys"]] == list(keys)
    read = [
        (await signed.call(AUDITOR, "GET", f"/checkpoints/{number}")).json()
        for number in (1, 2, 3, 4)
    ]
    files = [CheckpointFile.model_validate(file) for file in read]
    assert files == LOG
    assert find_faults(files, keys) == []
    assert [Checkpoint.model_validate(item) for item in reversed(items)] == [
        file.checkpoint for file in files
    ]


async def test_what_is_not_there_is_said(signed: Served) -> None:
    """A number nobody has signed yet, a number that is none, a cursor of another list."""
    absent = await signed.call(AUDITOR, "GET", "/checkpoints/5")
    assert (absent.status_code, absent.json()["code"]) == (404, "checkpoint_not_found")
    assert (await signed.call(AUDITOR, "GET", "/checkpoints/0")).status_code == 422
    assert (await signed.call(AUDITOR, "GET", "/checkpoints/x")).status_code == 422
    assert (await signed.call(AUDITOR, "GET", "/checkpoints?cursor=x")).status_code == 400


async def test_agencies_do_not_read_them(signed: Served) -> None:
    """The heads name every case of the province."""
    assert (await signed.call(HEAD, "GET", "/checkpoints")).status_code == 403
    assert (await signed.call(HEAD, "GET", "/checkpoints/1")).status_code == 403


def test_the_private_key_stays_with_who_signs(tmp_path: Path) -> None:
    """A key file alone gives the public half; where public keys are given it is not opened."""
    private = tmp_path / "checkpoint.pem"
    pem = a_signer()._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    private.write_bytes(pem)
    private.chmod(0o600)
    assert list(checkpoint_keys(Settings(checkpoint_key_file=private))) == [a_signer().public.id]
    assert checkpoint_keys(Settings()) == {}
