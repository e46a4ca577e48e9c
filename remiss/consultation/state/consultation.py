"""A case: a draft, its questions, the agencies asked."""

from collections.abc import Container
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import UrgencyApproval
from remiss.consultation.policy import EscalationLevel, Policy, SharedPolicy
from remiss.consultation.rule_number import FIRST_RULES, READ_AFTER_CLOSING, RuleNumber
from remiss.consultation.state.comment import Comment
from remiss.consultation.state.draft_version import DraftVersion, FinalText
from remiss.consultation.state.follow_up import FollowUp
from remiss.consultation.state.kept_replies import KeptReplies
from remiss.consultation.state.pending_correction import PendingCorrection
from remiss.consultation.state.reopening import Reopening
from remiss.consultation.state.request import Request
from remiss.consultation.time.bound import Bound
from remiss.consultation.time.calendar import SharedCalendar, WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.local_calendar import within
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    Charge,
    CommentId,
    Directory,
    Draft,
    Person,
    Position,
    Procedure,
    Question,
    QuestionId,
    ReplacedFile,
    ServedTask,
    Sha256,
    Value,
    added_later,
    number_questions,
)
from remiss.consultation.values.stages import CaseStage


def reply_bound(procedure: Procedure | None, policy: Policy) -> Bound | None:
    """What binds the deadline of a reply: the whole ladder has to fit before the return date."""
    if procedure is None:
        return None
    return Bound(day=procedure.return_on, room=policy.silence.after)


class Outage(Value):
    """A time the service was away, which no agency and no officer is charged for."""

    since: AwareDatetime
    until: AwareDatetime
    given_back: timedelta


class Unopened(Value):
    """Nothing has happened yet."""

    kind: Literal["unopened"] = "unopened"
    version: int = 0


