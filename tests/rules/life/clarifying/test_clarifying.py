"""Clarification and more time: what stops a clock, what stretches it, what does neither."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from remiss.consultation.clarity.assessment import Assessment, Finding, Verdict
from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    CloseOnRecord,
    DecideExtension,
    RequestExtension,
)
from remiss.consultation.life.events import (
    ClarificationAnswered,
    ClarificationAsked,
    DrafterEscalated,
    ExtensionGranted,
    ExtensionRequested,
    ReplyReturned,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Holder, Stage
from remiss.consultation.time.moves import Hold, Pause
from remiss.consultation.values import ClarificationGround
from tests.given.case import (
    CALENDAR,
    CLEAR,
    FINANCE,
    MONDAY,
    OFFICE,
    OFFICER,
    POLICY,
    SUPERVISOR,
    assessed,
    both,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    refusal,
    replies,
    time_passes,
    when,
)

DUE = hanoi("2026-03-09", "17:00")
TUESDAY = hanoi("2026-03-03", "08:00")


def asks(at: datetime = TUESDAY, **changes: Any) -> AskClarification:
    what: dict[str, Any] = {
        "agency": FINANCE.code,
        "ground": ClarificationGround.MISSING_DOCUMENT,
        "question": "money",
        "text": "Đề nghị gửi phụ lục dự toán.",
    }
    return order(AskClarification, official(FINANCE), at, **{**what, **changes})


def answers(at: datetime) -> AnswerClarification:
    return order(AnswerClarification, OFFICER, at, agency=FINANCE.code, text="Phụ lục gửi kèm.")


def more_time(to: str, at: datetime = TUESDAY) -> RequestExtension:
    return order(
        RequestExtension,
        official(FINANCE),
        at,
        agency=FINANCE.code,
        to=date.fromisoformat(to),
        reason="Chờ số liệu quyết toán",
    )


def decides(at: datetime = TUESDAY, **what: Any) -> DecideExtension:
    return order(DecideExtension, OFFICER, at, agency=FINANCE.code, **what)


def due(case: Consultation) -> datetime:
    return case.requests[FINANCE.code].due_at


# Clarification


def test_a_clarification_stops_the_clock_and_keeps_what_was_left() -> None:
    """Two working days with the drafter move the deadline by two working days."""
    case, (asked,) = when(given(opening()), asks())

    assert isinstance(asked, ClarificationAsked)
    assert (asked.ordinal, asked.repeated, asked.last_day) == (1, False, False)
    request = case.requests[FINANCE.code]
    assert (request.stage, request.holder, request.clock.held) == (
        Stage.CLARIFYING,
        Holder.OFFICER,
        True,
    )

    answered = TUESDAY + timedelta(days=2)
    case, (answer,) = when(case, answers(answered))

    assert isinstance(answer, ClarificationAnswered)
    request = case.requests[FINANCE.code]
    assert (request.stage, answer.due_at, request.due_at) == (
        Stage.AWAITING,
        request.due_at,
        hanoi("2026-03-11", "17:00"),
    )
    assert request.clock.moves == (
        Pause(since=TUESDAY, until=answered, holds=(Hold.CLARIFICATION,)),
    )


def test_no_reminder_reaches_an_agency_that_waits_for_the_drafter() -> None:
    """While the drafter holds the question the agency's ladder does not move."""
    case = given(opening(), asks())

    _, events = when(case, time_passes(hanoi("2026-04-10")))

    assert {event.kind for event in events if getattr(event, "agency", "") == FINANCE.code} == {
        "drafter_reminded",
        "drafter_escalated",
    }


def test_a_drafter_who_does_not_answer_is_reported() -> None:
    """Its own reminder, then the head of the drafting agency, then the Office."""
    case = given(opening(), asks())

    case, events = when(case, time_passes(hanoi("2026-03-10")))

    told = [(e.kind, e.level) for e in events if isinstance(e, DrafterEscalated)]
    assert told == [
        ("drafter_escalated", EscalationLevel.HEAD),
        ("drafter_escalated", EscalationLevel.OFFICE),
    ]
    assert case.requests[FINANCE.code].clarifications[-1].level is EscalationLevel.OFFICE
    _, (late,) = when(case, answers(hanoi("2026-03-10", "09:00")))
    assert isinstance(late, ClarificationAnswered)
    assert late.days_late == 3


