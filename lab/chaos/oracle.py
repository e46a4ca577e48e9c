"""Counts from outside: what clients were told, against the rows of the ledger and what arrived.

It knows nothing of workflows. Of the domain it asks one thing, whom an event should be told to.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from lab.chaos.clients import Told
from lab.chaos.receivers import RECEIVED
from lab.chaos.rig import Rig
from remiss import ledger
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import Consultation, State
from remiss.consultation.telling.notice import notices_of
from remiss.notices.outbox.parcel import identity
from remiss.reference.contacts import Contacts, load_contacts

ROWS = """
select stream, version, type, agency, command_id, at, recorded_at, body::text as body
from event order by stream, version
"""
AFTER_THE_DEADLINE = frozenset({"request_overdue", "request_escalated", "silence_recorded"})
MARKED = frozenset({"reply_received", "official_assigned"})


@dataclass(frozen=True)
class Row:
    """One row of the ledger."""

    stream: str
    version: int
    type: str
    agency: str | None
    command_id: str
    at: datetime
    recorded_at: datetime
    body: str

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)["event"]
        return found


@dataclass(frozen=True)
class Count:
    """What became of what clients were told; the lists name what is wrong."""

    acknowledged: int
    kept: int
    notices: int = 0
    repeats: int = 0
    """Letters and calls that came again under the id they had before, as the receiver can see."""
    lost: Sequence[str] = ()
    doubled: Sequence[str] = ()
    early: Sequence[str] = ()
    refused: Sequence[str] = ()
    unknown: Sequence[str] = ()
    notices_lost: Sequence[str] = ()
    notices_doubled: Sequence[str] = ()
    broken: Sequence[str] = field(default_factory=tuple)
    """What `remiss verify` finds."""

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be, in words."""
        named = {
            "lost": self.lost,
            "doubled": self.doubled,
            "early": self.early,
            "refused": self.refused,
            "never answered": self.unknown,
            "notice lost": self.notices_lost,
            "notice doubled": self.notices_doubled,
            "chain": self.broken,
        }
        return [f"{name}: {each}" for name, found in named.items() for each in found]


async def count(rig: Rig, told: Sequence[Told], *, wall_clock: bool) -> Count:
    """Count everything; `wall_clock` is False where cases ran on a virtual clock."""
    rows = await rows_of(rig)
    found = check(told, rows, wall_clock=wall_clock)
    expected = expected_notices(rows, load_contacts(rig.folder / "contacts.yaml"))
    came = received(rig.taken)
    verified = await ledger.verify(rig.dsn)
    return Count(
        **found,
        notices=len(expected & came.keys()),
        repeats=sum(times - 1 for times in came.values()),
        notices_lost=sorted(expected - came.keys()),
        notices_doubled=sorted(came.keys() - expected),
        broken=[str(finding) for finding in verified.findings],
    )


async def recorded(rig: Rig, told: Sequence[Told]) -> bool:
    """Whether the ledger has what was acknowledged."""
    return not check(told, await rows_of(rig), wall_clock=False)["lost"]


async def delivered(rig: Rig) -> bool:
    """Whether everybody has been told of what is in the ledger."""
    rows = await rows_of(rig)
    expected = expected_notices(rows, load_contacts(rig.folder / "contacts.yaml"))
    return expected <= received(rig.taken).keys()


async def rows_of(rig: Rig) -> list[Row]:
    """The ledger, by a plain connection."""
    return [Row(**dict(record)) for record in await rig.fetch(ROWS)]


def check(told: Sequence[Told], rows: Sequence[Row], *, wall_clock: bool) -> dict[str, Any]:
    """Every acknowledged write is there once, and nothing rang before its time."""
    yes = [each for each in told if each.outcome == "acknowledged"]
    lost = _lost(yes, rows)
    return {
        "acknowledged": len(yes),
        "kept": len(yes) - len(lost),
        "lost": lost,
        "doubled": [*_doubled(rows), *_marked_twice(told, rows)],
        "early": [*_early(rows, wall_clock=wall_clock), *_before_the_deadline(rows)],
        "refused": [f"{t.command_id} {t.detail}" for t in told if t.outcome == "refused"],
        "unknown": [f"{t.command_id} {t.detail}" for t in told if t.outcome == "unknown"],
    }


