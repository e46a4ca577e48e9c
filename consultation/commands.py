"""What people, and time, ask of a consultation. Imperative; each carries who, when and its id."""

import hashlib
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from consultation.assessment import Assessment
from consultation.calendar import WorkCalendar
from consultation.policy import Policy
from consultation.values import (
    Actor,
    Agency,
    AgencyCode,
    Directory,
    Draft,
    Person,
    Question,
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


class WithdrawAgency(CommandBase):
    """Take back a request; the agency then owes no answer."""

    kind: Literal["withdraw"] = "withdraw"
    agency: AgencyCode
    reason: Sentence


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
    | Acknowledge
    | Assign
    | SubmitReply
    | SignReply
    | RecordAssessment
    | ReviewReply
    | ContestReturn
    | WithdrawAgency
    | Cancel
    | Conclude
    | TimePassed,
    Field(discriminator="kind"),
]
