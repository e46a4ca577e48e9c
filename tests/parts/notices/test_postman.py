"""Once, to whom, when: what becomes of events on their way to people."""

import asyncio
import json
from typing import Any

import asyncpg
import pytest

from remiss.consultation.ports import RecordBatch
from remiss.consultation.values import Draft, DraftKind, Urgency
from remiss.notices.outbox.parcel import Parcel
from remiss.notices.outbox.sending_again import send_again
from remiss.reference.contacts import AgencyContact
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    SHA,
    assessed,
    hanoi,
    opening,
    replies,
)
from tests.given.ledger_cases import batches, case
from tests.given.post import OFFICER_MAIL, Mailbox, Office, mail_server

VANTHU_JUSTICE, VANTHU_FINANCE = "vanthu@justice.example", "vanthu@finance.example"


def asked(
    id_: str = "HS-1", at: Any = None, urgency: Urgency = Urgency.NORMAL
) -> list[RecordBatch]:
    """A case in which Justice and Finance are asked."""
    draft = Draft(
        subject="Dự thảo hướng dẫn", kind=DraftKind.GUIDELINE, sha256=SHA, urgency=urgency
    )
    when = {"at": at} if at else {}
    return batches(opening(consultation=id_, draft=draft, **when))


async def statuses(office: Office, channel: str) -> list[str]:
    return [row["status"] for row in await office.rows(channel)]


async def test_each_is_told_once_however_often_it_is_tried(office: Office) -> None:
    """Collecting and delivering again finds nothing to do, and nothing arrives twice."""
    await office.happens(*case("HS-1"))
    for _ in range(3):
        await office.goes_out()
    mails = await office.rows("mail")
    ids = [letter["Message-ID"] for letter in office.mail.letters]
    assert {row["status"] for row in mails} == {"sent"}
    assert len(ids) == len(set(ids)) == len({row["letter"] for row in mails})
    hooks = await office.rows("webhook")
    assert [call.headers["webhook-id"] for call in office.receiver.calls] == list(
        dict.fromkeys(call.headers["webhook-id"] for call in office.receiver.calls)
    )
    assert len(office.receiver.calls) == len(hooks) > 3


async def test_every_event_of_a_case_reaches_the_right_people(office: Office) -> None:
    """The ladder's rungs arrive where they should; every row tells of one event."""
    office.pace = office.pace.model_copy(update={"hold_back": False})
    for batch in case("HS-1"):
        await office.happens(batch)
        await office.goes_out()
    told = {(row["recipient"], row["kind"]) for row in await office.rows("mail", stream="HS-1")}
    assert ("chutich@office.example", "request_escalated") in told
    assert ("baocao@office.example", "request_escalated") in told
    assert (VANTHU_JUSTICE, "reply_returned") in told
    assert (VANTHU_FINANCE, "silence_recorded") in told
    assert (OFFICER_MAIL, "request_overdue") in told
    assert len(office.mail.to("chutich@office.example")) == 1


async def test_many_postmen_at_once_deliver_once(office: Office) -> None:
    """Two and more processes share the work and never the same row."""
    office.pace = office.pace.model_copy(update={"hold_back": False})
    await office.happens(*case("HS-1"), *case("HS-2"), *case("HS-3"))
    postmen = [office.postman() for _ in range(4)]
    for _ in range(8):
        await asyncio.gather(*(each.collect() for each in postmen))
        await asyncio.gather(*(each.deliver() for each in postmen))
    assert set(await statuses(office, "mail")) == {"sent"}
    assert len(office.mail.letters) == len({r["letter"] for r in await office.rows("mail")})
    assert len(office.receiver.calls) == len(await office.rows("webhook"))
    listed = await office.pool.fetchval("select count(*) from notice where channel = 'mail'")
    assert sum(1 for _ in await office.rows("mail")) == listed


