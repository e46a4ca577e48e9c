"""Questions marked difficult: silence on them shows."""

from remiss.consultation.clarity.assessment import Assessment, Finding, Verdict
from remiss.consultation.state import Consultation
from remiss.consultation.values import AgencyCode, QuestionId
from remiss.consultation.views.difficult_questions import silent_on
from remiss.consultation.views.open_tasks import tasks
from remiss.consultation.views.standstill import stalls
from tests.given.case import (
    CLEAR,
    FINANCE,
    LAW,
    MONEY,
    assessed,
    both,
    given,
    hanoi,
    opening,
    replies,
    time_passes,
    when,
)

HARD = MONEY.model_copy(update={"difficult": True})
OPEN = opening(questions=(LAW, HARD))
PASSES_OVER = Assessment(
    rubric="test",
    verdict=Verdict.EVASIVE,
    findings=(Finding(rule="unanswered_question", message=both("chưa có"), question="money"),),
    unanswered=("money",),
)


def silent(case: Consultation, agency: AgencyCode = FINANCE.code) -> tuple[QuestionId, ...]:
    return silent_on(case, case.requests[agency])


def test_silence_on_a_difficult_question_shows() -> None:
    """While it is owed, and once the agency is late why it stalls; an answer ends it."""
    case = given(OPEN)
    assert silent(case) == ("money",)
    late, _ = when(case, time_passes(hanoi("2026-03-10", "17:00")))
    why = {stall.agency: stall.why.vi for stall in stalls(late, hanoi("2026-03-11"))}
    assert "nội dung khó: số 2" in why[FINANCE.code]
    assert all("nội dung khó" not in said for code, said in why.items() if code != FINANCE.code)
    assert silent(when(case, replies(FINANCE), assessed(FINANCE, CLEAR))[0]) == ()
    assert silent(given(opening())) == ()


def test_the_review_says_what_the_reply_passes_over() -> None:
    """The task names it; nobody decided in time, and the silence still shows."""
    case = given(OPEN, replies(FINANCE), assessed(FINANCE, PASSES_OVER))
    (task,) = tasks(case)
    assert task.passed_over == ("money",)
    lapsed, _ = when(case, time_passes(hanoi("2026-03-04", "17:00")))
    assert lapsed.requests[FINANCE.code].settled
    assert silent(lapsed) == ("money",)


def test_a_question_not_marked_is_stored_as_before() -> None:
    """The mark is written only where it is made."""
    assert "difficult" not in MONEY.model_dump()
    assert HARD.model_dump()["difficult"] is True
