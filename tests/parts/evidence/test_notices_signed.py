"""Notices and what became of them enter the checkpoints: a change of any column is found."""

from datetime import timedelta
from pathlib import Path

import pytest

from remiss.evidence.checkpoint import NOTICES, heads, notices_head
from remiss.evidence.checkpoint_faults import find_faults
from remiss.evidence.checkpoint_findings import CheckpointFindingKind as Kind
from remiss.ledger import altered_notices, mark_lost
from tests.given.office import Office

ONE = "(select id from notice where channel = 'mail' and status = 'sent' order by id limit 1)"
CONTENT = {
    "stream": "'HS-9'",
    "version": "version + 1000",
    "recipient": "'x@y.example'",
    "kind": "'other'",
    "at": "at + interval '1 microsecond'",
    "actor": "'nobody'",
    "urgency": "'immediate'",
    "part": "'office'",
    "agency": "'H99.99'",
    "person": "'nobody'",
    "body": "jsonb_set(body, '{0,todo}', '\"x\"')",
    "created_at": "created_at - interval '1 day'",
}
DELIVERY = {
    "attempts": "attempts + 1",
    "letter": "'other'",
    "last_error": "'none'",
    "sent_at": "sent_at + interval '1 second'",
}


def _of_one(statement: str) -> str:
    """The statement about one mail that was sent."""
    return statement.replace("$ONE", ONE)


def _changing(what: str) -> str:
    return _of_one("update notice set $WHAT where id = $ONE".replace("$WHAT", what))


@pytest.fixture
async def told(office: Office) -> Office:
    """A case, of which everybody was told, and a checkpoint after that."""
    await office.stores("HS-1")
    await office.tells()
    await office.signs(1)
    return office


async def test_what_nobody_touched_holds(told: Office) -> None:
    """Each fact is signed once, by the checkpoint after it; nothing new, nothing signed."""
    assert (await told.audits()).holds
    assert not (await told.issues(minutes=5)).made
    await told.stores("HS-2")
    await told.tells(arrives=False)
    await told.signs(2, hours=1)
    await told.arrives()
    await told.signs(3, hours=1)
    assert (await told.audits()).holds


async def test_a_change_of_any_column_is_found(told: Office) -> None:
    """What a notice says and to whom, and what became of it."""
    async with told.owner.acquire() as connection:
        for column, value in {**CONTENT, **DELIVERY}.items():
            changing = connection.transaction()
            await changing.start()
            await connection.execute(_changing(f"{column} = {value}"))
            found = await altered_notices(connection)
            assert [each.settled for each in found] == [column in DELIVERY], column
            await changing.rollback()
        assert await altered_notices(connection) == []


async def test_a_changed_notice_is_named_by_its_event(told: Office) -> None:
    """With the checkpoint that had signed it."""
    await told.tampers(_changing("recipient = 'x@y.example'"))
    (found,) = (await told.audits()).findings
    assert (found.kind, found.stream, found.number) == (Kind.NOTICE_ALTERED, "HS-1", 1)


async def test_a_mail_that_was_sent_cannot_become_one_that_was_not(told: Office) -> None:
    """Nor be made to wait again."""
    waits = "status = 'waiting', sent_at = null, next_attempt_at = now()"
    await told.tampers(_changing(waits))
    assert [found.kind for found in (await told.audits()).findings] == [Kind.DELIVERY_ALTERED]


@pytest.mark.parametrize(
    "statement",
    [
        "delete from notice where id = $ONE",
        "update notice set id = 'other' where id = $ONE",
    ],
)
async def test_a_removed_notice_is_found(told: Office, statement: str) -> None:
    """A row that is gone, or goes by another name, leaves what was signed of it."""
    await told.tampers(_of_one(statement))
    assert await told.finds() == [(Kind.NOTICES_REMOVED, "Checkpoint 1")] * 2


@pytest.mark.parametrize(
    "statement",
    [
        "delete from signed_notice where notice = $ONE",
        "delete from signed_notice",
        "update signed_notice set hash = '\\x00' where notice = $ONE",
        "update signed_notice set number = 7 where notice = $ONE",
        "insert into signed_notice values ('more', false, 1, '\\x00')",
    ],
)
async def test_the_list_of_what_was_signed_is_signed_itself(told: Office, statement: str) -> None:
    """Nobody adapts it to a changed notice."""
    await told.tampers(_of_one(statement))
    kinds = {found.kind for found in (await told.audits()).findings}
    assert Kind.SIGNED_NOTICES_ALTERED in kinds


async def test_the_newest_checkpoint_removed_is_missed(told: Office) -> None:
    """File and row are gone; what it signed of notices tells of it."""
    await told.stores("HS-2")
    await told.tells()
    await told.signs(2, hours=1)
    await told.tampers("delete from checkpoint where number = 2")
    (told.path / "00000002.json").unlink()
    assert await told.finds() == [(Kind.CHECKPOINT_GONE, "Checkpoint 2")]


async def test_files_of_checkpoints_hold_without_a_database(told: Office) -> None:
    """Offline, what is signed of notices is one more head of the log, and its hash recomputable."""
    log = [told.folder.read().files[1]]
    assert find_faults(log, told.issuer()._keys) == []
    rows = await told.owner.fetch("select notice, settled, hash from signed_notice order by 1, 2")
    (head,) = [each for each in heads(log) if each.stream == NOTICES]
    assert head == notices_head(1, [(row[0], row[1], row[2]) for row in rows])


async def test_notices_lost_with_a_restore_are_told_as_such(told: Office, tmp_path: Path) -> None:
    """After `remiss reconcile` the events are back; notices since the backup are not."""
    await told.tampers("delete from signed_notice", "delete from notice")
    await mark_lost(told.pool, "HS-1", after=1, up_to=2, told_before=told.now - timedelta(days=1))
    audit = await told.audits()
    assert audit.findings == ()
    assert "lost when the database was restored from an older backup" in audit.verdict.en
