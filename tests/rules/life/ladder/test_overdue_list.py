"""The day a reply is due: who would stand in tomorrow's list reads it, and can say why."""

from datetime import date, datetime, timedelta

import pytest

from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    GiveDelayReason,
    RequestExtension,
)
from remiss.consultation.life.events import DelayReasonGiven, ListingForetold
from remiss.consultation.life.ladder.alarms import Step, alarms
from remiss.consultation.rule_number import LISTING_FORETOLD
from remiss.consultation.state import Consultation
from remiss.consultation.telling.mail_hours import mail_from
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Actor, Urgency
from remiss.consultation.views.overdue_list import listed_on, say_listing
from remiss.consultation.views.rows import view
from remiss.texts import Bilingual
from tests.given.case import (
    CALENDAR,
    CLEAR,
    FINANCE,
    JUSTICE,
    OFFICE,
    OFFICER,
    POLICY,
    WARD,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    outage_until,
    refusal,
    replies,
    time_passes,
    when,
)
from tests.rules.time.test_local_days import asking_the_ward, closed

ALONE = opening(rules=LISTING_FORETOLD, questions=opening().questions[1:], agencies=(FINANCE.code,))
DUE_DAY = hanoi("2026-03-09", "07:30")
DUE = hanoi("2026-03-09", "17:00")
MORNING_AFTER = hanoi("2026-03-10", "07:30")


def asked_under(rules: int) -> Consultation:
    opened = opening(rules=rules, questions=opening().questions[1:], agencies=(FINANCE.code,))
    return given(opened, time_passes(hanoi("2026-03-09", "07:29")))


def foretold(case: Consultation) -> list[datetime]:
    return [alarm.at for alarm in alarms(case) if alarm.step is Step.LISTING]


def explains(
    by: Actor, at: datetime = DUE_DAY, reason: str = "Chờ số liệu của các xã"
) -> GiveDelayReason:
    return order(GiveDelayReason, by, at, agency=FINANCE.code, reason=reason)


def test_it_is_foretold_when_offices_open_on_the_day_of_the_deadline() -> None:
    """One event, by which list, if nothing is received by when; and not a second one that day."""
    case, events = when(asked_under(LISTING_FORETOLD), time_passes(DUE_DAY))

    assert events == (
        ListingForetold(
            agency=FINANCE.code,
            at=DUE_DAY,
            fell_due_at=DUE_DAY,
            due_at=DUE,
            listed_on=date(2026, 3, 10),
        ),
    )
    assert kinds(when(case, time_passes(DUE))[1]) == ["request_overdue"]


def test_a_case_that_opened_before_runs_on_as_it_did() -> None:
    """No event of a new kind comes into a case of older rules."""
    _, events = when(asked_under(LISTING_FORETOLD - 1), time_passes(DUE))

    assert kinds(events) == ["request_overdue"]


def test_whoever_replied_in_time_is_told_nothing() -> None:
    """An agency whose reply is being looked at, or accepted, stands in no list."""
    case = given(ALONE, replies(FINANCE), assessed(FINANCE, CLEAR))

    assert kinds(when(case, time_passes(DUE))[1]) == []


def test_a_few_hours_are_foretold_half_way() -> None:
    """Asked at eight for a reply at eleven: the day had begun, so half of the time is left."""
    hours = POLICY.model_copy(update={"reply_within": WorkSpan(hours=3), "reminders": ()})
    case = given(opening(rules=LISTING_FORETOLD, policy=hours))

    assert foretold(case) == [hanoi("2026-03-02", "09:30")] * 2


def test_a_moved_deadline_is_foretold_on_its_own_day() -> None:
    """Told on the first day it was due, asked for clarification, answered: told once more."""
    asks = order(
        AskClarification,
        head(FINANCE),
        DUE_DAY,
        agency=FINANCE.code,
        ground="figures_needed",
        text="Đề nghị gửi biểu số liệu",
    )
    answers = order(
        AnswerClarification,
        OFFICER,
        hanoi("2026-03-10", "09:00"),
        agency=FINANCE.code,
        text="Gửi kèm biểu 01",
    )
    case = given(ALONE, time_passes(DUE_DAY), asks)
    moved = given(ALONE, time_passes(DUE_DAY), asks, answers)

    assert foretold(case) == []
    due = moved.requests[FINANCE.code].due_at
    assert due > answers.at
    (told,) = foretold(moved)
    assert answers.at < told < due


def test_more_time_granted_is_foretold_on_the_new_day() -> None:
    """The old day passes in silence."""
    wants = order(
        RequestExtension,
        head(FINANCE),
        hanoi("2026-03-05"),
        agency=FINANCE.code,
        to=date(2026, 3, 11),
        reason="Khảo sát",
    )
    case = given(ALONE, wants, time_passes(hanoi("2026-03-10", "17:00")))

    assert foretold(case) == [hanoi("2026-03-11", "07:30")]


