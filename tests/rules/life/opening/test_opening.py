"""Opening a consultation: only the agencies directly concerned are asked."""

from typing import Any

import pytest

from remiss.consultation.life.commands import AddAgency
from remiss.consultation.life.events import ConsultationOpened, RequestSent
from remiss.consultation.state import Unopened
from remiss.consultation.values import Draft, DraftKind, Question
from tests.given.case import (
    CULTURE,
    FINANCE,
    HOME,
    JUSTICE,
    LAW,
    MONDAY,
    MONEY,
    SHA,
    SITE,
    SUPERVISOR,
    WARD,
    given,
    hanoi,
    kinds,
    opening,
    order,
    refusal,
    when,
)

DONG_AN = Draft(
    subject="Dự thảo nêu phường", kind=DraftKind.PLAN, sha256=SHA, territories=(WARD.code,)
)


def test_opening_sends_one_request_to_each_agency() -> None:
    """Each agency gets its own request, with the mandate that makes it concerned."""
    _, events = when(Unopened(), opening())

    assert kinds(events) == ["consultation_opened", "request_sent", "request_sent"]
    _, to_justice, to_finance = events
    assert isinstance(to_justice, RequestSent)
    assert isinstance(to_finance, RequestSent)
    assert [(m.question, m.mandate and m.mandate.field) for m in to_justice.matches] == [
        ("law", "justice.drafting")
    ]
    assert [(m.question, m.mandate and m.mandate.field) for m in to_finance.matches] == [
        ("money", "fin")
    ]
    assert to_justice.due_at == hanoi("2026-03-09", "17:00")


def test_opening_names_the_officer_in_charge() -> None:
    """Responsibility is a named person's from the first event on."""
    _, (opened, *_) = when(Unopened(), opening())

    assert isinstance(opened, ConsultationOpened)
    assert opened.officer.name == "Trần Thị Lan"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"questions": ()}, "no_question"),
        ({"agencies": ()}, "no_agency"),
        ({"questions": (LAW, LAW)}, "duplicate_question"),
        ({"agencies": (JUSTICE.code, JUSTICE.code)}, "duplicate_agency"),
        ({"agencies": (JUSTICE.code,)}, "question_without_agency"),
        ({"agencies": (JUSTICE.code, FINANCE.code, CULTURE.code)}, "agency_not_concerned"),
        ({"agencies": (JUSTICE.code, FINANCE.code, HOME.code)}, "drafting_agency_asked"),
        ({"agencies": (JUSTICE.code, FINANCE.code, "H99.77")}, "unknown_agency"),
        ({"questions": (LAW, Question(id="x", text="?", field="moon"))}, "unknown_field"),
        ({"drafting_agency": FINANCE}, "consultation_not_found"),
    ],
)
def test_opening_is_refused(changes: dict[str, Any], code: str) -> None:
    """A launch that breaks the rule of direct relevance is refused with its reason."""
    assert refusal(Unopened(), opening(**changes)) == code


def test_an_officers_reason_does_not_override_relevance() -> None:
    """Only a supervisor may ask an agency no question concerns."""
    command = opening(
        agencies=(JUSTICE.code, FINANCE.code, CULTURE.code), override_reason="Lãnh đạo muốn hỏi"
    )

    assert refusal(Unopened(), command) == "agency_not_concerned"


def test_a_supervisors_reason_is_recorded() -> None:
    """An override names the supervisor and the reason, on the request it explains."""
    command = order(
        AddAgency,
        SUPERVISOR,
        agency=CULTURE.code,
        profile=CULTURE,
        override_reason="Có lễ hội trùng thời gian thực hiện",
    )

    _, (sent,) = when(given(opening()), command)

    assert isinstance(sent, RequestSent)
    assert sent.override is not None
    assert (sent.override.by.id, sent.override.reason) == (
        "hung",
        "Có lễ hội trùng thời gian thực hiện",
    )
    assert [(m.question, m.mandate) for m in sent.matches] == [("law", None), ("money", None)]


def test_an_override_does_not_stand_in_for_the_agency_a_question_concerns() -> None:
    """Whoever a supervisor asks besides, each question still goes to an agency it concerns."""
    command = opening(by=SUPERVISOR, agencies=(CULTURE.code,), override_reason="Lãnh đạo yêu cầu")

    assert refusal(Unopened(), command) == "question_without_agency"


def test_adding_an_agency_no_question_concerns_is_refused() -> None:
    """The rule of relevance holds after opening too."""
    command = order(AddAgency, opening().actor, agency=CULTURE.code, profile=CULTURE)

    assert refusal(given(opening()), command) == "agency_not_concerned"


def test_an_agency_added_late_gets_a_full_deadline() -> None:
    """An agency is timed from when it was sent its own request."""
    later = hanoi("2026-03-05", "09:00")
    case = given(opening(questions=(LAW,), agencies=(JUSTICE.code,)))
    case = case.model_copy(update={"questions": (LAW, MONEY)})
    command = order(AddAgency, SUPERVISOR, later, agency=FINANCE.code, profile=FINANCE)

    _, (sent,) = when(case, command)

    assert isinstance(sent, RequestSent)
    assert sent.due_at == hanoi("2026-03-12", "17:00")


def test_adding_an_agency_twice_is_refused() -> None:
    """One agency has one request in a round."""
    command = order(AddAgency, SUPERVISOR, agency=FINANCE.code, profile=FINANCE)

    assert refusal(given(opening()), command) == "agency_already_asked"


def test_the_drafting_agency_cannot_be_added() -> None:
    """Nobody consults themselves."""
    command = order(AddAgency, SUPERVISOR, agency=HOME.code, profile=HOME)

    assert refusal(given(opening()), command) == "drafting_agency_asked"


def test_a_ward_is_concerned_only_by_drafts_that_name_it() -> None:
    """Area mandates count by territory."""
    asked: dict[str, Any] = {"questions": (SITE,), "agencies": (WARD.code,)}

    assert refusal(Unopened(), opening(**asked)) == "agency_not_concerned"
    assert given(opening(**asked, draft=DONG_AN)).requests.keys() == {WARD.code}


def test_opening_twice_is_refused() -> None:
    """A stream opens once."""
    assert refusal(given(opening()), opening()) == "already_opened"


def test_what_is_sent_after_hours_counts_from_the_next_working_day() -> None:
    """A request sent on Friday evening is timed from Monday."""
    case = given(opening(at=hanoi("2026-02-27", "18:30")))

    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-09", "17:00")
    assert case.opened_at < MONDAY
    assert MONEY.id in case.requests[FINANCE.code].question_ids
