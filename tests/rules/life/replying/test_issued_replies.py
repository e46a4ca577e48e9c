"""The number and day under which a reply went out, and its sealed copy, stand beside it."""

from datetime import date
from typing import Any

import pytest

from remiss.consultation.life.commands import Cancel, RecordReplyLetter
from remiss.consultation.state import IssuedLetter
from remiss.consultation.values import Actor, AttachedFile, Role
from remiss.documents.table.table_requests import answer_of
from tests.given.case import (
    CLEAR,
    FINANCE,
    OFFICER,
    assessed,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    refusal,
    replies,
    when,
)

CLERK = official(FINANCE).model_copy(update={"role": Role.CLERK})
TUESDAY = hanoi("2026-03-03")
SEALED = AttachedFile(sha256="d" * 64, name="512-STC.pdf", size=9, media_type="application/pdf")


def records(by: Actor = CLERK, at: Any = TUESDAY, **changes: Any) -> RecordReplyLetter:
    what: dict[str, Any] = {"number": 1, "letter": "512/STC-QLNS", "signed_on": date(2026, 3, 2)}
    return order(RecordReplyLetter, by, at, agency=FINANCE.code, **{**what, **changes})


@pytest.mark.parametrize("by", [CLERK, official(FINANCE), head(FINANCE)], ids=lambda by: by.role)
def test_a_reply_is_cited_by_the_number_and_day_recorded_for_it(by: Actor) -> None:
    """Whatever it called itself before it was numbered; its text and digest stay."""
    case = given(opening(), replies(FINANCE, number="…/STC"), assessed(FINANCE, CLEAR))
    before = case.requests[FINANCE.code].replies[0]
    assert answer_of(case, before).number == "…/STC"
    copy = {"attachments": (SEALED.sha256,), "files": (SEALED,)}
    after, _ = when(case, records(by, **copy))
    (reply,) = after.requests[FINANCE.code].replies
    assert reply.letter == IssuedLetter(
        number="512/STC-QLNS", signed_on=date(2026, 3, 2), files=(SEALED,)
    )
    cited = answer_of(after, reply)
    assert (cited.number, cited.signed_on) == ("512/STC-QLNS", date(2026, 3, 2))
    assert reply.reply.sha256() == before.reply.sha256()
    again, _ = when(after, records(letter="513/STC-QLNS"))
    assert again.requests[FINANCE.code].replies[0].letter_number == "513/STC-QLNS"


def test_only_a_reply_that_came_gets_a_number() -> None:
    """None that was not given, none of a day to come, and nobody else's."""
    case = given(opening(), replies(FINANCE))
    assert refusal(case, records(number=2)) == "no_such_reply"
    assert refusal(given(opening()), records()) == "no_such_reply"
    assert refusal(case, records(signed_on=date(2026, 3, 4))) == "letter_not_signed_yet"
    assert refusal(case, records(OFFICER)) == "not_permitted"
    over = given(opening(), replies(FINANCE), order(Cancel, OFFICER, reason="Nhầm"))
    assert refusal(over, records()) == "consultation_cancelled"