def test_after_an_outage_it_is_foretold_before_the_time_given_back_is_over() -> None:
    """The service was away on the day of the deadline: the new day has its own notice."""
    case, events = when(asked_under(LISTING_FORETOLD), outage_until(hanoi("2026-03-10", "10:00")))

    due = case.requests[FINANCE.code].due_at
    told = [event.fell_due_at for event in events if isinstance(event, ListingForetold)]
    assert kinds(events)[0] == "outage_recorded"
    assert "request_overdue" not in kinds(events)
    assert [*told, *foretold(case)]
    assert all(at < due for at in foretold(case))


@pytest.mark.parametrize("by", [official(FINANCE), head(FINANCE)])
@pytest.mark.parametrize("at", [hanoi("2026-03-04"), MORNING_AFTER])
def test_the_agency_says_why_before_and_after_the_deadline(by: Actor, at: datetime) -> None:
    """Official or head, in one field; the deadline stays where it was."""
    case = given(ALONE, time_passes(at))
    after, events = when(case, explains(by, at))

    assert events == (
        DelayReasonGiven(agency=FINANCE.code, at=at, reason="Chờ số liệu của các xã", by=by.person),
    )
    request = after.requests[FINANCE.code]
    assert request.due_at == case.requests[FINANCE.code].due_at
    assert request.overdue == case.requests[FINANCE.code].overdue


def test_the_last_reason_said_counts() -> None:
    """Who said it and when stand beside it."""
    case = given(ALONE, explains(official(FINANCE)), explains(head(FINANCE), DUE, "Chờ Bộ"))

    said = case.requests[FINANCE.code].delay_reason
    assert said
    assert (said.reason, said.by, said.at) == ("Chờ Bộ", head(FINANCE).person, DUE)


def test_a_reason_excuses_no_day() -> None:
    """Overdue, with the same days late and the same rungs, whether or not a reason was given."""
    silent = given(ALONE, time_passes(hanoi("2026-03-12", "18:00")))
    said = given(ALONE, explains(head(FINANCE)), time_passes(hanoi("2026-03-12", "18:00")))

    assert said.requests[FINANCE.code].level == silent.requests[FINANCE.code].level
    assert alarms(said) == alarms(silent)


def test_nobody_else_says_why_and_not_of_what_is_settled() -> None:
    """Neither drafter, Office nor another agency; and no more once the request has its outcome."""
    case = given(opening())
    for stranger in (OFFICER, OFFICE):
        assert refusal(case, explains(stranger)) == "not_permitted"
    assert refusal(case, explains(head(JUSTICE))) == "request_not_found"
    settled = given(ALONE, replies(FINANCE), assessed(FINANCE, CLEAR))
    assert refusal(settled, explains(head(FINANCE))) == "request_settled"


def test_it_stands_in_the_list_of_the_first_working_day_after_the_deadline() -> None:
    """Due on a Friday: Monday's list; while somebody else has the next move, none."""
    asked = given(ALONE)
    friday = given(opening(hanoi("2026-03-06"), agencies=(FINANCE.code, JUSTICE.code)))
    under_review = given(ALONE, replies(FINANCE))

    assert listed_on(asked, asked.requests[FINANCE.code]) == date(2026, 3, 10)
    assert listed_on(friday, friday.requests[FINANCE.code]) == date(2026, 3, 16)
    assert listed_on(under_review, under_review.requests[FINANCE.code]) is None


def test_a_ward_that_a_storm_closes_stands_in_the_list_once_it_works_again() -> None:
    """Tuesday is off there alone: Finance stands in Tuesday's list, the ward in Wednesday's."""
    storm = closed(date(2026, 3, 10))
    case = given(asking_the_ward(calendar=storm, rules=LISTING_FORETOLD))

    listed = {code: listed_on(case, asked) for code, asked in case.requests.items()}

    assert listed == {FINANCE.code: date(2026, 3, 10), WARD.code: date(2026, 3, 11)}


def read(case: Consultation) -> Bilingual | None:
    (row,) = view(case).requests
    return say_listing(row.listed_on, row.due_at, overdue=row.overdue)


@pytest.mark.parametrize("urgency", list(Urgency))
def test_the_notice_goes_out_in_working_hours(urgency: Urgency) -> None:
    """At the moment it is foretold, whatever the urgency: offices are open then."""
    (told,) = [a for a in alarms(asked_under(LISTING_FORETOLD)) if a.step is Step.LISTING]

    assert mail_from(CALENDAR, told.at, urgency) == told.at
    assert CALENDAR.time_between(told.at, DUE) == timedelta(hours=8)


def test_the_request_and_the_inbox_say_so() -> None:
    """By when and in which list, then since when; the row has the day and the reason."""
    before = given(ALONE, explains(head(FINANCE)))
    after = given(ALONE, time_passes(MORNING_AFTER))

    told, stands = read(before), read(after)

    assert told
    assert "Nếu đến 17:00 thứ Hai 09/3/2026" in told.vi
    assert "ngày 10/3/2026" in told.vi
    assert stands
    assert "từ ngày 10/3/2026" in stands.vi
    (row,) = view(before).requests
    assert (row.listed_on, row.delay_reason) == (date(2026, 3, 10), "Chờ số liệu của các xã")
