"""Turns events into notices and takes them out, over and over, as a task of the worker."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import asyncpg
import structlog

from remiss import ledger
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation
from remiss.consultation.telling.mail_hours import mail_from
from remiss.consultation.values import Urgency
from remiss.ledger.statements import SQL
from remiss.notices.outbox.attempt import Miss, attempt
from remiss.notices.outbox.collection import AddressBook, collect
from remiss.notices.outbox.pace import Pace
from remiss.notices.outbox.parcel import Letters, Parcel, Waiting, group_begun, parcels
from remiss.notices.outbox.postman_time import Clock, now
from remiss.notices.outbox.sending_again import send_to_corrected

ADDRESSES = 20
WEBHOOKS = 20
AT_ONCE = 4
IDLE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
LATE = timedelta(minutes=1)

log = structlog.get_logger()


class Channel(Protocol):
    """A way out."""

    async def send(self, parcel: Parcel) -> None:
        """Hand the parcel to the other side.

        Raises:
            Bounced: it refused for good.
            Undelivered: it did not take it this time.
        """


class Postman:
    """Empties the outbox. Any number may work at once, in one process or in many.

    Once means: an event makes at most one row for a recipient and channel, and a row that is
    recorded as sent is not sent again. Between the other side taking a parcel and the row saying
    so lies a moment that no transaction spans: a process killed there sends the parcel again after
    the lease, with the same Message-ID or webhook-id, by which the receiver knows the repeat. A
    folder of mail holds no repeat, since the id is the name of the file.
    """

    def __init__(
        self,
        pool: asyncpg.Pool,
        contacts: AddressBook,
        *,
        mail: Channel,
        webhooks: Channel,
        pace: Pace | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._pool, self._contacts, self._clock = pool, contacts, clock
        self._mail, self._webhooks = mail, webhooks
        self._pace = pace or Pace()
        self._addresses_known = False

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`; a slow receiver of one channel delays neither the others nor this."""
        work = (self.correct, self.collect, self.deliver_mail, self.deliver_webhooks)
        await asyncio.gather(*(over_and_over(each, stop) for each in work))

    async def correct(self) -> int:
        """Once: send what did not arrive to addresses that were corrected since; how many."""
        if self._addresses_known:
            return 0
        sent = await send_to_corrected(self._pool, self._contacts, await self._now())
        self._addresses_known = True
        return sent

    async def collect(self) -> int:
        """Put what new events tell into the outbox; how many rows that made."""
        return await collect(self._pool, self._contacts, self._pace, await self._now())

    async def deliver(self) -> int:
        """Try everything due; how many parcels that were."""
        return await self.deliver_mail() + await self.deliver_webhooks()

    async def deliver_mail(self) -> int:
        """Try the letters that are due; how many."""
        return await self._try(self._mail, await self._begin(self._letters))

    async def deliver_webhooks(self) -> int:
        """Try the webhooks that are due; how many."""
        return await self._try(self._webhooks, await self._begin(self._calls))

    async def _begin(
        self, claim: Callable[[Any, datetime], Awaitable[Sequence[Parcel]]]
    ) -> Sequence[Parcel]:
        """Claim what is due: until the lease ends, no other process tries it."""
        now = await self._now()
        async with self._pool.acquire() as connection, connection.transaction():
            claimed = await claim(connection, now)
            for parcel in claimed:
                await connection.execute(
                    SQL["begin_attempt"], parcel.ids, parcel.id, now + self._pace.lease
                )
        return claimed

    async def _calls(self, connection: Any, now: datetime) -> Sequence[Parcel]:
        due = await connection.fetch(SQL["due_webhooks"], now, WEBHOOKS)
        rows = [Waiting.of(record) for record in due]
        return [Parcel(row.id, row.recipient, (row,)) for row in rows]

    async def _letters(self, connection: Any, now: datetime) -> Sequence[Parcel]:
        due = await connection.fetch(SQL["due_mail"], now, ADDRESSES)
        letters = await self._sorted(connection, [Waiting.of(record) for record in due], now)
        for row, until in letters.later:
            await connection.execute(SQL["postpone"], [row.id], until)
        cases = await self._cases(connection, letters.now)
        return [parcel._replace(cases=cases) for parcel in letters.now]

    async def _cases(self, connection: Any, letters: Sequence[Parcel]) -> dict[str, Consultation]:
        """The cases these letters are about, as they stand."""
        streams = {row.stream for parcel in letters for row in parcel.rows}
        found = {stream: await self._case(connection, stream) for stream in sorted(streams)}
        return {stream: case for stream, case in found.items() if case}

    async def _case(
        self, connection: Any, stream: str, up_to: int | None = None
    ) -> Consultation | None:
        events = await ledger.stream(connection, stream, up_to=up_to)
        case = fold(recorded.event for recorded in events)
        return case if isinstance(case, Consultation) else None

    async def _sorted(self, connection: Any, rows: Sequence[Waiting], now: datetime) -> Letters:
        """What may go now; the rest waits for opening hours, or for the address's window.

        A letter begun earlier is decided on as a whole, so that it stays the same letter.
        """
        if not self._pace.hold_back:
            return Letters(tuple(parcels(rows)))
        windows = await self._windows(connection, rows, now)
        ready: list[Waiting] = []
        later: list[tuple[Waiting, datetime]] = []
        for together in group_begun(rows):
            until = max([await self._until(connection, row, now, windows) for row in together])
            if until > now:
                later += [(row, until) for row in together]
            else:
                ready += together
        return Letters(tuple(parcels(ready)), tuple(later))

    async def _until(
        self, connection: Any, row: Waiting, now: datetime, windows: dict[str, datetime]
    ) -> datetime:
        if row.urgency is not Urgency.NORMAL:
            return now
        if row.letter is None and row.recipient in windows:
            return windows[row.recipient]
        if now - row.deliver_after < LATE:
            return now
        return await self._opening(connection, row, now)

    async def _opening(self, connection: Any, row: Waiting, now: datetime) -> datetime:
        """When offices are open, for what is tried later than it was meant to."""
        case = await self._case(connection, row.stream, up_to=row.version)
        return mail_from(case.calendar, now, row.urgency) if case else now

    async def _windows(
        self, connection: Any, rows: Sequence[Waiting], now: datetime
    ) -> dict[str, datetime]:
        """The addresses that had their letters for now, and when their window ends."""
        addresses = list({row.recipient for row in rows})
        window = self._pace.window
        found = await connection.fetch(SQL["recent_mail"], addresses, now - window)
        return {
            record["recipient"]: record["first_at"] + window
            for record in found
            if record["letters"] >= self._pace.letters_per_window
        }

    async def _try(self, channel: Channel, claimed: Sequence[Parcel]) -> int:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(parcel: Parcel) -> None:
            async with gate:
                await self._send(channel, parcel)

        await asyncio.gather(*map(one, claimed))
        return len(claimed)

    async def _send(self, channel: Channel, parcel: Parcel) -> None:
        """One attempt; what becomes of it is recorded at once."""
        if miss := await attempt(channel.send(parcel), parcel.id):
            await self._not_sent(parcel, miss)
        else:
            await self._pool.execute(SQL["sent"], parcel.ids, await self._now())
            log.info("notice_sent", letter=parcel.id, events=len(parcel.rows))

    async def _not_sent(self, parcel: Parcel, miss: Miss) -> None:
        again = None if miss.status == "bounced" else await self._next_attempt(parcel)
        log.warning(
            "notice_not_sent",
            letter=parcel.id,
            recipient=parcel.recipient,
            status=miss.status,
            reason=miss.reason,
            next_attempt_at=again and again.isoformat(),
        )
        await self._pool.execute(SQL["not_sent"], parcel.ids, miss.status, miss.kept, again)

    async def _next_attempt(self, parcel: Parcel) -> datetime | None:
        oldest = min(row.created_at for row in parcel.rows)
        attempts = max(row.attempts for row in parcel.rows) + 1
        return self._pace.next_attempt(oldest, attempts, await self._now())

    async def _now(self) -> datetime:
        return await now(self._pool, self._clock)


async def over_and_over(work: Callable[[], Awaitable[int]], stop: asyncio.Event) -> None:
    """Repeat `work` until `stop`: at once while there is some; ever slower while it fails."""
    pause = IDLE_SECONDS
    while not stop.is_set():
        try:
            found = await work()
        except Exception as error:  # noqa: BLE001 -- an error never stops it
            log.warning("notices_stalled", work=work.__name__, error=repr(error))
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        else:
            pause = 0 if found else IDLE_SECONDS
        await _wait(stop, pause)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait({waiting}, timeout=seconds)
    waiting.cancel()
