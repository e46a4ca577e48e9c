"""Who held a request from when to when, by name, as far as the reader may know."""

from typing import Any

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import AnswerClarification, AskClarification, Assign
from remiss.consultation.life.evolution import evolve
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import State, Unopened
from remiss.consultation.values import ClarificationGround
from remiss.consultation.views.holding.holdings import Holding, holdings
from tests.given.case import (
    CLEAR,
    FINANCE,
    MONDAY,
    OFFICER,
    assessed,
    hanoi,
    head,
    official,
    opening,
    order,
)
from tests.rules.life.inside.test_desks import DEPUTY, UNIT_HEAD, passes, prepares, signature

F: dict[str, Any] = {"agency": FINANCE.code}
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (hanoi(f"2026-03-0{day}") for day in (3, 4, 5, 6))
FROM_DESK_TO_DESK = (
    opening(rules=CURRENT_RULES),
    order(Assign, head(FINANCE), TUESDAY, **F, official=official(FINANCE).person),
    prepares(at=WEDNESDAY),
    passes(UNIT_HEAD, WEDNESDAY.replace(hour=9)),
    passes(DEPUTY, THURSDAY),
    signature(head(FINANCE), at=FRIDAY),
    assessed(FINANCE, CLEAR, FRIDAY),
)
CLARIFIED = (
    opening(rules=CURRENT_RULES),
    order(
        AskClarification,
        head(FINANCE),
        TUESDAY,
        **F,
        ground=ClarificationGround.MISSING_DOCUMENT,
        text="Thiếu phụ lục",
    ),
    order(AnswerClarification, OFFICER, WEDNESDAY, **F, text="Gửi kèm"),
)


def held(*commands: Any, inside: bool) -> tuple[Holding, ...]:
    state: State = Unopened()
    events: list[Any] = []
    for command in commands:
        for event in decide(state, command):
            state = evolve(state, event)
            events.append(event)
    return holdings(events, FINANCE.code, 1, inside=inside)


def test_inside_each_desk_is_named_from_when_to_when() -> None:
    """No moment between asking and answering is without somebody who had it."""
    found = held(*FROM_DESK_TO_DESK, inside=True)
    told = [(each.task, each.person and each.person.id, each.since) for each in found]
    assert told == [
        ("assign", None, MONDAY),
        ("reply", official(FINANCE).id, TUESDAY),
        ("pass_on", UNIT_HEAD.id, WEDNESDAY),
        ("pass_on", DEPUTY.id, WEDNESDAY.replace(hour=9)),
        ("sign", head(FINANCE).id, THURSDAY),
        (None, None, FRIDAY),
    ]
    assert [each.until for each in found] == [*(each.since for each in found[1:]), None]


def test_to_others_the_agency_had_it_and_who_it_named() -> None:
    """They read the official, as everybody does, and no desk."""
    found = held(*FROM_DESK_TO_DESK, inside=False)
    assert [(e.holder, e.person and e.person.id, e.task, e.desk) for e in found] == [
        ("agency", None, None, None),
        ("agency", official(FINANCE).id, None, None),
        ("nobody", None, None, None),
    ]


def test_what_the_drafter_owed_is_the_drafters() -> None:
    """A clarification lies with the officer in charge, and goes back where it was."""
    found = held(*CLARIFIED, inside=False)
    assert [(each.holder, each.person and each.person.id) for each in found] == [
        ("agency", None),
        ("officer", OFFICER.id),
        ("agency", None),
    ]