async def test_what_happened_before_there_were_notices_is_told_to_nobody(office: Office) -> None:
    """The place starts where the ledger stands."""
    await office.happens(*asked("HS-OLD"))
    await office.pool.execute(
        "update notice_place set transaction_id = pg_snapshot_xmin(pg_current_snapshot())"
    )
    await office.happens(*asked("HS-NEW"))
    await office.goes_out()
    assert {row["stream"] for row in await office.rows("inbox")} == {"HS-NEW"}


async def test_an_event_that_commits_late_is_not_missed(office: Office) -> None:
    """A transaction that began first and commits last is told of all the same."""
    async with office.pool.acquire() as slow:
        transaction = slow.transaction()
        await transaction.start()
        await slow.fetchval("select pg_current_xact_id()")
        await office.happens(*asked("HS-1"))
        await office.postman().collect()
        assert not await office.rows("inbox")
        await transaction.commit()
    await office.postman().collect()
    assert await office.rows("inbox")


async def test_a_place_in_the_future_is_an_error_and_not_silence(office: Office) -> None:
    """A database restored into a younger server would tell nobody anything: that is said."""
    await office.pool.execute("update notice_place set transaction_id = '999999999999'::xid8")
    with pytest.raises(Exception, match=r"pg_resetwal") as caught:
        await office.postman().collect()
    assert "khôi phục" in str(caught.value)


async def test_a_server_that_was_down_gets_everything_once_it_is_up(office: Office) -> None:
    """Failures are on record with their reason, and are tried again ever more slowly."""
    down = Mailbox(port=office.mail.port)
    async with mail_server(Mailbox()) as gone:
        office.mail = Mailbox(port=gone.port)
    await office.happens(*asked())
    await office.goes_out()
    failed = await office.rows("mail", status="failed")
    assert len(failed) == 2
    assert all("SMTP" in row["last_error"] and row["next_attempt_at"] for row in failed)
    first = failed[0]["next_attempt_at"] - office.clock.now
    office.clock.forward(minutes=1)
    await office.goes_out()
    again = await office.rows("mail", status="failed")
    assert again[0]["next_attempt_at"] - office.clock.now == 2 * first
    async with mail_server(office.mail):
        office.clock.forward(minutes=2)
        await office.goes_out()
    assert await statuses(office, "mail") == ["sent", "sent"]
    assert len(office.mail.letters) == 2
    del down


async def test_what_cannot_be_delivered_is_given_up_in_the_end(office: Office) -> None:
    """After days of trying the row says so and is tried no more."""
    office.mail.answer = "451 try later"
    await office.happens(*asked(urgency=Urgency.URGENT))
    await office.goes_out()
    office.clock.forward(days=6)
    await office.goes_out()
    rows = await office.rows("mail")
    assert [(row["status"], row["next_attempt_at"]) for row in rows] == [("failed", None)] * 2
    assert rows[0]["last_error"] == "SMTP 451 try later"


async def test_a_refused_recipient_is_a_bounce(office: Office) -> None:
    """A permanent refusal is on record and not repeated; others get their mail."""
    office.mail.refused[VANTHU_FINANCE] = "550 no such mailbox"
    await office.happens(*asked())
    await office.goes_out()
    office.clock.forward(hours=2)
    await office.goes_out()
    (bounced,) = await office.rows("mail", recipient=VANTHU_FINANCE)
    assert (bounced["status"], bounced["attempts"]) == ("bounced", 1)
    assert bounced["last_error"] == "SMTP 550 no such mailbox"
    assert len(office.mail.to(VANTHU_JUSTICE)) == 1


async def test_a_call_is_overtaken_by_nothing_newer_of_its_case(office: Office) -> None:
    """While the receiver fails, the events of a case wait in their order; other cases go on."""
    office.receiver.answers += ["503 Busy"]
    await office.happens(*case("HS-1"), *case("HS-2"))
    await office.goes_out()
    versions = [row["version"] for row in await office.rows("webhook", stream="HS-1")]
    told = [json.loads(call.body)["data"] for call in office.receiver.calls]
    behind = {each["consultation"] for each in told[1:]} - {told[0]["consultation"]}
    assert len(behind) == 1
    assert len(told) == 1 + len(versions)
    office.clock.forward(minutes=1)
    await office.goes_out()
    every = [json.loads(call.body)["data"] for call in office.receiver.calls][1:]
    for stream in ("HS-1", "HS-2"):
        came = [each["version"] for each in every if each["consultation"] == stream]
        assert came == versions


