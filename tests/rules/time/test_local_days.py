"""A storm closes one commune: its agencies' deadlines follow, and nobody else's."""

from datetime import date, datetime
from typing import Any

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import AdoptCalendar, AskClarification, Open
from remiss.consultation.life.events import CalendarChanged
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation, Unopened
from remiss.consultation.telling.parts import Part
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.open_hours import DayPart, LocalDay, TerritoryDays
from remiss.consultation.values import REMISS, Agency, Draft, DraftKind
from remiss.consultation.views.explanation import Duty, explain_deadline, explain_deadlines
from remiss.consultation.views.lateness import days_late
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from tests.given.case import (
    CALENDAR,
    FINANCE,
    FLAGGED,
    HOME,
    JUSTICE,
    LAW,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    SHA,
    SITE,
    WARD,
    assessed,
    both,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    when,
)
from tests.given.telling import parts, told

THURSDAY, FRIDAY = date(2026, 3, 5), date(2026, 3, 6)
DUE, A_DAY_LATER = hanoi("2026-03-09", "17:00"), hanoi("2026-03-10", "17:00")


def closed(*days: date, off: DayPart | None = None, where: Agency = WARD) -> WorkCalendar:
    """The calendar of a province in which one ward is closed on these days."""
    local = LocalDay(name=both("Nghỉ do bão"), legal_basis="Công điện số 05/CĐ-UBND", off=off)
    own = TerritoryDays(name=both("phường Đông An"), days=dict.fromkeys(days, local))
    return CALENDAR.model_copy(
        update={"version": "test-local-1-abc", "territories": {where.code: own}}
    )


def asking_the_ward(**changes: Any) -> Open:
    """An opening that asks Finance, and the ward about its site."""
    draft = Draft(
        subject="Dự thảo hướng dẫn",
        kind=DraftKind.GUIDELINE,
        sha256=SHA,
        territories=(WARD.code,),
    )
    what: dict[str, Any] = {
        "draft": draft,
        "questions": (SITE, MONEY),
        "agencies": (WARD.code, FINANCE.code),
    }
    return opening(**{**what, **changes})


def adopts(calendar: WorkCalendar, at: datetime = MONDAY) -> AdoptCalendar:
    return AdoptCalendar(
        id=f"adopt:{calendar.version}",
        actor=REMISS,
        at=at,
        calendar=calendar,
        reason="Bão số 3",
        by=OFFICE.person,
    )


def due(case: Consultation, agency: Agency) -> datetime:
    return case.requests[agency.code].due_at


def test_each_agency_is_timed_by_its_own_calendar() -> None:
    """The ward gets the day it lost; the department, which was open, does not."""
    case = given(asking_the_ward(calendar=closed(FRIDAY)))

    assert (due(case, WARD), due(case, FINANCE)) == (A_DAY_LATER, DUE)


def test_an_agency_may_lie_in_a_territory_without_governing_it() -> None:
    """A tax office of the ward is closed with it."""
    there = FINANCE.model_copy(update={"territory": WARD.code})
    directory = asking_the_ward().directory
    agencies = (*(a for a in directory.agencies if a.code != FINANCE.code), there)
    moved = directory.model_copy(update={"agencies": agencies})

    case = given(asking_the_ward(calendar=closed(FRIDAY), directory=moved))

    assert due(case, FINANCE) == A_DAY_LATER


def test_a_case_opened_before_follows_for_that_agency_alone() -> None:
    """The event names the one deadline it moved."""
    case, (event,) = when(given(asking_the_ward()), adopts(closed(FRIDAY)))

    assert isinstance(event, CalendarChanged)
    assert [(m.agency, m.due_before, m.due_at) for m in event.moved] == [
        (WARD.code, DUE, A_DAY_LATER)
    ]
    assert (due(case, WARD), due(case, FINANCE)) == (A_DAY_LATER, DUE)


def test_a_closed_afternoon_of_the_last_day_ends_it_at_noon() -> None:
    """Known in time; the day counts, and says why it ended early."""
    case, _ = when(
        given(asking_the_ward()), adopts(closed(date(2026, 3, 9), off=DayPart.AFTERNOON))
    )
    said = explain_deadline(case, case.requests[WARD.code])

    assert due(case, WARD) == hanoi("2026-03-09", "11:30")
    assert (said.days[-1].counted, said.days[-1].off) == (True, DayPart.AFTERNOON)
    assert "09/03 nghỉ buổi chiều (Nghỉ do bão, tại phường Đông An, theo" in said.text.vi


