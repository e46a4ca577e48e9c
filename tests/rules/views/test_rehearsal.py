"""A rehearsal says what would happen and when; what then happens is exactly that."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Conclude, Open, TimePassed
from remiss.consultation.life.events import Event, RequestSent
from remiss.consultation.life.evolution import fold
from remiss.consultation.life.ladder.alarms import Step
from remiss.consultation.policy import EscalationLevel, Policy, Rung
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, Unopened
from remiss.consultation.time.open_days import WEEKEND
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import REMISS
from remiss.consultation.views.rehearsals.rehearsal import Rehearsal, RehearsedAgency, rehearse
from tests.given.case import (
    CALENDAR,
    CLEAR,
    CULTURE,
    FINANCE,
    JUSTICE,
    OFFICER,
    POLICY,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    opening,
    order,
    replies,
    when,
)

BEFORE_HOLIDAYS = hanoi("2026-04-22")
BOTH = (JUSTICE.code, FINANCE.code)


def agency_of(rehearsal: Rehearsal, code: str) -> RehearsedAgency:
    return next(agency for agency in rehearsal.agencies if agency.code == code)


def schedule(rehearsal: Rehearsal, code: str = FINANCE.code) -> list[tuple[str, datetime]]:
    return [(str(step.step), step.at) for step in agency_of(rehearsal, code).steps]


# What it says


def test_it_says_who_is_asked_what_and_by_which_law() -> None:
    """Each question with its field, and the mandate and legal basis that make it the agency's."""
    justice = agency_of(rehearse(opening()), JUSTICE.code)

    (about,) = justice.asked
    assert about.question.id == "law"
    assert about.mandate is not None
    assert about.mandate.legal_basis == "Luật về justice.drafting"
    assert justice.override is None


def test_a_supervisors_reason_stands_where_no_mandate_does() -> None:
    """An agency asked for a reason is shown with the reason, and with every question."""
    asked = opening(
        by=SUPERVISOR, agencies=(*BOTH, CULTURE.code), override_reason="Liên quan lễ hội"
    )

    culture = agency_of(rehearse(asked), CULTURE.code)

    assert culture.override is not None
    assert culture.override.reason == "Liên quan lễ hội"
    assert [(about.question.id, about.mandate) for about in culture.asked] == [
        ("law", None),
        ("money", None),
    ]


def test_silence_climbs_the_ladder_at_the_times_of_the_policy() -> None:
    """Both reminders, the deadline, three levels, and the silence, each at its own time."""
    assert schedule(rehearse(opening())) == [
        ("reminder", hanoi("2026-03-05", "17:00")),
        ("reminder", hanoi("2026-03-06", "17:00")),
        ("overdue", hanoi("2026-03-09", "17:00")),
        ("escalation", hanoi("2026-03-10", "17:00")),
        ("escalation", hanoi("2026-03-11", "17:00")),
        ("escalation", hanoi("2026-03-12", "17:00")),
        ("silence", hanoi("2026-03-16", "17:00")),
    ]


def test_each_step_says_what_it_does_and_what_brings_it_about() -> None:
    """A label, the entry of the policy behind it, and the sentence the timeline would show."""
    steps = agency_of(rehearse(opening()), FINANCE.code).steps
    first, head = steps[0], steps[3]

    assert (first.label.vi, first.trigger.vi) == ("nhắc lần 1", "trước hạn 2 ngày làm việc")
    assert first.trigger.en == "2 working days before the deadline"
    assert (head.level, head.label.en) == (EscalationLevel.HEAD, "escalate to head of agency")
    assert head.trigger.vi == "quá hạn 1 ngày làm việc"
    assert "Sở Tài chính" in head.text.vi
    assert (
        steps[-1].trigger.vi
        == "quá hạn 5 ngày làm việc, và ít nhất 1 ngày làm việc sau lần báo cáo cuối"
    )


def test_holidays_in_the_way_are_named_for_each_deadline_and_step() -> None:
    """Two holidays and a weekend stand before the deadline, and a weekend behind it."""
    rehearsal = rehearse(opening(at=BEFORE_HOLIDAYS))
    finance = agency_of(rehearsal, FINANCE.code)

    on_the_way = {day.date: day.reason.vi for day in finance.deadline.days if day.reason}
    assert on_the_way[date(2026, 4, 27)] == "Giỗ Tổ"
    assert on_the_way[date(2026, 4, 30)] == "Giải phóng"
    assert "27/04 (Giỗ Tổ); 30/04 (Giải phóng)" in finance.deadline.text.vi
    overdue, head = finance.steps[2:4]
    assert [day.date for day in overdue.skipped] == [date(2026, 4, 30)]
    assert [day.reason for day in head.skipped] == [WEEKEND, WEEKEND]
    assert [(day.date, day.counted) for day in rehearsal.holidays] == [
        (date(2026, 4, 27), False),
        (date(2026, 4, 30), False),
    ]