async def test_mail_goes_to_an_address_that_was_corrected(office: Office, made: Any) -> None:
    """Once, whether it had been refused or there had been none; what bounced stays on record."""
    office.mail.refused[VANTHU_FINANCE] = "550 no such mailbox"
    await office.happens(*asked())
    await office.goes_out()
    agencies = {
        **office.contacts.agencies,
        FINANCE.code: AgencyContact(mailbox="moi@finance.example"),
    }
    corrected = made(office, contacts=office.contacts.model_copy(update={"agencies": agencies}))
    for _ in range(2):
        assert await corrected.postman().correct() in {0, 1}
        await corrected.goes_out()
    assert len(office.mail.to("moi@finance.example")) == 1
    (before,) = await office.rows("mail", recipient=VANTHU_FINANCE)
    (after,) = await office.rows("mail", recipient="moi@finance.example")
    assert (before["status"], after["status"]) == ("bounced", "sent")
    assert (before["body"], before["version"]) == (after["body"], after["version"])


async def test_mail_is_sent_again_where_a_mailbox_takes_it_now(office: Office) -> None:
    """On an operator's word, once for each time it did not arrive."""
    office.mail.refused[VANTHU_FINANCE] = "550 no such mailbox"
    await office.happens(*asked())
    await office.goes_out()
    assert await office.postman().correct() == 0
    for _ in range(2):
        assert await send_again(office.pool, VANTHU_FINANCE, office.clock()) == 1
        assert await send_again(office.pool, VANTHU_FINANCE, office.clock()) == 0
        await office.goes_out()
    office.mail.refused.clear()
    assert await send_again(office.pool, VANTHU_FINANCE, office.clock()) == 1
    await office.goes_out()
    statuses = [row["status"] for row in await office.rows("mail", recipient=VANTHU_FINANCE)]
    assert sorted(statuses) == ["bounced", "bounced", "bounced", "sent"]
    assert await send_again(office.pool, VANTHU_FINANCE, office.clock()) == 0


async def test_a_busy_recipient_is_not_a_bounce(office: Office) -> None:
    """A temporary refusal is tried again."""
    office.mail.refused[VANTHU_FINANCE] = "450 busy"
    await office.happens(*asked())
    await office.goes_out()
    office.mail.refused.clear()
    office.clock.forward(minutes=1)
    await office.goes_out()
    assert len(office.mail.to(VANTHU_FINANCE)) == 1


async def test_nobody_to_write_to_is_a_failure_people_see(office: Office, made: Any) -> None:
    """An agency without a mailbox is named with the remedy, and still has its inbox."""
    agencies = {JUSTICE.code: office.contacts.agencies[JUSTICE.code]}
    office = made(office, contacts=office.contacts.model_copy(update={"agencies": agencies}))
    await office.happens(*asked())
    await office.goes_out()
    (row,) = await office.rows("mail", status="failed")
    assert FINANCE.code in row["last_error"]
    assert row["next_attempt_at"] is None
    assert await office.rows("inbox", agency=FINANCE.code)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (hanoi("2026-03-02", "22:15"), hanoi("2026-03-03", "07:30")),
        (hanoi("2026-03-07", "10:00"), hanoi("2026-03-09", "07:30")),
        (hanoi("2026-04-30", "10:00"), hanoi("2026-05-01", "07:30")),
    ],
)
async def test_no_mail_at_night_or_on_days_off(office: Office, at: Any, until: Any) -> None:
    """Mail waits for the next opening; inbox and webhook do not."""
    await office.happens(*asked(at=at))
    await office.goes_out()
    assert not office.mail.letters
    assert len(office.receiver.calls) == 1
    assert await office.rows("inbox", status="sent")
    assert {row["deliver_after"] for row in await office.rows("mail")} == {until}
    office.clock.now = until
    await office.goes_out()
    assert len(office.mail.letters) == 2


