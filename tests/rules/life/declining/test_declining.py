"""Not ours: contradicted by the registry, settled by a person, or settled by time."""

from datetime import datetime
from typing import Any

import pytest

from remiss.consultation.life.commands import DeclineQuestions, RuleOnDecline, TakeOver
from remiss.consultation.life.events import (
    DeclineConfirmed,
    DeclineRefused,
    QuestionsDeclined,
    RequestSent,
    RequestWidened,
    Reviewer,
)
from remiss.consultation.state import Holder, Stage
from remiss.consultation.telling.temporal_ui import current_details
from remiss.consultation.values import Agency, Declined, Directory
from tests.given.case import (
    AGENCIES,
    CLEAR,
    CULTURE,
    FINANCE,
    FLAGGED,
    HOME,
    JUSTICE,
    LAW,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    agency,
    assessed,
    both,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    refusal,
    replies,
    time_passes,
    when,
)

BOTH_LAW = agency("H99.05", "Kho bạc", "fin.norms", "justice.drafting")
REGISTRY = Directory(
    version="2",
    fields={
        field: both(field)
        for field in (LAW.field, MONEY.field, "justice.review", "culture.festival", "home")
    },
    agencies=(*AGENCIES, BOTH_LAW),
)
TUESDAY = hanoi("2026-03-03", "08:00")


def declines(
    by: Agency = FINANCE,
    to: Agency = CULTURE,
    field: str = "culture.festival",
    question: str = "money",
    at: datetime = TUESDAY,
) -> DeclineQuestions:
    return order(
        DeclineQuestions,
        head(by),
        at,
        agency=by.code,
        declined=(Declined(question=question, field=field, to=to.code),),
        reasons="Mức chi cho lễ hội do ngành văn hóa quản lý",
        directory=REGISTRY,
    )


def rules(of: Agency = FINANCE, at: datetime = TUESDAY, by: Any = OFFICER, **what: Any) -> Any:
    return order(RuleOnDecline, by, at, agency=of.code, question="money", **what)


def test_a_plausible_decline_lies_before_the_officer() -> None:
    """The agency's clock stands still: it has nothing left to do."""
    case, (declined,) = when(given(opening()), declines())

    assert isinstance(declined, QuestionsDeclined)
    assert (declined.contradicted, declined.before) == ((), Reviewer.OFFICER)
    request = case.requests[FINANCE.code]
    assert (request.stage, request.holder, request.clock.held) == (
        Stage.DECLINING,
        Holder.OFFICER,
        True,
    )


def test_confirmed_the_question_moves_with_a_full_clock() -> None:
    """The right agency is asked as if it had been asked today."""
    at = hanoi("2026-03-04", "08:00")
    case, events = when(given(opening(), declines()), rules(at=at, confirmed=True))

    confirmed, sent = events
    assert isinstance(confirmed, DeclineConfirmed)
    assert isinstance(sent, RequestSent)
    assert (sent.agency, sent.due_at) == (CULTURE.code, hanoi("2026-03-11", "17:00"))
    assert [(m.question, m.mandate and m.mandate.field) for m in sent.matches] == [
        ("money", "culture")
    ]
    assert case.requests[FINANCE.code].stage is Stage.TRANSFERRED
    assert refusal(case, replies(FINANCE, at)) == "request_transferred"


def test_a_transferred_question_is_judged_as_the_new_agencys_own() -> None:
    """It is put under the field of the ruling, so that it cannot be passed on again in a reply."""
    case = given(opening(), declines(), rules(confirmed=True))

    (question,) = case.owed_by(case.requests[CULTURE.code])

    assert (question.id, question.field) == ("money", "culture.festival")


def test_refused_the_question_stays_and_the_time_was_not_charged() -> None:
    """Reasons are owed; the clock runs on with what was left."""
    case = given(opening(), declines())
    later = hanoi("2026-03-04", "08:00")

    assert refusal(case, rules(at=later, confirmed=False)) == "reasons_needed_to_refuse"
    case, (refused,) = when(case, rules(at=later, confirmed=False, reasons="Thuộc định mức chi"))

    assert isinstance(refused, DeclineRefused)
    request = case.requests[FINANCE.code]
    assert (request.stage, request.due_at, refused.due_at) == (
        Stage.AWAITING,
        hanoi("2026-03-10", "17:00"),
        request.due_at,
    )
    assert refusal(case, declines(at=later)) == "declined_before"


