"""The chain of inspections: appended to, and read."""

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import asyncpg
from pydantic import AwareDatetime

from remiss.consultation.inspecting.draw import population_text
from remiss.consultation.inspecting.inspection import State, fold
from remiss.consultation.inspecting.messages import (
    INSPECTION_CHAIN,
    Command,
    CommitSample,
    DrawSample,
    Event,
    InspectionId,
    InspectionOpened,
    RecordedEvent,
    SampleDrawn,
)
from remiss.consultation.values import AgencyCode, Role, Sha256, Value
from remiss.ledger.connection import Reader
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.reads.pages import ListPage, Wanted, page_of
from remiss.ledger.statements import SQL
from remiss.problems.problem import Problem
from remiss.strict.canonical_json import canonical_json

Decide = Callable[[State, Command], Event]
ATTEMPTS = 20
"""Each time one attempt fails another writer has succeeded."""
EVENTS_OF = {
    "open_inspection": "inspection_opened",
    "commit_sample": "sample_committed",
    "draw_sample": "sample_drawn",
    "order_dossier": "dossier_ordered",
    "record_packed": "dossier_packed",
    "fetch_dossier": "dossier_fetched",
}
"""By the kind of a command what comes of it."""
COUNTED_ANEW = {"kind", "at", "indicator", "population"}
"""What may differ where the same command is sent again."""


class OpenedInspection(Value):
    """One line of the list: how many samples were committed and how many drawn."""

    inspection: InspectionId
    opened_by: str
    at: AwareDatetime
    decision: str
    committed: int
    drawn: int


class EntryText(NamedTuple):
    """One entry: its number, its text and its hash."""

    number: int
    body: str
    hash: bytes


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
        Problem: `idempotency_key_reused`, `ledger_unavailable`.
    """
    for _ in range(ATTEMPTS):
        given = await tables.first(SQL["inspection_command"], command.id)
        if given:
            return _repeated(RecordedEvent.model_validate_json(given["body"]), inspection, command)
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


async def entries_between(source: Reader, first: int, last: int) -> list[EntryText]:
    """The entries of these numbers, after the one before them if there is one."""
    rows = await source.fetch(SQL["inspection_span"], first, last)
    return [EntryText(row["number"], row["body"], row["hash"]) for row in rows]


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


def _repeated(entry: RecordedEvent, inspection: str, command: Command) -> RecordedEvent:
    """The entry of that very command: in this inspection, of this kind, and asking the same.

    Raises:
        Problem: `idempotency_key_reused`.
    """
    event = entry.event
    kept = type(event).model_fields.keys() & type(command).model_fields.keys()
    by_figures = isinstance(command, CommitSample) and command.indicator is not None
    asked = kept - COUNTED_ANEW - ({"criteria"} if by_figures else set())
    same = all(getattr(event, name) == getattr(command, name) for name in asked)
    as_given = event.kind == EVENTS_OF[command.kind] and entry.inspection == inspection
    if not as_given or (command.actor.role is not Role.SYSTEM and not same):
        raise Problem("idempotency_key_reused")
    return entry


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