async def test_urgent_mail_goes_at_any_hour(office: Office) -> None:
    """An urgent case does not wait for the morning, and its mail says so."""
    await office.happens(*asked(at=hanoi("2026-03-07", "23:00"), urgency=Urgency.IMMEDIATE))
    await office.goes_out()
    assert len(office.mail.letters) == 2
    assert all(letter["Subject"].startswith("[HỎA TỐC] ") for letter in office.mail.letters)


async def test_a_retry_does_not_come_at_night_either(office: Office) -> None:
    """What failed before closing time goes out in the morning."""
    await office.happens(*asked(at=hanoi("2026-03-02", "16:59")))
    office.mail.answer = "451 try later"
    await office.goes_out()
    office.mail.answer = "250 OK"
    office.clock.now = hanoi("2026-03-02", "19:00")
    await office.goes_out()
    assert not office.mail.letters
    office.clock.now = hanoi("2026-03-03", "07:30")
    await office.goes_out()
    assert len(office.mail.letters) == 2


async def test_a_service_back_at_night_does_not_wake_anyone(office: Office) -> None:
    """What happened by day and is read at night waits for the morning."""
    await office.happens(*asked())
    office.clock.now = hanoi("2026-03-02", "21:00")
    await office.goes_out()
    assert not office.mail.letters


async def test_on_a_virtual_clock_nothing_waits(office: Office) -> None:
    """Cases ahead of the wall clock are told at once, day or night."""
    office.pace = office.pace.model_copy(update={"hold_back": False})
    await office.happens(*asked(at=hanoi("2026-03-07", "23:00")))
    office.clock.now = hanoi("2025-12-31", "03:00")
    await office.goes_out()
    assert len(office.mail.letters) == 2


def overnight(id_: str) -> list[RecordBatch]:
    """Two cases' worth of news for one officer, all of it at night."""
    night = hanoi("2026-03-03", "22:00")
    return batches(
        opening(consultation=id_),
        replies(JUSTICE, night),
        assessed(JUSTICE, CLEAR, night),
        replies(FINANCE, night),
        assessed(FINANCE, FLAGGED, night),
    )


async def test_what_waited_for_the_morning_comes_in_one_mail(office: Office) -> None:
    """One address, one opening, one letter with an entry for each case; each row is sent once."""
    await office.happens(*overnight("HS-1"), *overnight("HS-2"))
    await office.goes_out()
    before = len(office.mail.to(OFFICER_MAIL))
    office.clock.now = hanoi("2026-03-04", "07:30")
    await office.goes_out()
    (letter,) = office.mail.to(OFFICER_MAIL)[before:]
    assert letter["Subject"] == (
        "Văn bản trả lời cần xem xét (hạn 17:00 06/3/2026): Dự thảo hướng dẫn; và 1 hồ sơ khác"
    )
    body = letter.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert text.count("Văn bản trả lời cần xem xét") == text.count("Reply needs review") == 2
    rows = await office.rows("mail", recipient=OFFICER_MAIL)
    assert len({row["letter"] for row in rows if row["kind"] != "request_sent"}) == 1
    assert {row["attempts"] for row in rows} == {1}


async def test_a_storm_becomes_a_digest(office: Office) -> None:
    """Five letters in ten minutes; what comes beyond waits, and goes in one."""
    for number in range(8):
        office.clock.now = hanoi("2026-03-02", f"08:0{number}")
        await office.happens(*asked(f"HS-{number}", at=office.clock.now))
        await office.goes_out()
    assert len(office.mail.to(VANTHU_FINANCE)) == 5
    office.clock.now = hanoi("2026-03-02", "08:10")
    await office.goes_out()
    letters = office.mail.to(VANTHU_FINANCE)
    assert len(letters) == 6
    assert letters[-1]["Subject"].endswith(": Dự thảo hướng dẫn; và 2 hồ sơ khác")
    assert await statuses(office, "mail") == ["sent"] * 16


