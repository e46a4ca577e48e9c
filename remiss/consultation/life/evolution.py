"""The state a case's events lead to: each chapter says what its events change."""

from collections.abc import Iterable
from typing import assert_never

from remiss.consultation.life.changes import Changes
from remiss.consultation.life.clarifying import evolve as clarifying
from remiss.consultation.life.commenting import evolve as commenting
from remiss.consultation.life.declining import evolve as declining
from remiss.consultation.life.events import (
    ClarifyingEvent,
    CommentingEvent,
    DecliningEvent,
    Event,
    InsideEvent,
    LadderEvent,
    OpeningEvent,
    ReplyingEvent,
    ReviewingEvent,
    SteeringEvent,
)
from remiss.consultation.life.inside import evolve as inside
from remiss.consultation.life.ladder import evolve as ladder
from remiss.consultation.life.opening import evolve as opening
from remiss.consultation.life.replying import evolve as replying
from remiss.consultation.life.reviewing import evolve as reviewing
from remiss.consultation.life.steering import evolve as steering
from remiss.consultation.state import Consultation, State, Unopened


def initial_state() -> Unopened:
    return Unopened()


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """The state a series of events leads to."""
    state = state or initial_state()
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: State, event: Event) -> State:
    """The state after `event`. No rule is checked here: what happened, happened."""
    return opening.open_case(event) if isinstance(state, Unopened) else evolve_case(state, event)


def evolve_case(case: Consultation, event: Event) -> Consultation:
    changes = _changes(case, event)
    return case.model_copy(update={"version": case.version + 1, **changes})


def _changes(case: Consultation, event: Event) -> Changes:  # noqa: C901, PLR0911 -- nine chapters
    if isinstance(event, OpeningEvent):
        return opening.evolve(case, event)
    if isinstance(event, InsideEvent):
        return inside.evolve(case, event)
    if isinstance(event, ClarifyingEvent):
        return clarifying.evolve(case, event)
    if isinstance(event, DecliningEvent):
        return declining.evolve(case, event)
    if isinstance(event, ReplyingEvent):
        return replying.evolve(case, event)
    if isinstance(event, ReviewingEvent):
        return reviewing.evolve(case, event)
    if isinstance(event, CommentingEvent):
        return commenting.evolve(case, event)
    if isinstance(event, LadderEvent):
        return ladder.evolve(case, event)
    if isinstance(event, SteeringEvent):
        return steering.evolve(case, event)
    assert_never(event)
