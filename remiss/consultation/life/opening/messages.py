"""Opening a case, asking an agency, amending the draft; and that it happened."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import CommandBase, EventBase, RequestEventBase
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.policy import SharedPolicy
from remiss.consultation.relevance import Match
from remiss.consultation.rule_number import FIRST_RULES, RuleNumber
from remiss.consultation.time.calendar import SharedCalendar
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    AttachedFile,
    Charge,
    Directory,
    Draft,
    LetterNumber,
    OutsideBody,
    Person,
    Procedure,
    Question,
    ReplacedFile,
    Sentence,
    ServedTask,
    Sha256,
    Value,
    added_later,
)


class Override(Value):
    """A supervisor's reason for asking an agency no question concerns."""

    reason: Sentence
    by: Person


class UrgencyApproval(Value):
    """Why a case opens with an urgent grade, who asked for that, and the leader who approved it."""

    reason: Sentence
    asked_by: Person
    approved_by: Person


class Open(CommandBase):
    """Open a consultation. `directory`, `policy`, `calendar` and `rules` are those in force."""

    kind: Literal["open"] = "open"
    consultation: str
    drafting_agency: Agency
    draft: Draft
    questions: tuple[Question, ...]
    procedure: Procedure | None = added_later(None)
    agencies: tuple[AgencyCode, ...]
    override_reason: Sentence | None = None
    directory: Directory
    policy: SharedPolicy
    calendar: SharedCalendar
    rules: RuleNumber = FIRST_RULES
    vice_chairmen: tuple[Charge, ...] = added_later(
        (), description="Which Vice-Chairman is in charge of which fields."
    )
    reply_by: date | None = added_later(
        None, description="A later day than the policy gives, for every agency asked."
    )
    outside: tuple[OutsideBody, ...] = added_later(
        (), description="Bodies outside the registry, asked by letter."
    )
    urgency_reason: Sentence | None = added_later(
        None, description="Why the grade is urgent; none where it is not."
    )
    asked_by: Person | None = added_later(
        None, description="The officer who asked a leader to open it; the case is theirs."
    )
    task: ServedTask | None = added_later(None, description="The task it serves, if one is named.")

    @property
    def territories(self) -> frozenset[AgencyCode]:
        """Where those work who draft, are asked, or could be."""
        agencies = (self.drafting_agency, *self.directory.agencies)
        return frozenset(agency.lies_in for agency in agencies if agency.lies_in)


class AddAgency(CommandBase):
    """Ask one more agency, with a full deadline of its own."""

    kind: Literal["add_agency"] = "add_agency"
    agency: AgencyCode
    profile: Agency = Field(description="The agency as the registry knows it now.")
    override_reason: Sentence | None = None


class AskOutside(CommandBase):
    """Ask a body outside the registry, by letter, on the legal basis given."""

    kind: Literal["ask_outside"] = "ask_outside"
    body: OutsideBody


class AmendDraft(CommandBase):
    """Consult on a new version: `changed` holds the questions put anew, or for the first time."""

    kind: Literal["amend_draft"] = "amend_draft"
    draft: Draft
    changed: tuple[Question, ...] = Field(min_length=1)
    agencies: tuple[AgencyCode, ...] = Field(
        default=(), description="To ask besides those already asked about these questions."
    )
    directory: Directory


class ReplaceDraftFile(CommandBase):
    """Put the right file in the place of a wrong one; what is asked stays as it is."""

    kind: Literal["replace_draft_file"] = "replace_draft_file"
    sha256: Sha256
    file: AttachedFile | None = None
    reason: Sentence = Field(description="What was wrong with the file that was sent.")


class RecordLetter(CommandBase):
    """Record under which number and day the letter that asked an agency went out."""

    kind: Literal["record_letter"] = "record_letter"
    agency: AgencyCode
    number: LetterNumber
    signed_on: date


class ConsultationOpened(EventBase):
    """The case begins, with all it is decided by: registry, policy, calendar, number of rules."""

    kind: Literal["consultation_opened"] = "consultation_opened"
    consultation: str
    drafting_agency: Agency
    officer: Person
    draft: Draft
    questions: tuple[Question, ...]
    procedure: Procedure | None = added_later(None)
    directory: Directory
    policy: SharedPolicy
    calendar: SharedCalendar
    rules: RuleNumber = FIRST_RULES
    vice_chairmen: tuple[Charge, ...] = added_later(
        (), description="Which Vice-Chairman is in charge of which fields."
    )
    urgency_approval: UrgencyApproval | None = added_later(
        None, description="None: the grade is not urgent, or was before that was asked for."
    )
    task: ServedTask | None = added_later(None, description="The task it serves, if one is named.")


class DraftAmended(EventBase):
    """A new version of the draft opens a round for the questions that changed."""

    kind: Literal["draft_amended"] = "draft_amended"
    round: int
    draft: Draft
    changed: tuple[Question, ...]
    directory: Directory
    by: Person


class DraftFileReplaced(EventBase):
    """The present version has another file; nothing else of `draft` changed.

    `moved` are the requests that were sent with the wrong one: all their time begins anew.
    """

    kind: Literal["draft_file_replaced"] = "draft_file_replaced"
    round: int
    draft: Draft
    wrong: ReplacedFile
    reason: Sentence
    by: Person
    moved: tuple[DeadlineMoved, ...]


class RequestSent(RequestEventBase):
    kind: Literal["request_sent"] = "request_sent"
    round: int = 1
    profile: Agency
    matches: tuple[Match, ...]
    override: Override | None = None
    reply_by: date | None = added_later(
        None, description="The later day the drafting side gave at once."
    )
    due_at: AwareDatetime


class RequestWidened(RequestEventBase):
    """An open request now asks more, or asks it anew: a full deadline from here on.

    `matches` are the questions added or changed; `days_late` what was late until now.
    """

    kind: Literal["request_widened"] = "request_widened"
    round: int
    matches: tuple[Match, ...]
    days_late: int
    due_at: AwareDatetime


class LetterRecorded(RequestEventBase):
    """Number and day of the letter that asked the agency; recorded again, the last one counts."""

    kind: Literal["letter_recorded"] = "letter_recorded"
    number: LetterNumber
    signed_on: date
    by: Person


OpeningCommand = Open | AddAgency | AskOutside | AmendDraft | ReplaceDraftFile | RecordLetter
OpeningEvent = (
    ConsultationOpened
    | DraftAmended
    | DraftFileReplaced
    | RequestSent
    | RequestWidened
    | LetterRecorded
)