async def test_a_storm_of_urgent_cases_is_not_held_back(office: Office) -> None:
    """Each urgent letter goes alone and at once."""
    for number in range(8):
        await office.happens(*asked(f"HS-{number}", urgency=Urgency.URGENT))
    await office.goes_out()
    assert len(office.mail.to(VANTHU_FINANCE)) == 8


async def test_a_digest_that_failed_stays_the_same_letter(office: Office) -> None:
    """What comes later does not join a letter that was begun: its Message-ID names its content."""
    await office.happens(*overnight("HS-1"))
    office.clock.now = hanoi("2026-03-04", "07:30")
    office.mail.answer = "451 try later"
    await office.goes_out()
    begun = {r["letter"]: r["id"] for r in await office.rows("mail", recipient=OFFICER_MAIL)}
    office.mail.answer = "250 OK"
    await office.happens(*overnight("HS-2"))
    office.clock.forward(minutes=1)
    await office.goes_out()
    ids = {letter["Message-ID"] for letter in office.mail.to(OFFICER_MAIL)}
    assert {f"<{letter}@home.example>" for letter in begun} <= ids
    assert len(ids) == 2


class Dies:
    """A channel that hands over and is killed before it can say so."""

    def __init__(self, real: Any) -> None:
        self.real = real

    async def send(self, parcel: Parcel) -> None:
        await self.real.send(parcel)
        raise asyncio.CancelledError


async def test_a_process_killed_after_handing_over_repeats_under_the_same_id(
    office: Office,
) -> None:
    """The one moment no transaction spans: the repeat comes after the lease, and can be known."""
    await office.happens(*asked(urgency=Urgency.URGENT))
    postman = office.postman()
    await postman.collect()
    with pytest.raises(asyncio.CancelledError):
        await office.postman(mail=Dies(postman._mail)).deliver_mail()
    async with asyncio.timeout(5):
        while len(office.mail.letters) < 2:  # noqa: ASYNC110 -- the other letter is on its way
            await asyncio.sleep(0.01)
    await office.goes_out()
    assert len(office.mail.letters) == 2, "before the lease ends nobody tries"
    office.clock.forward(minutes=11)
    await office.goes_out()
    finance = office.mail.to(VANTHU_FINANCE)
    assert len(finance) == 2
    assert len({letter["Message-ID"] for letter in finance}) == 1
    assert await statuses(office, "mail") == ["sent", "sent"]


class Broken:
    """A channel with a fault of its own."""

    async def send(self, parcel: Parcel) -> None:
        raise KeyError(parcel.id)


async def test_a_fault_of_ours_is_kept_like_any_failure(office: Office) -> None:
    """One letter that cannot be written stops no other, and says why."""
    await office.happens(*asked())
    postman = office.postman(mail=Broken())
    await postman.collect()
    await postman.deliver()
    assert await statuses(office, "mail") == ["failed", "failed"]
    assert len(office.receiver.calls) == 1


async def test_it_runs_until_told_to_stop_and_survives_the_database(
    office: Office, owner: asyncpg.Pool
) -> None:
    """As a task: what is recorded while it runs goes out; a lost table is an error it outlives."""
    stop = asyncio.Event()
    running = asyncio.create_task(office.postman().run(stop))
    await owner.execute("alter table notice_place rename to elsewhere")
    await asyncio.sleep(0.2)
    await owner.execute("alter table elsewhere rename to notice_place")
    await office.happens(*asked())
    for _ in range(100):
        if len(office.mail.letters) == 2:
            break
        await asyncio.sleep(0.1)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert len(office.mail.letters) == 2


async def test_the_database_refuses_a_second_row(office: Office) -> None:
    """Even a place moved back by hand makes nobody be told twice."""
    await office.happens(*asked())
    await office.goes_out()
    await office.pool.execute("update notice_place set transaction_id = '0'::xid8")
    with pytest.raises(Exception, match="notice"):
        await office.postman().collect()
    assert len(office.mail.letters) == 2
