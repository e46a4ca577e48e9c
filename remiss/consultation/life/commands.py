"""What people, and time, ask of a consultation. Imperative; each carries who, when and its id."""

import hashlib
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import Disposed
from remiss.consultation.policy import Policy
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import (
    Actor,
    Agency,
    AgencyCode,
    ClarificationGround,
    CommentId,
    Declined,
    Directory,
    Draft,
    LateUse,
    Person,
    Question,
    QuestionId,
    Reply,
    Sentence,
    Sha256,
    Value,
)

CommandId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,160}$")]


_CIRCUMSTANCES = {"at", "directory", "policy", "calendar", "drafting_agency", "profile"}


class CommandBase(Value):
    """Who gives a command, when (by the workflow's clock), and under which id it acts once."""

    id: CommandId
    actor: Actor
    at: AwareDatetime

    def fingerprint(self) -> str:
        """A digest of what was asked, by whom; not of when, nor of the registry behind it."""
        asked = self.model_dump_json(exclude=_CIRCUMSTANCES)
        return hashlib.sha256(asked.encode()).hexdigest()


class Open(CommandBase):
    """Open a consultation. `directory`, `policy` and `calendar` are those in force."""

    kind: Literal["open"] = "open"
    consultation: str
    drafting_agency: Agency
    draft: Draft
    questions: tuple[Question, ...]
    agencies: tuple[AgencyCode, ...]
    override_reason: Sentence | None = None
    directory: Directory
    policy: Policy
    calendar: WorkCalendar


class AddAgency(CommandBase):
    """Ask one more agency, with a full deadline of its own."""

    kind: Literal["add_agency"] = "add_agency"
    agency: AgencyCode
    profile: Agency = Field(description="The agency as the registry knows it now.")
    override_reason: Sentence | None = None


class Acknowledge(CommandBase):
    """Confirm that the agency has the request."""

    kind: Literal["acknowledge"] = "acknowledge"
    agency: AgencyCode


class Assign(CommandBase):
    """Name the official who prepares the reply."""

    kind: Literal["assign"] = "assign"
    agency: AgencyCode
    official: Person
    deputy: Person | None = None


class DelegateSignature(CommandBase):
    """Let someone sign in the head's place for a time (nghỉ phép, ủy quyền)."""

    kind: Literal["delegate"] = "delegate"
    agency: AgencyCode
    to: Person
    since: AwareDatetime
    until: AwareDatetime
    reason: Sentence


class InvolveColleague(CommandBase):
    """Give a colleague of the same agency a part of the reply."""

    kind: Literal["involve"] = "involve"
    agency: AgencyCode
    colleague: Person
    part: Sentence


class Contribute(CommandBase):
    """Give the part one was asked for, inside the agency."""

    kind: Literal["contribute"] = "contribute"
    agency: AgencyCode
    text: Sentence


class AskClarification(CommandBase):
    """Ask the drafter for a document or an explanation; the clock stops until the answer."""

    kind: Literal["ask_clarification"] = "ask_clarification"
    agency: AgencyCode
    ground: ClarificationGround
    question: QuestionId | None = None
    text: Sentence


class AnswerClarification(CommandBase):
    """Give what the agency asked for; its clock runs on."""

    kind: Literal["answer_clarification"] = "answer_clarification"
    agency: AgencyCode
    text: Sentence
    attachments: tuple[Sha256, ...] = Field(default=(), max_length=20)


class RequestExtension(CommandBase):
    """Ask for more time, once, before the deadline: to the end of the day `to`."""

    kind: Literal["request_extension"] = "request_extension"
    agency: AgencyCode
    to: date
    reason: Sentence


class DecideExtension(CommandBase):
    """Grant more time, to `to` or the day asked for, or refuse it with reasons."""

    kind: Literal["decide_extension"] = "decide_extension"
    agency: AgencyCode
    granted: bool
    to: date | None = None
    reasons: Sentence | None = None


class DeclineQuestions(CommandBase):
    """Say of questions that they are another agency's, naming the field and the agency."""

    kind: Literal["decline"] = "decline"
    agency: AgencyCode
    declined: tuple[Declined, ...] = Field(min_length=1, max_length=50)
    reasons: Sentence
    directory: Directory = Field(description="The fields and agencies named, as registered now.")


class RuleOnDecline(CommandBase):
    """Settle whether a declined question is another agency's."""

    kind: Literal["rule_on_decline"] = "rule_on_decline"
    agency: AgencyCode
    question: QuestionId
    confirmed: bool
    reasons: Sentence | None = None


class SubmitReply(CommandBase):
    """Give the agency's reply: from a head it counts at once, from an official once signed."""

    kind: Literal["reply"] = "reply"
    agency: AgencyCode
    reply: Reply


class SignReply(CommandBase):
    """Sign the prepared reply as a head of the agency; from then on it counts."""

    kind: Literal["sign"] = "sign"
    agency: AgencyCode
    reply_sha256: Sha256 = Field(description="Of the prepared text: nobody signs another's swap.")


def assessment_id(agency: AgencyCode, reply_number: int) -> str:
    """The id of the command that records what was found in a reply: one for each reply."""
    return f"{agency}:assessment:{reply_number}"


