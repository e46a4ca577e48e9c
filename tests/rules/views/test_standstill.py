"""What is overdue or does not move, and on whose desk it lies."""

import pytest

from remiss.consultation.life.commands import (
    AskClarification,
    Assign,
    ContestReturn,
    OrderDeadline,
    ReviewReply,
    Suspend,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Holder
from remiss.consultation.views.standstill import Stall, stalls
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    OFFICE,
    OFFICER,
    RETURNED,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)

ALONE = opening(questions=opening().questions[1:], agencies=(FINANCE.code,))
BEFORE_DUE = hanoi("2026-03-09", "16:00")
DUE = hanoi("2026-03-09", "17:00")
DAY_AFTER = hanoi("2026-03-10", "16:00")
RISEN = hanoi("2026-03-13", "09:00")


def only(case: Consultation, at: object) -> Stall:
    (stall,) = stalls(case, at)  # type: ignore[arg-type]
    return stall


def test_nothing_stalls_while_time_is_left() -> None:
    """Before the deadline an unanswered request is nobody's delay."""
    assert stalls(given(opening(), time_passes(BEFORE_DUE)), BEFORE_DUE) == ()


def test_an_overdue_agency_is_named_with_its_days_and_its_official() -> None:
    """Overdue since yesterday, at the level it has risen to, with the official it lies with."""
    named = order(Assign, head(FINANCE), agency=FINANCE.code, official=OFFICER.person)

    stall = only(given(ALONE, named, time_passes(RISEN)), RISEN)

    assert (stall.overdue, stall.days_late, stall.holder) == (True, 4, Holder.AGENCY)
    assert stall.level is EscalationLevel.CHAIRMAN
    assert stall.why.vi == ("Quá hạn trả lời 4 ngày làm việc. Hiện chờ Sở Tài chính, Trần Thị Lan.")
    assert "Working days overdue: 4" in stall.why.en


def test_an_agency_that_assigned_nobody_is_told_so() -> None:
    """Nobody's name stands where nobody was named."""
    assert (
        "chưa phân công công chức" in only(given(ALONE, time_passes(DAY_AFTER)), DAY_AFTER).why.vi
    )


def test_at_the_moment_of_the_deadline_no_day_is_counted() -> None:
    """Overdue is recorded when the deadline comes; the first day begins after it."""
    stall = only(given(ALONE, time_passes(DUE)), DUE)

    assert (stall.overdue, stall.days_late) == (True, 0)
    assert stall.why.vi.startswith("Đã hết hạn trả lời.")


def test_a_late_reply_under_review_lies_with_the_officer() -> None:
    """The agency's days stop with its reply; the officer has it now, and until when."""
    case = given(
        ALONE,
        time_passes(DAY_AFTER),
        replies(FINANCE, DAY_AFTER),
        assessed(FINANCE, FLAGGED, DAY_AFTER),
    )
    later = hanoi("2026-03-11", "16:00")

    stall = only(case, later)

    assert (stall.holder, stall.days_late) == (Holder.OFFICER, 1)
    assert stall.holder_due_at == case.requests[FINANCE.code].review_due_at
    assert "Hiện chờ công chức phụ trách hồ sơ Trần Thị Lan, Sở Nội vụ, hạn" in stall.why.vi


def test_one_return_is_no_stall_and_two_are() -> None:
    """The first return is how a reply is put right."""
    once = given(ALONE, replies(FINANCE), assessed(FINANCE, RETURNED))
    twice = given(
        ALONE,
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        replies(FINANCE, hanoi("2026-03-03")),
        assessed(FINANCE, RETURNED, hanoi("2026-03-03"), number=2),
    )
    at = hanoi("2026-03-03", "09:00")

    assert stalls(once, at) == ()
    stall = only(twice, at)
    assert (stall.overdue, stall.days_late) == (False, 0)
    assert stall.level is EscalationLevel.HEAD
    assert "đã được đề nghị bổ sung 2 lần" in stall.why.vi


