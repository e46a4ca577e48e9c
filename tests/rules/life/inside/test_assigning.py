"""Inside the agency: each step has a name and a time."""

from datetime import datetime, timedelta
from typing import Any

from remiss.consultation.life.commands import (
    Assign,
    Contribute,
    DelegateSignature,
    InvolveColleague,
    SendBackDraft,
)
from remiss.consultation.life.events import OfficialAssigned, RecordedEvent, ReplyReceived
from remiss.consultation.life.ladder.alarms import next_alarm
from remiss.consultation.rule_number import CURRENT_RULES, INTERNAL_DEADLINES
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.values import Actor, Person, Role
from remiss.consultation.views.current_desk import current_desk
from remiss.consultation.visibility import sees_event
from tests.given.case import (
    AUDITOR,
    FINANCE,
    MONDAY,
    OFFICE,
    OFFICER,
    SUPERVISOR,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    refusal,
    replies,
    reply_text,
    signs,
    time_passes,
    when,
)

DEPUTY = Actor(id="pgd", name="Phó Giám đốc", role=Role.AGENCY_OFFICIAL, agency=FINANCE.code)
FROM, UNTIL = hanoi("2026-03-03"), hanoi("2026-03-05")


def delegates(at: datetime = MONDAY, **changes: Any) -> DelegateSignature:
    what: dict[str, Any] = {
        "agency": FINANCE.code,
        "to": DEPUTY.person,
        "since": FROM,
        "until": UNTIL,
        "reason": "Nghỉ phép",
    }
    return order(DelegateSignature, head(FINANCE), at, **{**what, **changes})


def test_an_official_and_a_deputy_are_named() -> None:
    """Absence is covered by somebody with a name."""
    case, _ = when(
        given(opening()),
        order(
            Assign,
            head(FINANCE),
            agency=FINANCE.code,
            official=Person(id="an", name="An"),
            deputy=Person(id="binh", name="Bình"),
        ),
    )

    request = case.requests[FINANCE.code]
    assert request.official is not None
    assert request.deputy is not None
    assert (request.official.name, request.deputy.name) == ("An", "Bình")


def test_a_new_assignment_names_who_had_the_work_before() -> None:
    """In the event, and in the timeline in both languages."""
    an, binh = Person(id="an", name="Lê An"), Person(id="binh", name="Vũ Bình")
    first = order(Assign, head(FINANCE), agency=FINANCE.code, official=an)
    again = order(Assign, head(FINANCE), FROM, agency=FINANCE.code, official=binh)
    _, (assigned,) = when(given(opening(rules=CURRENT_RULES), first), again)
    assert isinstance(assigned, OfficialAssigned)
    assert assigned.relieved == (an,)
    recorded = RecordedEvent(
        consultation="HS-TEST",
        version=1,
        command_id=again.id,
        actor=again.actor,
        event=assigned,
    )
    said = describe(recorded)
    assert "Người giữ việc trước đó: Lê An." in said.vi
    assert "Had it before: Lê An." in said.en


def test_nobody_stands_in_for_themself() -> None:
    """A deputy is somebody else."""
    person = Person(id="an", name="An")
    command = order(Assign, head(FINANCE), agency=FINANCE.code, official=person, deputy=person)

    assert refusal(given(opening()), command) == "deputy_of_oneself"


def test_a_delegate_signs_while_the_delegation_lasts() -> None:
    """The record names who signed, and in whose place."""
    case = given(opening(), delegates(), replies(FINANCE, by=official(FINANCE)))

    _, (received,) = when(case, signs(FINANCE, FROM, by=DEPUTY))

    assert isinstance(received, ReplyReceived)
    assert received.signatory == DEPUTY.person
    assert received.delegated_by == head(FINANCE).person


def test_a_delegates_own_reply_counts_at_once() -> None:
    """Who may sign need not sign what they send."""
    _, events = when(given(opening(), delegates()), replies(FINANCE, FROM, by=DEPUTY))

    assert kinds(events) == ["reply_received"]


def test_before_and_after_the_delegation_the_signature_is_refused() -> None:
    """The last moment is not part of it."""
    case = given(opening(), delegates(), replies(FINANCE, by=official(FINANCE)))

    assert refusal(case, signs(FINANCE, MONDAY, by=DEPUTY)) == "signature_delegated_for"
    assert refusal(case, signs(FINANCE, UNTIL, by=DEPUTY)) == "signature_delegated_for"
    stranger = official(FINANCE)
    assert refusal(case, signs(FINANCE, FROM, by=stranger)) == "signature_not_delegated"


def test_a_delegation_has_an_end_ahead() -> None:
    """One that is over, or runs backwards, is refused."""
    over = delegates(until=MONDAY, since=hanoi("2026-03-01"))
    backwards = delegates(since=UNTIL, until=FROM)

    assert refusal(given(opening()), over) == "delegation_is_over"
    assert refusal(given(opening()), backwards) == "delegation_is_over"


