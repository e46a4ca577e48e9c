"""A swap or a new holiday: deadlines follow, nobody is surprised, nothing is lost or gained."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from remiss.consultation.life.commands import (
    AdoptCalendar,
    AmendDraft,
    AskClarification,
    Cancel,
    Conclude,
    ContestReturn,
    DisposeComments,
    OrderDeadline,
    Resume,
    Suspend,
)
from remiss.consultation.life.events import CalendarChanged, Disposed, LatenessCorrected
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.life.steering.adoption import deadlines_under
from remiss.consultation.policy import CommentRules, EscalationLevel
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import CaseStage, Consultation, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Extended, GivenBack, Hold, Move, Ordered, Pause, Returned
from remiss.consultation.time.open_days import CalendarTooShort
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import REMISS, Answer, DispositionKind, Position
from remiss.consultation.views.explanation import Duty, explain_deadlines
from remiss.consultation.views.lateness import days_late_on_record
from remiss.consultation.views.rows import request_row
from tests.given.case import (
    CALENDAR,
    CLEAR,
    DIRECTORY,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    POLICY,
    RETURNED,
    assessed,
    both,
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
FRIDAY, SATURDAY, NEXT_MONDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)
HOLDING = RETURNED.model_copy(
    update={
        "findings": (RETURNED.findings[0].model_copy(update={"rule": "delay_without_date"}),),
    }
)


def changed(*off: date, working: Sequence[date] = (), version: str = "changed") -> WorkCalendar:
    """The calendar with these days off, and these weekends worked, besides."""
    return CALENDAR.model_copy(
        update={
            "version": version,
            "days_off": {**CALENDAR.days_off, **dict.fromkeys(off, both("Nghỉ hoán đổi"))},
            "working_weekends": {
                **CALENDAR.working_weekends,
                **dict.fromkeys(working, both("Làm bù")),
            },
        }
    )


def adopts(calendar: WorkCalendar, at: datetime = MONDAY) -> AdoptCalendar:
    named = f"adopt:{calendar.version}:{at.isoformat()}".replace("+", "-")
    return AdoptCalendar(
        id=named, actor=REMISS, at=at, calendar=calendar, reason="Hoán đổi", by=OFFICE.person
    )


def suspends(at: datetime) -> Suspend:
    return order(Suspend, OFFICER, at, reason="Chờ chỉ đạo")


def resumes(at: datetime) -> Resume:
    return order(Resume, OFFICER, at, reason="Đã có chỉ đạo")


def due(case: Consultation) -> datetime:
    return case.requests[FINANCE.code].due_at


# A deadline follows the calendar


def test_a_new_holiday_moves_every_deadline_and_names_it() -> None:
    """Each agency's deadline before and after is on record, with who changed the calendar."""
    case, (event,) = when(given(opening()), adopts(changed(FRIDAY)))

    assert isinstance(event, CalendarChanged)
    assert (event.previous, event.by) == (CALENDAR.version, OFFICE.person)
    later = hanoi("2026-03-10", "17:00")
    assert [(m.agency, m.due_before, m.due_at) for m in event.moved] == [
        (JUSTICE.code, DUE, later),
        (FINANCE.code, DUE, later),
    ]
    assert due(case) == later
    assert case.requests[FINANCE.code].first_due_at == DUE


def test_the_preview_says_what_the_event_then_does() -> None:
    """One computation for both."""
    case, calendar = given(opening()), changed(FRIDAY)

    foreseen = deadlines_under(case, calendar, MONDAY)
    _, (event,) = when(case, adopts(calendar))

    assert isinstance(event, CalendarChanged)
    assert foreseen
    assert event.moved == foreseen


def test_the_calendar_a_case_has_changes_nothing() -> None:
    """Adopted twice, a calendar is adopted once."""
    case, _ = when(given(opening()), adopts(changed(FRIDAY)))

    assert when(case, adopts(changed(FRIDAY)))[1] == ()


def test_alarms_move_with_the_deadline() -> None:
    """Reminder and lateness ring by the new calendar."""
    case, _ = when(given(opening()), adopts(changed(FRIDAY)))

    assert alarms(case)[0].at == CALENDAR.carried(hanoi("2026-03-05", "17:00"))


