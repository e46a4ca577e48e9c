"""Replies that come beside an outcome, and who may speak for them, and until when."""

import pytest

from remiss.consultation.life.commands import (
    Cancel,
    CloseOnRecord,
    Conclude,
    DisposeComments,
    ObjectToDisposition,
    UseLateReply,
)
from remiss.consultation.life.events import Disposed
from remiss.consultation.state import Consultation
from remiss.consultation.values import Actor, DispositionKind, LateUse
from tests.given.case import (
    CLEAR,
    CULTURE,
    FINANCE,
    JUSTICE,
    OFFICE,
    OFFICER,
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

TUESDAY = hanoi("2026-03-03")


def used(by: Actor = OFFICER) -> UseLateReply:
    return order(
        UseLateReply,
        by,
        TUESDAY,
        agency=FINANCE.code,
        number=1,
        use=LateUse.CONSIDERED,
        explanation="Đã tham khảo.",
    )


def closed_and_answered(*more: object) -> Consultation:
    """The Office closes Finance's request; its reply comes all the same, before the deadline."""
    return given(
        opening(),
        replies(JUSTICE),
        assessed(JUSTICE, CLEAR),
        order(CloseOnRecord, OFFICE, agency=FINANCE.code, reasons="Đã họp."),
        replies(FINANCE, TUESDAY),
        *more,
    )


def test_a_reply_after_the_office_closed_the_request_is_spoken_for() -> None:
    """It was not late, and still came beside the outcome: the case concludes once it is used."""
    case = closed_and_answered()
    assert not case.requests[FINANCE.code].replies[0].late
    conclude = order(Conclude, OFFICER, TUESDAY)
    assert refusal(case, conclude) == "late_replies_unused"
    case, events = when(case, used())
    assert kinds(events) == ["late_reply_used"]
    assert kinds(when(case, conclude)[1]) == ["consultation_concluded"]


def test_what_was_accepted_in_time_is_no_late_reply() -> None:
    """The officer speaks for replies beside an outcome, never again for one that is the outcome."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    assert refusal(case, used()) == "no_such_late_reply"


@pytest.mark.parametrize("ended", ["cancelled", "archived"])
def test_nothing_is_said_of_a_case_that_has_ended(ended: str) -> None:
    """Nobody writes the stream of a case whose run is over: the command is refused, not lost."""
    case = closed_and_answered()
    if ended == "cancelled":
        case, _ = when(case, order(Cancel, OFFICER, TUESDAY, reason="Dừng."))
    else:
        case, _ = when(case, used(), order(Conclude, OFFICER, TUESDAY))
        case, _ = when(case, time_passes(hanoi("2026-07-01")))
    assert case.stage.value == ended
    assert refusal(case, used()) == f"consultation_{ended}"


def test_comments_of_an_agency_not_asked_are_those_of_no_request() -> None:
    """Whose request is not there has no comments to name: the address is wrong, not the list."""
    case = closed_and_answered()
    adopted = Disposed(comment="H99.09-1-1", kind=DispositionKind.ADOPTED)
    dispose = order(DisposeComments, OFFICER, agency=CULTURE.code, dispositions=(adopted,))
    assert refusal(case, dispose) == "request_not_found"
    objects = order(
        ObjectToDisposition,
        head(CULTURE),
        agency=CULTURE.code,
        comments=("H99.09-1-1",),
        reasons="Chưa rõ.",
    )
    assert refusal(case, objects) == "consultation_not_found"
