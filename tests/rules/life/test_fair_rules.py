"""Rules against abuse that do not hit the honest, and none that rewards whoever is late."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from remiss.consultation.admission import admit
from remiss.consultation.life.commands import (
    AmendDraft,
    AnswerClarification,
    AskClarification,
    Cancel,
    CloseOnRecord,
    Command,
    Conclude,
    DecideExtension,
    Decision,
    EndClarification,
    MoveDeadlines,
    OrderDeadline,
    RequestExtension,
    ReviewReply,
    RuleOnDecline,
    Suspend,
)
from remiss.consultation.life.events import (
    ClarificationEnded,
    DeadlinesMoved,
    ExtensionLapsed,
    ExtensionRequested,
    FollowUpOpened,
    ReminderSent,
    RequestSent,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES, FIRST_RULES
from remiss.consultation.state import CaseStage, Consultation, Stage, Unopened
from remiss.consultation.values import (
    ClarificationGround,
    Draft,
    DraftKind,
    FollowUpOutcome,
    Urgency,
)
from tests.given.case import (
    CALENDAR,
    DIRECTORY,
    FINANCE,
    FLAGGED,
    HOME,
    JUSTICE,
    LAW,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    RETURNED,
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
from tests.rules.life.declining.test_declining import REGISTRY, declines
from tests.rules.life.declining.test_outside import follows_up

F: dict[str, Any] = {"agency": FINANCE.code}
OWN: dict[str, Any] = {"agency": OFFICE.agency}
HOUR = timedelta(hours=1)
DUE = hanoi("2026-03-09", "17:00")
AFTER = hanoi("2026-03-10", "17:00")
NEXT = date(2026, 3, 11)


def opens(**changes: Any) -> Any:
    return opening(**{"rules": CURRENT_RULES, **changes})


def flagged(at: datetime, number: int) -> tuple[Any, Any]:
    return replies(FINANCE, at), assessed(FINANCE, FLAGGED, at, number=number)


def returns(at: datetime, **what: Any) -> ReviewReply:
    return order(
        ReviewReply, OFFICER, at, **F, decision=Decision.RETURN, reasons="Bổ sung số liệu", **what
    )


def asks_for_time(at: datetime, to: date = NEXT) -> RequestExtension:
    return order(RequestExtension, head(FINANCE), at, **F, to=to, reason="Cần khảo sát")


def asks_the_drafter(at: datetime = MONDAY) -> AskClarification:
    ground = ClarificationGround.UNCLEAR_QUESTION
    return order(AskClarification, head(FINANCE), at, **F, ground=ground, text="Mức nào?")


def ends_the_wait(at: datetime) -> EndClarification:
    return order(EndClarification, OFFICE, at, **F, reasons="Hồ sơ cần trình")


def moves(to: date, at: datetime = MONDAY) -> MoveDeadlines:
    return order(MoveDeadlines, OFFICER, at, to=to, reason="Phiên họp lùi hai tuần")


def twice_returned(**what: Any) -> Consultation:
    """Returned twice by a person; of the second return minutes would be left otherwise."""
    first = hanoi("2026-03-09", "16:00")
    second = hanoi("2026-03-10", "16:30")
    return given(
        opens(),
        *flagged(first, 1),
        returns(first),
        *flagged(second, 2),
        returns(hanoi("2026-03-12", "16:00"), **what),
    )


def test_a_return_for_something_new_gives_time_for_it() -> None:
    """Its reader took two days: what is left of its own time would be minutes."""
    assert twice_returned().requests[FINANCE.code].due_at == hanoi("2026-03-13", "17:00")


def test_a_return_for_the_same_again_gives_none() -> None:
    """The officer says that it was all named before."""
    again = twice_returned(named_before=True).requests[FINANCE.code]
    assert again.due_at == hanoi("2026-03-12", "16:30")


def test_the_rubric_gives_time_once() -> None:
    """Else an empty reply a day would hold the ladder off for ever."""
    at = hanoi("2026-03-09", "16:59")
    returned = (replies(FINANCE, at), assessed(FINANCE, RETURNED, at))
    late = hanoi("2026-03-10", "16:59")
    case = given(
        opens(), *returned, replies(FINANCE, late), assessed(FINANCE, RETURNED, late, number=2)
    )
    assert case.requests[FINANCE.code].due_at == AFTER


def test_a_reminder_for_a_day_comes_as_offices_open() -> None:
    """Read in the evening it would be read on the day itself."""
    _, events = when(given(opens()), time_passes(hanoi("2026-03-07")))
    reminded = [e.fell_due_at for e in events if isinstance(e, ReminderSent)]
    assert set(reminded) == {hanoi("2026-03-05", "07:30"), hanoi("2026-03-06", "07:30")}


@each(st.integers(0, 5 * 24 * 60))
def test_no_reminder_comes_after_the_day_it_leaves(minutes: int) -> None:
    """Opened at any minute: at least the working days it counts are left, and offices are open."""
    case = given(opens(at=MONDAY + timedelta(minutes=minutes)))
    due = case.requests[FINANCE.code].due_at
    _, events = when(case, time_passes(due))
    for reminder in (e for e in events if isinstance(e, ReminderSent)):
        at = reminder.fell_due_at
        assert at == CALENDAR.opening_of(at)
        assert CALENDAR.days_late(at, due) >= 1


def test_time_asked_for_in_the_last_hours_does_not_grant_itself() -> None:
    """Nobody could have decided; somebody still may, for as long as for any other."""
    asked = asks_for_time(hanoi("2026-03-09", "16:59"))
    case, events = when(given(opens()), asked)
    requested = next(e for e in events if isinstance(e, ExtensionRequested))
    assert (requested.decide_by, requested.grants_itself) == (AFTER, False)

    case, events = when(case, time_passes(AFTER))
    assert any(isinstance(e, ExtensionLapsed) for e in events)
    request = case.requests[FINANCE.code]
    assert (request.due_at, request.overdue) == (DUE, True)


def test_late_time_that_is_granted_after_all_ends_the_lateness() -> None:
    """Asked for before the deadline, and granted by a person after it."""
    case = given(opens(), asks_for_time(hanoi("2026-03-09", "16:59")), time_passes(AFTER - HOUR))
    assert case.requests[FINANCE.code].overdue
    grants = order(DecideExtension, OFFICER, AFTER - HOUR, **F, granted=True)
    request = when(case, grants)[0].requests[FINANCE.code]
    assert (request.overdue, request.due_at) == (False, hanoi("2026-03-11", "17:00"))
    assert request.clock.days_late(CALENDAR, AFTER) == 0


@each(st.integers(0, 8 * 24 * 60))
def test_nothing_is_granted_that_nobody_had_the_time_to_decide(minutes: int) -> None:
    """Whenever it is asked: silence grants only what left a full time to decide on it."""
    at = MONDAY + timedelta(minutes=minutes)
    case = given(opens(), time_passes(at))
    try:
        case, _ = when(case, asks_for_time(at))
    except Refusal:
        return
    after, _ = when(case, time_passes(hanoi("2026-03-20")))
    wanted = after.requests[FINANCE.code].extension
    assert wanted is not None
    assert wanted.granted == (CALENDAR.add(at, wanted.decide.within) <= DUE)


def test_what_is_passed_back_to_the_drafter_waits_for_a_word_on_it() -> None:
    """No case ends over a question that nobody answered and nobody spoke for."""
    rules = order(
        RuleOnDecline, OFFICER, hanoi("2026-03-04"), **F, question="money", confirmed=True
    )
    asked = opens(questions=(MONEY,), agencies=(FINANCE.code,))
    case, events = when(given(asked), declines(to=HOME, field="home"), rules)
    opened = next(e for e in events if isinstance(e, FollowUpOpened))
    assert (opened.own, opened.body.name) == (True, HOME.name.vi)

    ends = order(Conclude, OFFICER, hanoi("2026-03-05"))
    assert refusal(case, ends) == "follow_ups_open"
    said = follows_up(FollowUpOutcome.ANSWERED, hanoi("2026-03-05"))
    case, _ = when(case, said)
    assert kinds(when(case, ends)[1]) == ["consultation_concluded"]


def test_nothing_is_found_in_a_reply_after_the_end_of_its_case() -> None:
    """Signed and cancelled at one moment: what was cancelled stays as it was then."""
    cancels = order(Cancel, OFFICER, MONDAY, reason="Chờ Nghị định")
    case, events = when(
        given(opens()), replies(FINANCE), cancels, assessed(FINANCE, RETURNED, MONDAY)
    )
    assert (events, case.stage) == ((), CaseStage.CANCELLED)


def test_the_office_ends_a_wait_the_drafter_leaves_open() -> None:
    """The agency answers on what it has; nothing is said in the drafter's name."""
    case = given(opens(), asks_the_drafter())
    assert refusal(case, ends_the_wait(hanoi("2026-03-04", "16:00"))) == "answer_not_overdue"

    at = hanoi("2026-03-05", "08:00")
    case, events = when(case, time_passes(at), ends_the_wait(at))
    ended = next(e for e in events if isinstance(e, ClarificationEnded))
    request = case.requests[FINANCE.code]
    assert (request.stage, ended.days_late) == (Stage.AWAITING, 1)
    assert not request.clock.held
    asked = request.clarifications[-1]
    assert (asked.answered_by, asked.ended_by) == (None, OFFICE.person)
    left = CALENDAR.time_between(MONDAY, DUE)
    assert CALENDAR.time_between(at, request.due_at) == left


