"""Reminders, lateness, the ladder and silence: each once, in order, and only when due."""

from datetime import timedelta

import pytest

from remiss.consultation.life.events import (
    OutageRecorded,
    ReminderSent,
    ReplyReceived,
    RequestEscalated,
    RequestOverdue,
    SilenceRecorded,
)
from remiss.consultation.life.ladder.alarms import Step, alarms, next_alarm
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.time.span import WorkSpan
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    POLICY,
    RETURNED,
    assessed,
    given,
    hanoi,
    opening,
    outage_until,
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

    alarm = next_alarm(case, case.requests[FINANCE.code])

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


def test_a_service_a_little_late_says_when_each_thing_was_due() -> None:
    """What rings late is recorded with when it was due and when that was learnt."""
    case = silent_until(2)
    back = DUE + timedelta(minutes=40)

    _, (overdue,) = when(case, outage_until(back))

    assert isinstance(overdue, RequestOverdue)
    assert (overdue.fell_due_at, overdue.at) == (DUE, back)


def test_an_outage_is_recorded_and_given_back() -> None:
    """Three working days away move the deadline by three and an hour, and nobody is late."""
    case = silent_until(1)
    back = hanoi("2026-03-11", "17:00")

    case, events = when(case, outage_until(back))

    (outage,) = (event for event in events if isinstance(event, OutageRecorded))
    assert (outage.since, outage.given_back) == (LADDER[1][0], timedelta(hours=25))
    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-13", "08:30")
    assert not case.requests[FINANCE.code].overdue
    _, (received,) = when(case, replies(FINANCE, hanoi("2026-03-13", "08:00")))
    assert isinstance(received, ReplyReceived)
    assert not received.late


def test_an_outage_does_not_send_the_ladder_in_one_breath() -> None:
    """After weeks away each rung still waits its turn."""
    _, events = when(given(ALONE), outage_until(hanoi("2026-04-03")))

    assert [event.kind for event in events] == ["outage_recorded"]


def test_an_outage_is_not_charged_to_the_officer_either() -> None:
    """A review nobody could make does not lapse while the service is away."""
    case = given(ALONE, replies(FINANCE), assessed(FINANCE, FLAGGED))

    case, events = when(case, outage_until(hanoi("2026-03-09", "10:00")))

    assert [event.kind for event in events] == ["outage_recorded"]
    review_due_at = case.requests[FINANCE.code].review_due_at
    assert review_due_at is not None
    assert review_due_at > hanoi("2026-03-09", "10:00")


def test_silence_waits_for_the_last_notice() -> None:
    """Silence follows the last notice by the policy's grace at least."""
    hurried = POLICY.silence.model_copy(update={"after": WorkSpan(days=3)})
    case = given(opening(policy=POLICY.model_copy(update={"silence": hurried})))

    case, _ = when(case, time_passes(LADDER[5][0]))

    assert alarms(case)[0].step is Step.SILENCE
    assert alarms(case)[0].at == hanoi("2026-03-13", "17:00")


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
