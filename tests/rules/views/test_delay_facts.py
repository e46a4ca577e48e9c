"""What stands beside an agency's delay: its reason, and the time that was not its own."""

from datetime import timedelta

from remiss.consultation.life.commands import AnswerClarification, AskClarification, Suspend
from remiss.consultation.state import Consultation
from remiss.consultation.time.moves import Hold
from remiss.consultation.views.delay_facts import (
    DelayFacts,
    HeldElsewhere,
    delay_facts,
    say_delay_facts,
)
from tests.given.case import (
    FINANCE,
    OFFICER,
    RETURNED,
    assessed,
    given,
    hanoi,
    head,
    opening,
    order,
    outage_until,
    replies,
    time_passes,
)

ALONE = opening(questions=opening().questions[1:], agencies=(FINANCE.code,))
TUESDAY = hanoi("2026-03-03", "08:00")
ASKS = order(
    AskClarification,
    head(FINANCE),
    TUESDAY,
    agency=FINANCE.code,
    ground="figures_needed",
    text="Đề nghị gửi biểu số liệu",
)
LATE_ANSWER = hanoi("2026-03-09", "10:00")
ANSWERS = order(
    AnswerClarification, OFFICER, LATE_ANSWER, agency=FINANCE.code, text="Gửi kèm biểu 01"
)


def facts(case: Consultation, at: str, clock: str = "07:30") -> DelayFacts:
    return delay_facts(case, case.requests[FINANCE.code], hanoi(at, clock))


def test_an_agency_that_had_all_its_time_and_said_nothing() -> None:
    """One sentence: no reason was given; nobody else is named."""
    found = facts(given(ALONE, time_passes(hanoi("2026-03-10", "07:30"))), "2026-03-10")

    assert found == DelayFacts()
    assert [said.vi for said in say_delay_facts(found)] == ["Lý do của cơ quan: chưa nêu."]


def test_a_clarification_shows_how_long_it_took_and_how_late_it_came() -> None:
    """From Tuesday at eight to Monday at ten: 7.5 + 3 x 8 + 2.5 hours; two working days late."""
    found = facts(given(ALONE, ASKS, time_passes(LATE_ANSWER), ANSWERS), "2026-03-10")

    assert found.drafter_days_late == 2
    assert found.held == (HeldElsewhere(hold=Hold.CLARIFICATION, working=timedelta(hours=34)),)
    said = " ".join(one.vi for one in say_delay_facts(found))
    assert "chờ cơ quan chủ trì soạn thảo làm rõ (34 giờ làm việc)" in said
    assert "làm rõ quá thời hạn 2 ngày làm việc" in said


def test_a_clarification_still_unanswered_counts_until_now() -> None:
    """The agency waits: what it waits for runs on."""
    case = given(ALONE, ASKS, time_passes(hanoi("2026-03-06", "07:30")))

    assert facts(case, "2026-03-06").held[0].working == timedelta(hours=23, minutes=30)
    assert facts(case, "2026-03-06").drafter_days_late == 1


def test_a_review_that_ended_in_a_return_shows_its_time() -> None:
    """From the reply until it came back."""
    at, back = hanoi("2026-03-03", "08:00"), hanoi("2026-03-03", "10:00")
    case = given(ALONE, replies(FINANCE, at), assessed(FINANCE, RETURNED, back))

    assert facts(case, "2026-03-12").held == (
        HeldElsewhere(hold=Hold.ASSESSMENT, working=timedelta(hours=2)),
    )


def test_a_suspended_case_shows_how_long_it_rested() -> None:
    """Until now, where it still rests."""
    case = given(ALONE, order(Suspend, OFFICER, TUESDAY, reason="Chờ Nghị định"))

    assert facts(case, "2026-03-03", "09:00").held == (
        HeldElsewhere(hold=Hold.SUSPENSION, working=timedelta(hours=1)),
    )


def test_an_outage_shows_what_was_given_back() -> None:
    """The hours the service was away when something should have rung."""
    case = given(ALONE, outage_until(hanoi("2026-03-06", "16:00")))

    (outage,) = case.outages
    assert facts(case, "2026-03-12").given_back == outage.given_back > timedelta()
