"""`remiss verify` beside checkpoints: what the database alone cannot show, and who is named."""

import asyncio
import shutil

import pytest

from remiss.evidence.checkpoint_findings import CheckpointFindingKind as Kind
from remiss.ledger import rebuild
from remiss.ledger.statements import SQL
from tests.given.ledger_cases import case
from tests.given.office import Office

BACKDATED = """
update checkpoint set
    body = jsonb_set(body, '{checkpoint,statement,at}', '"2026-11-23T02:30:00Z"'),
    at = '2026-11-23T02:30:00Z'
where number = 2
"""
LAST = case("HS-1")[-1].row.version


@pytest.fixture
async def signed(office: Office) -> Office:
    """Three cases; two checkpoints, the second of what moved since the first."""
    await office.stores("HS-1", slice(0, 4))
    await office.stores("HS-2")
    await office.signs(1)
    await office.stores("HS-1", slice(4, None))
    await office.stores("HS-3")
    await office.signs(2, hours=1)
    return office


async def test_what_nobody_touched_holds(signed: Office) -> None:
    """All is found in order, and what is newer than the last checkpoint is counted."""
    audit = await signed.audits()
    assert audit.holds
    assert audit.newest is not None
    assert (audit.checkpoints, audit.newest.number, audit.moved) == (2, 2, 0)
    await signed.stores("HS-4")
    audit = await signed.audits()
    assert (audit.holds, audit.moved) == (True, 1)
    assert "Sổ cái toàn vẹn" in audit.verdict.vi
    assert "Từ đó 1 hồ sơ có sự kiện mới chưa được ký" in audit.verdict.vi
    assert "checkpoints; the newest, number 2, was signed at" in audit.verdict.en


async def test_without_checkpoints_it_says_so(office: Office) -> None:
    """A ledger nobody signed holds, and nothing more is claimed."""
    await office.stores("HS-1")
    audit = await office.audits()
    assert audit.holds
    assert "There is no checkpoint yet" in audit.verdict.en


async def test_the_newest_events_rewritten_with_all_hashes_and_rows_are_found(
    signed: Office,
) -> None:
    """The attack no chain can show: a superuser rewrites the end of a case and all that follows."""
    before = case("HS-1")[3].row.version
    await signed.rewrites("HS-1", LAST, actor=case("HS-1")[0].events[0].actor.model_dump())
    audit = await signed.audits()
    assert audit.ledger.holds  # the database by itself looks whole
    assert not audit.holds
    (found,) = audit.findings
    assert (found.kind, found.stream) == (Kind.REWRITTEN, "HS-1")
    assert (found.version, found.number) == (before + 1, 2)
    assert found.place.en == f"HS-1 #{before + 1}–#{LAST}"
    assert "Sổ cái KHÔNG toàn vẹn." in audit.verdict.vi
    assert "đã bị sửa hoặc thay thế sau khi được bản chốt sổ số 2" in audit.verdict.vi


async def test_an_older_event_rewritten_is_dated_by_the_first_checkpoint(signed: Office) -> None:
    """What the first checkpoint had signed is known to be older than it."""
    until = case("HS-1")[3].row.version
    await signed.rewrites("HS-1", 2, command_id="forged")
    assert await signed.finds() == [(Kind.REWRITTEN, f"HS-1 #1–#{until}")]


async def test_a_tail_cut_off_with_its_rows_is_found(signed: Office) -> None:
    """Events removed from the end, and the read tables made to fit, are missed from which on."""
    await signed.removes("HS-2", since=LAST - 1)
    await signed.tampers("delete from request", "delete from consultation")
    await rebuild(signed.dsn)
    audit = await signed.audits()
    assert audit.ledger.holds
    (found,) = audit.findings
    assert (found.kind, found.version) == (Kind.CUT_OFF, LAST - 1)
    assert f"now the last is {LAST - 2}" in found.message.en
    assert f"nay chỉ còn đến số {LAST - 2}" in found.message.vi


async def test_a_case_removed_without_a_trace_is_found(signed: Office) -> None:
    """Not an event, not a row is left; the checkpoint remembers."""
    await signed.tampers(
        "delete from event where stream = 'HS-3'",
        "delete from request where consultation = 'HS-3'",
        "delete from consultation where id = 'HS-3'",
        "delete from case_score where consultation = 'HS-3'",
        "delete from scorecard",
        SQL["sum_scores"],
    )
    audit = await signed.audits()
    assert audit.ledger.holds
    assert [(f.kind, f.place.en, f.number) for f in audit.findings] == [
        (Kind.CASE_REMOVED, "HS-3", 2)
    ]


