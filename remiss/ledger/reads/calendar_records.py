"""The days recorded beside the package of holidays, and which running case follows what."""

import json
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

import asyncpg

from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import CalendarOverride, DayName, RecordedOverride
from remiss.consultation.values import Agency, AgencyCode, Person
from remiss.ledger.connection import Reader, session
from remiss.ledger.reads.stored_events import events_of
from remiss.ledger.statements import SQL


class Followed(NamedTuple):
    """A running case, the calendar it follows, and where those work whose time runs in it."""

    consultation: str
    opened_at: datetime
    calendar: WorkCalendar
    since: datetime
    territories: frozenset[AgencyCode]


async def read_overrides(source: Reader) -> tuple[RecordedOverride, ...]:
    """Every record, oldest first."""
    return tuple(map(_override, await source.fetch(SQL["overrides"])))


async def overrides(dsn: str) -> tuple[RecordedOverride, ...]:
    """Every record of the database at `dsn`, oldest first."""
    async with session(dsn) as connection:
        return await read_overrides(connection)


async def followed_calendars(source: Reader, after: str, limit: int) -> tuple[Followed, ...]:
    """The running cases after the id `after`, at most `limit`."""
    rows = await source.fetch(SQL["calendars"], after, limit)
    return tuple(map(_followed, rows))


async def running_streams(source: Reader, after: str, limit: int) -> "list[list[asyncpg.Record]]":
    """The events of the running cases after the id `after`, at most `limit`, case by case."""
    rows = await source.fetch(SQL["running_streams"], after, limit)
    return [list(stream) for _, stream in groupby(rows, key=lambda row: str(row["stream"]))]


def case_of(rows: "list[asyncpg.Record]") -> Consultation | None:
    """The case the rows of one whole stream lead to.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    case = fold(recorded.event for recorded in events_of(rows[0]["stream"], rows))
    return case if isinstance(case, Consultation) else None


def _followed(row: asyncpg.Record) -> Followed:
    agencies = (Agency(**each, mandates=()) for each in json.loads(row["agencies"]))
    return Followed(
        consultation=row["id"],
        opened_at=row["opened_at"],
        calendar=WorkCalendar.model_validate_json(row["calendar"]),
        since=row["since"],
        territories=frozenset(agency.lies_in for agency in agencies if agency.lies_in),
    )


def _override(row: asyncpg.Record) -> RecordedOverride:
    name = DayName(vi=row["name_vi"], en=row["name_en"])
    return RecordedOverride(
        override=CalendarOverride(
            date=row["date"],
            kind=row["kind"],
            name=name,
            part=row["part"],
            territory=row["territory"],
        ),
        ordinal=row["ordinal"],
        legal_basis=row["legal_basis"],
        reason=row["reason"],
        by=Person(id=row["recorded_by"], name=row["recorded_by_name"]),
        at=row["recorded_at"],
        command_id=row["command_id"],
    )