def test_an_afternoon_lost_on_the_last_day_itself_is_given_back() -> None:
    """Announced that morning, it leaves the working day that any change leaves."""
    calendar = closed(date(2026, 3, 9), off=DayPart.AFTERNOON)
    case, _ = when(given(asking_the_ward()), adopts(calendar, hanoi("2026-03-09", "09:00")))

    assert due(case, WARD) == A_DAY_LATER


def test_the_explanation_names_territory_and_document() -> None:
    """And of the agency elsewhere it says nothing of the storm."""
    case = given(asking_the_ward(calendar=closed(FRIDAY)))
    ward, finance = (explain_deadline(case, case.requests[a.code]) for a in (WARD, FINANCE))

    assert "06/03 (Nghỉ do bão, tại phường Đông An, theo Công điện số 05/CĐ-UBND)" in ward.text.vi
    assert "bão" not in finance.text.vi


def test_lateness_is_counted_in_the_agencys_own_working_days() -> None:
    """Due on Wednesday and seen on Friday: for the ward, closed on Thursday, a day less."""
    case = given(asking_the_ward(calendar=closed(THURSDAY), at=hanoi("2026-02-25")))
    seen = hanoi("2026-03-06", "09:00")

    assert [days_late(case, case.requests[a.code], seen) for a in (WARD, FINANCE)] == [1, 2]


def test_officers_run_by_the_calendar_of_who_drafts() -> None:
    """Review and clarification wait while the drafting ward is closed."""
    tuesday = date(2026, 3, 3)
    asks = order(
        AskClarification,
        head(FINANCE),
        agency=FINANCE.code,
        ground="unclear_question",
        text="Mức chi nào?",
    )
    drafting = opening(
        drafting_agency=HOME.model_copy(update={"territory": WARD.code}),
        calendar=closed(tuesday),
        questions=(LAW, MONEY),
    )
    case = given(drafting, replies(JUSTICE), assessed(JUSTICE, FLAGGED), asks)
    duties = {
        each.duty: each for r in case.requests.values() for each in explain_deadlines(case, r)
    }

    assert due(case, FINANCE) == DUE
    assert duties[Duty.REVIEW].due_at == hanoi("2026-03-05", "17:00")
    assert duties[Duty.CLARIFICATION].due_at == hanoi("2026-03-05", "17:00")
    assert tuesday in {day.date for day in duties[Duty.REVIEW].days if not day.counted}


def test_a_rehearsal_shows_the_closed_day_where_it_matters() -> None:
    """Among the holidays, and in the ward's own schedule."""
    foreseen = rehearse(asking_the_ward(calendar=closed(FRIDAY), by=OFFICER))
    ward, finance = foreseen.agencies

    assert [day.date for day in foreseen.holidays] == [FRIDAY]
    assert (ward.deadline.due_at, finance.deadline.due_at) == (A_DAY_LATER, DUE)
    assert FRIDAY in {day.date for step in ward.steps for day in step.skipped}
    assert FRIDAY not in {day.date for step in finance.steps for day in step.skipped}


def test_only_those_are_told_whose_deadline_moved() -> None:
    """By mail: the ward, and the officer. Where nothing moved, the officer's inbox says so."""
    far = closed(date(2026, 6, 1))

    moved = told(given(asking_the_ward()), adopts(closed(FRIDAY)))
    nothing = told(given(asking_the_ward()), adopts(far))

    assert parts(moved, "calendar_changed", by_mail=True) == {
        (Part.AGENCY, WARD.code),
        (Part.OFFICER, OFFICER.id),
    }
    assert parts(nothing, "calendar_changed", by_mail=True) == set()
    assert parts(nothing, "calendar_changed") == {(Part.OFFICER, OFFICER.id)}


def test_events_read_back_lead_to_the_same_deadlines() -> None:
    """Byte for byte, and anew from them: what a replay and a dossier rest on."""
    opened = decide(Unopened(), asking_the_ward())
    case, changed = when(fold(opened), adopts(closed(FRIDAY)))
    events = (*opened, *changed)

    stored = [event.model_dump_json() for event in events]
    read = [
        type(event).model_validate_json(body) for event, body in zip(events, stored, strict=True)
    ]

    assert [event.model_dump_json() for event in read] == stored
    again = fold(read)
    assert isinstance(again, Consultation)
    assert again.requests == case.requests
    assert again.calendar == case.calendar


def test_a_case_that_knows_no_territory_is_stored_as_before() -> None:
    """Neither agency nor calendar writes a field it does not use."""
    stored = asking_the_ward().model_dump(mode="json")

    assert "territories" not in stored["calendar"]
    assert all("territory" not in agency for agency in stored["directory"]["agencies"])