async def test_an_older_backup_names_each_stream_and_from_where(signed: Office) -> None:
    """Restored to before checkpoint 2: the file is there, the row and the events are not."""
    before = case("HS-1")[3].row.version
    await signed.tampers(
        "delete from checkpoint where number = 2",
        "delete from request",
        "delete from consultation",
    )
    await signed.removes("HS-1", since=before + 1)
    await signed.removes("HS-3")
    assert await signed.finds() == [
        (Kind.ROW_MISSING, "Checkpoint 2"),
        (Kind.CUT_OFF, f"HS-1 #{before + 1}–#{LAST}"),
        (Kind.CASE_REMOVED, "HS-3"),
    ]


async def test_a_hole_is_found(signed: Office) -> None:
    """An event gone from the middle is named, by the chain and by the checkpoint alike."""
    at = case("HS-1")[3].row.version
    await signed.removes("HS-1", since=at, until=at)
    audit = await signed.audits()
    assert not audit.ledger.holds
    assert [(f.kind, f.place.en) for f in audit.findings] == [(Kind.HOLE, f"HS-1 #{at}")]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "update checkpoint set body = body #- '{heads,0}' where number = 1",
            [(Kind.ROW_ALTERED, "Checkpoint 1")],
        ),
        (
            "update checkpoint set body = body || '{\"heads\": []}' where number = 2",
            [(Kind.ROW_ALTERED, "Checkpoint 2")],
        ),
        (
            "update checkpoint set at = at + interval '1 hour' where number = 2",
            [(Kind.ROW_ALTERED, "Checkpoint 2")],
        ),
        (
            "update checkpoint set body = '[]' where number = 2",
            [(Kind.ROW_ALTERED, "Checkpoint 2")],
        ),
        (
            "delete from checkpoint where number = 1",
            [(Kind.ROW_MISSING, "Checkpoint 1")],
        ),
        ("delete from checkpoint", [(Kind.ROW_MISSING, "Checkpoint 1–2")]),
    ],
)
async def test_an_altered_or_missing_row_is_named(
    signed: Office, statement: str, expected: list[tuple[Kind, str]]
) -> None:
    """The folder shows what the database said before it was touched."""
    await signed.tampers(statement)
    assert await signed.finds() == expected


async def test_an_altered_or_missing_file_is_named(signed: Office) -> None:
    """The database shows what the folder held before it was touched."""
    path = signed.path / "00000001.json"
    content = path.read_bytes()
    path.write_bytes(content.replace(b"HS-2", b"HS-9"))
    assert await signed.finds() == [(Kind.FILE_ALTERED, "Checkpoint 1")]
    path.write_bytes(content + b" ")
    assert await signed.finds() == [(Kind.FILE_ALTERED, "Checkpoint 1")]
    path.unlink()
    assert await signed.finds() == [(Kind.FILE_MISSING, "Checkpoint 1")]
    shutil.rmtree(signed.path)
    assert await signed.finds() == [(Kind.FILE_MISSING, "Checkpoint 1–2")]


async def test_a_file_that_is_just_being_written_is_no_finding(signed: Office) -> None:
    """A row is stored a moment before its file: the audit looks again before it accuses."""
    path = signed.path / "00000002.json"
    content = path.read_bytes()
    path.unlink()
    auditing = asyncio.create_task(signed.audits())
    await asyncio.sleep(0.5)
    path.write_bytes(content)
    assert (await auditing).holds


async def test_a_checkpoint_gone_from_both_is_missed(signed: Office) -> None:
    """Removed everywhere, it leaves a gap in the numbers; the heads after it still bind."""
    await signed.tampers("delete from checkpoint where number = 1")
    (signed.path / "00000001.json").unlink()
    assert await signed.finds() == [(Kind.MISSING, "Checkpoint 1")]
    await signed.rewrites("HS-3", LAST, command_id="forged")
    kinds = [kind for kind, _ in await signed.finds()]
    assert kinds == [Kind.MISSING, Kind.REWRITTEN]


async def test_both_sides_altered_alike_are_found(signed: Office) -> None:
    """File and row changed in the same way still lack the signature."""
    await signed.tampers(BACKDATED)
    path = signed.path / "00000002.json"
    path.write_bytes(path.read_bytes().replace(b"03:00:00Z", b"02:30:00Z"))
    assert await signed.finds() == [(Kind.SIGNATURE, "Checkpoint 2")]


async def test_a_key_used_twice_is_found(signed: Office) -> None:
    """Two checkpoints of one number, both signed, show that somebody else has the key."""
    await signed.tampers("delete from checkpoint where number = 2")
    (signed.path / "00000002.json").rename(signed.path / "kept")
    await signed.stores("HS-4")
    await signed.signs(2, hours=1)
    (signed.path / "kept").replace(signed.path / "00000002.json")
    kinds = dict(await signed.finds())
    assert kinds == {Kind.TWO_SIGNED: "Checkpoint 2"}
