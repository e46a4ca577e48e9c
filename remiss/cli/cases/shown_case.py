"""One case at the command line: as it stands, or as it stood at an instant, in full.

Whoever runs a command holds the database, so nothing is hidden: what agencies do inside is shown
as to an auditor.
"""

from datetime import UTC, datetime
from typing import Any

from remiss import ledger
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.state import Consultation
from remiss.consultation.telling.names import names_in
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.values import Value
from remiss.consultation.views.retrospect import AsOf, as_of, known_by
from remiss.ledger.projection import case_after
from remiss.texts import BilingualError, day_and_time, say
from remiss.views.unknown_case import UnknownCaseError


class ShownCase(Value):
    """A case and the events that led to it; `as_of` where a moment was asked for."""

    case: Consultation
    events: tuple[RecordedEvent, ...]
    as_of: AsOf | None

    def as_json(self) -> dict[str, Any]:
        """Everything of it, for a program."""
        return self.model_dump(mode="json")


def chosen_moment(written: str | None) -> datetime | None:
    """The moment named as 2026-12-01T09:00:00+07:00; None where none is.

    Raises:
        BilingualError: it is none, or does not say its offset.
    """
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or "T" not in written:
        raise BilingualError(say("command.show.no_moment", written=written))
    return moment


async def shown_case(dsn: str, consultation: str, at: datetime | None) -> ShownCase:
    """The case as it stands, or as it was known at `at`.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
        BilingualError: there is no such case, `at` lies before its opening or has not come yet.
    """
    events = await _events(dsn, consultation)
    if at is None:
        return ShownCase(case=case_after(events), events=tuple(events), as_of=None)
    if at > max(events[-1].event.at, datetime.now(UTC)):
        raise BilingualError(say("command.show.ahead", at=in_local_time(at).isoformat()))
    known = known_by(events, at)
    if not known:
        opened = day_and_time(events[0].event.at)
        raise BilingualError(
            say("command.show.not_open_yet", consultation=consultation, opened=opened)
        )
    said = as_of(events, at, names_in(case_after(events)))
    return ShownCase(case=case_after(known), events=known, as_of=said)


async def _events(dsn: str, consultation: str) -> list[RecordedEvent]:
    pool = await ledger.connect(dsn)
    try:
        events = await ledger.stream(pool, consultation)
    finally:
        await pool.close()
    if not events:
        raise UnknownCaseError(consultation=consultation)
    return events