def test_a_head_sends_a_draft_back() -> None:
    """With reasons, for the text that was read; the clock runs on."""
    case = given(opening(), replies(FINANCE, by=official(FINANCE)))
    what: dict[str, Any] = {"agency": FINANCE.code, "reasons": "Thiếu căn cứ"}
    read = reply_text().sha256()

    swapped = order(SendBackDraft, head(FINANCE), reply_sha256="0" * 64, **what)
    assert refusal(case, swapped) == "another_text_to_sign"
    case, events = when(case, order(SendBackDraft, head(FINANCE), reply_sha256=read, **what))

    assert kinds(events) == ["draft_sent_back"]
    assert case.requests[FINANCE.code].drafted is None
    assert not case.requests[FINANCE.code].clock.held


def test_colleagues_give_their_parts() -> None:
    """Who was asked for what, since when, and when they gave it."""
    colleague = official(FINANCE)
    asked = order(
        InvolveColleague,
        head(FINANCE),
        agency=FINANCE.code,
        colleague=colleague.person,
        part="Số liệu quyết toán",
    )
    gives = order(Contribute, colleague, agency=FINANCE.code, text="Đã quyết toán 95%.")

    assert refusal(given(opening()), gives) == "no_part_to_give"
    case, _ = when(given(opening()), asked, gives)

    (part,) = case.requests[FINANCE.code].involved
    assert (part.colleague, part.given_at) == (colleague.person, MONDAY)
    again = gives.model_copy(update={"id": "again"})
    assert refusal(case, again) == "no_part_to_give"


def assigns(due: datetime | None, at: datetime = MONDAY) -> Assign:
    named = Person(id=official(FINANCE).id, name="An")
    return order(
        Assign, head(FINANCE), at, agency=FINANCE.code, official=named, internal_due_at=due
    )


def test_a_head_sets_a_deadline_inside() -> None:
    """It is an event of its own, moves no clock, and stands on the desk of who prepares."""
    before = given(opening(rules=CURRENT_RULES))
    case, events = when(before, assigns(FROM))
    assert kinds(events) == ["official_assigned", "internal_deadline_set"]
    request = case.requests[FINANCE.code]
    assert request.internal is not None
    assert request.clock == before.requests[FINANCE.code].clock
    desk = current_desk(request)
    assert desk is not None
    assert desk.due_at == FROM
    assert next_alarm(case, request) == next_alarm(before, before.requests[FINANCE.code])
    assert "internal" not in when(before, assigns(None))[0].requests[FINANCE.code].model_dump()


def test_it_is_ahead_and_not_beyond_the_deadline_of_the_request() -> None:
    """And a case of earlier rules keeps none."""
    case = given(opening(rules=CURRENT_RULES))
    due = case.requests[FINANCE.code].due_at
    assert refusal(case, assigns(MONDAY)) == "internal_deadline_is_past"
    assert refusal(case, assigns(due + timedelta(minutes=1))) == "internal_deadline_beyond"
    assert kinds(when(case, assigns(due))[1])[-1] == "internal_deadline_set"
    older = given(opening(rules=INTERNAL_DEADLINES - 1))
    assert refusal(older, assigns(FROM)) == "no_internal_deadline_here"
    assert kinds(when(older, assigns(None))[1]) == ["official_assigned"]


def test_once_it_has_passed_official_and_head_are_told_once() -> None:
    """At its moment, not before; the time limit of the request goes on as it was."""
    case, _ = when(given(opening(rules=CURRENT_RULES)), assigns(FROM))
    due = case.requests[FINANCE.code].due_at
    case, events = when(case, time_passes(FROM - timedelta(minutes=1)))
    assert "internal_deadline_passed" not in kinds(events)
    case, events = when(case, time_passes(FROM))
    assert "internal_deadline_passed" in kinds(events)
    assert case.requests[FINANCE.code].due_at == due
    _, events = when(case, time_passes(FROM + timedelta(hours=1)))
    assert "internal_deadline_passed" not in kinds(events)


def test_nobody_is_told_where_something_was_prepared() -> None:
    """Nor of a deadline that another assignment took the place of."""
    assigned, _ = when(given(opening(rules=CURRENT_RULES)), assigns(FROM))
    prepared, _ = when(assigned, replies(FINANCE, by=official(FINANCE)))
    _, events = when(prepared, time_passes(FROM))
    assert "internal_deadline_passed" not in kinds(events)
    again, _ = when(assigned, assigns(None))
    _, events = when(again, time_passes(FROM))
    assert "internal_deadline_passed" not in kinds(events)


def test_only_the_agency_and_inspectors_read_of_it() -> None:
    """The drafting side and the Office read who was assigned, and not by when."""
    _, (assigned, deadline) = when(given(opening(rules=CURRENT_RULES)), assigns(FROM))
    for person in (OFFICER, OFFICE, SUPERVISOR):
        assert sees_event(person, assigned)
        assert not sees_event(person, deadline)
    for person in (head(FINANCE), official(FINANCE), AUDITOR):
        assert sees_event(person, deadline)