class RecordAssessment(CommandBase):
    """Record what the assessor found in the reply just received."""

    kind: Literal["record_assessment"] = "record_assessment"
    agency: AgencyCode
    reply_number: int
    assessment: Assessment


class Decision(StrEnum):
    """A person's decision on a flagged or contested reply."""

    ACCEPT = "accept"
    RETURN = "return"


class ReviewReply(CommandBase):
    """Decide on a flagged or contested reply."""

    kind: Literal["review"] = "review"
    agency: AgencyCode
    decision: Decision
    reasons: Sentence | None = None


class ContestReturn(CommandBase):
    """Dispute a return made by the rubric; a person then decides."""

    kind: Literal["contest"] = "contest"
    agency: AgencyCode
    reasons: Sentence


class SendBackDraft(CommandBase):
    """Send a prepared reply back to be written again."""

    kind: Literal["send_back"] = "send_back"
    agency: AgencyCode
    reply_sha256: Sha256
    reasons: Sentence


class TakeOver(CommandBase):
    """As the Office, decide in the officer's place on a reply or a decline that waits."""

    kind: Literal["take_over"] = "take_over"
    agency: AgencyCode
    reasons: Sentence


class OrderDeadline(CommandBase):
    """As the Office, order the day by which an agency replies."""

    kind: Literal["order_deadline"] = "order_deadline"
    agency: AgencyCode
    to: date
    reasons: Sentence


class CloseOnRecord(CommandBase):
    """As the Office, end a request as it stands."""

    kind: Literal["close_on_record"] = "close_on_record"
    agency: AgencyCode
    reasons: Sentence


class UseLateReply(CommandBase):
    """Say how a reply that came after the request's outcome was used."""

    kind: Literal["use_late_reply"] = "use_late_reply"
    agency: AgencyCode
    request: int = Field(default=1, ge=1, description="Which of its requests, counted from 1.")
    number: int = Field(ge=1)
    use: LateUse
    explanation: Sentence


class DisposeComments(CommandBase):
    """Say what became of comments of one agency."""

    kind: Literal["dispose"] = "dispose"
    agency: AgencyCode
    dispositions: tuple[Disposed, ...] = Field(min_length=1, max_length=100)


class ObjectToDisposition(CommandBase):
    """Object, once for each comment, to what became of it."""

    kind: Literal["object"] = "object"
    agency: AgencyCode
    comments: tuple[CommentId, ...] = Field(min_length=1, max_length=100)
    reasons: Sentence


class WithdrawAgency(CommandBase):
    """Take back a request; the agency then owes no answer."""

    kind: Literal["withdraw"] = "withdraw"
    agency: AgencyCode
    reason: Sentence


class AmendDraft(CommandBase):
    """Consult on a new version: `changed` holds the questions put anew, or for the first time."""

    kind: Literal["amend_draft"] = "amend_draft"
    draft: Draft
    changed: tuple[Question, ...] = Field(min_length=1)
    agencies: tuple[AgencyCode, ...] = Field(
        default=(), description="To ask besides those already asked about these questions."
    )
    directory: Directory


class ReplaceOfficer(CommandBase):
    """Put another officer in charge of the case."""

    kind: Literal["replace_officer"] = "replace_officer"
    officer: Person
    profile: Actor | None = Field(
        default=None, description="As the list of people knows them; None where none is kept."
    )
    reason: Sentence


class Suspend(CommandBase):
    """Stop every clock of the case."""

    kind: Literal["suspend"] = "suspend"
    reason: Sentence


class Resume(CommandBase):
    """Let every clock of a suspended case run on."""

    kind: Literal["resume"] = "resume"
    reason: Sentence


class AdoptCalendar(CommandBase):
    """Follow another working calendar: a holiday or a swap was recorded by `by`."""

    kind: Literal["adopt_calendar"] = "adopt_calendar"
    calendar: WorkCalendar
    reason: Sentence
    by: Person


class Cancel(CommandBase):
    """Stop the whole consultation."""

    kind: Literal["cancel"] = "cancel"
    reason: Sentence


class Conclude(CommandBase):
    """End the consultation once every request has its outcome."""

    kind: Literal["conclude"] = "conclude"


class TimePassed(CommandBase):
    """Let everything due by `at` happen."""

    kind: Literal["time_passed"] = "time_passed"


Command = Annotated[
    Open
    | AddAgency
    | AmendDraft
    | Acknowledge
    | Assign
    | DelegateSignature
    | InvolveColleague
    | Contribute
    | AskClarification
    | AnswerClarification
    | RequestExtension
    | DecideExtension
    | DeclineQuestions
    | RuleOnDecline
    | SubmitReply
    | SendBackDraft
    | SignReply
    | RecordAssessment
    | ReviewReply
    | ContestReturn
    | TakeOver
    | OrderDeadline
    | CloseOnRecord
    | UseLateReply
    | DisposeComments
    | ObjectToDisposition
    | WithdrawAgency
    | ReplaceOfficer
    | Suspend
    | Resume
    | AdoptCalendar
    | Cancel
    | Conclude
    | TimePassed,
    Field(discriminator="kind"),
]