@pytest.mark.parametrize(
    ("to", "field", "own"),
    [(CULTURE, "fin.norms", True), (JUSTICE, "culture.festival", False)],
    ids=["its own field", "not the field of the agency named"],
)
def test_what_the_registry_contradicts_is_settled_at_once(
    to: Agency,
    field: str,
    own: bool,  # noqa: FBT001
) -> None:
    """The clock never stops, and the contradiction is on record with the mandate behind it."""
    case, (declined,) = when(given(opening()), declines(to=to, field=field))

    assert isinstance(declined, QuestionsDeclined)
    assert declined.settle_by is None
    (rebuttal,) = declined.contradicted
    assert (rebuttal.mandate is not None) is own
    request = case.requests[FINANCE.code]
    assert (request.stage, request.clock.held, request.owed) == (Stage.AWAITING, False, ("money",))


def test_time_settles_what_nobody_rules_on() -> None:
    """After the set time the question moves as the registry allows."""
    case, events = when(given(opening(), declines()), time_passes(hanoi("2026-03-04", "17:00")))

    confirmed = next(event for event in events if isinstance(event, DeclineConfirmed))
    assert (confirmed.by, confirmed.fell_due_at) == (None, hanoi("2026-03-04", "17:00"))
    assert case.requests[CULTURE.code].stage is Stage.AWAITING


def test_one_question_is_declined_and_the_others_answered() -> None:
    """The reply settles what is the agency's own; the rest waits for the ruling."""
    asked = opening(agencies=(BOTH_LAW.code,), directory=REGISTRY)
    case = given(asked, declines(by=BOTH_LAW))
    assert case.requests[BOTH_LAW.code].stage is Stage.AWAITING

    case, _ = when(
        case,
        replies(BOTH_LAW, TUESDAY, answers=()),
        assessed(BOTH_LAW, CLEAR, TUESDAY),
    )
    assert case.requests[BOTH_LAW.code].stage is Stage.DECLINING

    confirmed, _ = when(case, rules(BOTH_LAW, confirmed=True))
    refused, _ = when(case, rules(BOTH_LAW, confirmed=False, reasons="Thuộc nhiệm vụ của kho bạc"))

    assert confirmed.requests[BOTH_LAW.code].stage is Stage.ANSWERED
    assert refused.requests[BOTH_LAW.code].stage is Stage.AWAITING
    assert refused.requests[BOTH_LAW.code].owed == ("money",)


def test_an_agency_with_an_open_request_is_asked_more() -> None:
    """One clock at a time: a full one, from now, for everything it owes."""
    site = opening(
        questions=(LAW, MONEY),
        agencies=(JUSTICE.code, FINANCE.code),
        directory=REGISTRY,
    )
    case, events = when(
        given(site, declines(to=JUSTICE, field="justice.review")), rules(confirmed=True)
    )

    widened = events[-1]
    assert isinstance(widened, RequestWidened)
    assert (widened.agency, widened.days_late) == (JUSTICE.code, 0)
    request = case.requests[JUSTICE.code]
    assert (request.owed, request.due_at) == (("law", "money"), hanoi("2026-03-10", "17:00"))


def test_what_is_the_drafters_own_is_asked_of_nobody() -> None:
    """A confirmed decline that names the drafting agency leaves the question with it."""
    case, events = when(given(opening(), declines(to=HOME, field="home")), rules(confirmed=True))

    assert kinds(events) == ["decline_confirmed"]
    assert case.requests[FINANCE.code].stage is Stage.TRANSFERRED


