"""A reply that came on paper is entered for its agency, which has the last word on whose it is."""

from datetime import date, datetime
from typing import Any

import pytest

from remiss.consultation.life.commands import Conclude, ConfirmEntry, EnterReply
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.values import Actor, Answer, Entry, Person, Position, ReplyWay, Role
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    OFFICER,
    assessed,
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
    time_passes,
    when,
)

CLERK = official(FINANCE).model_copy(update={"role": Role.CLERK})
HUONG = Person(id="huong", name="Trần Thị Hương")
SCAN = "d" * 64
TUESDAY, WEDNESDAY = hanoi("2026-03-03"), hanoi("2026-03-04")
WANTS = Answer(question="money", position=Position.DISAGREE, text="Mức chi quá cao.")


def entered(
    at: datetime = TUESDAY,
    on: date = date(2026, 3, 3),
    by: Actor = OFFICER,
    **changes: Any,
) -> EnterReply:
    text = reply_text(**{"attachments": (SCAN,), "answers": (WANTS,), **changes})
    way: dict[str, Any] = {"signed_by": HUONG, "way": ReplyWay.PAPER, "received_on": on}
    return order(EnterReply, by, at, agency=FINANCE.code, reply=text, **way)


def confirms(
    at: datetime = WEDNESDAY, by: Actor | None = None, *, confirmed: bool = True, **facts: Any
) -> ConfirmEntry:
    what: dict[str, Any] = {"agency": FINANCE.code, "number": 1, "confirmed": confirmed}
    return order(ConfirmEntry, by or head(FINANCE), at, **{**what, **facts})


def accepted() -> Consultation:
    return given(opening(), entered(), assessed(FINANCE, CLEAR, TUESDAY))


def test_it_counts_as_any_reply_and_says_who_entered_it() -> None:
    """Whoever signed the paper is the signatory; nobody of the agency gave it here."""
    case = accepted()
    (reply,) = case.requests[FINANCE.code].replies

    assert case.requests[FINANCE.code].stage is Stage.ANSWERED
    assert (reply.signatory, reply.delegated_by) == (HUONG, None)
    assert reply.entry == Entry(by=OFFICER.person, way=ReplyWay.PAPER, received_on=date(2026, 3, 3))
    assert list(case.comments) == ["H99.04-1-1-money"]


def test_its_own_clerk_enters_it_as_late_as_it_is_entered() -> None:
    """Nobody dates a reply of their own back: a day it did not come here on is refused."""
    waited = given(opening(), time_passes(hanoi("2026-03-11")))
    late, _ = when(waited, entered(hanoi("2026-03-11"), on=date(2026, 3, 11), by=CLERK))
    (reply,) = late.requests[FINANCE.code].replies
    assert (reply.days_late, reply.signatory) == (2, HUONG)
    assert reply.entry
    assert (reply.entry.own, reply.entry.by) == (True, CLERK.person)
    earlier = entered(hanoi("2026-03-11"), on=date(2026, 3, 9), by=CLERK)
    assert refusal(waited, earlier) == "own_entry_of_another_day"
    now = hanoi("2026-03-11")
    disputes = confirms(now, confirmed=False, reasons="Chưa ký")
    disputed, _ = when(late, assessed(FINANCE, CLEAR, now), disputes)
    assert not disputed.requests[FINANCE.code].replies[0].stands


def test_it_is_as_late_as_the_day_it_came() -> None:
    """A letter that lay on the drafter's desk for a week is not the agency's delay."""
    waited = given(opening(), time_passes(hanoi("2026-03-11")))
    in_time, _ = when(waited, entered(hanoi("2026-03-11"), on=date(2026, 3, 9)))
    late, _ = when(waited, entered(hanoi("2026-03-11"), on=date(2026, 3, 10)))

    assert in_time.requests[FINANCE.code].replies[0].days_late == 0
    assert late.requests[FINANCE.code].replies[0].days_late == 1


def test_it_needs_its_scan_and_a_day_on_which_it_can_have_come() -> None:
    """Not before the agency was asked, and not tomorrow."""
    case = given(opening())

    assert refusal(case, entered(attachments=())) == "entered_without_scan"
    for day in (date(2026, 3, 1), date(2026, 3, 4)):
        assert refusal(case, entered(on=day)) == "entered_on_another_day"


@pytest.mark.parametrize("by", [head(FINANCE), official(FINANCE), head(JUSTICE)])
def test_only_the_drafting_side_enters(by: Actor) -> None:
    """The agency gives its own."""
    assert refusal(given(opening()), entered(by=by)) in {"not_permitted", "request_not_found"}


def test_confirmed_it_is_the_agencys() -> None:
    """Once, by its head."""
    case, happened = when(accepted(), confirms())

    assert kinds(happened) == ["entry_confirmed"]
    assert case.requests[FINANCE.code].replies[0].entry_confirmed
    assert refusal(case, confirms()) == "entry_decided_before"
    assert refusal(accepted(), confirms(by=official(FINANCE))) == "not_permitted"
    assert refusal(given(opening(), replies(FINANCE)), confirms()) == "no_such_entry"


def test_disputed_it_counts_for_nothing() -> None:
    """Its comments go, what it answered is owed again, with what was left when it came."""
    assert refusal(accepted(), confirms(confirmed=False)) == "dispute_needs_reason"
    case, happened = when(accepted(), confirms(confirmed=False, reasons="Bản chưa ký"))
    request = case.requests[FINANCE.code]

    assert kinds(happened) == ["entry_disputed"]
    assert (request.stage, request.owed, request.settled_at) == (Stage.AWAITING, ("money",), None)
    assert case.comments == {}
    assert not request.clock.held
    assert request.due_at == hanoi("2026-03-10", "17:00")
    assert [reply.stands for reply in request.replies] == [False]


def test_disputed_in_review_there_is_nothing_left_to_review() -> None:
    """The officer is told, and may enter another."""
    flagged = given(opening(), entered(), assessed(FINANCE, FLAGGED, TUESDAY))
    case, _ = when(flagged, confirms(confirmed=False, reasons="Không phải của Sở"))

    assert case.requests[FINANCE.code].stage is Stage.AWAITING
    assert case.requests[FINANCE.code].review_due_at is None
    again, _ = when(
        case,
        entered(WEDNESDAY, on=date(2026, 3, 4)),
        assessed(FINANCE, CLEAR, WEDNESDAY, number=2),
    )
    assert again.requests[FINANCE.code].stage is Stage.ANSWERED
    assert list(again.comments) == ["H99.04-1-2-money"]


def test_what_was_disputed_is_silence_if_nothing_follows() -> None:
    """The ladder runs to its end, and the disputed letter is no late reply to be used."""
    case, _ = when(accepted(), confirms(confirmed=False, reasons="Bản chưa ký"))
    silent, _ = when(case, time_passes(hanoi("2026-03-25")))
    request = silent.requests[FINANCE.code]

    assert request.stage is Stage.SILENT
    assert not request.came_beside(request.replies[0])


def test_after_the_end_it_is_disputed_no_more() -> None:
    """The table is made; a letter to the drafting agency says what is to be said."""
    no_comment = given(
        opening(),
        replies(JUSTICE),
        assessed(JUSTICE, CLEAR),
        entered(answers=()),
        assessed(FINANCE, CLEAR, TUESDAY),
        order(Conclude, OFFICER, WEDNESDAY),
    )
    disputes = confirms(hanoi("2026-03-05"), confirmed=False, reasons="Chưa ký")

    assert refusal(no_comment, disputes) in {"consultation_closed", "consultation_archived"}