def test_the_officers_own_deadlines_move_too() -> None:
    """Review and clarification are other people's duties, in working days as well."""
    asks = order(
        AskClarification,
        head(FINANCE),
        agency=FINANCE.code,
        ground="unclear_question",
        text="Mức chi nào?",
    )
    case = given(opening(), replies(JUSTICE), assessed(JUSTICE, FLAGGED), asks)
    tuesday = date(2026, 3, 3)

    case, _ = when(case, adopts(changed(tuesday)))

    review = case.requests[JUSTICE.code].review
    asked = case.requests[FINANCE.code].clarification
    assert review
    assert asked
    assert review.due_at == hanoi("2026-03-05", "17:00")
    assert asked.answer.due_at > asked.answer.first_due_at
    answer = explain_deadlines(case, case.requests[FINANCE.code])[1]
    assert (answer.duty, answer.due_at) == (Duty.CLARIFICATION, asked.answer.due_at)


# Sooner, with a warning


def test_a_new_working_day_brings_a_deadline_forward() -> None:
    """A Saturday to be worked counts, where it is announced in time."""
    case, _ = when(given(opening()), adopts(changed(working=[SATURDAY])))

    assert due(case) == hanoi("2026-03-07", "17:00")


def test_a_deadline_never_comes_without_a_working_days_warning() -> None:
    """Announced on Friday morning, Saturday's closing is a working day on; later it is not."""
    at_noon = hanoi("2026-03-06", "12:00")
    by_night = hanoi("2026-03-06", "19:00")
    case = given(opening())

    assert due(when(case, adopts(changed(working=[SATURDAY]), at_noon))[0]) == hanoi(
        "2026-03-07", "17:00"
    )
    assert due(when(case, adopts(changed(working=[SATURDAY]), by_night))[0]) == DUE


def test_a_swap_announced_on_its_own_day_is_nobodys_loss() -> None:
    """Saturday worked for a Monday off, said on Saturday: the deadline is the day after Monday."""
    swap = changed(NEXT_MONDAY, working=[SATURDAY])

    case, _ = when(given(opening()), adopts(swap, hanoi("2026-03-07", "09:00")))

    assert due(case) == hanoi("2026-03-10", "17:00")


def test_a_warning_once_given_stays() -> None:
    """A holiday far away, recorded later, does not bring back the deadline that was too soon."""
    at = hanoi("2026-03-06", "19:00")
    case, _ = when(given(opening()), adopts(changed(working=[SATURDAY]), at))
    far = changed(date(2026, 9, 1), working=[SATURDAY], version="far")
    stopped, back = hanoi("2026-03-09", "08:00"), hanoi("2026-03-16", "08:00")

    case, _ = when(case, suspends(stopped), resumes(back))
    before = due(case)
    case, (event,) = when(case, adopts(far, back))

    assert isinstance(event, CalendarChanged)
    assert event.moved == ()
    assert due(case) == before == hanoi("2026-03-16", "17:00")


# Back again


@pytest.mark.parametrize(
    "calendar", [changed(FRIDAY), changed(working=[SATURDAY]), changed(FRIDAY, working=[SATURDAY])]
)
def test_a_change_taken_back_gives_back_the_deadline(calendar: WorkCalendar) -> None:
    """A day recorded by mistake leaves no trace in any deadline."""
    case = given(opening(), adopts(calendar), adopts(CALENDAR))

    assert case.calendar == CALENDAR
    assert due(case) == DUE


# What is late, and what is not


def test_a_day_off_recorded_afterwards_undoes_the_lateness() -> None:
    """Offices were shut by a storm: nobody was late, and the ladder begins anew."""
    at = hanoi("2026-03-10", "18:00")
    case = given(opening(), time_passes(at))
    assert case.requests[FINANCE.code].level is EscalationLevel.HEAD

    case, _ = when(case, adopts(changed(NEXT_MONDAY, date(2026, 3, 10)), at))

    request = case.requests[FINANCE.code]
    assert request.due_at == hanoi("2026-03-11", "17:00")
    assert (request.overdue, request.level) == (False, EscalationLevel.NONE)
    assert [n.kind for n in request.notices] == ["reminder", "reminder", "overdue", "escalation"]
    _, events = when(case, time_passes(hanoi("2026-03-11", "18:00")))
    assert kinds(events) == ["request_overdue", "request_overdue"]


