"""Who may do what with a prepared reply, by the desks of its agency's chain."""

from typing import Any

import pytest

from portal.parts.reader import ReplyReader, lies_with
from remiss.consultation.life.commands import PassOn, SubmitReply
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Request
from remiss.consultation.values import Actor, DeskKind, Role, SigningOrder
from remiss.consultation.views.current_desk import current_desk
from tests.given.case import (
    FINANCE,
    MONDAY,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    reply_text,
    when,
)

HEAD, OFFICIAL = head(FINANCE), official(FINANCE)
UNIT_HEAD = Actor(id="tp", name="Trần Văn Phòng", role=Role.AGENCY_OFFICIAL, agency=FINANCE.code)
TUESDAY = hanoi("2026-03-03")
CHAIN = SigningOrder(
    desks=(DeskKind.UNIT_HEAD, DeskKind.HEAD), unit_head=UNIT_HEAD.person, head=HEAD.person
)
NOTHING = ReplyReader(signs=False, passes_on=False, sends_back=False)
SIGNS = ReplyReader(signs=True, passes_on=False, sends_back=True)
PASSES = ReplyReader(signs=False, passes_on=True, sends_back=True)


def prepared(way: SigningOrder | None, *more: Any) -> Request:
    """Finance's request, with a reply that its official prepared."""
    reply = reply_text()
    submits = order(SubmitReply, OFFICIAL, MONDAY, agency=FINANCE.code, reply=reply, signing=way)
    case, _ = when(given(opening(rules=CURRENT_RULES)), submits, *more)
    return case.requests[FINANCE.code]


@pytest.mark.parametrize(("who", "may"), [(OFFICIAL, NOTHING), (UNIT_HEAD, PASSES), (HEAD, SIGNS)])
def test_each_desk_of_the_chain_does_its_own(who: Actor, may: ReplyReader) -> None:
    """Whoever sits at no desk only reads; it lies on the first desk; the last signs."""
    request = prepared(CHAIN)
    assert ReplyReader.of(request, who, TUESDAY) == may
    assert lies_with(request, current_desk(request), who, TUESDAY) is (who is UNIT_HEAD)


def test_a_desk_that_passed_it_on_has_it_no_longer() -> None:
    """It lies further on."""
    sha256 = reply_text().sha256()
    passes = order(PassOn, UNIT_HEAD, TUESDAY, agency=FINANCE.code, reply_sha256=sha256)
    request = prepared(CHAIN, passes)
    assert ReplyReader.of(request, UNIT_HEAD, TUESDAY) == NOTHING
    assert ReplyReader.of(request, HEAD, TUESDAY) == SIGNS
    assert not lies_with(request, current_desk(request), UNIT_HEAD, TUESDAY)
    assert lies_with(request, current_desk(request), HEAD, TUESDAY)


def test_without_a_chain_the_head_signs() -> None:
    """Nobody passes anything on."""
    request = prepared(None)
    assert ReplyReader.of(request, HEAD, TUESDAY) == SIGNS
    assert ReplyReader.of(request, UNIT_HEAD, TUESDAY) == NOTHING
