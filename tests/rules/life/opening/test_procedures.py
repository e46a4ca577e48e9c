"""A case within an administrative procedure: nothing in it is later than the return date."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from remiss.consultation.admission import admit
from remiss.consultation.life.commands import (
    AddAgency,
    AnswerClarification,
    AskClarification,
    MoveDeadlines,
    MoveReturnDate,
    Open,
    OrderDeadline,
    RequestExtension,
)
from remiss.consultation.life.events import ReturnDateMoved
from remiss.consultation.life.evolution import initial_state
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Stage
from remiss.consultation.values import ClarificationGround, Draft, DraftKind, Procedure
from remiss.consultation.views.explanation import explain_deadline
from remiss.consultation.views.open_tasks import TaskKind, tasks
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from remiss.consultation.views.return_date import return_date
from tests.given.case import (
    CALENDAR,
    CULTURE,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    SHA,
    given,
    hanoi,
    head,
    opening,
    order,
    refusal,
    time_passes,
    when,
)

KIND = DraftKind.ADMINISTRATIVE_PROCEDURE
DRAFT = Draft(subject="Giấy phép môi trường dự án A", kind=KIND, sha256=SHA)
FRIDAY_NEXT = date(2026, 3, 13)
F: dict[str, Any] = {"agency": FINANCE.code}


def opens(return_on: date = FRIDAY_NEXT, at: datetime = MONDAY, **changes: Any) -> Open:
    """Nine working days until the result is due; the policy gives five, and its ladder five."""
    file = Procedure(
        number="000.00.15.H99-260302-0007", applicant="Bà Lê Thị Hoa", return_on=return_on
    )
    what = {"draft": DRAFT, "procedure": file, "rules": CURRENT_RULES, **changes}
    return opening(at, **what)


def moves(to: date, at: datetime = MONDAY) -> MoveReturnDate:
    return order(MoveReturnDate, OFFICER, at, return_on=to, reason="Cần kiểm tra thực địa")


def end_of(day: date) -> datetime:
    return CALENDAR.last_moment(day)


# Opening


def test_the_deadline_leaves_room_for_the_ladder_before_the_return_date() -> None:
    """Silence, five days after the deadline, is on the return date itself."""
    case = given(opens())

    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-06", "17:00")
    explained = explain_deadline(case, case.requests[FINANCE.code])
    assert explained.days[-1].date == date(2026, 3, 6)
    said = explained.text.vi
    assert "không muộn hơn ngày hẹn trả kết quả thủ tục hành chính: 13/3/2026" in said


def test_a_return_date_far_away_changes_nothing() -> None:
    """The policy's own time, as in any other case."""
    case = given(opens(date(2026, 4, 20)))

    assert case.requests[FINANCE.code].due_at == given(opening()).requests[FINANCE.code].due_at


@for_all(st.integers(0, 40), st.integers(0, 200))
def test_nothing_that_would_happen_is_later_than_the_return_date(days: int, hours: int) -> None:
    """Every deadline, every rung, silence too; or the opening is refused."""
    at = MONDAY + timedelta(hours=hours)
    day = at.date() + timedelta(days=days)
    try:
        rehearsed = rehearse(opens(day, at))
    except Refusal as refused:
        assert refused.code == "return_date_too_near"  # noqa: PT017 -- one outcome of two
        return
    for agency in rehearsed.agencies:
        assert at < agency.deadline.due_at <= end_of(day)
        assert all(step.at <= end_of(day) for step in agency.steps)


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 9), date(2026, 2, 27)])
def test_a_return_date_that_leaves_no_time_is_refused_in_words(day: date) -> None:
    """With the earliest that does: a day to reply, and five for the ladder."""
    with pytest.raises(Refusal) as refused:
        admit(initial_state(), opens(day))

    assert refused.value.code == "return_date_too_near"
    assert "10/3/2026" in refused.value.message.vi
    assert "thư xin lỗi" in refused.value.message.vi
    earliest = given(opens(date(2026, 3, 10)))
    assert earliest.requests[FINANCE.code].due_at == hanoi("2026-03-03", "17:00")


@pytest.mark.parametrize("far", [opens(date(9999, 1, 1)), moves(date(2099, 1, 1))])
def test_a_day_beyond_the_calendar_is_refused_in_words(far: Any) -> None:
    """Whoever opens the case, or moves its date, reads until when days are known."""
    state = initial_state() if far.kind == "open" else given(opens())

    with pytest.raises(Refusal) as refused:
        admit(state, far)
    assert refused.value.code == "calendar_too_short"
    assert "2027" in str(refused.value)


def test_the_file_and_the_kind_go_together() -> None:
    """The kind asks for the file's number and date; the file is of no other kind."""
    assert refusal(initial_state(), opening(draft=DRAFT)) == "procedure_not_named"
    guideline = DRAFT.model_copy(update={"kind": DraftKind.GUIDELINE})
    assert refusal(initial_state(), opens(draft=guideline)) == "procedure_of_another_kind"