def test_who_is_late_all_the_same_stays_late() -> None:
    """One of two late days was no working day: one remains."""
    at = hanoi("2026-03-11", "09:00")
    case = given(opening(), time_passes(at))

    case, _ = when(case, adopts(changed(NEXT_MONDAY), at))

    request = case.requests[FINANCE.code]
    assert (request.overdue, request.due_at) == (True, hanoi("2026-03-10", "17:00"))
    assert request.clock.days_late(case.calendar, at) == 1


def test_lateness_before_an_amended_draft_survives_a_change() -> None:
    """A full new deadline excuses no lateness, under whatever calendar."""
    at = hanoi("2026-03-11", "09:00")
    amends = order(
        AmendDraft,
        OFFICER,
        at,
        draft=opening().draft.model_copy(update={"sha256": "e" * 64}),
        changed=(MONEY,),
        directory=DIRECTORY,
    )
    case = given(opening(), time_passes(at), amends)
    assert case.requests[FINANCE.code].clock.late_before == 2

    case, _ = when(case, adopts(changed(date(2026, 3, 13)), at))

    assert case.requests[FINANCE.code].clock.late_before == 2


def test_nobody_is_made_later_than_they_were() -> None:
    """A day that was off when it passed is charged to nobody afterwards."""
    clock = Clock.start(CALENDAR, MONDAY, WorkSpan(days=3))
    late = clock.moved(CALENDAR, Ordered(at=hanoi("2026-03-10"), to=date(2026, 3, 20)))
    assert late.late_before == 3

    for calendar, still in ((changed(working=[SATURDAY]), 3), (changed(FRIDAY), 2)):
        assert late.under(calendar, hanoi("2026-03-11")).late_before == still


# Clocks that stand still


def test_a_stopped_clock_keeps_what_it_had() -> None:
    """While the case is suspended a holiday passes; the working time left is the same."""
    stopped, back = hanoi("2026-03-04", "10:00"), hanoi("2026-03-11", "10:00")
    case = given(opening(), suspends(stopped))
    left = case.requests[FINANCE.code].clock.left(CALENDAR)
    calendar = changed(FRIDAY)

    case, _ = when(case, adopts(calendar, hanoi("2026-03-05")), resumes(back))

    assert case.stage is CaseStage.OPEN
    assert calendar.time_between(back, due(case)) == left


def test_a_flagged_reply_to_a_suspended_case_waits_with_it() -> None:
    """The officer's time to decide runs from when the case runs on; no outage is made of it."""
    stopped, back = hanoi("2026-03-04", "10:00"), hanoi("2026-03-18", "10:00")
    case = given(
        opening(), suspends(stopped), replies(FINANCE, stopped), assessed(FINANCE, FLAGGED, stopped)
    )

    case, events = when(case, resumes(back), time_passes(back + timedelta(minutes=1)))

    review = case.requests[FINANCE.code].review
    assert review
    assert (kinds(events), review.due_at) == ([], hanoi("2026-03-20", "17:00"))
    assert case.outages == ()


def test_a_holding_reply_costs_no_suspension() -> None:
    """It stops nothing by itself; that the case stood still is not the agency's time."""
    stopped, said, back = (hanoi(f"2026-03-{day}", "10:00") for day in ("04", "06", "11"))
    case = given(
        opening(),
        suspends(stopped),
        replies(FINANCE, said),
        assessed(FINANCE, HOLDING, said),
        resumes(back),
    )

    assert CALENDAR.time_between(back, due(case)) == CALENDAR.time_between(stopped, DUE)


def test_a_day_ordered_while_the_officer_holds_a_reply_charges_nobody() -> None:
    """The agency answered in time; the week its reply lay with the officer is not its lateness."""
    at = hanoi("2026-03-05", "09:00")
    case = given(opening(), replies(FINANCE, at), assessed(FINANCE, FLAGGED, at))
    late, day = hanoi("2026-03-16", "09:00"), date(2026, 3, 20)
    what: dict[str, Any] = {"agency": FINANCE.code, "to": day, "reasons": "Phục vụ phiên họp"}

    clock = case.requests[FINANCE.code].clock
    assert clock.held
    case, _ = when(case, order(OrderDeadline, OFFICE, late, **what))

    clock = case.requests[FINANCE.code].clock
    assert (clock.late_before, clock.due_at) == (0, hanoi("2026-03-20", "17:00"))
    assert clock.left(CALENDAR) == CALENDAR.time_between(late, clock.due_at)


# Beyond the agencies' deadlines


