"""How much a case may hold: what one command leads to, and all it carries on, fit one message.

These are asked at admission only: whatever was accepted is never refused by a replay. A running
case begins a new run with all it carries, and starts again from the ledger with it, so what it
carries has to stay well below what a Temporal server takes at once, which is 2 MB.
"""

from collections.abc import Iterable

from remiss.consultation.life.commands import (
    AddAgency,
    AmendDraft,
    AnswerClarification,
    AskClarification,
    AskOutside,
    Command,
    Contribute,
    CorrectReply,
    DelegateSignature,
    EnterReply,
    InvolveColleague,
    Open,
    SendBackDraft,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import fold
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State

MOST_BYTES = 1_500_000
"""Of JSON, of the events of one command; the rows of the case and the envelopes need the rest."""
CARRIED_BYTES = 1_800_000
"""What a run may begin with: a server takes 2 MB, and what a case may hold leaves room below for
what it answered. One opened before there was a limit keeps its run, which has room for 50 MB."""
MOST_QUESTIONS = 200
"""Of one case, those of amended drafts among them."""
ROOM_TO_ASK = 1_400_000
"""Bytes of JSON a case may carry before nothing more is asked or added in it."""
ROOM_TO_REPLY = 1_600_000
"""Beyond the room to ask: replies no one has decided on are carried with their words."""
COMMENT_BYTES = 1_000
"""Kept free for each comment on a clause that waits, for what will be said of it."""

_ASKS_MORE = (
    *(Open, AddAgency, AskOutside, AmendDraft),
    *(AskClarification, AnswerClarification),
    *(Contribute, DelegateSignature, InvolveColleague, SendBackDraft),
)
_REPLIES = (SubmitReply, SignReply, CorrectReply, EnterReply)


def check_fits(events: Iterable[Event]) -> None:
    """Refuse what would be decided and could then never be recorded.

    A long draft of questions to many agencies is what comes near: each agency's request names
    every question it is asked, with the mandate it falls under.

    Raises:
        Refusal: `too_much_at_once`.
    """
    if sum(len(event.model_dump_json().encode()) for event in events) > MOST_BYTES:
        raise Refusal("too_much_at_once")


def check_room(state: State, command: Command, events: tuple[Event, ...]) -> None:
    """Refuse what a case has no room for; it can always be decided on, concluded and cancelled.

    Raises:
        Refusal: `too_many_questions`, `case_full`, `no_room_for_the_text`.
    """
    if not isinstance(command, (*_ASKS_MORE, *_REPLIES)):
        return
    case = fold(events, state)
    assert isinstance(case, Consultation)  # noqa: S101 -- the command was decided
    if len(case.questions) > MOST_QUESTIONS:
        raise Refusal("too_many_questions", most=MOST_QUESTIONS)
    slim = case.without_decided_texts()
    carried = len(slim.model_dump_json().encode())
    if isinstance(command, _REPLIES):
        if carried + COMMENT_BYTES * _unsettled(slim) > ROOM_TO_REPLY:
            raise Refusal("no_room_for_the_text")
    elif carried > ROOM_TO_ASK:
        raise Refusal("case_full")


def _unsettled(slim: Consultation) -> int:
    """The comments on clauses that are still to be disposed of, and those of replies that wait."""
    waiting = (r.reply for request in slim.all_requests for r in request.replies)
    to_come = sum(len(reply.clause_comments) for reply in waiting)
    here = (one for one in slim.comments.values() if one.place is not None)
    return to_come + sum(one.disposition is None for one in here)