class Consultation(Value):
    """A case: a draft, its questions, the agencies asked.

    `requests` holds the present request of each agency, `earlier` those before it.
    """

    kind: Literal["consultation"] = "consultation"
    version: int
    id: str
    stage: CaseStage = CaseStage.OPEN
    drafting_agency: Agency
    officer: Person
    draft: Draft
    versions: tuple[DraftVersion, ...] = ()
    changed_in: dict[QuestionId, int] = Field(
        default_factory=dict, description="The round in which a question was last put anew."
    )
    questions: tuple[Question, ...]
    directory: Directory
    policy: SharedPolicy
    calendar: SharedCalendar
    rules: RuleNumber = FIRST_RULES
    vice_chairmen: tuple[Charge, ...] = added_later(
        (), description="Who is in charge of which fields, as the case opened."
    )
    urgency_approval: UrgencyApproval | None = added_later(
        None, description="Why its grade is urgent, and who approved that."
    )
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    archive_at: AwareDatetime | None = None
    suspended_at: AwareDatetime | None = None
    outages: tuple[Outage, ...] = ()
    reopenings: tuple[Reopening, ...] = added_later(())
    requests: dict[AgencyCode, Request] = Field(default_factory=dict)
    earlier: tuple[Request, ...] = ()
    comments: dict[CommentId, Comment] = Field(default_factory=dict)
    procedure: Procedure | None = added_later(None)
    follow_ups: tuple[FollowUp, ...] = added_later(())
    corrections: tuple[PendingCorrection, ...] = added_later(
        (), description="Those that wait for a person; one of each agency at the most."
    )
    final_text: FinalText | None = added_later(None)
    kept_replies: tuple[KeptReplies, ...] = added_later(
        (), description="Those no other agency reads, though the case be concluded."
    )
    deadlines_moved: bool = added_later(
        default=False, description="Whether the drafting side moved them all, which it may once."
    )
    task: ServedTask | None = added_later(None, description="The task it serves, if one is named.")

    def calendar_of(self, agency: Agency) -> WorkCalendar:
        """The calendar by which the agency's own time runs."""
        return within(self.calendar, agency.lies_in)

    @property
    def drafters_calendar(self) -> WorkCalendar:
        """The calendar of who drafts, and so of reviews, clarifications and rulings."""
        return self.calendar_of(self.drafting_agency)

    @property
    def territories(self) -> frozenset[AgencyCode]:
        """Where those work whose time runs in this case."""
        agencies = (self.drafting_agency, *(request.agency for request in self.all_requests))
        return frozenset(agency.lies_in for agency in agencies if agency.lies_in)

    @property
    def is_over(self) -> bool:
        """Whether it has no run any more: only who reopens it brings it back."""
        return self.stage in {CaseStage.CANCELLED, CaseStage.ARCHIVED}

    @property
    def is_consolidated(self) -> bool:
        """Whether it is concluded, and was not reopened since."""
        return self.stage in {CaseStage.CONCLUDED, CaseStage.ARCHIVED}

    @property
    def replies_are_shared(self) -> bool:
        """Whether agencies asked now read what others replied, but for what is kept from them."""
        return self.rules >= READ_AFTER_CLOSING and self.is_consolidated

    def kept_from_others(self, agency: AgencyCode) -> KeptReplies | None:
        """Why no other agency reads what this one replied; None where nothing stands against it."""
        return next((kept for kept in self.kept_replies if kept.agency == agency), None)

    @property
    def round(self) -> int:
        return len(self.versions)

    def version_with(self, sha256: Sha256) -> DraftVersion | None:
        """The version whose file this is, or was."""
        current = (one for one in self.versions if one.draft.sha256 == sha256)
        before = (one for one in self.versions for file in one.replaced if file.sha256 == sha256)
        return next(current, next(before, None))

    def replaced_file(self, sha256: Sha256) -> ReplacedFile | None:
        """The file of the draft with this hash, where another took its place; the last such."""
        version = self.version_with(sha256)
        if version is None or version.draft.sha256 == sha256:
            return None
        return next(file for file in reversed(version.replaced) if file.sha256 == sha256)

    @property
    def bound(self) -> Bound | None:
        """The applicant's return date, where the case is part of an administrative procedure."""
        return Bound(day=self.procedure.return_on) if self.procedure else None

    @property
    def reply_bound(self) -> Bound | None:
        """The same, with the room the ladder needs between a deadline to reply and that day."""
        return reply_bound(self.procedure, self.policy)

    def clock(self, at: datetime, span: WorkSpan) -> Clock:
        """A clock of somebody else's than an agency's, bounded like every deadline of the case."""
        return Clock.start(self.drafters_calendar, at, span, bound=self.bound)

    def until(self, at: datetime, span: WorkSpan) -> datetime:
        """When what begins at `at` is due, as such a clock has it."""
        return self.clock(at, span).due_at

    def no_later(self, calendar: WorkCalendar, after: datetime, moment: datetime) -> datetime:
        """`moment`, or the end of the return date where that is sooner and lies after `after`."""
        return self.bound.cut(calendar, after, moment) if self.bound else moment

    @property
    def question_numbers(self) -> dict[QuestionId, int]:
        """What every paper, sentence and screen calls a question: its place, which it keeps."""
        return number_questions(self.questions)

    def questions_of(self, request: Request) -> tuple[Question, ...]:
        """The questions put to the agency, each under the field that makes it the agency's."""
        return self._put(request, request.question_ids)

    def owed_by(self, request: Request) -> tuple[Question, ...]:
        """Those of its questions the agency has yet to answer."""
        return self._put(request, request.owed)

    def _put(self, request: Request, ids: Container[QuestionId]) -> tuple[Question, ...]:
        ruled = {match.question: match.field for match in request.matches if match.field}
        return tuple(
            q.model_copy(update={"field": ruled[q.id]}) if q.id in ruled else q
            for q in self.questions
            if q.id in ids
        )

    @property
    def all_requests(self) -> tuple[Request, ...]:
        return (*self.earlier, *self.requests.values())

    def requests_of(self, agency: AgencyCode) -> tuple[Request, ...]:
        """Every request to `agency`, first to last; `ordinal` counts them from 1."""
        return tuple(r for r in self.all_requests if r.agency.code == agency)

    def comments_of(self, request: Request) -> tuple[Comment, ...]:
        """The comments in the replies to `request`, in the order they came."""
        return tuple(
            comment
            for comment in self.comments.values()
            if (comment.agency, comment.request) == (request.agency.code, request.ordinal)
        )

    def position_under(self, comment: Comment) -> Position:
        """The position ticked where the comment stands: on its question, else on the whole.

        A comment on a clause was entered as one, and so wants something.
        """
        if comment.place is not None:
            return Position.AGREE_WITH_CHANGES
        request = self.requests_of(comment.agency)[comment.request - 1]
        reply = next(r.reply for r in request.replies if r.number == comment.reply)
        on_it = reply.said_on(comment.question).position
        return reply.position if on_it is Position.NONE else on_it

    def without_decided_texts(self) -> "Consultation":
        """What a running case has to carry on: everything but words that lie in the ledger."""
        requests = {code: r.without_decided_texts() for code, r in self.requests.items()}
        earlier = tuple(request.without_decided_texts() for request in self.earlier)
        comments = {id_: comment.without_texts() for id_, comment in self.comments.items()}
        slim = {"requests": requests, "earlier": earlier, "comments": comments}
        return self.model_copy(update=slim)

    @property
    def level(self) -> EscalationLevel:
        """How high the case has risen: the highest of its open requests."""
        levels = (request.highest_level for request in self.open_requests)
        return max(levels, default=EscalationLevel.NONE)

    @property
    def open_requests(self) -> tuple[Request, ...]:
        """Requests without an outcome in a case that runs."""
        return self.unsettled if self.stage is CaseStage.OPEN else ()

    @property
    def unsettled(self) -> tuple[Request, ...]:
        if self.stage not in {CaseStage.OPEN, CaseStage.SUSPENDED}:
            return ()
        return tuple(request for request in self.requests.values() if not request.settled)

    def waits_for(self, request: Request) -> bool:
        """Whether the case runs, and this present request of it has no outcome yet."""
        return self.stage is CaseStage.OPEN and not request.settled


State = Annotated[Unopened | Consultation, Field(discriminator="kind")]
