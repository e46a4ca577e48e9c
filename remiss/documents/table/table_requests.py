"""What became of each request: one outcome, with the letters that came and what was told."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from remiss.consultation.life.events import (
    CorrectionAccepted,
    Event,
    ReplyAccepted,
    RequestClosedOnRecord,
    RequestWithdrawn,
)
from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.state import NO_REPLY, Comment, Consultation, ReceivedReply, Request, Stage
from remiss.consultation.telling.labels import LATE_USES
from remiss.consultation.values import Position, Question, Reply
from remiss.documents.letters.past_notices import PastNotice, notice_of
from remiss.documents.table.consolidation import (
    OUTCOMES,
    Answered,
    AskedAgency,
    RequestOutcome,
    Said,
)
from remiss.texts import question_name, say

BY_STAGE = {
    Stage.TRANSFERRED: RequestOutcome.TRANSFERRED,
    Stage.CLOSED: RequestOutcome.CLOSED,
    Stage.WITHDRAWN: RequestOutcome.WITHDRAWN,
}


class Put(NamedTuple):
    """A question as one round put it."""

    round: int
    question: Question


class RequestStory(NamedTuple):
    """A request, its comments, what happened to it, how each round put which questions."""

    case: Consultation
    request: Request
    events: tuple[Event, ...]
    texts: tuple[Put, ...]
    comments: tuple[Comment, ...]

    @property
    def accepted(self) -> tuple[ReceivedReply, ...]:
        """Those that count; one that a correction has replaced no longer does."""
        kinds = ReplyAccepted | CorrectionAccepted
        numbers = {event.number for event in self.events if isinstance(event, kinds)}
        replies = (reply for reply in self.request.replies if reply.number in numbers)
        return tuple(reply for reply in replies if reply.stands)

    @property
    def after_outcome(self) -> tuple[ReceivedReply, ...]:
        """Replies that came when the request had ended without one."""
        request = self.request
        if request.stage not in NO_REPLY or request.settled_at is None:
            return ()
        return tuple(r for r in request.replies if r.received_at >= request.settled_at)

    def letter(self, received: ReceivedReply) -> "Answered":
        """The letter of a reply, with the one it corrects."""
        letter, corrects = answer_of(self.case, received), received.corrects
        if corrects is None:
            return letter
        before = self.letter(self.request.replies[corrects.number - 1])
        return letter.model_copy(update={"replaces": before})

    @property
    def notices(self) -> tuple[PastNotice, ...]:
        return tuple(notice for event in self.events if (notice := notice_of(event)))


def asked_of(told: RequestStory) -> AskedAgency:
    request, outcome = told.request, _outcome(told)
    return AskedAgency(
        agency=request.agency.code,
        name=request.agency.name,
        round=request.round,
        questions=tuple(match.question for match in request.matches),
        asked_at=request.sent_at,
        due_at=request.due_at,
        outcome=outcome,
        label=OUTCOMES[outcome],
        answers=(
            *(told.letter(reply) for reply in told.accepted),
            *(answer_of(told.case, reply, after_outcome=True) for reply in told.after_outcome),
        ),
        notices=told.notices,
        note=_note(told),
        theirs=tuple(_theirs(told)),
        outside=request.agency.outside,
    )


def answer_of(
    case: Consultation, received: ReceivedReply, *, after_outcome: bool = False
) -> Answered:
    used, wrong = received.used, case.replaced_file(received.reply.draft_sha256)
    return Answered(
        reply=received.number,
        number=received.letter_number,
        signed_on=received.letter.signed_on if received.letter else None,
        received_at=received.received_at,
        signatory=received.signatory.name,
        responsible_official=received.reply.responsible_official.name,
        days_late=received.days_late,
        after_outcome=after_outcome,
        entered=received.entry is not None,
        wrong_file=wrong.name if wrong else None,
        use=Said(text=used.explanation, by=used.by.name, at=used.at) if used else None,
        files=received.reply.files,
        use_label=LATE_USES[used.use] if used else None,
    )


def _outcome(told: RequestStory) -> RequestOutcome:
    request = told.request
    if request.stage is Stage.ANSWERED:
        if any(comment.stands for comment in told.comments):
            return RequestOutcome.COMMENTED
        return _outcome_of([received.reply for received in told.accepted])
    if request.stage is Stage.SILENT:
        deemed = request.silence is SilenceOutcome.DEEMED_AGREED
        return RequestOutcome.DEEMED_AGREED if deemed else RequestOutcome.SILENT
    if request.stage is Stage.CLOSED and request.outside:
        return RequestOutcome.UNANSWERED
    return BY_STAGE.get(request.stage, RequestOutcome.WAITING)


def _outcome_of(replies: Sequence[Reply]) -> RequestOutcome:
    """Agreement in full is what replies say on every point, never what they leave unsaid."""
    said = {position for reply in replies for position in _positions(reply)}
    if said == {Position.AGREE}:
        return RequestOutcome.AGREED
    return (
        RequestOutcome.NOT_IN_MANDATE
        if said == {Position.NOT_IN_MANDATE}
        else RequestOutcome.NO_COMMENT
    )


def _positions(reply: Reply) -> set[Position]:
    """Those on the questions; the one on the whole only where there are none, or it differs."""
    said = {reply.position, *(answer.position for answer in reply.answers)} - {Position.NONE}
    another = any(answer.not_ours for answer in reply.answers)
    return said | {Position.NOT_IN_MANDATE} if another else said


def _theirs(told: RequestStory) -> Iterator[str]:
    """Whose the agency says its questions are, where its answers name a body."""
    for answer in (answer for received in told.accepted for answer in received.reply.answers):
        if whose := answer.not_ours:
            asked = question_name(answer.question, told.case.question_numbers)
            yield say("table_paper.theirs", question=asked, whose=whose.in_full).vi


def _note(told: RequestStory) -> str | None:
    """Why a request was taken back or ended, or whom its questions went to."""
    for event in reversed(told.events):
        match event:
            case RequestWithdrawn():
                return event.reason
            case RequestClosedOnRecord():
                return event.reasons
            case _:
                continue
    moved = (decline.whose.vi for decline in told.request.declines if decline.confirmed)
    return "; ".join(dict.fromkeys(moved)) or None
