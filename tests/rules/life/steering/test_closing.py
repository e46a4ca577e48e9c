"""Withdrawing, cancelling, concluding, archiving."""

from typing import Any

from remiss.consultation.life.commands import AddAgency, Cancel, Conclude, WithdrawAgency
from remiss.consultation.life.events import ConsultationConcluded
from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.values import Role
from tests.given.case import (
    AUDITOR,
    CLEAR,
    CULTURE,
    FINANCE,
    HOME,
    JUSTICE,
    MONDAY,
    OFFICER,
    SUPERVISOR,
    WARD,
    agency,
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

ANSWERED = [
    opening(),
    replies(FINANCE, answers=()),
    assessed(FINANCE, CLEAR),
    replies(JUSTICE, answers=()),
    assessed(JUSTICE, CLEAR),
]
BUDGET = agency("H99.05", "Kho bạc", "fin.norms")


def test_a_case_concludes_when_every_request_has_its_outcome() -> None:
    """With all answered there is nothing late to wait for, and the case goes to the archive."""
    case, (concluded,) = when(given(*ANSWERED), order(Conclude, OFFICER))

    assert isinstance(concluded, ConsultationConcluded)
    _, events = when(case, time_passes(MONDAY))
    assert kinds(events) == ["consultation_archived"]


def test_a_case_does_not_conclude_over_an_open_request() -> None:
    """Silence needs its ladder before it is an outcome."""
    assert refusal(given(opening()), order(Conclude, OFFICER)) == "requests_open"


def test_a_concluded_case_takes_late_replies_until_archived() -> None:
    """Late replies are taken after consolidation too, as long as the policy says."""
    later = hanoi("2026-03-31", "09:00")
    case = given(
        opening(),
        time_passes(hanoi("2026-03-16", "17:00")),
        time_passes(hanoi("2026-03-18", "17:00")),
        order(Conclude, OFFICER, later),
    )
    assert case.stage is CaseStage.CONCLUDED

    _, events = when(case, replies(FINANCE, later))
    assert kinds(events) == ["reply_received"]

    assert case.archive_at is not None
    archived, _ = when(case, time_passes(case.archive_at))
    assert refusal(archived, replies(FINANCE, case.archive_at)) == "consultation_archived"


def test_a_closed_case_changes_no_more() -> None:
    """After the end only late replies and time itself are heard."""
    case = given(*ANSWERED, order(Conclude, OFFICER))

    assert refusal(case, order(Cancel, OFFICER, reason="Thôi")) == "consultation_closed"


def test_a_cancelled_case_takes_no_replies() -> None:
    """Cancelling ends the duty to answer."""
    case = given(opening(), order(Cancel, OFFICER, reason="Dừng xây dựng văn bản"))

    assert case.open_requests == ()
    assert refusal(case, replies(FINANCE)) == "consultation_cancelled"


def test_withdrawing_needs_another_agency_for_its_questions() -> None:
    """A question is never left with nobody to answer it."""
    withdrawn = order(WithdrawAgency, OFFICER, agency=FINANCE.code, reason="Gửi nhầm")
    assert refusal(given(opening()), withdrawn) == "withdrawal_leaves_question"

    added = order(AddAgency, OFFICER, agency=BUDGET.code, profile=BUDGET)
    case, events = when(given(opening()), added, withdrawn)

    assert kinds(events) == ["request_withdrawn"]
    assert refusal(case, replies(FINANCE)) == "request_withdrawn"


def test_a_withdrawn_agency_can_be_asked_again() -> None:
    """A mistake can be mended; the agency then has a full deadline of its own."""
    added = order(AddAgency, OFFICER, agency=BUDGET.code, profile=BUDGET)
    withdrawn = order(WithdrawAgency, OFFICER, agency=BUDGET.code, reason="Gửi nhầm")

    case, events = when(given(opening()), added, withdrawn, added)

    assert kinds(events) == ["request_sent"]
    assert case.requests[BUDGET.code].stage is Stage.AWAITING


def test_an_override_does_not_free_the_mandated_agency() -> None:
    """An agency asked for other reasons does not answer in place of the one concerned."""
    asked = order(
        AddAgency, SUPERVISOR, agency=CULTURE.code, profile=CULTURE, override_reason="Lễ hội"
    )
    withdrawn = order(WithdrawAgency, OFFICER, agency=FINANCE.code, reason="Gửi nhầm")

    assert refusal(given(opening(), asked), withdrawn) == "withdrawal_leaves_question"


def test_a_settled_request_cannot_be_withdrawn() -> None:
    """An outcome, once recorded, stays."""
    withdrawn = order(WithdrawAgency, OFFICER, agency=FINANCE.code, reason="Thôi")
    case = given(*ANSWERED)

    assert case.requests[FINANCE.code].stage is Stage.ANSWERED
    assert refusal(case, withdrawn) == "already_settled"


def test_strangers_learn_nothing() -> None:
    """A case one may not see is refused exactly as one that does not exist."""
    case = given(opening())
    stranger = OFFICER.model_copy(update={"agency": FINANCE.code})
    reason: dict[str, Any] = {"reason": "Tò mò"}

    assert refusal(case, order(Cancel, stranger, **reason)) == "consultation_not_found"
    assert refusal(case, order(Cancel, head(WARD), **reason)) == "consultation_not_found"
    assert refusal(case, replies(FINANCE, by=head(JUSTICE))) == "request_not_found"


def test_those_who_may_look_may_not_therefore_act() -> None:
    """An auditor reads everything and changes nothing."""
    assert refusal(given(opening()), order(Cancel, AUDITOR, reason="Dừng")) == "not_permitted"
    asked = head(FINANCE)
    assert refusal(given(opening()), order(Cancel, asked, reason="Dừng")) == "not_permitted"


def test_a_supervisor_covers_for_the_officer() -> None:
    """An absent officer does not stall a case."""
    assert SUPERVISOR.role is Role.SUPERVISOR
    assert SUPERVISOR.agency == HOME.code
    _, events = when(given(opening()), order(Cancel, SUPERVISOR, reason="Dừng"))
    assert kinds(events) == ["consultation_cancelled"]