def _lost(acknowledged: Iterable[Told], rows: Sequence[Row]) -> list[str]:
    """Commands with a yes and no event, or without one their receipt told of."""
    known = {(row.stream, row.command_id) for row in rows}
    kinds = Counter((row.stream, row.type) for row in rows)
    return [
        told.command_id
        for told in acknowledged
        if (told.consultation, told.command_id) not in known
        or any(kinds[told.consultation, kind] == 0 for kind in told.events)
    ]


def _doubled(rows: Sequence[Row]) -> list[str]:
    """The same thing recorded twice for one command, or for one moment that fell due."""
    given = Counter(
        (row.stream, row.command_id, row.type, row.agency)
        for row in rows
        if not row.event.get("fell_due_at")
    )
    rang = Counter(
        (row.stream, row.type, row.agency, row.event["fell_due_at"])
        for row in rows
        if row.event.get("fell_due_at")
    )
    both: list[tuple[Any, int]] = [*given.items(), *rang.items()]
    return [" ".join(map(str, key)) for key, times in both if times > 1]


def _marked_twice(told: Iterable[Told], rows: Sequence[Row]) -> list[str]:
    """Words a client wrote once, in more than one event of a kind, under whatever id."""
    bodies = [_said(row) for row in rows if row.type in MARKED]
    return [t.mark for t in told if t.mark and sum(t.mark in body for body in bodies) > 1]


def _said(row: Row) -> str:
    """What an event says itself: who is relieved by it was named in an earlier one."""
    return json.dumps({**row.event, "relieved": ()}, ensure_ascii=False)


def _early(rows: Sequence[Row], *, wall_clock: bool) -> list[str]:
    """What rang before it was due: by the case's own account, and by the database's clock."""
    found = []
    for row in rows:
        if not (due := row.event.get("fell_due_at")):
            continue
        fell_due_at = datetime.fromisoformat(due)
        if row.at < fell_due_at or (wall_clock and row.recorded_at < fell_due_at):
            found.append(f"{row.stream} #{row.version} {row.type} at {row.at}, due {fell_due_at}")
    return found


def _before_the_deadline(rows: Sequence[Row]) -> list[str]:
    """What may happen only after an agency's deadline, before the one it was last told."""
    due: dict[tuple[str, str | None], datetime] = {}
    found = []
    for row in rows:
        known = due.get((row.stream, row.agency))
        if row.type in AFTER_THE_DEADLINE and known and row.at < known:
            found.append(f"{row.stream} #{row.version} {row.type} at {row.at}, deadline {known}")
        if told := row.event.get("due_at"):
            due[row.stream, row.agency] = datetime.fromisoformat(told)
    return found


def expected_notices(rows: Sequence[Row], contacts: Contacts) -> set[str]:
    """The id of every letter and call the ledger asks for.

    Cases of the rig are urgent: each event is a letter of its own to each address, named after it.
    """
    found = set[str]()
    for stream, of_stream in groupby(rows, key=attrgetter("stream")):
        state: State = initial_state()
        for row in of_stream:
            recorded = RecordedEvent.model_validate_json(row.body)
            state = evolve(state, recorded.event)
            if isinstance(state, Consultation):
                found |= _ids(stream, recorded, state, contacts)
    return found


def _ids(stream: str, recorded: RecordedEvent, case: Consultation, contacts: Contacts) -> set[str]:
    version, found = recorded.version, set[str]()
    for notice in notices_of(recorded, case):
        agency = notice.addressee.agency
        if notice.by_mail and (address := contacts.mailbox(notice.addressee)):
            found.add(identity(stream, version, "mail", address))
        if agency and contacts.webhook(agency):
            found.add(identity(stream, version, "webhook", agency))
    return found


def received(folder: Path) -> Mapping[str, int]:
    """How often each letter and call came in, by its id."""
    file = folder / RECEIVED
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return Counter(_id(json.loads(line)) for line in lines)


def _id(taken: Mapping[str, Any]) -> str:
    return str(taken["id"]).strip("<>").partition("@")[0]