def test_a_question_that_goes_in_a_circle_comes_before_the_office() -> None:
    """A sends it to B, B back to A: the Office rules, and in doubt it stays with B."""
    third = agency("H99.06", "Sở Công Thương", "fin.norms")
    registry = REGISTRY.model_copy(update={"agencies": (*REGISTRY.agencies, third)})
    first = declines().model_copy(update={"directory": registry})
    case = given(opening(), first, rules(confirmed=True))
    back = declines(by=CULTURE, to=FINANCE, field="fin.norms")

    case, (declined,) = when(case, back)

    assert isinstance(declined, QuestionsDeclined)
    assert declined.before is Reviewer.OFFICE
    assert case.requests[CULTURE.code].holder is Holder.OFFICE
    assert refusal(case, rules(CULTURE, confirmed=True)) == "before_another_reviewer"
    ruled, _ = when(case, rules(CULTURE, by=OFFICE, confirmed=False, reasons="Lễ hội"))
    assert ruled.requests[CULTURE.code].stage is Stage.AWAITING
    lapsed, _ = when(case, time_passes(hanoi("2026-03-04", "17:00")))
    assert lapsed.requests[CULTURE.code].stage is Stage.AWAITING


def test_the_office_may_take_a_decline_over() -> None:
    """Then the officer no longer rules on it."""
    case = given(opening(), declines())

    case, _ = when(case, order(TakeOver, OFFICE, TUESDAY, agency=FINANCE.code, reasons="Chậm"))

    assert refusal(case, rules(confirmed=True)) == "before_another_reviewer"
    assert CULTURE.code in when(case, rules(by=OFFICE, confirmed=True))[0].requests


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": FINANCE}, "declined_to_itself"),
        ({"question": "law"}, "question_not_owed"),
        ({"field": "space.travel"}, "unknown_field"),
        ({"to": agency("H99.77", "Không có", "culture")}, "unknown_agency"),
    ],
)
def test_a_decline_names_a_question_a_field_and_an_agency(
    changes: dict[str, Any], code: str
) -> None:
    """Whatever is missing or wrong is named."""
    assert refusal(given(opening()), declines(**changes)) == code


def test_a_refused_decline_counts_lateness_up_to_the_decline() -> None:
    """The time the ruling took is nobody's delay but the officer's."""
    declined, ruled = hanoi("2026-03-11", "09:00"), hanoi("2026-03-12", "16:00")
    case = given(opening(), time_passes(declined), declines(at=declined))
    page = current_details(case, ruled)
    assert "| 2 |" in next(line for line in page.splitlines() if FINANCE.name.vi in line)

    case, _ = when(case, rules(at=ruled, confirmed=False, reasons="Thuộc định mức chi"))

    request = case.requests[FINANCE.code]
    assert (request.due_at, request.clock.late_before) == (hanoi("2026-03-13", "17:00"), 2)


def test_a_decline_refused_while_a_reply_is_read_charges_none_of_the_reading() -> None:
    """It replied in time on the rest; how long others took over both makes it no day late."""
    asked = opening(agencies=(BOTH_LAW.code,), directory=REGISTRY)
    in_time, ruled = hanoi("2026-03-09", "16:00"), hanoi("2026-03-10", "15:00")
    case = given(
        asked,
        declines(by=BOTH_LAW, at=in_time),
        replies(BOTH_LAW, in_time, answers=()),
        assessed(BOTH_LAW, FLAGGED, in_time),
    )

    refused = rules(BOTH_LAW, ruled, confirmed=False, reasons="Thuộc nhiệm vụ của kho bạc")
    case, _ = when(case, refused)

    request = case.requests[BOTH_LAW.code]
    assert (request.stage, request.clock.held_since) == (Stage.IN_REVIEW, ruled)
    assert request.clock.days_late(case.calendar, ruled) == 0


def test_only_a_head_declines() -> None:
    """Sending a question away is the agency's act, not an official's."""
    by_official = declines().model_copy(update={"actor": official(FINANCE)})

    assert refusal(given(opening()), by_official) == "not_permitted"


def test_silence_waits_for_the_ruling() -> None:
    """A question nobody ruled on is not part of an agency's silence."""
    asked = opening(agencies=(BOTH_LAW.code,), directory=REGISTRY, at=MONDAY)
    case = given(asked, declines(by=BOTH_LAW), rules(BOTH_LAW, confirmed=True))

    case, events = when(case, time_passes(hanoi("2026-04-01")))

    assert case.requests[BOTH_LAW.code].stage is Stage.SILENT
    assert case.requests[BOTH_LAW.code].question_ids == ("law",)
    assert "silence_recorded" in kinds(events)