def test_an_officer_may_give_a_later_day_at_once() -> None:
    """For every agency asked, and never an earlier one."""
    case = given(opens(reply_by=NEXT))
    assert {r.due_at for r in case.requests.values()} == {hanoi("2026-03-11", "17:00")}
    for day in (date(2026, 3, 9), date(2026, 3, 6)):
        assert _refused_opening(reply_by=day) == "reply_by_not_later"


def _refused_opening(**changes: Any) -> str:
    with pytest.raises(Refusal) as refused:
        given(opens(**changes))
    return refused.value.code


def test_the_request_says_the_day_that_was_given() -> None:
    """What the agency reads is what its clock runs to."""
    _, events = when(Unopened(), opens(reply_by=NEXT))
    sent = [e for e in events if isinstance(e, RequestSent)]
    assert {e.due_at for e in sent} == {hanoi("2026-03-11", "17:00")}


def test_every_open_deadline_moves_once_and_never_back() -> None:
    """A later day for all; whoever has it later already keeps that."""
    case = given(opens(), asks_for_time(MONDAY), _grants())
    case, events = when(case, moves(date(2026, 3, 10)))
    moved = next(e for e in events if isinstance(e, DeadlinesMoved))
    assert [each.agency for each in moved.moved] == [JUSTICE.code]
    assert case.requests[JUSTICE.code].due_at == AFTER
    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-11", "17:00")
    assert refusal(case, moves(date(2026, 3, 20))) == "deadlines_moved_before"
    assert refusal(given(opens()), moves(date(2026, 3, 9))) == "no_deadline_to_move"


