"""Whom a reply names is looked up in the list of people: marked where unknown, never refused."""

from datetime import date
from typing import Any

import pytest

from remiss.consultation.admission import admit
from remiss.consultation.life.commands import CorrectReply, EnterReply, SubmitReply
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.parts import Part
from remiss.consultation.values import (
    Listed,
    PeopleNamed,
    Person,
    ReplyCorrection,
    ReplyWay,
    Role,
)
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    OFFICER,
    assessed,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    replies,
    reply_text,
    signs,
    when,
)
from tests.given.telling import told

CV = "cv"
"""The responsible official of `reply_text`."""
TUESDAY = hanoi("2026-03-03")
ANSWERED = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))


def looked_up(agency: str | None, *, complete: bool) -> PeopleNamed:
    """What the list says of the official: in which agency it has them, or that it has not."""
    listed = (Listed(id=CV, agency=agency, roles=(Role.AGENCY_OFFICIAL,)),) if agency else ()
    return PeopleNamed(complete=complete, listed=listed, unlisted=() if agency else (CV,))


def submits(named: PeopleNamed | None, by: Any = None) -> SubmitReply:
    what: dict[str, Any] = {"agency": FINANCE.code, "reply": reply_text(), "named": named}
    return order(SubmitReply, by or head(FINANCE), TUESDAY, **what)


def corrects(named: PeopleNamed | None) -> CorrectReply:
    what: dict[str, Any] = {"agency": FINANCE.code, "reply": reply_text(), "named": named}
    why = ReplyCorrection(number=1, reason="Ghi nhầm")
    return order(CorrectReply, head(FINANCE), TUESDAY, **what, corrects=why)


def enters(named: PeopleNamed | None) -> EnterReply:
    what: dict[str, Any] = {"agency": FINANCE.code, "named": named, "way": ReplyWay.PAPER}
    reply = reply_text(attachments=("d" * 64,))
    signed_by, on = Person(id="huong", name="Hương"), date(2026, 3, 3)
    return order(
        EnterReply, OFFICER, TUESDAY, **what, reply=reply, signed_by=signed_by, received_on=on
    )


GIVEN = [(given(opening()), submits), (ANSWERED, corrects), (given(opening()), enters)]


@pytest.mark.parametrize(("case", "gives"), GIVEN, ids=lambda each: getattr(each, "__name__", ""))
def test_an_unknown_official_is_marked_and_stops_no_reply(case: Any, gives: Any) -> None:
    """Not on a list, complete or not, or on it for another agency: it is taken in time."""
    for says in (
        looked_up(None, complete=True),
        looked_up(None, complete=False),
        looked_up(JUSTICE.code, complete=True),
    ):
        command = gives(says)
        event = admit(case, command)[0]
        assert event.model_dump(mode="json")["unlisted"] == [CV]
        recorded = RecordedEvent(
            consultation="HS-TEST",
            version=1,
            command_id=command.id,
            actor=command.actor,
            event=event,
        )
        assert "Chưa có trong danh sách nhân sự: cv." in describe(recorded).vi


@pytest.mark.parametrize(("case", "gives"), GIVEN, ids=lambda each: getattr(each, "__name__", ""))
def test_whom_the_list_has_there_is_not_marked(case: Any, gives: Any) -> None:
    """Nor anybody where no list is kept; what is stored is as ever."""
    for says in (looked_up(FINANCE.code, complete=True), None):
        event = admit(case, gives(says))[0]
        assert "unlisted" not in event.model_dump(mode="json")


def test_what_was_marked_when_prepared_is_marked_when_signed() -> None:
    """Whoever signs is asked for nothing more."""
    prepared = given(opening(), submits(looked_up(None, complete=True), official(FINANCE)))
    after, (received,) = when(prepared, signs(FINANCE, TUESDAY))
    assert received.model_dump(mode="json")["unlisted"] == [CV]
    assert after.requests[FINANCE.code].replies[0].unlisted == (CV,)
    assert after.requests[FINANCE.code].drafted_unlisted == ()


def test_the_office_reads_of_it() -> None:
    """For information; of a reply whose people are known it hears nothing."""
    case = given(opening())
    marked = told(case, submits(looked_up(None, complete=False)))
    known = told(case, submits(looked_up(FINANCE.code, complete=True)))
    assert [n.by_mail for n in marked if n.addressee.part is Part.OFFICE] == [False]
    assert [n for n in known if n.addressee.part is Part.OFFICE] == []