def test_a_case_without_a_file_is_stored_as_before() -> None:
    """Neither event nor state nor clock says anything of it."""
    case, events = when(initial_state(), opening())
    stored = "".join(event.model_dump_json() for event in events)

    assert '"procedure"' not in stored
    assert '"procedure"' not in case.model_dump_json()
    assert '"bound"' not in case.model_dump_json()


# While it runs

ASKS = order(
    AskClarification,
    head(FINANCE),
    hanoi("2026-03-04"),
    **F,
    ground=ClarificationGround.UNCLEAR_QUESTION,
    text="Đề nghị làm rõ",
)


def test_time_given_back_does_not_go_beyond_the_return_date() -> None:
    """A question answered after five days would lead to Friday evening and silence beyond."""
    answer = order(AnswerClarification, OFFICER, hanoi("2026-03-11"), **F, text="Trả lời")
    case = given(opens(), ASKS, answer)

    request = case.requests[FINANCE.code]
    assert request.due_at == end_of(FRIDAY_NEXT)
    while ringing := [alarm for alarm in alarms(case) if alarm.agency == FINANCE.code]:
        assert ringing[0].at <= end_of(FRIDAY_NEXT)
        case, _ = when(case, time_passes(ringing[0].at))
    assert case.requests[FINANCE.code].stage is Stage.SILENT


def test_a_return_date_that_has_passed_makes_nobody_late_for_anothers_time() -> None:
    """Answered only then: the agency has what was left, and is not overdue at once."""
    answer = order(AnswerClarification, OFFICER, hanoi("2026-03-16"), **F, text="Trả lời")
    case = given(opens(), ASKS, answer)

    assert case.requests[FINANCE.code].due_at > hanoi("2026-03-17")


@pytest.mark.parametrize(
    "command",
    [
        order(OrderDeadline, OFFICE, MONDAY, **F, to=date(2026, 3, 16), reasons="Họp"),
        order(MoveDeadlines, OFFICER, MONDAY, to=date(2026, 3, 16), reason="Họp"),
        order(
            RequestExtension, head(FINANCE), MONDAY, **F, to=date(2026, 3, 16), reason="Khảo sát"
        ),
    ],
    ids=lambda command: command.kind,
)
def test_nobody_sets_a_day_beyond_the_return_date(command: Any) -> None:
    """Not the Office, not the drafter, not by more time asked for: a new date comes first."""
    assert refusal(given(opens()), command) == "beyond_return_date"
    assert refusal(initial_state(), opens(reply_by=date(2026, 3, 16))) == "beyond_return_date"


def test_the_drafter_reads_that_the_date_is_at_risk() -> None:
    """Nothing while there is room; a task and the agencies' names once one is overdue."""
    case = given(opens())
    read = return_date(case)
    assert read is not None
    assert read.at_risk == ()
    assert TaskKind.RETURN_DATE not in [task.kind for task in tasks(case)]

    case, _ = when(case, time_passes(hanoi("2026-03-07")))
    read = return_date(case)

    assert read is not None
    assert set(read.at_risk) == {FINANCE.code, JUSTICE.code}
    assert "Sở Tài chính" in read.text.vi
    task = next(task for task in tasks(case) if task.kind is TaskKind.RETURN_DATE)
    assert task.due_at == end_of(FRIDAY_NEXT)


# A new date


def test_a_new_date_gives_back_what_the_old_one_cut() -> None:
    """The deadline is as though the new date had been the first; whoever was late stays late."""
    case, (event,) = when(given(opens(date(2026, 3, 11))), moves(date(2026, 4, 20)))

    assert isinstance(event, ReturnDateMoved)
    assert (event.before, event.return_on) == (date(2026, 3, 11), date(2026, 4, 20))
    assert {moved.agency for moved in event.moved} == {FINANCE.code, JUSTICE.code}
    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-09", "17:00")
    assert case.procedure is not None
    assert case.procedure.return_on == date(2026, 4, 20)


def test_a_new_date_excuses_no_lateness() -> None:
    """An agency overdue by then keeps its deadline, and its days late."""
    case = given(opens(date(2026, 3, 11)), time_passes(hanoi("2026-03-06")))
    due = case.requests[FINANCE.code].due_at

    case, (event,) = when(case, moves(date(2026, 4, 20), hanoi("2026-03-06", "09:00")))

    assert isinstance(event, ReturnDateMoved)
    assert event.moved == ()
    assert case.requests[FINANCE.code].due_at == due
    assert case.requests[FINANCE.code].overdue


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(2026, 3, 12)])
def test_the_new_date_is_later(day: date) -> None:
    """A return date is moved on, never back; and only where there is one."""
    assert refusal(given(opens()), moves(day)) == "return_date_not_later"
    assert refusal(given(opening()), moves(day)) == "no_return_date"


def test_an_agency_added_late_is_bound_too() -> None:
    """It has less time than the policy gives, and none of it beyond the date."""
    culture = CULTURE.model_copy(update={"mandates": FINANCE.mandates})
    adds = order(AddAgency, OFFICER, hanoi("2026-03-11"), agency=CULTURE.code, profile=culture)

    case = given(opens(), adds)

    assert case.requests[CULTURE.code].due_at <= end_of(FRIDAY_NEXT)