@pytest.mark.parametrize("rules", [FIRST_RULES, CURRENT_RULES])
def test_more_time_nobody_decided_on_takes_none_away(rules: int) -> None:
    """The deadline had been moved beyond the day asked for; before, silence brought it forward."""
    case = given(opens(rules=rules), asks_for_time(MONDAY), moves(date(2026, 3, 20)))
    case, events = when(case, time_passes(hanoi("2026-03-05")))
    late = rules == CURRENT_RULES
    assert kinds(events) == ["extension_lapsed" if late else "extension_granted"]
    day = "2026-03-20" if late else "2026-03-11"
    assert case.requests[FINANCE.code].due_at == hanoi(day, "17:00")


def test_no_deadline_moves_before_what_was_left_to_whom_the_drafter_keeps_waiting() -> None:
    """Its stopped deadline lies behind; what it has once it is answered may lie beyond the day."""
    at, to = hanoi("2026-03-12", "09:00"), date(2026, 3, 13)
    waiting = given(opens(), asks_the_drafter(), time_passes(at))
    moved, events = when(waiting, moves(to, at))
    answer = order(AnswerClarification, OFFICER, at, **F, text="Khoản 2")

    assert isinstance(events[0], DeadlinesMoved)
    assert [each.agency for each in events[0].moved] == [JUSTICE.code]
    without, _ = when(waiting, answer)
    answered, _ = when(moved, answer)
    assert answered.requests[FINANCE.code].due_at == without.requests[FINANCE.code].due_at