def test_the_time_to_object_follows_the_calendar() -> None:
    """An agency has its working days to object to what became of its comment."""
    rules = POLICY.model_copy(update={"comments": CommentRules(object_within=WorkSpan(days=2))})
    wants = Answer(question="money", position=Position.DISAGREE, text="Chưa phù hợp")
    case = given(
        opening(policy=rules), replies(FINANCE, answers=(wants,)), assessed(FINANCE, CLEAR)
    )
    (comment,) = case.comments
    kept = Disposed(comment=comment, kind=DispositionKind.KEPT, explanation="Theo Điều 7")
    disposes = order(DisposeComments, OFFICER, agency=FINANCE.code, dispositions=(kept,))

    case, _ = when(case, disposes, adopts(changed(date(2026, 3, 3))))

    assert case.comments[comment].object_until == hanoi("2026-03-05", "17:00")


def test_a_concluded_case_follows_for_its_late_replies() -> None:
    """Until it is archived it counts days late, and its last day, by the calendar in force."""
    closes = hanoi("2026-03-25")
    case = given(opening(), time_passes(closes), order(Conclude, OFFICER, closes))
    before = case.archive_at

    case, events = when(case, adopts(changed(date(2026, 3, 26)), closes))

    assert kinds(events) == ["calendar_changed"]
    assert case.archive_at == CALENDAR.add(before or closes, WorkSpan(days=1))
    assert case.requests[FINANCE.code].stage is Stage.SILENT


def test_a_case_that_is_over_adopts_nothing() -> None:
    """What ended, ended under the calendar it had."""
    case = given(opening(), order(Cancel, OFFICER, reason="Thôi"))

    assert refusal(case, adopts(changed(FRIDAY))) == "consultation_cancelled"


# At random

DAYS = st.integers(0, 60).map(lambda days: date(2026, 3, 2) + timedelta(days=days))
CALENDARS = st.builds(
    lambda off, working, n: changed(
        *off, working=[d for d in working if d.weekday() >= 5 and d not in off], version=f"v{n}"
    ),
    st.sets(DAYS, max_size=6),
    st.sets(DAYS, max_size=6),
    st.integers(0, 10**6),
)
STEPS = st.lists(
    st.tuples(
        st.integers(1, 4_000).map(lambda minutes: timedelta(minutes=minutes)),
        st.one_of(
            st.tuples(st.just("hold"), st.sampled_from(Hold)),
            st.tuples(st.just("release"), st.sampled_from(Hold)),
            st.tuples(st.just("adopt"), CALENDARS),
        ),
    ),
    max_size=14,
)
SPANS = st.builds(WorkSpan, days=st.integers(0, 7), hours=st.integers(1, 20))
ANY_SPAN = st.one_of(SPANS, st.builds(WorkSpan, calendar_days=st.integers(1, 20)))


class Told:
    """A clock, and beside it the moments between which nobody held it."""

    def __init__(self, within: WorkSpan) -> None:
        self.calendar, self.now = CALENDAR, MONDAY
        self.clock = Clock.start(CALENDAR, MONDAY, within)
        self.ran: list[tuple[datetime, datetime]] = []

    def after(self, steps: Sequence[tuple[timedelta, tuple[str, Any]]]) -> "Told":
        for wait, (kind, what) in steps:
            if not self.clock.held:
                self.ran.append((self.now, self.now + wait))
            self.now += wait
            self._do(kind, what)
        return self

    def _do(self, kind: str, what: Any) -> None:
        if kind == "adopt":
            self.clock = self.clock.under(what, self.now)
            self.calendar = what
        elif kind == "hold" and what not in self.clock.holds:
            self.clock = self.clock.hold(what, self.now)
        elif kind == "release" and what in self.clock.holds:
            self.clock = self.clock.release(self.calendar, what, self.now)

    @property
    def worked(self) -> timedelta:
        """The working time, as the calendar now has it, in which nobody held the clock."""
        return sum((self.calendar.time_between(*span) for span in self.ran), timedelta())


@for_all(ANY_SPAN, STEPS)
def test_an_unchanged_calendar_changes_nothing(within: WorkSpan, steps: Any) -> None:
    """Whatever befell a clock, its deadline follows from its moves."""
    told = Told(within).after(steps)
    same = told.calendar.model_copy(update={"version": "same days, another name"})

    assert told.clock.under(same, told.now) == told.clock
    assert Clock.model_validate_json(told.clock.model_dump_json()) == told.clock


