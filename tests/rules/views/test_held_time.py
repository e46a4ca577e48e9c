"""Whose time it was: every minute is one side's, and the parts are the whole."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    Assign,
    ReplaceOfficer,
    Resume,
    Suspend,
)
from remiss.consultation.life.evolution import evolve
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Consultation, State, Unopened
from remiss.consultation.values import ClarificationGround
from remiss.consultation.views.holding.handovers import handovers
from remiss.consultation.views.holding.held_time import HeldTime, held_time
from tests.given.case import (
    CLEAR,
    FINANCE,
    MONDAY,
    OFFICER,
    OTHER_OFFICER,
    SUPERVISOR,
    assessed,
    hanoi,
    head,
    official,
    opening,
    order,
    outage_until,
    replies,
)
from tests.given.generated import case as generated
from tests.given.held_minutes import check_held

F: dict[str, Any] = {"agency": FINANCE.code}
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (hanoi(f"2026-03-0{day}") for day in (3, 4, 5, 6))
DAY = 8 * 60
NAMED = order(Assign, head(FINANCE), TUESDAY, **F, official=official(FINANCE).person)
ASKED = order(
    AskClarification,
    head(FINANCE),
    WEDNESDAY,
    **F,
    ground=ClarificationGround.MISSING_DOCUMENT,
    text="Thiếu phụ lục",
)
ANSWERED = order(AnswerClarification, OFFICER, THURSDAY, **F, text="Gửi kèm")


def lived(*commands: Any) -> list[Any]:
    state: State = Unopened()
    events: list[Any] = []
    for command in (opening(rules=CURRENT_RULES), *commands):
        for event in decide(state, command):
            state = evolve(state, event)
            events.append(event)
    return events


def of_finance(events: list[Any], now: Any) -> HeldTime:
    case = _case(events)
    return held_time(case, events, [case.requests[FINANCE.code]], now, lambda _: False)


def _case(events: list[Any]) -> Consultation:
    state: State = Unopened()
    for event in events:
        state = evolve(state, event)
    assert isinstance(state, Consultation)
    return state


def told(held: HeldTime) -> list[tuple[str, str | None, int]]:
    return [(p.held_by, p.person.id if p.person else None, p.minutes) for p in held.people]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), wait=st.integers(0, 20_000))
def test_in_any_life_the_parts_are_the_whole(seed: int, wait: int) -> None:
    """Counted a second way, between each two events, it is the same to the minute."""
    events = [r.event for batch in generated("HS-HELD", seed) for r in batch.events]
    check_held(events, events[-1].at + timedelta(minutes=wait))


def test_a_clarification_is_the_drafters_time() -> None:
    """Two days of the agency, one of the officer who owed an answer, one of the agency again."""
    held = of_finance(lived(NAMED, ASKED, ANSWERED), FRIDAY)
    assert told(held) == [
        ("agency", official(FINANCE).id, 2 * DAY),
        ("agency", None, DAY),
        ("drafting", OFFICER.id, DAY),
    ]
    assert held.minutes == 4 * DAY


def test_a_suspension_is_nobodys() -> None:
    """Neither the agency nor the drafting side had it."""
    events = lived(
        order(Suspend, OFFICER, TUESDAY, reason="Chờ ý kiến"),
        order(Resume, OFFICER, THURSDAY, reason="Đã có ý kiến"),
    )
    held = of_finance(events, FRIDAY)
    assert told(held) == [("agency", None, 2 * DAY), ("pause", None, 2 * DAY)]


def test_an_outage_is_cut_out_of_whoever_had_it() -> None:
    """From when something should have rung to when the service was back."""
    events = lived(outage_until(hanoi("2026-03-20")))
    (outage,) = _case(events).outages
    held = of_finance(events, outage.until)
    (agency, away) = held.sides
    between = _case(events).calendar.time_between
    assert (agency.held_by, away.held_by) == ("agency", "outage")
    assert timedelta(minutes=away.minutes) == between(outage.since, outage.until)
    assert timedelta(minutes=agency.minutes) == between(MONDAY, outage.since)


def test_after_the_last_outcome_it_is_with_who_drafts() -> None:
    """What nobody is asked for any more lies with the officer in charge until the end."""
    events = lived(replies(FINANCE, TUESDAY), assessed(FINANCE, CLEAR, TUESDAY))
    case = _case(events)
    open_ = [each for each in case.requests.values() if not each.settled]
    held = held_time(case, events, case.all_requests, WEDNESDAY, lambda _: False, itself=True)
    assert bool(open_) is not any(lane.agency is None for lane in held.lanes)
    check_held(events, WEDNESDAY)


def test_a_new_officer_holds_it_from_then_on() -> None:
    """Before and after, each by name."""
    other = order(
        ReplaceOfficer,
        SUPERVISOR,
        hanoi("2026-03-04", "13:30"),
        officer=OTHER_OFFICER.person,
        reason="Nghỉ",
    )
    held = of_finance(lived(NAMED, ASKED, other), THURSDAY)
    assert [(each[1], each[2]) for each in told(held) if each[0] == "drafting"] == [
        (OFFICER.id, DAY // 2),
        (OTHER_OFFICER.id, DAY // 2),
    ]


def test_a_handover_names_who_had_it_who_ordered_it_and_who_stands_in() -> None:
    """With why and until when for the agency itself; others read the names alone."""
    before = official(FINANCE)
    again = order(
        Assign,
        head(FINANCE),
        WEDNESDAY,
        **F,
        official=OTHER_OFFICER.person,
        deputy=OFFICER.person,
        deputy_until=FRIDAY,
        reason="Nghỉ phép",
    )
    events = lived(NAMED, again)
    first, last = handovers(events, lambda _: True, lambda _: True)
    assert (first.before, first.to, first.by) == ((), before.person, head(FINANCE).person)
    assert (last.before, last.to, last.by) == (
        (before.person,),
        OTHER_OFFICER.person,
        head(FINANCE).person,
    )
    assert (last.cover, last.until, last.reason) == (OFFICER.person, FRIDAY, "Nghỉ phép")
    *_, seen = handovers(events, lambda _: True, lambda _: False)
    assert (seen.cover, seen.until, seen.reason) == (OFFICER.person, None, None)


def test_nobody_stands_in_for_a_time_without_a_name() -> None:
    """Nor until a moment that has passed."""
    late = {"deputy": OFFICER.person, "deputy_until": MONDAY}
    for changes, code in (({"deputy_until": FRIDAY}, "nobody_stands_in"), (late, "cover_is_over")):
        with pytest.raises(Refusal) as refused:
            lived(NAMED.model_copy(update=changes))
        assert refused.value.code == code
