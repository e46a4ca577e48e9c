"""Reminders, lateness, the ladder and silence: each once, in order, and only when due."""

import pytest

from consultation.alarms import Step, alarms, next_alarm
from consultation.events import (
    ReminderSent,
    ReplyReceived,
    RequestEscalated,
    RequestOverdue,
    SilenceRecorded,
)
from consultation.policy import EscalationLevel, SilenceOutcome
from consultation.state import Consultation, Stage
from tests.domain.given import (
    CALENDAR,
    CLEAR,
    FINANCE,
    JUSTICE,
    POLICY,
    RETURNED,
    assessed,
    given,
    hanoi,
    opening,
    replies,
    time_passes,
    when,
)

DUE = hanoi("2026-03-09", "17:00")
ALONE = opening(questions=opening().questions[1:], agencies=(FINANCE.code,))

LADDER = [
    (hanoi("2026-03-05", "17:00"), ReminderSent),
    (hanoi("2026-03-06", "17:00"), ReminderSent),
    (DUE, RequestOverdue),
    (hanoi("2026-03-10", "17:00"), RequestEscalated),
    (hanoi("2026-03-11", "17:00"), RequestEscalated),
    (hanoi("2026-03-12", "17:00"), RequestEscalated),
    (hanoi("2026-03-16", "17:00"), SilenceRecorded),
]


def silent_until(step: int) -> Consultation:
    """The case as it stands after the first `step` rungs, each rung on time."""
    return given(ALONE, *(time_passes(at) for at, _ in LADDER[:step]))


@pytest.mark.parametrize("step", range(len(LADDER)))
def test_each_rung_falls_due_at_its_time(step: int) -> None:
    """The next alarm is the next rung, and it rings then and not a second before."""
    at, kind = LADDER[step]
    case = silent_until(step)

    alarm = next_alarm(case.requests[FINANCE.code], POLICY, CALENDAR)

    assert alarm is not None
    assert alarm.at == at
    assert when(case, time_passes(at.replace(minute=0, hour=16)))[1] == ()
    assert [type(event) for event in when(case, time_passes(at))[1]] == [kind]


def test_the_ladder_goes_head_office_chairman() -> None:
    """Stalled cases rise one level at a time."""
    case = silent_until(3)
    levels = []
    for at, _ in LADDER[3:6]:
        case, (event,) = when(case, time_passes(at))
        assert isinstance(event, RequestEscalated)
        levels.append(event.level)

    assert levels == [EscalationLevel.HEAD, EscalationLevel.OFFICE, EscalationLevel.CHAIRMAN]


def test_silence_is_its_own_outcome() -> None:
    """No reply is recorded that nobody gave, and silence names its legal basis."""
    case, (silence,) = when(silent_until(6), time_passes(LADDER[6][0]))

    assert isinstance(silence, SilenceRecorded)
    assert (silence.outcome, silence.legal_basis) == (
        SilenceOutcome.ON_RECORD,
        "Quy chế làm việc",
    )
    assert case.requests[FINANCE.code].stage is Stage.SILENT
    assert case.requests[FINANCE.code].replies == ()


def test_an_answered_request_is_left_in_peace() -> None:
    """No reminder and no rung reaches an agency that has answered."""
    case = given(ALONE, replies(FINANCE), assessed(FINANCE, CLEAR))

    assert when(case, time_passes(hanoi("2026-06-01")))[1] == ()


def test_a_late_service_says_when_each_thing_was_due() -> None:
    """After a week away everything due is recorded, each with its own due time."""
    back = hanoi("2026-03-17")

    _, events = when(given(ALONE), time_passes(back))

    assert {event.at for event in events} == {back}
    assert [event.fell_due_at for event in events] == [at for at, _ in LADDER[:6]]  # type: ignore[union-attr]


def test_silence_waits_for_the_notices_to_have_gone_out() -> None:
    """An outage is not the agency's silence: the last notice comes a working day before."""
    back = hanoi("2026-03-17")

    case, _ = when(given(ALONE), time_passes(back))

    assert alarms(case)[0].step is Step.SILENCE
    assert alarms(case)[0].at == hanoi("2026-03-18", "17:00")


def test_a_return_does_not_excuse_what_was_late_before_it() -> None:
    """An overdue agency stays overdue, goes on up the ladder, and its next reply is late too."""
    late = hanoi("2026-03-11", "09:00")
    case = given(
        ALONE,
        *(time_passes(at) for at, _ in LADDER[:4]),
        replies(FINANCE, late),
        assessed(FINANCE, RETURNED, late),
    )
    request = case.requests[FINANCE.code]
    assert request.due_at == hanoi("2026-03-12", "17:00")
    assert request.first_due_at == DUE

    assert request.overdue

    _, (received,) = when(case, replies(FINANCE, hanoi("2026-03-12", "09:00")))
    assert isinstance(received, ReplyReceived)
    assert (received.late, received.days_late) == (True, 2)
    _, (risen,) = when(case, time_passes(hanoi("2026-03-16", "17:00")))
    assert isinstance(risen, RequestEscalated)
    assert risen.level is EscalationLevel.OFFICE


def test_empty_replies_do_not_hold_off_the_ladder() -> None:
    """The least time to correct is given once; after that only what is left of the deadline."""
    case, at = given(ALONE), DUE
    for number in range(1, 4):
        case, _ = when(case, replies(FINANCE, at), assessed(FINANCE, RETURNED, at, number=number))
        at = case.requests[FINANCE.code].due_at

    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-10", "17:00")
    _, events = when(case, time_passes(hanoi("2026-03-11", "17:00")))
    assert [event.kind for event in events] == ["request_overdue", "request_escalated"]


def test_requests_due_together_are_recorded_together() -> None:
    """One passing of time settles every agency, in a fixed order."""
    _, events = when(given(opening()), time_passes(hanoi("2026-03-05", "17:00")))

    assert [event.agency for event in events] == [JUSTICE.code, FINANCE.code]  # type: ignore[union-attr]


def test_short_deadlines_skip_reminders_that_would_precede_the_request() -> None:
    """Nobody is reminded of what they were not yet asked."""
    hurried = POLICY.model_copy(update={"reply_within": POLICY.correct_within})
    case = given(opening(policy=hurried))

    assert (alarms(case)[0].step, alarms(case)[0].ordinal) == (Step.REMINDER, 2)
    assert alarms(case)[0].at == hanoi("2026-03-02", "17:00")