MOVES = st.one_of(
    st.builds(
        lambda a, b: Pause(since=MONDAY + a, until=MONDAY + a + b, holds=(Hold.ASSESSMENT,)),
        st.timedeltas(timedelta(), timedelta(days=20)),
        st.timedeltas(timedelta(), timedelta(days=9)),
    ),
    st.builds(
        lambda a, b, days: Returned(
            since=MONDAY + a, at=MONDAY + a + b, least=days and WorkSpan(days=days)
        ),
        st.timedeltas(timedelta(), timedelta(days=20)),
        st.timedeltas(timedelta(), timedelta(days=9)),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
    st.builds(Extended, at=st.just(MONDAY), to=DAYS),
    st.builds(
        Ordered, at=st.timedeltas(timedelta(), timedelta(days=30)).map(MONDAY.__add__), to=DAYS
    ),
    st.builds(
        lambda lost: GivenBack(since=MONDAY, until=MONDAY + lost, working=lost / 3),
        st.timedeltas(timedelta(), timedelta(days=9)),
    ),
)


@for_all(ANY_SPAN, st.lists(MOVES, max_size=6), CALENDARS, st.integers(0, 40))
def test_any_history_of_moves_is_derived_again_as_it_was(
    within: WorkSpan, moves: list[Move], other: WorkCalendar, days: int
) -> None:
    """Extensions, orders, returns and outages too, and after another calendar was adopted."""
    clock = Clock.start(CALENDAR, MONDAY, within)
    for move in moves:
        clock = clock.moved(CALENDAR, move)
    assert clock.under(CALENDAR, MONDAY) == clock

    followed = clock.under(other, MONDAY + timedelta(days=days))

    assert followed.under(other, MONDAY + timedelta(days=days + 3)) == followed


@for_all(ANY_SPAN, st.lists(MOVES, max_size=6), CALENDARS)
def test_a_change_taken_back_in_time_gives_the_deadline_back(
    within: WorkSpan, moves: list[Move], other: WorkCalendar
) -> None:
    """Where no deadline was near enough for the warning to matter, no trace is left."""
    clock = Clock.start(CALENDAR, MONDAY, within)
    for move in moves:
        clock = clock.moved(CALENDAR, move)
    early = hanoi("2026-02-23")

    back = clock.under(other, early).under(CALENDAR, early)

    assert (back.due_at, back.first_due_at) == (clock.due_at, clock.first_due_at)


@for_all(ANY_SPAN, STEPS, CALENDARS)
def test_a_deadline_that_comes_sooner_leaves_a_warning(
    within: WorkSpan, steps: Any, other: WorkCalendar
) -> None:
    """Never sooner than it was, or a working day from when the calendar changed."""
    told = Told(within).after(steps)
    before = told.clock.due_at

    after = told.clock.under(other, told.now).due_at

    assert after >= min(before, other.add(told.now, WorkSpan(days=1)))


@for_all(SPANS, STEPS)
def test_an_agency_is_charged_what_it_held_and_no_more(within: WorkSpan, steps: Any) -> None:
    """Holds overlap, calendars change: the working time charged is the time nobody else had."""
    told = Told(within).after(steps)
    if not told.clock.held:
        told.ran.append((told.now, told.now + timedelta(days=2)))
    now = told.ran[-1][1] if told.ran else told.now
    charged = told.calendar.time_between(told.clock.started_at, told.clock.held_since or now)
    for move in told.clock.moves:
        if isinstance(move, Pause):
            charged -= told.calendar.time_between(move.since, move.until)

    assert charged == told.worked


@for_all(SPANS, STEPS)
def test_nobody_is_late_before_their_time_is_used(within: WorkSpan, steps: Any) -> None:
    """When a running clock is past its deadline, all the working time given has been there."""
    told = Told(within).after(steps)
    given_time = told.calendar.time_between(MONDAY, told.calendar.add(MONDAY, within))

    if told.clock.days_late(told.calendar, told.now):
        assert told.worked >= given_time


@for_all(SPANS, STEPS)
def test_pausing_in_any_order_neither_loses_nor_gains(within: WorkSpan, steps: Any) -> None:
    """Under one calendar: what is left and what was worked are together what was given."""
    told = Told(within).after([step for step in steps if step[1][0] != "adopt"])
    given_time = CALENDAR.time_between(MONDAY, CALENDAR.add(MONDAY, within))
    left = CALENDAR.time_between(told.clock.held_since or told.now, told.clock.due_at)

    assert left == max(timedelta(), given_time - told.worked)


# What is on record follows too


def late_by_one(**changes: Any) -> Consultation:
    """Finance answers a day late and is heard, Justice stays silent; offices were shut that day."""
    answered = hanoi("2026-03-10", "09:00")
    return given(
        opening(**{"rules": CURRENT_RULES, **changes}),
        time_passes(answered),
        replies(FINANCE, answered),
        assessed(FINANCE, CLEAR, answered),
    )


def test_a_day_off_recorded_afterwards_excuses_who_answered() -> None:
    """As it does whoever is still silent, and by an event of its own."""
    case = late_by_one()
    assert case.requests[FINANCE.code].replies[-1].days_late == 1
    at = hanoi("2026-03-10", "11:00")
    after, events = when(case, adopts(changed(NEXT_MONDAY), at))
    corrected = next(e for e in events if isinstance(e, LatenessCorrected))
    assert (corrected.agency, corrected.number) == (FINANCE.code, 1)
    assert (corrected.days_before, corrected.days_late, corrected.late) == (1, 0, False)
    (reply,) = after.requests[FINANCE.code].replies
    assert (reply.days_late, reply.late) == (0, False)
    assert not after.requests[JUSTICE.code].overdue
    row = request_row(after, after.requests[FINANCE.code])
    assert row.days_late == 0


def test_a_silence_on_record_is_counted_anew() -> None:
    """No reply came; the days it is said to be late are those of the calendar as known now."""
    at = hanoi("2026-03-25")
    case = given(opening(rules=CURRENT_RULES), time_passes(at))
    silent = case.requests[FINANCE.code]
    assert silent.stage is Stage.SILENT
    before = days_late_on_record(case, silent)
    after, events = when(case, adopts(changed(NEXT_MONDAY), at))
    corrected = [e for e in events if isinstance(e, LatenessCorrected)]
    assert {e.number for e in corrected} == {None}
    assert before is not None
    now = days_late_on_record(after, after.requests[FINANCE.code])
    assert now == before - 1 == corrected[-1].days_late


@for_all(
    st.lists(st.dates(date(2026, 3, 2), date(2026, 3, 24)), max_size=6),
    st.integers(0, 15 * 24),
    st.sampled_from(["accepted", "returned", "contested"]),
)
def test_no_correction_makes_anybody_later(days: list[date], hours: int, then: str) -> None:
    """Whatever days turn out to have been off, and whatever became of the reply."""
    at = MONDAY + timedelta(hours=hours)
    case = given(opening(rules=CURRENT_RULES), time_passes(at))
    try:
        case = when(case, replies(FINANCE, at))[0]
    except Refusal:
        return
    found = CLEAR if then == "accepted" else RETURNED
    case, events = when(case, assessed(FINANCE, found, at))
    if then == "contested" and "reply_returned" in kinds(events):
        contests = order(ContestReturn, head(FINANCE), at, agency=FINANCE.code, reasons="Đã nêu")
        case = when(case, contests)[0]
    late = case.requests[FINANCE.code].replies[-1].days_late
    after, events = when(case, adopts(changed(*days), at + timedelta(days=30)))
    assert after.requests[FINANCE.code].replies[-1].days_late <= late
    for event in events:
        if isinstance(event, LatenessCorrected):
            assert 0 <= event.days_late < event.days_before


def test_a_case_of_earlier_rules_keeps_what_it_has_on_record() -> None:
    """It runs by the rules it opened with."""
    case = late_by_one(rules=3)
    _, events = when(case, adopts(changed(NEXT_MONDAY), hanoi("2026-03-10", "11:00")))
    assert kinds(events) == ["calendar_changed"]


def test_a_case_that_outlived_its_calendar_goes_on_under_a_longer_one() -> None:
    """Suspended for years: it takes up the calendar in force, by night, and then it is resumed."""
    at = hanoi("2035-02-05")
    case = given(opening(), suspends(hanoi("2026-03-03")))
    with pytest.raises(CalendarTooShort) as short:
        when(case, resumes(at))
    assert short.value.facts["last"] == "31/12/2027"
    longer = CALENDAR.model_copy(update={"version": "longer", "last": date(2037, 12, 31)})
    case, _ = when(case, adopts(longer, at))
    case, _ = when(case, resumes(at))
    assert case.stage is CaseStage.OPEN
    assert due(case).year == 2035