def test_asking_again_and_on_the_last_day_is_on_record() -> None:
    """The same ground for the same question is a repetition, whoever asks."""
    last_day = hanoi("2026-03-09", "10:00")
    case = given(opening(), asks(TUESDAY), answers(TUESDAY))

    _, (again,) = when(case, time_passes(last_day - timedelta(hours=1)), asks(last_day))

    assert isinstance(again, ClarificationAsked)
    assert (again.ordinal, again.repeated, again.last_day) == (2, True, True)


def test_the_policy_caps_how_often() -> None:
    """A third question does not stop the clock."""
    case = given(opening(), asks(), answers(TUESDAY), asks(), answers(TUESDAY))

    assert refusal(case, asks()) == "clarifications_spent"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (asks(hanoi("2026-03-10", "08:00")), "deadline_has_passed"),
        (asks(question="law"), "question_not_owed"),
    ],
)
def test_what_does_not_stop_the_clock(command: AskClarification, code: str) -> None:
    """Not after the deadline, and not about what the agency was not asked."""
    assert refusal(given(opening()), command) == code


def test_a_policy_may_foresee_neither() -> None:
    """Cases opened under an older policy have no such step."""
    old = POLICY.model_copy(update={"clarification": None, "extension": None})

    assert refusal(given(opening(policy=old)), asks()) == "clarification_not_foreseen"
    assert refusal(given(opening(policy=old)), more_time("2026-03-11")) == "extension_not_foreseen"


def test_nobody_answers_what_was_not_asked() -> None:
    """An answer needs a question."""
    assert refusal(given(opening()), answers(TUESDAY)) == "nothing_to_clarify"


def test_an_answer_does_not_open_what_was_closed() -> None:
    """A request that ended while the drafter was asked stays ended."""
    closes = order(CloseOnRecord, OFFICE, TUESDAY, agency=FINANCE.code, reasons="Sáp nhập")
    case = given(opening(), asks(), closes)

    assert refusal(case, answers(TUESDAY)) == "nothing_to_clarify"


def test_a_reply_overtakes_the_question() -> None:
    """Who can answer after all may; the time the drafter held it is not charged."""
    case = given(opening(), asks())

    case, events = when(
        case,
        replies(FINANCE, TUESDAY + timedelta(days=1)),
        assessed(FINANCE, CLEAR, TUESDAY + timedelta(days=1)),
    )

    request = case.requests[FINANCE.code]
    assert kinds(events) == ["reply_accepted"]
    assert (request.stage, request.clarification) == (Stage.ANSWERED, None)


# More time


def test_more_time_is_granted_by_the_officer() -> None:
    """Both deadlines are kept: the one it had, and the one it has."""
    case, (asked,) = when(given(opening()), more_time("2026-03-12"))
    assert isinstance(asked, ExtensionRequested)
    assert asked.decide_by == hanoi("2026-03-04", "17:00")

    case, (granted,) = when(case, decides(granted=True))

    assert isinstance(granted, ExtensionGranted)
    assert (granted.due_before, granted.due_at) == (DUE, hanoi("2026-03-12", "17:00"))
    request = case.requests[FINANCE.code]
    assert (request.first_due_at, request.due_at) == (DUE, granted.due_at)


def test_the_officer_may_grant_less() -> None:
    """A shorter extension than asked for, never a longer one."""
    case = given(opening(), more_time("2026-03-12"))

    shorter, _ = when(case, decides(granted=True, to=date(2026, 3, 10)))

    assert due(shorter) == hanoi("2026-03-10", "17:00")
    longer = decides(granted=True, to=date(2026, 3, 13))
    assert refusal(case, longer) == "extension_outside_request"


