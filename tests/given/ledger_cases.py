"""Small real cases, decided by the domain, as the batches a workflow hands to the ledger."""

from collections.abc import Iterable, Sequence
from functools import cache

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Acknowledge, Command
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import RecordBatch
from remiss.consultation.state import Consultation, State, Unopened
from remiss.consultation.views.rows import view
from tests.given.case import (
    CLEAR,
    JUSTICE,
    RETURNED,
    as_time_passes,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)


def batches(*commands: Command) -> list[RecordBatch]:
    """One batch per command that led to events."""
    state: State = Unopened()
    done = []
    for command in commands:
        for step in as_time_passes(state, command):
            state, batch = _carry_out(state, step)
            done += [batch] if batch else []
    return done


def case(id_: str) -> list[RecordBatch]:
    """Justice is returned, corrects and is accepted; Finance never answers: the ladder runs out."""
    return list(_case(id_))


@cache
def _case(id_: str) -> tuple[RecordBatch, ...]:
    story = batches(
        opening(consultation=id_),
        order(Acknowledge, head(JUSTICE), hanoi("2026-03-02", "09:30"), agency=JUSTICE.code),
        replies(JUSTICE, hanoi("2026-03-03"), text="Ừ."),
        assessed(JUSTICE, RETURNED, hanoi("2026-03-03", "08:00:01.000123")),
        replies(JUSTICE, hanoi("2026-03-04"), text='Thống nhất; "khoản 2" \\ Điều 5 — 🏛'),
        assessed(JUSTICE, CLEAR, hanoi("2026-03-04"), number=2),
        *(time_passes(hanoi(f"2026-03-{day:02}", "17:30")) for day in (5, 6, 9, 10, 11, 12, 16)),
    )
    return tuple(story)


def merged(some: Sequence[RecordBatch]) -> RecordBatch:
    """Several batches of one case as one."""
    return RecordBatch(events=tuple(e for b in some for e in b.events), row=some[-1].row)


def events_of(some: Iterable[RecordBatch]) -> list[RecordedEvent]:
    """The events of several batches in order."""
    return [event for batch in some for event in batch.events]


def _carry_out(state: State, command: Command) -> tuple[State, RecordBatch | None]:
    events = decide(state, command)
    if not events:
        return state, None
    after = fold(events, state)
    assert isinstance(after, Consultation)
    recorded = tuple(
        RecordedEvent(
            consultation=after.id,
            version=version,
            command_id=command.id,
            actor=command.actor,
            event=event,
        )
        for version, event in enumerate(events, start=state.version + 1)
    )
    return after, RecordBatch(events=recorded, row=view(after))
