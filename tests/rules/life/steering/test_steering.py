"""People change the case: the Office steps in, an officer is replaced, everything stops."""

from datetime import date, datetime, timedelta
from typing import Any

from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    CloseOnRecord,
    Conclude,
    OrderDeadline,
    ReplaceOfficer,
    Resume,
    ReviewReply,
    Suspend,
    TakeOver,
)
from remiss.consultation.life.events import DeadlineOrdered
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.views.explanation import explain_deadline
from tests.given.case import (
    CALENDAR,
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    RETURNED,
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

DUE = hanoi("2026-03-09", "17:00")


def suspends(at: datetime = MONDAY, by: Any = OFFICER) -> Suspend:
    return order(Suspend, by, at, reason="Chờ chỉ đạo")


def resumes(at: datetime, by: Any = OFFICER) -> Resume:
    return order(Resume, by, at, reason="Đã có chỉ đạo")


def orders(to: str, at: datetime = MONDAY) -> OrderDeadline:
    return order(
        OrderDeadline,
        OFFICE,
        at,
        agency=FINANCE.code,
        to=date.fromisoformat(to),
        reasons="Phục vụ phiên họp",
    )


# The whole case


def test_a_suspended_case_keeps_no_timer_and_every_clock_keeps_its_time() -> None:
    """After a week away each agency has what it had left, to the minute."""
    stopped = hanoi("2026-03-04", "10:00")
    case, _ = when(given(opening()), suspends(stopped))
    assert alarms(case) == ()
    left = case.requests[FINANCE.code].clock.left(CALENDAR)

    back = hanoi("2026-03-11", "10:00")
    case, _ = when(case, resumes(back))

    assert case.stage is CaseStage.OPEN
    for request in case.requests.values():
        assert CALENDAR.time_between(back, request.due_at) == left
        assert request.due_at == hanoi("2026-03-16", "17:00")


def test_a_clarification_across_a_suspension_counts_once() -> None:
    """Two reasons to stand still at one time stop one clock once."""
    asks = order(
        AskClarification,
        head(FINANCE),
        hanoi("2026-03-03", "08:00"),
        agency=FINANCE.code,
        ground="unclear_question",
        text="Mức chi nào?",
    )
    answered = order(
        AnswerClarification,
        OFFICER,
        hanoi("2026-03-06", "08:00"),
        agency=FINANCE.code,
        text="Mức tại Điều 7.",
    )
    case = given(
        opening(),
        asks,
        suspends(hanoi("2026-03-04", "08:00")),
        resumes(hanoi("2026-03-05", "08:00")),
        answered,
    )

    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-12", "17:00")
    assert case.requests[JUSTICE.code].due_at == hanoi("2026-03-10", "17:00")


def test_a_suspended_case_takes_replies_and_little_else() -> None:
    """Who has an answer need not wait; nothing else is decided."""
    case = given(opening(), suspends())

    case, events = when(case, replies(FINANCE), assessed(FINANCE, CLEAR))
    assert kinds(events) == ["reply_accepted"]
    assert refusal(case, order(Conclude, OFFICER)) == "consultation_suspended"
    assert refusal(case, suspends()) == "consultation_suspended"


def test_a_reply_returned_while_suspended_waits_for_the_case() -> None:
    """The clock of the correction runs from when the case runs on."""
    at = hanoi("2026-03-09", "16:00")
    case = given(
        opening(),
        time_passes(at),
        suspends(at),
        replies(FINANCE, at),
        assessed(FINANCE, RETURNED, at),
    )
    assert case.requests[FINANCE.code].clock.held

    case, _ = when(case, resumes(at + timedelta(days=2)))

    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-12", "17:00")
    assert not case.requests[FINANCE.code].clock.held


def test_what_is_not_suspended_is_not_resumed() -> None:
    """Nothing runs on that never stopped."""
    assert refusal(given(opening()), resumes(MONDAY)) == "not_suspended"


def test_the_office_may_suspend_too() -> None:
    """The drafting side and the Office, and nobody else."""
    assert when(given(opening()), suspends(by=OFFICE))[0].stage is CaseStage.SUSPENDED
    assert refusal(given(opening()), suspends(by=head(FINANCE))) == "not_permitted"


# The Office steps in


def test_the_office_orders_a_day() -> None:
    """Sooner or later than before; both deadlines are kept."""
    case, (ordered,) = when(given(opening()), orders("2026-03-05"))

    assert isinstance(ordered, DeadlineOrdered)
    assert (ordered.due_before, ordered.due_at) == (DUE, hanoi("2026-03-05", "17:00"))
    assert case.requests[FINANCE.code].due_at == ordered.due_at
    assert case.requests[FINANCE.code].first_due_at == DUE
    assert refusal(case, orders("2026-02-27")) == "ordered_day_has_passed"


def test_an_order_excuses_no_lateness() -> None:
    """An agency two days late stays two days late under the new deadline."""
    late = hanoi("2026-03-11", "09:00")
    case = given(opening(), time_passes(late))

    case, _ = when(case, orders("2026-03-13", late))

    request = case.requests[FINANCE.code]
    assert not request.overdue
    assert request.clock.days_late(CALENDAR, late) == 2


def test_an_order_during_a_review_counts_lateness_up_to_the_reply() -> None:
    """Two days late when it replied, two days late after the order, whatever the officer took."""
    replied, ordered = hanoi("2026-03-11", "09:00"), hanoi("2026-03-13", "08:00")
    case = given(
        opening(),
        time_passes(replied),
        replies(FINANCE, replied),
        assessed(FINANCE, FLAGGED, replied),
    )

    case, _ = when(case, orders("2026-03-17", ordered))

    clock = case.requests[FINANCE.code].clock
    assert clock.late_before == clock.days_late(CALENDAR, ordered) == 2


def test_an_order_the_morning_after_a_reply_adds_no_day_and_takes_none() -> None:
    """A reply of the evening counts from the next day; the pause it began is still explained."""
    came, ordered = hanoi("2026-03-10", "18:00"), hanoi("2026-03-11", "09:00")
    read = (replies(FINANCE, came), assessed(FINANCE, FLAGGED, came))
    case = given(opening(), time_passes(came), *read)
    assert case.requests[FINANCE.code].clock.days_late(CALENDAR, came) == 2

    case, _ = when(case, orders("2026-03-13", ordered))

    request = case.requests[FINANCE.code]
    assert (request.clock.late_before, request.clock.held_since) == (2, ordered)
    text = explain_deadline(case, request).text.vi
    assert "Tạm dừng từ 18:00 thứ Ba 10/3/2026 đến 09:00 thứ Tư 11/3/2026" in text


def test_the_office_takes_a_review_over() -> None:
    """From then on the officer does not decide."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))
    taken = order(TakeOver, OFFICE, agency=FINANCE.code, reasons="Kéo dài")
    accepts = order(ReviewReply, OFFICER, agency=FINANCE.code, decision="accept")

    case, _ = when(case, taken)

    assert refusal(case, accepts) == "before_another_reviewer"
    assert refusal(case, taken) == "nothing_to_take_over"
    decided, _ = when(case, accepts.model_copy(update={"actor": OFFICE}))
    assert decided.requests[FINANCE.code].stage is Stage.ANSWERED


def test_the_office_closes_an_item_on_record() -> None:
    """An outcome of its own: no reply, no agreement; a late reply is still taken."""
    closes = order(CloseOnRecord, OFFICE, agency=FINANCE.code, reasons="Cơ quan đang sáp nhập")
    case, events = when(given(opening()), closes)

    assert kinds(events) == ["request_closed_on_record"]
    request = case.requests[FINANCE.code]
    assert (request.stage, request.silence) == (Stage.CLOSED, None)
    assert kinds(when(case, replies(FINANCE))[1]) == ["reply_received"]
    assert refusal(case, closes) == "request_settled"


def test_a_reply_that_came_is_not_closed_over() -> None:
    """What an agency said is decided on before its request ends."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))
    closes = order(CloseOnRecord, OFFICE, agency=FINANCE.code, reasons="Thôi")

    assert refusal(case, closes) == "reply_awaits_decision"


def test_stepping_in_is_for_the_office() -> None:
    """Neither the officer nor an agency orders, takes over or closes."""
    for by in (OFFICER, SUPERVISOR, head(FINANCE)):
        closes = order(CloseOnRecord, by, agency=FINANCE.code, reasons="Thôi")
        assert refusal(given(opening()), closes) == "not_permitted"


# The officer in charge


def test_an_officer_is_replaced() -> None:
    """The old one is out, the new one in, both on record."""
    case = given(opening())
    replaces = order(ReplaceOfficer, SUPERVISOR, officer=OTHER_OFFICER.person, reason="Chuyển việc")

    case, _ = when(case, replaces)

    assert case.officer == OTHER_OFFICER.person
    assert refusal(case, suspends(by=OFFICER)) == "not_the_officer_in_charge"
    assert when(case, suspends(by=OTHER_OFFICER))[0].stage is CaseStage.SUSPENDED
    assert refusal(case, replaces) == "officer_in_charge_already"


def test_an_officer_does_not_replace_themself() -> None:
    """Handing a case on is the supervisor's or the Office's."""
    by_officer = order(ReplaceOfficer, OFFICER, officer=OTHER_OFFICER.person, reason="Bận")

    assert refusal(given(opening()), by_officer) == "not_permitted"