def test_a_contested_second_return_lies_before_whoever_decides() -> None:
    """An agency that disputes a return waits for the officer, and then for the Office."""
    at = hanoi("2026-03-03", "10:00")
    contested = given(
        ALONE,
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        replies(FINANCE, at),
        assessed(FINANCE, RETURNED, at, number=2),
        order(ContestReturn, head(FINANCE), at, agency=FINANCE.code, reasons="Đã trả lời rõ"),
    )
    refused = given(
        ALONE,
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        replies(FINANCE, at),
        assessed(FINANCE, RETURNED, at, number=2),
        order(ContestReturn, head(FINANCE), at, agency=FINANCE.code, reasons="Đã trả lời rõ"),
        order(ReviewReply, OFFICER, at, agency=FINANCE.code, decision="return", reasons="Chưa rõ"),
        order(ContestReturn, head(FINANCE), at, agency=FINANCE.code, reasons="Đã trả lời rõ"),
    )

    assert only(contested, at).holder is Holder.OFFICER
    before_office = only(refused, at)
    assert before_office.holder is Holder.OFFICE
    assert before_office.holder_due_at
    assert "Hiện chờ Văn phòng UBND tỉnh, hạn" in before_office.why.vi


def test_a_drafter_past_the_time_to_clarify_stalls_the_request_and_is_named() -> None:
    """The agency asked in time and waits: the delay is the drafter's, and so is the name."""
    asked = order(
        AskClarification,
        head(FINANCE),
        agency=FINANCE.code,
        ground="missing_document",
        text="Đề nghị gửi phụ lục 2",
    )
    in_time, late = hanoi("2026-03-04", "16:00"), hanoi("2026-03-06", "09:00")

    assert stalls(given(ALONE, asked, time_passes(in_time)), in_time) == ()
    stall = only(given(ALONE, asked, time_passes(late)), late)
    assert (stall.overdue, stall.days_late, stall.holder) == (False, 0, Holder.OFFICER)
    assert stall.level is EscalationLevel.HEAD
    assert (
        "Cơ quan chủ trì soạn thảo chưa làm rõ theo đề nghị, quá hạn 2 ngày làm việc"
        in stall.why.vi
    )
    assert "Trần Thị Lan, Sở Nội vụ" in stall.why.vi


def test_what_had_risen_stays_in_sight_after_a_new_deadline() -> None:
    """The Office orders a later day: no longer overdue, and still one that had risen."""
    ordered = order(
        OrderDeadline,
        OFFICE,
        RISEN,
        agency=FINANCE.code,
        to=hanoi("2026-03-20").date(),
        reasons="Cần ý kiến đầy đủ",
    )

    stall = only(given(ALONE, time_passes(RISEN), ordered), RISEN)

    assert not stall.overdue
    assert "Đã báo cáo đến cấp: Chủ tịch UBND tỉnh" in stall.why.vi
    assert stall.days_late == 4


@pytest.mark.parametrize("ended", [True, False])
def test_what_has_an_outcome_or_rests_is_not_reported(ended: bool) -> None:  # noqa: FBT001
    """Silence on record is an outcome; a suspended case waits for nobody."""
    late = hanoi("2026-03-12", "18:00")
    if ended:
        case = given(ALONE, time_passes(hanoi("2026-03-17", "09:00")))
    else:
        rests = order(Suspend, SUPERVISOR, late, reason="Chờ luật mới")
        case = given(ALONE, time_passes(late), rests)

    assert stalls(case, hanoi("2026-03-17", "09:00")) == ()


def test_each_agency_stands_for_itself() -> None:
    """One answered, one late: only the late one is reported."""
    case = given(opening(), replies(JUSTICE), assessed(JUSTICE, CLEAR), time_passes(DUE))

    assert [stall.agency for stall in stalls(case, DUE)] == [FINANCE.code]
