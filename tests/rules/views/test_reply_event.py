"""Which event holds the words of a reply: its own, and of a correction the one that was signed."""

from typing import Any

from remiss.consultation.life.commands import CorrectReply, RuleOnCorrection
from remiss.consultation.life.events import CorrectionReceived, ReplyReceived
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation
from remiss.consultation.values import ReplyCorrection
from remiss.ledger.reads.stored_events import LedgerEvent
from remiss.views.reply.reply_event import event_of_reply
from remiss.views.seen_case import SeenCase
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICER,
    assessed,
    head,
    opening,
    order,
    replies,
    reply_text,
)
from tests.given.ledger_cases import batches, events_of

NEW = "Thống nhất, vì mức chi 210 triệu là đủ."
ACCEPTED = (
    opening(),
    replies(JUSTICE),
    assessed(JUSTICE, CLEAR),
    replies(FINANCE),
    assessed(FINANCE, CLEAR),
)
CORRECTED = order(
    CorrectReply,
    head(FINANCE),
    MONDAY,
    agency=FINANCE.code,
    corrects=ReplyCorrection(number=1, reason="Ghi nhầm số tiền."),
    reply=reply_text(text=NEW),
)
RULED = order(RuleOnCorrection, OFFICER, MONDAY, agency=FINANCE.code, accepted=True)


def place(number: int, *commands: Any) -> Any:
    """The event of Finance's reply of that number, after these commands; None: there is none."""
    events = events_of(batches(*commands))
    case = fold(each.event for each in events)
    assert isinstance(case, Consultation)
    stored = tuple(LedgerEvent(each, "0" * 64) for each in events)
    seen = SeenCase(OFFICER, case, stored, behind=False)
    found = event_of_reply(seen, seen.request(FINANCE.code), number)
    return found and found.recorded.event


def test_a_reply_stands_in_the_event_it_came_with() -> None:
    """That of its own agency, and of no other number."""
    found = place(1, *ACCEPTED)
    assert isinstance(found, ReplyReceived)
    assert found.agency == FINANCE.code
    assert place(2, *ACCEPTED) is None


def test_a_correction_stands_in_the_event_with_its_words() -> None:
    """It has no number of its own before it is accepted; the reply it corrects keeps its event."""
    assert place(2, *ACCEPTED, CORRECTED) is None
    found = place(2, *ACCEPTED, CORRECTED, RULED)
    assert isinstance(found, CorrectionReceived)
    assert found.reply.text == NEW
    assert isinstance(place(1, *ACCEPTED, CORRECTED, RULED), ReplyReceived)
