"""What recipients get of events written again after a database was restored from a backup."""

from datetime import timedelta
from typing import Any

from remiss import ledger
from remiss.consultation.ports import RecordBatch
from remiss.notices.outbox.repeats import HELD_BACK
from tests.given.ledger_cases import case, events_of
from tests.given.post import Office


async def _again(office: Office, *, up_to: int, told_before: Any) -> list[RecordBatch]:
    """The case of a lost ledger, which is known to have had and told some of it."""
    some = case("HS-1")
    await ledger.mark_lost(office.pool, "HS-1", after=0, up_to=up_to, told_before=told_before)
    await office.happens(*some)
    office.clock.forward(days=3)
    await office.goes_out()
    return some


async def test_mail_that_surely_went_out_is_not_sent_again(office: Office) -> None:
    """It is shown as held back, and why; inbox and the agency's system have it all the same."""
    events = events_of(case("HS-1"))
    await _again(office, up_to=len(events), told_before=events[-1].event.at + timedelta(days=9))

    mails = await office.rows("mail")
    assert mails
    assert {(row["status"], row["last_error"]) for row in mails} == {("failed", HELD_BACK)}
    assert office.mail.letters == []
    assert len(office.receiver.calls) == len(await office.rows("webhook")) > 0
    assert {row["status"] for row in await office.rows("inbox")} == {"sent"}


async def test_nobody_is_left_untold(office: Office) -> None:
    """What the lost ledger never had, or had only just, is sent: if need be twice."""
    events = events_of(case("HS-1"))
    alive, up_to = events[3].event.at + timedelta(minutes=15), 4
    await _again(office, up_to=up_to, told_before=alive)

    mails = await office.rows("mail")
    held = {row["version"] for row in mails if row["status"] == "failed"}
    assert held
    assert held <= set(range(1, up_to + 1))
    assert {row["status"] for row in mails if row["version"] > up_to} == {"sent"}
    for row in mails:
        early = row["at"] + timedelta(minutes=15) <= alive and row["version"] <= up_to
        assert early or row["status"] == "sent"


async def test_a_repeated_mark_counts_once(office: Office) -> None:
    """Reconciling twice marks the same events once."""
    at = events_of(case("HS-1"))[0].event.at
    for up_to in (5, 5, 4):
        await ledger.mark_lost(office.pool, "HS-1", after=2, up_to=up_to, told_before=at)

    assert await office.pool.fetchval("select count(*) from reappended") == 1
