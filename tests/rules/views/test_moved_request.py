"""Moving the request of a body that ended is seen before it is done, and done as it was seen."""

from typing import Any

from remiss.consultation.life.commands import AddAgency, Suspend, WithdrawAgency
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.views.rehearsals.moved_request import moved_request
from tests.given.case import (
    AGENCIES,
    DIRECTORY,
    FINANCE,
    HOME,
    JUSTICE,
    OFFICER,
    agency,
    given,
    hanoi,
    opening,
    order,
    when,
)

PLANNING = agency("H99.98", "Sở Kế hoạch và Đầu tư", "fin")
UNKNOWN = agency("H99.97", "Ban Quản lý dự án", "fin")
TUESDAY = hanoi("2026-03-03")


def asked(*of: Any) -> Consultation:
    directory = DIRECTORY.model_copy(
        update={"agencies": (HOME, JUSTICE, FINANCE, PLANNING, UNKNOWN)}
    )
    codes = tuple(each.code for each in of)
    return given(opening(agencies=codes, directory=directory))


def test_the_move_leads_to_what_was_seen_before_it() -> None:
    """The successor is asked the same question with a full deadline; then the request can go."""
    case = asked(JUSTICE, PLANNING)
    seen = moved_request(case, PLANNING.code, AGENCIES, TUESDAY)
    (to,) = seen.asked
    assert (to.agency, to.questions, to.refused) == (FINANCE.code, ("money",), None)
    assert (seen.unplaced, seen.withdrawal_refused) == ((), None)
    assert "Sở Tài chính" in seen.steps[0].vi

    adds = order(AddAgency, OFFICER, TUESDAY, agency=FINANCE.code, profile=FINANCE)
    why: dict[str, Any] = {"agency": PLANNING.code, "reason": "Đã sáp nhập"}
    done, _ = when(case, adds, order(WithdrawAgency, OFFICER, TUESDAY, **why))
    assert done.requests[PLANNING.code].stage is Stage.WITHDRAWN
    assert done.requests[FINANCE.code].due_at == to.due_at
    assert done.requests[FINANCE.code].question_ids == to.questions


def test_a_successor_that_was_asked_already_is_not_asked_again() -> None:
    """It answers for the question already, so the request can go."""
    seen = moved_request(asked(JUSTICE, FINANCE, PLANNING), PLANNING.code, AGENCIES, TUESDAY)
    (to,) = seen.asked
    assert (to.questions, to.due_at) == ((), None)
    assert to.refused
    assert seen.withdrawal_refused is None


def test_where_nobody_is_known_the_request_stays() -> None:
    seen = moved_request(asked(JUSTICE, UNKNOWN), UNKNOWN.code, AGENCIES, TUESDAY)
    assert (seen.asked, seen.unplaced) == ((), ("money",))
    assert seen.withdrawal_refused
    assert len(seen.steps) == 2


def test_a_suspended_case_says_what_has_to_be_done_first() -> None:
    """As every act on it does."""
    case, _ = when(asked(JUSTICE, PLANNING), order(Suspend, OFFICER, reason="Chờ chỉ đạo"))
    seen = moved_request(case, PLANNING.code, AGENCIES, TUESDAY)
    assert all(each.refused for each in seen.asked)
    assert seen.withdrawal_refused
