"""What of a case a person may read, event by event."""

from typing import get_args

import pytest

from api.routes.tasks import _without_inside
from remiss.consultation.life.commands import AddAgency
from remiss.consultation.life.events import (
    ConsultationSuspended,
    ContributionGiven,
    DeclineConfirmed,
    Event,
    ReplyDrafted,
    RequestEventBase,
    SignatureDelegated,
)
from remiss.consultation.values import Actor
from remiss.consultation.views.rows import view
from remiss.consultation.visibility import INSIDE, sees_event, sees_inside, sees_request
from remiss.ledger.reads.agency_inbox import InboxItem
from tests.given.case import (
    AUDITOR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    SUPERVISOR,
    given,
    head,
    official,
    opening,
    order,
    reply_text,
)

DRAFTING = (OFFICER, OTHER_OFFICER, SUPERVISOR, OFFICE)
OWN = (head(FINANCE), official(FINANCE))
OTHERS = (head(JUSTICE), official(JUSTICE))
PERSON = OFFICER.person
DRAFTED = ReplyDrafted(agency=FINANCE.code, at=MONDAY, reply=reply_text("money"), by=PERSON)
GIVEN = ContributionGiven(agency=FINANCE.code, at=MONDAY, text="Định mức.", by=PERSON)
LENT = SignatureDelegated(
    agency=FINANCE.code,
    at=MONDAY,
    to=PERSON,
    since=MONDAY,
    until=MONDAY,
    reason="Phép.",
    by=PERSON,
)
MOVED = DeclineConfirmed(agency=FINANCE.code, at=MONDAY, question="money", to=JUSTICE.code)
SUSPENDED = ConsultationSuspended(at=MONDAY, reason="Chờ luật.", by=PERSON)


@pytest.mark.parametrize("event", [DRAFTED, GIVEN, LENT], ids=lambda event: event.kind)
def test_what_is_inside_is_read_there_and_by_auditors(event: Event) -> None:
    """Neither the drafting side nor the Office nor another agency reads it."""
    readers = [p for p in (*OWN, *OTHERS, *DRAFTING, AUDITOR) if sees_event(p, event)]
    assert readers == [*OWN, AUDITOR]


def test_a_decline_is_not_read_by_the_agency_it_names() -> None:
    """It learns of the question through a request of its own."""
    readers = [p for p in (*OWN, *OTHERS, *DRAFTING, AUDITOR) if sees_event(p, MOVED)]
    assert readers == [*OWN, *DRAFTING, AUDITOR]


@pytest.mark.parametrize("person", [*OWN, *OTHERS, *DRAFTING, AUDITOR], ids=lambda p: p.id)
def test_what_befalls_the_case_is_read_by_everyone_on_it(person: Actor) -> None:
    """A suspension stops every clock, and everyone is told why."""
    assert sees_event(person, SUSPENDED)


def test_the_office_as_an_agency_asked_reads_its_own_inside() -> None:
    """By the role in which its people answer, never by the one in which they oversee."""
    answering = head(FINANCE).model_copy(update={"agency": OFFICE.agency})
    assert OFFICE.agency is not None
    assert sees_inside(answering, OFFICE.agency)
    assert not sees_inside(OFFICE, OFFICE.agency)


def test_only_events_of_a_request_are_kept_from_anyone() -> None:
    """What is inside an agency is of its request, so that no event of the case falls between."""
    kinds = get_args(get_args(Event)[0])
    assert set(INSIDE) <= {kind for kind in kinds if issubclass(kind, RequestEventBase)}


def test_an_agency_added_later_reads_its_own_request_only() -> None:
    """Whoever joins sees no more than whoever was there."""
    case = given(
        opening(agencies=(JUSTICE.code,), questions=(opening().questions[0],)),
        order(AddAgency, SUPERVISOR, agency=FINANCE.code, profile=FINANCE, override_reason="Cần."),
    )
    seen = [code for code in case.requests if sees_request(head(FINANCE), code)]
    assert seen == [FINANCE.code]


def test_rows_of_what_stalls_say_nothing_of_the_inside() -> None:
    """Nor what the read tables keep for pages alone: signatures lent, desks, ways of circles."""
    row = view(given(opening()))
    request = row.requests[0].model_copy(update={"drafted": True})
    assert request.facts
    assert row.facts
    item = InboxItem(
        consultation=row.id,
        case_stage=row.stage,
        officer_name=row.officer_name,
        facts=row.facts,
        recorded_at=MONDAY,
        subject=row.subject,
        kind=row.kind,
        urgency=row.urgency,
        drafting_agency=row.drafting_agency,
        request=request,
    )
    told = _without_inside(OFFICE, item).model_dump(mode="json")["request"]
    assert "facts" not in told
    assert (told["drafted"], told["desk"]) == (False, None)
