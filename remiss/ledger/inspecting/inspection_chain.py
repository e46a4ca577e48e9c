"""The chain of inspections: appended to, and read."""

import hashlib
from collections.abc import Callable, Sequence

import asyncpg
from pydantic import AwareDatetime

from remiss.consultation.inspecting.draw import population_text
from remiss.consultation.inspecting.inspection import State, fold
from remiss.consultation.inspecting.messages import (
    INSPECTION_CHAIN,
    Command,
    DrawSample,
    Event,
    InspectionId,
    InspectionOpened,
    RecordedEvent,
    SampleDrawn,
)
from remiss.consultation.values import AgencyCode, Sha256, Value
from remiss.ledger.connection import Reader
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.reads.pages import ListPage, Wanted, page_of
from remiss.ledger.statements import SQL
from remiss.problems.problem import Problem
from remiss.strict.canonical_json import canonical_json

Decide = Callable[[State, Command], Event]
ATTEMPTS = 20
"""Each time one attempt fails another writer has succeeded."""


class OpenedInspection(Value):
    """One line of the list: how many samples were committed and how many drawn."""

    inspection: InspectionId
    opened_by: str
    at: AwareDatetime
    decision: str
    committed: int
    drawn: int


def entry_hash(previous: bytes | None, body: bytes) -> bytes:
    """The hash of an entry: over the one before and the digest of its text."""
    return hashlib.sha256((previous or b"") + hashlib.sha256(body).digest()).digest()


async def record_command(
    tables: PortalTables, inspection: InspectionId, command: Command, decide: Decide
) -> RecordedEvent:
    """What `decide` makes of the command, appended; the same command again is what it was.

    Writers take turns by the primary key: whoever lost looks again.

    Raises:
        Refusal: as `decide`.
        Problem: `ledger_unavailable`.
    """
    for _ in range(ATTEMPTS):
        given = await tables.first(SQL["inspection_command"], command.id)
        if given:
            return RecordedEvent.model_validate_json(given["body"])
        before = await entries_of(tables, inspection)
        event = decide(fold(each.event for each in before), command)
        try:
            return await _append(tables, inspection, len(before) + 1, command, event)
        except asyncpg.UniqueViolationError:
            continue
    raise Problem("ledger_unavailable", headers={"Retry-After": "5"})


async def entries_of(source: Reader, inspection: str) -> tuple[RecordedEvent, ...]:
    """What happened in an inspection, in order; nothing: there is none."""
    rows = await source.fetch(SQL["inspection_entries"], inspection)
    return tuple(RecordedEvent.model_validate_json(row["body"]) for row in rows)


async def is_about(source: Reader, inspection: str, agency: AgencyCode) -> bool:
    """Whether it names the agency, or drew a case to which that agency is a party."""
    statement = SQL["is_inspection_about"].replace("{about}", SQL["inspection_about"])
    (row,) = await source.fetch(statement, agency, inspection)
    return bool(row["about"])


async def list_inspections(
    source: Reader, recused: AgencyCode | None, wanted: Wanted
) -> ListPage[OpenedInspection]:
    """The last opened first, but those about the agency `recused`.

    Raises:
        Problem: `invalid_cursor`.
    """
    statement = SQL["inspections_opened"].replace("{about}", SQL["inspection_about"])
    return await page_of(source, statement, _line, (recused, wanted.number()), wanted.limit)


async def kept_population(source: Reader, sha256: Sha256) -> tuple[str, ...]:
    """The list from which a sample was drawn, line by line.

    Raises:
        LookupError: it is not kept.
    """
    rows = await source.fetch(SQL["inspection_population"], sha256)
    if not rows:
        raise LookupError(sha256)
    return tuple(str(rows[0]["body"]).splitlines())


def _line(row: asyncpg.Record) -> OpenedInspection:
    entry = RecordedEvent.model_validate_json(row["body"])
    assert isinstance(entry.event, InspectionOpened)  # noqa: S101 -- by the statement
    return OpenedInspection(
        inspection=entry.inspection,
        opened_by=entry.actor.name,
        at=entry.event.at,
        decision=entry.event.decision,
        committed=row["committed"],
        drawn=row["drawn"],
    )


async def _append(
    tables: PortalTables, inspection: InspectionId, version: int, command: Command, event: Event
) -> RecordedEvent:
    last = await tables.first(SQL["last_inspection_entry"], INSPECTION_CHAIN)
    assert last  # noqa: S101 -- it has no condition
    entry = RecordedEvent(
        number=last["number"],
        inspection=inspection,
        version=version,
        command_id=command.id,
        actor=command.actor,
        event=event,
    )
    body = canonical_json(entry.model_dump(mode="json"))
    hash_ = entry_hash(last["hash"], body)
    listed = _listed(command, event)
    await tables.fetch(SQL["append_inspection_entry"], entry.number, body.decode(), hash_, *listed)
    return entry


def _listed(command: Command, event: Event) -> Sequence[str | None]:
    """The list that a drawn sample names, under its hash."""
    if isinstance(command, DrawSample) and isinstance(event, SampleDrawn):
        return event.population, population_text(command.population)
    return None, None
