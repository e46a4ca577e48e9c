"""One agency's request: its questions, its deadline, its stage."""

from datetime import date

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import NoticeGiven, Override, Reviewer
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.relevance import Match
from remiss.consultation.state.issued_letter import IssuedLetter
from remiss.consultation.state.open_point import Clarification, Decline, Extension
from remiss.consultation.state.received_reply import ReceivedReply
from remiss.consultation.state.work_inside import (
    Circulation,
    DelayReason,
    Delegation,
    Forwarded,
    InternalDeadline,
    Involvement,
    PersonAt,
)
from remiss.consultation.time.clock import Clock
from remiss.consultation.values import (
    Agency,
    Person,
    PersonId,
    QuestionId,
    Reply,
    ReplyCorrection,
    Value,
    added_later,
)
from remiss.consultation.values.stages import NO_REPLY, SETTLED, Holder, Stage


class Request(Value):
    """What one agency is asked: its questions, its deadline, its stage.

    One clock at a time: it runs while the request is with the agency, and is held while somebody
    else has it. A question leaves it answered, transferred, or with the request's outcome.
    """

    agency: Agency
    ordinal: int = Field(default=1, description="Of this agency's requests in the case.")
    round: int
    matches: tuple[Match, ...]
    override: Override | None
    sent_at: AwareDatetime
    clock: Clock
    clock_from: AwareDatetime = Field(description="When the clock last began to run, or was set.")
    stage: Stage = Stage.AWAITING
    acknowledged: PersonAt | None = None
    official: Person | None = None
    deputy: Person | None = None
    internal: InternalDeadline | None = added_later(
        None, description="Set with the present assignment; read inside the agency alone."
    )
    forwarded: Forwarded | None = added_later(None)
    delegation: Delegation | None = None
    involved: tuple[Involvement, ...] = ()
    drafted: Reply | None = None
    drafted_corrects: ReplyCorrection | None = added_later(
        None, description="What the prepared reply would take the place of."
    )
    drafted_unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those the prepared reply names whom the list does not have there."
    )
    circulation: Circulation | None = added_later(
        None, description="Where the prepared reply lies, if its agency keeps a chain of desks."
    )
    replies: tuple[ReceivedReply, ...] = ()
    answered: tuple[QuestionId, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    extension: Extension | None = None
    declines: tuple[Decline, ...] = ()
    returns: int = Field(default=0, description="Returns that stand: no contest upset them.")
    return_level: EscalationLevel = EscalationLevel.NONE
    contested: bool = False
    reviewer: Reviewer = Reviewer.OFFICER
    review: Clock | None = None
    reminders: int = Field(default=0, description="Sent before the current deadline.")
    overdue: bool = False
    level: EscalationLevel = EscalationLevel.NONE
    last_notice_at: AwareDatetime | None = None
    notices: tuple[NoticeGiven, ...] = ()
    listing_foretold: date | None = added_later(
        None, description="The last day for which it was foretold the overdue list."
    )
    delay_reason: DelayReason | None = added_later(None)
    silence: SilenceOutcome | None = None
    settled_at: AwareDatetime | None = None
    letter: IssuedLetter | None = added_later(
        None, description="The letter that asked, once its number is recorded."
    )

    @property
    def outside(self) -> bool:
        """Whether a body outside the registry is asked: nothing rings against it."""
        return self.agency.outside is not None

    @property
    def settled(self) -> bool:
        return self.stage in SETTLED

    @property
    def due_at(self) -> AwareDatetime:
        return self.clock.due_at

    @property
    def first_due_at(self) -> AwareDatetime:
        return self.clock.first_due_at

    @property
    def review_due_at(self) -> AwareDatetime | None:
        return self.review.due_at if self.review else None

    @property
    def returned_before(self) -> bool:
        """Whether the least time for correcting was given already; an upset return gave none."""
        return bool(self.returns) and not self.contested

    @property
    def contested_itself(self) -> bool:
        """Whether its last reply was returned and contested, not one corrected meanwhile."""
        return self.contested and self.replies[-1].basis is not None

    @property
    def clarification(self) -> Clarification | None:
        """The one that stops the clock now."""
        last = self.clarifications[-1] if self.clarifications else None
        return last if last and last.closed_at is None else None

    @property
    def pending_declines(self) -> tuple[Decline, ...]:
        return tuple(d for d in self.declines if d.confirmed is None)

    @property
    def transferred(self) -> tuple[QuestionId, ...]:
        return tuple(d.declined.question for d in self.declines if d.confirmed)

    @property
    def standing(self) -> tuple[Match, ...]:
        """Why it is asked: the questions that were not found to be another's."""
        gone = self.transferred
        return tuple(match for match in self.matches if match.question not in gone)

    @property
    def question_ids(self) -> tuple[QuestionId, ...]:
        return tuple(match.question for match in self.standing)

    @property
    def owed(self) -> tuple[QuestionId, ...]:
        """The questions it has yet to answer, but for those it declined and nobody ruled on."""
        done = {*self.answered, *(d.declined.question for d in self.pending_declines)}
        return tuple(question for question in self.question_ids if question not in done)

    def came_beside(self, reply: ReceivedReply) -> bool:
        """Whether a reply came when the request had its outcome without one."""
        return self.stage in NO_REPLY and reply.basis is None and reply.stands

    @property
    def highest_level(self) -> EscalationLevel:
        """How high it has risen, for silence, for repeated returns, or for the drafter."""
        asked = self.clarification
        drafter = asked.level if asked else EscalationLevel.NONE
        return max(self.level, self.return_level, drafter)

    @property
    def extension_pending(self) -> Extension | None:
        return self.extension if self.extension and self.extension.granted is None else None

    @property
    def decide_by(self) -> AwareDatetime | None:
        """Until when the officer decides on more time, while it is asked for."""
        wanted = self.extension_pending
        return wanted.decide_by(self.due_at) if wanted else None

    @property
    def holder(self) -> Holder:
        """Who has the next move."""
        match self.stage:
            case Stage.AWAITING | Stage.RETURNED:
                return Holder.AGENCY
            case Stage.CLARIFYING:
                return Holder.OFFICER
            case Stage.IN_REVIEW:
                return Holder(self.reviewer.value)
            case Stage.DECLINING:
                return Holder(self.pending_declines[0].before.value)
            case Stage.ASSESSING:
                return Holder.REMISS
            case _:
                return Holder.NOBODY

    def without_decided_texts(self) -> "Request":
        """The same request without the words of replies that are decided: no rule needs them.

        The last reply of a request without an outcome keeps its words: returned, it may be
        contested and accepted after all, and what it asks for is then read from them.
        """
        replies = tuple(
            received.model_copy(update={"reply": received.reply.without_texts()})
            if self._decided_for_good(received)
            else received
            for received in self.replies
        )
        return self.model_copy(update={"replies": replies})

    def _decided_for_good(self, received: ReceivedReply) -> bool:
        if self.stage in NO_REPLY:
            return True
        return bool(received.basis) and (self.settled or received is not self.replies[-1])