def test_a_refusal_needs_reasons_and_moves_nothing() -> None:
    """The agency learns why; its clock never stopped."""
    case = given(opening(), more_time("2026-03-12"))

    assert refusal(case, decides(granted=False)) == "reasons_needed_to_refuse"
    refused, _ = when(case, decides(granted=False, reasons="Đã đủ số liệu"))

    assert due(refused) == DUE
    assert refusal(refused, more_time("2026-03-11")) == "extension_asked_before"


def test_the_officers_silence_grants_it() -> None:
    """Who says nothing in time has granted what was asked."""
    case = given(opening(), more_time("2026-03-12"))

    case, events = when(case, time_passes(hanoi("2026-03-04", "17:00")))

    (granted,) = (event for event in events if isinstance(event, ExtensionGranted))
    assert (granted.by, granted.fell_due_at) == (None, hanoi("2026-03-04", "17:00"))
    assert due(case) == hanoi("2026-03-12", "17:00")


def test_asked_in_the_last_hour_it_is_decided_by_the_deadline() -> None:
    """The deadline does not pass over an open question of more time."""
    late = hanoi("2026-03-09", "16:00")
    case = given(opening(), time_passes(late), more_time("2026-03-11", late))

    case, events = when(case, time_passes(DUE))

    mine = [e for e in events if getattr(e, "agency", "") == FINANCE.code]
    assert [e.kind for e in mine] == ["extension_granted"]
    assert not case.requests[FINANCE.code].overdue


@pytest.mark.parametrize(
    ("to", "code"),
    [("2026-03-09", "extension_to_no_later"), ("2026-03-13", "extension_beyond_cap")],
)
def test_more_time_lies_within_the_cap(to: str, code: str) -> None:
    """Later than the deadline, and no later than the policy allows: the third day after."""
    assert refusal(given(opening()), more_time(to)) == code


def test_only_the_drafting_side_decides() -> None:
    """A supervisor may, an agency may not grant itself time."""
    case = given(opening(), more_time("2026-03-12"))
    own = order(DecideExtension, head(FINANCE), TUESDAY, agency=FINANCE.code, granted=True)
    covering = order(DecideExtension, SUPERVISOR, TUESDAY, agency=FINANCE.code, granted=True)

    assert refusal(case, own) == "not_permitted"
    assert when(case, covering)[0].requests[FINANCE.code].extension_pending is None


# A holding reply


HOLDING = Assessment(
    rubric="test",
    verdict=Verdict.EVASIVE,
    findings=(
        Finding(
            rule="delay_without_date",
            message=both("hẹn trả lời sau"),
            span="sẽ trả lời sau",
            returns=True,
        ),
    ),
)


def test_a_holding_reply_is_not_a_reply_and_stops_nothing() -> None:
    """“Sẽ trả lời sau” goes back at once and earns no time, on the last day least of all."""
    last = DUE - timedelta(hours=1)
    case = given(opening(), time_passes(last))

    case, events = when(case, replies(FINANCE, last), assessed(FINANCE, HOLDING, last))

    returned = next(event for event in events if isinstance(event, ReplyReturned))
    assert (returned.due_at, due(case)) == (DUE, DUE)
    _, events = when(case, time_passes(DUE))
    assert "request_overdue" in kinds(events)


def test_holding_replies_do_not_hold_off_the_ladder() -> None:
    """One a day changes nothing about when the head, the Office and the Chairman are told."""
    case = given(opening(), time_passes(DUE))
    for number, day in enumerate((10, 11, 12), start=1):
        at = hanoi(f"2026-03-{day}", "09:00")
        case = when(
            case, time_passes(at), replies(FINANCE, at), assessed(FINANCE, HOLDING, at, number)
        )[0]

    case, _ = when(case, time_passes(hanoi("2026-03-12", "17:00")))

    assert case.requests[FINANCE.code].level is EscalationLevel.CHAIRMAN
    assert case.requests[FINANCE.code].clock.days_late(CALENDAR, hanoi("2026-03-12", "17:00")) == 3


def test_monday_is_a_working_day() -> None:
    """The stories above count from a Monday."""
    assert CALENDAR.effective_day(MONDAY) == MONDAY.date()
