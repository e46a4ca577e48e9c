"""The steps of a ladder or of a task, one after the other."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from remiss.consultation.state import Consultation, Request
from remiss.consultation.telling.temporal_ui import ESCALATIONS
from remiss.consultation.values import Value
from remiss.texts import Bilingual, day_and_time, label, text


class Progress(StrEnum):
    """How far a step is."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    LATER = ""


class ProgressStep(Value):
    """One step, what is said of it, and how far it is."""

    name: Bilingual
    note: Bilingual | None = None
    progress: Progress = Progress.LATER


def ladder_of(case: Consultation, request: Request) -> tuple[ProgressStep, ...]:
    """What happens if the agency goes on not to reply, from its deadline to the recorded silence.

    Moments are those the present deadline leads to; a move of the deadline moves them.
    """
    steps = tuple(_steps(case, request))
    first = next((n for n, (_, _, done) in enumerate(steps) if not done), len(steps))
    return tuple(
        ProgressStep(name=begun(name), note=day_and_time(at), progress=_progress(place, first))
        for place, (name, at, _) in enumerate(steps)
    )


def _steps(case: Consultation, request: Request) -> Iterator[tuple[Bilingual, datetime, bool]]:
    policy, due = case.policy, request.due_at
    calendar = case.calendar_of(request.agency)

    def after(at: datetime) -> datetime:
        return case.no_later(calendar, request.clock_from, at)

    yield text("step.overdue"), due, request.overdue
    for rung in policy.ladder:
        at = after(calendar.add(due, rung.after))
        yield ESCALATIONS[rung.level], at, request.level >= rung.level
    silent = policy.silence
    yield label(silent.outcome), after(calendar.add(due, silent.after)), request.settled


def begun(name: Bilingual) -> Bilingual:
    """A name that stands by itself, not within a sentence."""
    vi, en = (said[:1].upper() + said[1:] for said in (name.vi, name.en))
    return Bilingual(vi=vi, en=en)


def _progress(place: int, first: int) -> Progress:
    if place < first:
        return Progress.DONE
    return Progress.NEXT if place == first else Progress.LATER