def test_a_weekend_worked_instead_is_named_too() -> None:
    """A make-up Saturday counts, which a drafter may not expect."""
    named = rehearse(opening(at=hanoi("2026-05-04"))).holidays

    assert [(day.date, day.counted, day.reason.vi) for day in named if day.reason] == [
        (date(2026, 5, 9), True, "Làm bù")
    ]


# When it could end


def test_both_bounds_come_with_every_rehearsal() -> None:
    """All answering on the last day, and nobody answering: a drafter plans between the two."""
    rehearsal = rehearse(opening())

    assert rehearsal.all_answer.at == hanoi("2026-03-09", "17:00")
    assert rehearsal.all_answer.late_replies_until is None
    assert rehearsal.worst_case.at == hanoi("2026-03-16", "17:00")
    assert rehearsal.worst_case.waits_for == BOTH
    assert rehearsal.ending == rehearsal.worst_case


def test_one_agency_silent_holds_the_case_up_and_the_others_answer_when_due() -> None:
    """What if Finance stays silent: its whole ladder, and Justice's reply in time."""
    rehearsal = rehearse(opening(), silent=[FINANCE.code])

    assert rehearsal.ending.silent == rehearsal.ending.waits_for == (FINANCE.code,)
    assert rehearsal.ending.at == hanoi("2026-03-16", "17:00")
    assert [step for step, _ in schedule(rehearsal)][-1] == Step.SILENCE
    assert schedule(rehearsal, JUSTICE.code) == [
        ("reminder", hanoi("2026-03-05", "17:00")),
        ("reminder", hanoi("2026-03-06", "17:00")),
        ("reply", hanoi("2026-03-09", "17:00")),
    ]


def test_with_nobody_silent_everyone_answers_in_time() -> None:
    """No rung is ever reached, and the case ends with the last deadline."""
    rehearsal = rehearse(opening(), silent=())

    assert rehearsal.ending == rehearsal.all_answer
    assert {agency.steps[-1].step for agency in rehearsal.agencies} == {"reply"}
    assert all("đúng hạn" in agency.steps[-1].text.vi for agency in rehearsal.agencies)


# When it refuses


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"agencies": (JUSTICE.code,)}, "question_without_agency"),
        ({"agencies": (*BOTH, CULTURE.code)}, "agency_not_concerned"),
        ({"questions": ()}, "no_question"),
        ({"agencies": (*BOTH, FINANCE.code)}, "duplicate_agency"),
    ],
)
def test_what_opening_would_refuse_a_rehearsal_refuses(changed: dict[str, Any], code: str) -> None:
    """With the same code: the officer hears the no before asking anybody."""
    command = opening(**changed)

    assert _refusal(command) == code
    with pytest.raises(Refusal) as refused:
        decide(Unopened(), command)
    assert refused.value.code == code


def test_only_an_agency_asked_can_stay_silent() -> None:
    """A wrong code is named, not ignored."""
    with pytest.raises(Refusal) as refused:
        rehearse(opening(), silent=[FINANCE.code, CULTURE.code])

    assert refused.value.code == "silence_of_an_agency_not_asked"
    assert refused.value.facts == {"agencies": [CULTURE.code]}


def test_a_calendar_that_runs_out_is_a_refusal() -> None:
    """Nothing is promised beyond the days the calendar knows."""
    ends = CALENDAR.model_copy(update={"last": date(2026, 3, 12)})

    assert _refusal(opening(calendar=ends)) == "calendar_too_short"


def _refusal(command: Open) -> str:
    with pytest.raises(Refusal) as refused:
        rehearse(command)
    return refused.value.code


# Whether it is true

