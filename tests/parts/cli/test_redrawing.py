"""`remiss redraw FILE` as a person runs it: offline, with a public key and nothing else."""

import asyncio
import hashlib
import os
import sys
from pathlib import Path

import pytest

from remiss.consultation.inspecting.decide import decide
from remiss.consultation.inspecting.inspection import fold
from remiss.consultation.inspecting.messages import (
    INSPECTION_CHAIN,
    RecordedEvent,
    SampleCommitted,
    SampleDrawn,
)
from remiss.evidence.checkpoint import Head, sign_checkpoint
from remiss.evidence.covering_proof import prove_covered
from remiss.evidence.sample_record import SampleRecord
from remiss.ledger.inspecting.inspection_chain import entry_hash
from remiss.strict.canonical_json import canonical_json
from tests.given.checkpoints import NINE, a_log, a_signer
from tests.parts.cli.test_vouching import OFFLINE, ROOT
from tests.rules.inspecting.test_inspecting import COMMITS, DRAWS, LINES, OPENS, given

SIGNER = a_signer()


def a_record() -> SampleRecord:
    """Of two of three lines, committed as the second entry and signed with the third."""
    (opened, committed) = given(OPENS, COMMITS)
    assert isinstance(committed, SampleCommitted)
    entry = RecordedEvent(
        number=2,
        inspection=OPENS.inspection,
        version=2,
        command_id="giang:2",
        actor=OPENS.actor,
        event=committed,
    )
    body = canonical_json(entry.model_dump(mode="json"))
    before, after = hashlib.sha256(b"1").digest(), b"{}"
    newest = entry_hash(entry_hash(before, body), after)
    log = a_log("ab")
    head = Head(stream=INSPECTION_CHAIN, version=3, hash=newest.hex())
    log.append(sign_checkpoint(log, [head], NINE, SIGNER))
    covering = prove_covered(log, INSPECTION_CHAIN)
    assert covering
    statement = log[-1].statement
    asked = DRAWS.model_copy(update={"checkpoint": statement.number, "root": statement.root})
    drawn = decide(fold([opened, committed]), asked)
    assert isinstance(drawn, SampleDrawn)
    return SampleRecord(
        committed=entry,
        before=before.hex(),
        after=(hashlib.sha256(after).hexdigest(),),
        covering=covering,
        drawn=drawn,
        population=LINES,
    )


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "public.pem"
    path.write_text(SIGNER.public.pem, encoding="ascii")
    return path


async def redraw(*arguments: str | Path) -> tuple[int, str]:
    """Exit code, and everything said, where no setting names a server."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OFFLINE, "redraw", *map(str, arguments)),
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", "REMISS_DATA_DIR": "/nonexistent"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


def kept(record: SampleRecord, folder: Path) -> Path:
    path = folder / "record.json"
    path.write_bytes(record.encoded)
    return path


async def test_the_same_sample_is_drawn_again(tmp_path: Path, key: Path) -> None:
    """Exit code 0, the lines and the verdict; nothing that could connect was even loaded."""
    record = a_record()
    code, said = await redraw(kept(record, tmp_path), "--key", key)
    assert code == 0, said
    assert said.splitlines()[:2] == list(record.drawn.drawn)
    assert "Drawn again, it is the same sample: 2 of 3 lines" in said
    assert said.splitlines()[-1] == "[]"


async def test_a_record_that_was_changed_does_not_hold(tmp_path: Path, key: Path) -> None:
    """Exit code 1, and what is wrong."""
    record = a_record()
    others = tuple(line for line in LINES if line not in record.drawn.drawn)
    chosen = record.drawn.model_copy(update={"drawn": (record.drawn.drawn[0], *others)})
    code, said = await redraw(
        kept(record.model_copy(update={"drawn": chosen}), tmp_path), "--key", key
    )
    assert code == 1
    assert "Chọn lại ra một mẫu khác" in said


async def test_what_cannot_be_judged_says_so(tmp_path: Path) -> None:
    """Exit code 2: without a key nobody knows who signed; and a file that is no record."""
    record = kept(a_record(), tmp_path)
    code, said = await redraw(record)
    assert (code, "Who signed checkpoint 2 was not judged" in said) == (2, True), said
    record.write_text("{}", encoding="ascii")
    code, said = await redraw(record)
    assert (code, "no record of a sample" in said) == (2, True), said
