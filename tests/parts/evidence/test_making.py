"""Checkpoints as they are made: in step with the ledger, once each, and never against the past."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

from remiss.evidence.checkpoint import newest_heads
from remiss.evidence.checkpoint_faults import find_faults
from remiss.evidence.checkpoint_folder import CheckpointFolder
from remiss.evidence.covering_proof import prove_covered
from remiss.ledger.append_events import links_after, record
from remiss.ledger.projection import columns
from tests.given.checkpoints import NINE, a_signer
from tests.given.ledger_cases import case
from tests.given.office import Office

MANY = """
insert into event (stream, version, type, at, actor, command_id, body, previous_hash, hash)
select
    'HS-' || s, v, 'x', now(), 'x', 'x', '{}',
    case when v > 1 then sha256(convert_to(s || ' ' || v - 1, 'UTF8')) end,
    sha256(convert_to(s || ' ' || v, 'UTF8'))
from generate_series(1, 5000) as s, generate_series(1, 10) as v
"""


async def test_each_checkpoint_signs_what_moved(office: Office) -> None:
    """The first signs every chain, the next what moved since; the files alone prove all of it."""
    await office.stores("HS-1", slice(0, 2))
    await office.stores("HS-2", slice(0, 1))
    await office.signs(1)
    await office.stores("HS-2", slice(1, 3))
    await office.stores("HS-3", slice(0, 1))
    await office.signs(2, hours=1)

    found = office.folder.read()
    one, two = found.files[1], found.files[2]
    assert not found.broken
    assert [head.stream for head in one.heads] == ["HS-1", "HS-2"]
    assert [head.stream for head in two.heads] == ["HS-2", "HS-3"]
    assert (two.statement.size, two.statement.at) == (4, NINE + timedelta(hours=1))
    assert find_faults([one, two], office.issuer()._keys) == []
    rows = await office.pool.fetch(
        "select distinct on (stream) stream, version, hash from event order by stream, version desc"
    )
    assert {(h.stream, h.version, h.hash) for h in newest_heads([one, two]).values()} == {
        (row["stream"], row["version"], row["hash"].hex()) for row in rows
    }
    proof = prove_covered([one, two], "HS-1")
    assert proof is not None
    assert proof.holds(office.issuer()._keys)


async def test_what_is_stored_is_what_lies_in_the_folder(office: Office) -> None:
    """Row and file say the same, and the file is one line of canonical JSON."""
    await office.stores("HS-1")
    await office.signs(1)
    body = await office.pool.fetchval("select body from checkpoint where number = 1")
    content = (office.path / "00000001.json").read_bytes()
    assert json.loads(content) == body
    assert content == office.folder.read().files[1].encoded
    assert [path.name for path in office.path.iterdir()] == ["00000001.json"]


async def test_where_nothing_moved_one_a_day_shows_that_somebody_looked(office: Office) -> None:
    """Nothing is signed twice within the hour, and nothing at all of an empty ledger."""
    nothing = await office.issues()
    assert (nothing.newest, nothing.made, nothing.refused) == (None, False, None)
    await office.stores("HS-1")
    await office.signs(1)
    again = await office.issues(hours=1)
    assert again.newest is not None
    assert (again.newest.number, again.made) == (1, False)
    await office.signs(2, hours=23)
    files = office.folder.read().files
    assert files[2].heads == ()
    assert files[2].statement.root == files[1].statement.root
    assert (await office.audits()).holds


async def test_several_at_once_make_one(office: Office) -> None:
    """Of many workers that fire together one makes it; the rest find it."""
    await office.stores("HS-1")
    issuers = [office.issuer() for _ in range(8)]
    made = await asyncio.gather(*(issuer.issue_due() for issuer in issuers))
    assert [each.made for each in made].count(True) == 1
    assert {each.newest.number for each in made if each.newest} == {1}
    await office.stores("HS-2")
    await asyncio.gather(*(issuer.issue_due() for issuer in issuers))
    assert await office.pool.fetchval("select array_agg(number) from checkpoint") == [1, 2]
    assert (await office.audits()).holds


async def test_an_event_that_commits_late_is_in_the_next(office: Office) -> None:
    """What was begun before a checkpoint and committed after it is not passed over."""
    await office.stores("HS-1")
    batch = case("HS-2")[0]
    async with office.pool.acquire() as connection:
        late = connection.transaction()
        await late.start()
        await record(connection, links_after(None, batch.events), [columns(batch.row, ())])
        await office.signs(1)
        await late.commit()
    await office.signs(2, minutes=1)
    assert [head.stream for head in office.folder.read().files[2].heads] == ["HS-2"]


async def test_a_file_lost_in_a_crash_is_written_by_the_next(office: Office) -> None:
    """The row is stored before the file; whoever comes next writes what is missing."""
    await office.stores("HS-1")
    await office.signs(1)
    content = (office.path / "00000001.json").read_bytes()
    (office.path / "00000001.json").unlink()
    assert (await office.issues()).refused is None
    assert (office.path / "00000001.json").read_bytes() == content


async def test_every_machine_keeps_a_folder_of_its_own(office: Office, tmp_path: Path) -> None:
    """A worker elsewhere catches up with what others made, and adds to it."""
    await office.stores("HS-1")
    await office.signs(1)
    await office.stores("HS-2")
    await office.issuer(tmp_path / "elsewhere").issue_due()
    assert sorted(CheckpointFolder(tmp_path / "elsewhere").read().files) == [1, 2]
    await office.issues()
    assert office.folder.read() == CheckpointFolder(tmp_path / "elsewhere").read()


async def test_a_rewritten_event_is_not_signed(office: Office) -> None:
    """Whoever rewrote a signed chain gets no signature for it; the alarm names event and case."""
    await office.stores("HS-1")
    await office.signs(1)
    await office.stores("HS-2")
    await office.rewrites("HS-1", 9, command_id="forged")
    refused = await office.issues(hours=1)
    assert refused.newest is None
    assert refused.refused is not None
    assert "HS-1 #1–#" in refused.refused.en
    assert "trái với những gì đã ký" in refused.refused.vi
    assert await office.pool.fetchval("select count(*) from checkpoint") == 1
    assert sorted(office.folder.read().files) == [1]


async def test_an_older_backup_is_not_signed(office: Office) -> None:
    """A ledger behind its checkpoints is named, stream by stream, until it has caught up."""
    await office.stores("HS-1")
    await office.stores("HS-2", slice(0, 3))
    await office.signs(1)
    await office.tampers(
        "create table elsewhere as select * from event",
        "delete from event where stream = 'HS-1' and version > 4",
        "delete from event where stream = 'HS-2'",
        "delete from checkpoint",
    )
    refused = (await office.issues(hours=1)).refused
    assert refused is not None
    assert "HS-1 #5" in refused.en
    assert "HS-2: The whole case is gone" in refused.en
    assert "remiss reconcile" in refused.vi

    await office.tampers(
        "delete from event",
        "insert into event overriding system value select * from elsewhere",
    )
    caught_up = await office.issues(hours=1)
    assert caught_up.refused is None
    assert await office.pool.fetchval("select array_agg(number) from checkpoint") == [1]
    assert (await office.audits()).holds


async def test_an_altered_checkpoint_is_not_built_upon(office: Office) -> None:
    """A file or row that is not as it was signed stops the next, and is named."""
    await office.stores("HS-1")
    await office.signs(1)
    await office.stores("HS-2")
    office.alters(1, heads=[])
    refused = (await office.issues()).refused
    assert refused is not None
    assert "Checkpoint 1: Its file was altered" in refused.en


async def test_another_key_does_not_go_on(office: Office) -> None:
    """A checkpoint of a key nobody trusts ends there, whoever holds the ledger."""
    await office.stores("HS-1")
    office.signer = a_signer(2)
    await office.issues()
    office.signer = a_signer()
    refused = (await office.issues()).refused
    assert refused is not None
    assert f"key {a_signer(2).public.id}, which is not trusted" in refused.en


async def test_a_folder_that_cannot_be_written_is_named(office: Office) -> None:
    """The row stays for good; the message says which folder, and the next run writes the file."""
    await office.stores("HS-1")
    office.path.write_text("a file where the folder should be")
    refused = (await office.issues()).refused
    assert refused is not None
    assert str(office.path) in refused.vi
    office.path.unlink()
    assert (await office.issues()).refused is None
    assert sorted(office.folder.read().files) == [1]


async def test_thousands_of_chains_are_signed_at_once(office: Office) -> None:
    """A province's ledger is signed within seconds, and then only what moved in it since."""
    await office.owner.execute(MANY)
    async with asyncio.timeout(30):
        await office.signs(1)
        await office.stores("HS-NEW")
        await office.signs(2)
    files = office.folder.read().files
    assert (files[1].statement.size, files[2].statement.size) == (5_000, 5_001)