@pytest.mark.parametrize(
    "command",
    [
        order(OrderDeadline, OFFICE, **OWN, to=date(2026, 12, 31), reasons="Gấp"),
        order(CloseOnRecord, OFFICE, **OWN, reasons="Ghi nhận"),
    ],
)
def test_the_office_sets_no_deadline_and_no_outcome_for_itself(command: Command) -> None:
    """Asked as an agency, it asks for more time as others do."""
    house = agency(OWN["agency"], "Văn phòng UBND tỉnh", "fin.norms")
    directory = DIRECTORY.model_copy(update={"agencies": (*DIRECTORY.agencies, house)})
    case = given(opens(directory=directory, agencies=(JUSTICE.code, house.code)))

    with pytest.raises(Refusal) as refused:
        admit(case, command)
    assert refused.value.code == "own_request"


def test_the_office_decides_nothing_in_a_case_its_own_house_drafts() -> None:
    """Between itself and an agency asked it does not judge; another Office person's house may."""
    own = OFFICE.model_copy(update={"agency": HOME.code})
    case = given(opens())
    for command in (
        order(OrderDeadline, own, **F, to=date(2026, 12, 31), reasons="Gấp"),
        order(Suspend, own, reason="Chờ chỉ đạo"),
    ):
        with pytest.raises(Refusal) as refused:
            admit(case, command)
        assert refused.value.code == "own_case"
        assert admit(case, command.model_copy(update={"actor": OFFICE}))


def _grants() -> DecideExtension:
    return order(DecideExtension, OFFICER, MONDAY, **F, granted=True)


@each(st.dates(date(2026, 3, 1), date(2026, 4, 15)), st.integers(0, 20 * 24))
def test_a_day_given_moves_nobody_back_and_excuses_nothing(to: date, hours: int) -> None:
    """Whatever the day and the moment; what was late when it came stays late."""
    at = MONDAY + timedelta(hours=hours)
    case = given(opens(), time_passes(at))
    late = {c: r.clock.days_late(CALENDAR, at) for c, r in case.requests.items()}
    try:
        after, _ = when(case, moves(to, at))
    except Refusal:
        return
    for code, request in after.requests.items():
        assert request.due_at >= case.requests[code].due_at
        assert request.clock.days_late(CALENDAR, at) >= late[code]


@pytest.mark.parametrize(
    "terms", [{"kind": DraftKind.PLAN}, {"urgency": Urgency.IMMEDIATE}], ids=["kind", "urgency"]
)
def test_a_revised_draft_keeps_the_terms_of_its_case(terms: dict[str, Any]) -> None:
    """No field is shown that has no effect: the deadlines follow from the terms it opened with."""
    revised = {"subject": "Dự thảo", "kind": DraftKind.GUIDELINE, "sha256": "e" * 64, **terms}
    amends = order(
        AmendDraft,
        OFFICER,
        hanoi("2026-03-03"),
        draft=Draft(**revised),
        changed=(LAW,),
        directory=REGISTRY,
    )
    with pytest.raises(Refusal) as refused:
        admit(given(opens()), amends)
    assert refused.value.code == "draft_terms_changed"