MOMENTS = st.integers(0, 300 * 24 * 2).map(
    lambda n: hanoi("2026-02-02") + timedelta(minutes=30 * n)
)
SPANS = st.builds(WorkSpan, days=st.integers(0, 6), hours=st.integers(0, 12))
LEVELS = st.lists(st.sampled_from(list(EscalationLevel)[1:]), unique=True, max_size=4).map(sorted)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Policies as odd as a file may hold: empty ladders, rungs at one moment, no grace."""
    rungs = tuple(Rung(level=level, after=draw(SPANS)) for level in draw(LEVELS))
    silence = POLICY.silence.model_copy(update={"after": draw(SPANS), "grace": draw(SPANS)})
    return POLICY.model_copy(
        update={
            "reply_within": draw(SPANS.filter(lambda span: span.days or span.hours)),
            "reminders": tuple(draw(st.lists(SPANS, max_size=3))),
            "ladder": rungs,
            "silence": silence,
        }
    )


@for_any(at=MOMENTS, policy=policies(), silent=st.sets(st.sampled_from(BOTH)))
@settings(deadline=None, max_examples=40)
def test_what_happens_is_what_was_rehearsed(at: datetime, policy: Policy, silent: set[str]) -> None:
    """A service that looks at the clock every half hour records those steps and no other.

    The service here is written apart from the rehearsal: it never looks ahead at an alarm.
    """
    command = opening(at=at, policy=policy)
    rehearsal = rehearse(command, silent)

    case, events = _serve(command, silent, until=rehearsal.ending.at)

    expected = sorted(
        (agency.code, str(step.step), step.at, step.level)
        for agency in rehearsal.agencies
        for step in agency.steps
    )
    assert sorted(_steps(events)) == expected
    assert [sent.due_at for sent in events if isinstance(sent, RequestSent)] == [
        agency.deadline.due_at for agency in rehearsal.agencies
    ]
    concluded = decide(case, order(Conclude, OFFICER, rehearsal.ending.at))
    assert concluded[0].kind == "consultation_concluded"


@for_any(at=MOMENTS, silent=st.sets(st.sampled_from(BOTH)))
@settings(deadline=None, max_examples=20)
def test_before_the_rehearsed_end_a_case_cannot_end(at: datetime, silent: set[str]) -> None:
    """The date given is the first possible one."""
    command = opening(at=at)
    ending = rehearse(command, silent).ending
    just_before = ending.at - timedelta(minutes=30)

    case, _ = _serve(command, silent, until=just_before)

    with pytest.raises(Refusal, match="requests_open"):
        decide(case, order(Conclude, OFFICER, just_before))


def test_a_rehearsal_changes_nothing() -> None:
    """The case it tells never was: opening afterwards is an opening like any other."""
    command = opening()
    before = command.model_dump_json()

    rehearse(command)

    assert command.model_dump_json() == before
    assert given(command).version == len(decide(Unopened(), command))


def test_a_reply_in_the_last_moment_is_in_time() -> None:
    """What the rehearsal takes for an answer when due is one the rules call in time."""
    case = given(opening())
    due_at = case.requests[FINANCE.code].due_at

    _, (received,) = when(case, replies(FINANCE, due_at))

    assert received.kind == "reply_received"
    assert not received.late


def _serve(command: Open, silent: set[str], until: datetime) -> tuple[Consultation, list[Event]]:
    """Tell the time every half hour of every day, and give the replies on their due minute."""
    events = list(decide(Unopened(), command))
    state = fold(events)
    due_at = {event.agency: event.due_at for event in events if isinstance(event, RequestSent)}
    for now in _every_half_hour(command.at, until):
        answering = [a for a in (JUSTICE, FINANCE) if due_at[a.code] == now]
        answers = [
            step
            for agency in answering
            if agency.code not in silent
            for step in (replies(agency, now), assessed(agency, CLEAR, now))
        ]
        for step in (*answers, TimePassed(id="tick", actor=REMISS, at=now)):
            happened = decide(state, step)
            state = fold(happened, state)
            events += happened
    assert isinstance(state, Consultation)
    return state, events


def _every_half_hour(after: datetime, until: datetime) -> Iterator[datetime]:
    """From seven to six, also on days off."""
    now = after
    while now < until:
        now += timedelta(minutes=30)
        if time(7) <= now.time() <= time(18):
            yield now


def _steps(events: list[Event]) -> Iterator[tuple[str, str, datetime, EscalationLevel]]:
    names = {
        "reminder_sent": "reminder",
        "request_overdue": "overdue",
        "request_escalated": "escalation",
        "silence_recorded": "silence",
        "reply_received": "reply",
    }
    for event in events:
        if event.kind in names:
            level = getattr(event, "level", EscalationLevel.NONE)
            yield event.agency, names[event.kind], event.at, level  # type: ignore[union-attr]
