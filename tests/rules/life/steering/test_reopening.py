"""A case that was over goes on: by whom, until when, and with what time."""

import pytest

from remiss.consultation.life.commands import (
    AddAgency,
    Cancel,
    Conclude,
    Reopen,
    Suspend,
)
from remiss.consultation.life.events import ConsultationReopened
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.values import Actor
from remiss.consultation.views.explanation import explain_deadline
from tests.given.case import (
    CLEAR,
    CULTURE,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    POLICY,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    opening,
    order,
    refusal,
    replies,
    time_passes,
    when,
)

TUESDAY, NEXT_TUESDAY = hanoi("2026-03-03"), hanoi("2026-03-10")
CANCELS = order(Cancel, OFFICER, TUESDAY, reason="Hủy nhầm hồ sơ")
CONCLUDED = (
    opening(),
    replies(JUSTICE),
    assessed(JUSTICE, CLEAR),
    replies(FINANCE),
    assessed(FINANCE, CLEAR),
    order(Conclude, OFFICER, TUESDAY),
)


def reopens(at: object = NEXT_TUESDAY, by: Actor = SUPERVISOR) -> Reopen:
    return order(Reopen, by, at, reason="Kết thúc nhầm")  # type: ignore[arg-type]


def test_a_concluded_case_goes_on_with_all_it_had() -> None:
    """What was settled stays settled; more may be asked, and it is concluded again."""
    case, happened = when(given(*CONCLUDED), time_passes(hanoi("2026-03-04")), reopens())
    adds = order(AddAgency, SUPERVISOR, NEXT_TUESDAY, agency=CULTURE.code, profile=CULTURE)
    asked, _ = when(case, adds.model_copy(update={"override_reason": "Theo chỉ đạo"}))

    assert kinds(happened) == ["consultation_reopened"]
    assert (case.stage, case.closed_at, case.archive_at) == (CaseStage.OPEN, None, None)
    assert {r.stage for r in case.requests.values()} == {Stage.ANSWERED}
    assert asked.requests[CULTURE.code].stage is Stage.AWAITING
    again, _ = when(case, order(Conclude, OFFICER, NEXT_TUESDAY))
    assert again.closed_at == NEXT_TUESDAY
    assert again.reopenings[0].closed_at == TUESDAY


def test_a_cancelled_case_gives_what_was_left() -> None:
    """Four of five days were left; the week in which the case was over is nobody's."""
    case, happened = when(given(opening(), CANCELS), reopens())
    request = case.requests[FINANCE.code]

    assert request.due_at == hanoi("2026-03-16", "17:00")
    assert isinstance(happened[0], ConsultationReopened)
    assert {m.agency: m.due_at for m in happened[0].moved}[FINANCE.code] == request.due_at
    assert request.clock.days_late(case.calendar, NEXT_TUESDAY) == 0
    assert "Hồ sơ được mở lại" in explain_deadline(case, request).moves[-1].text.vi


def test_an_agency_that_was_late_has_a_least_time_and_stays_late_on_record() -> None:
    """The time to correct a reply; the ladder begins anew, the days late stay."""
    late = given(opening(), time_passes(hanoi("2026-03-11")))
    cancelled, _ = when(late, CANCELS.model_copy(update={"at": hanoi("2026-03-11")}))
    case, _ = when(cancelled, reopens(hanoi("2026-03-16")))
    request = case.requests[FINANCE.code]

    assert request.due_at == hanoi("2026-03-17", "17:00")
    assert (request.overdue, request.level) == (False, EscalationLevel.NONE)
    assert request.clock.late_before == 2
    overdue, happened = when(case, time_passes(hanoi("2026-03-18")))
    assert "request_overdue" in kinds(happened)
    assert overdue.requests[FINANCE.code].overdue


def test_whoever_held_a_request_holds_it_still() -> None:
    """A review that waited goes on with the time it had; the agency's clock stands."""
    flagged = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED), CANCELS)
    case, _ = when(flagged, reopens())
    request = case.requests[FINANCE.code]

    assert request.stage is Stage.IN_REVIEW
    assert request.clock.held
    assert request.review_due_at == hanoi("2026-03-11", "17:00")


def test_a_case_cancelled_while_suspended_runs_on() -> None:
    """The hold of the suspension ends with it."""
    stopped = given(opening(), order(Suspend, OFFICER, MONDAY, reason="Chờ"), CANCELS)
    case, _ = when(stopped, reopens())

    assert case.suspended_at is None
    assert not case.requests[FINANCE.code].clock.held
    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-17", "17:00")


def test_two_who_reopen_do_it_once() -> None:
    """For the second the case is open already, and there is nothing to do."""
    case, _ = when(given(opening(), CANCELS), reopens())

    assert refusal(case, reopens(by=OFFICE)) == "case_not_over"
    assert refusal(given(opening()), reopens()) == "case_not_over"


@pytest.mark.parametrize("by", [OFFICER, head(FINANCE)])
def test_only_the_leader_and_the_office_reopen(by: Actor) -> None:
    """Not who concluded it, and no agency."""
    assert refusal(given(*CONCLUDED), reopens(by=by)) == "not_permitted"


def test_the_office_may() -> None:
    """As the drafting leader."""
    case, _ = when(given(*CONCLUDED), reopens(by=OFFICE))
    assert case.reopenings[0].by == OFFICE.person


def test_the_policy_says_until_when() -> None:
    """Thirty working days where it says nothing, and never where it says so."""
    last, after = hanoi("2026-04-14", "17:00"), hanoi("2026-04-15")
    never = POLICY.model_copy(update={"reopen_within": None})
    forbidden = given(opening(policy=never), CANCELS)

    assert kinds(when(given(*CONCLUDED), reopens(last))[1]) == ["consultation_reopened"]
    assert refusal(given(*CONCLUDED), reopens(after)) == "reopening_too_late"
    assert refusal(forbidden, reopens()) == "reopening_not_foreseen"
