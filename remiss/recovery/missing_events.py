"""Events that running and ended cases know and the ledger lacks."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import asyncpg

from remiss import ledger
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.ports import Decided, RecordBatch
from remiss.consultation.state import Consultation, State
from remiss.consultation.views.rows import view
from remiss.recovery.runs import Run, Runs
from remiss.texts import Bilingual, say


class Contradicted(Exception):  # noqa: N818 -- an answer, not a fault
    """The ledger has another event than the run, under the same version."""

    def __init__(self, version: int) -> None:
        super().__init__(str(version))
        self.version = version


class RunPart(NamedTuple):
    """One run to ask, up to the version after which the next run began; None: for all it has."""

    run: Run
    up_to: int | None


class Tail(NamedTuple):
    """Events beyond those stored: who knows them, and what nobody knows.

    `recorded` is the newest event the ledger once said it had, of `recorded_at`.
    """

    stored: int
    version: int
    recorded: int
    recorded_at: datetime | None
    pieces: tuple[RunPart, ...]
    known_after: int

    @property
    def missing(self) -> int:
        """How many events the ledger lacks."""
        return max(0, self.version - self.stored)

    @property
    def unknown(self) -> tuple[int, int] | None:
        """The versions, first and last, that no run knows any more."""
        if self.missing and self.known_after > self.stored:
            return self.stored + 1, self.known_after
        return None

    @property
    def was_recorded(self) -> bool:
        """Whether a ledger that is lost had some of it."""
        return self.recorded > self.stored and self.recorded_at is not None


def unknown_events(found: Tail) -> Bilingual:
    """That nobody knows some events, and so that none after them can be written."""
    first, last = found.unknown or (0, 0)
    return say("recovery.gap", first=first, last=last, known=found.version)


async def find_tail(
    runs: Runs, chain: Sequence[Run], stored: Sequence[RecordedEvent]
) -> Tail | None:
    """What the runs of one case, newest first, know beyond `stored`; None if none was opened.

    A run is followed back to the one before it as far as the ledger needs. Of an earlier run only
    what the later one was started with counts: the rest was decided anew, or ended with it.

    Raises:
        Conflicting: the newest stored event is not what the run decided.
        Unanswered: a run could not be asked.
    """
    have, pieces, up_to = len(stored), list[RunPart](), None
    newest: Decided | None = None
    recorded_at: datetime | None = None
    for run in chain:
        told = await runs.decided(run, max(have - 1, 0))
        if told is None or not told.version:  # gone, or never opened
            continue
        _compare(told, stored)
        newest, recorded_at = newest or told, recorded_at or told.recorded_at
        pieces.insert(0, RunPart(run, up_to))
        up_to = told.base
        if told.base <= have:
            break
    if newest is None or up_to is None:
        return None
    return Tail(have, newest.version, newest.recorded, recorded_at, tuple(pieces), up_to)


def _compare(told: Decided, stored: Sequence[RecordedEvent]) -> None:
    for event in told.events:
        if event.version == len(stored) and event != stored[-1]:
            raise Contradicted(event.version)


async def write(
    pool: asyncpg.Pool, runs: Runs, found: Tail, stored: Sequence[RecordedEvent]
) -> int:
    """Append what is missing, run by run and page by page; how many events were new.

    Safe to repeat, and beside workers that append: an identical repeat is no harm.

    Raises:
        LedgerConflict, LedgerGap: as `ledger.append`.
        Unanswered: a run could not be asked.
    """
    state, written = _evolved(initial_state(), stored), 0
    for piece in found.pieces:
        more = True
        while more:
            page = await runs.decided(piece.run, state.version)
            if page is None:  # its retention ended this moment: the ledger will say what is missing
                break
            events = tuple(
                e for e in page.events if piece.up_to is None or e.version <= piece.up_to
            )
            state, more = _evolved(state, events), page.more and bool(events)
            if isinstance(state, Consultation) and events:
                batch = RecordBatch(events=events, row=view(state))
                written += await ledger.append(pool, batch)
    return written


def _evolved(state: State, events: Sequence[RecordedEvent]) -> State:
    for recorded in events:
        state = evolve(state, recorded.event)
    return state
