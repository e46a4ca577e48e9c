"""Bảng tổng hợp, tiếp thu, giải trình ý kiến: what it says, as one value, which is its JSON."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, Field

from remiss.consultation.state import CaseStage, FinalText
from remiss.consultation.telling.labels import DISPOSITIONS
from remiss.consultation.values import (
    AgencyCode,
    AttachedFile,
    Draft,
    NotOurs,
    Outside,
    Person,
    Position,
    QuestionId,
    Value,
    WordingFinding,
    added_later,
)
from remiss.documents.letters.past_notices import PastNotice
from remiss.documents.table.table_form import TableForm
from remiss.documents.table.table_questions import DifficultQuestion, OutsideQuestion
from remiss.texts import Bilingual, Text, texts


class RequestOutcome(StrEnum):
    """What became of one request. Silence is an outcome of its own, and never agreement given."""

    AGREED = "agreed_in_full"
    COMMENTED = "commented"
    NO_COMMENT = "no_comment"
    NOT_IN_MANDATE = "not_in_mandate"
    TRANSFERRED = "transferred"
    SILENT = "silent_on_record"
    DEEMED_AGREED = "silent_deemed_agreed"
    CLOSED = "closed_on_record"
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered_outside"
    WAITING = "waiting"


class Treatment(StrEnum):
    """What the drafter did with a comment; `open`: nothing yet.

    `used_late`: it came after the request had its outcome, and the officer said how it was used.
    """

    ADOPTED = "adopted"
    IN_PART = "adopted_in_part"
    LATER = "adopted_later"
    KEPT = "kept"
    REPEATED = "repeats_another"
    NO_COMMENT = "no_comment"
    USED_LATE = "used_late"
    OPEN = "open"


OUTCOMES = {RequestOutcome(name): label for name, label in texts("table.outcome").items()}
TREATMENTS = {Treatment(kind.value): label for kind, label in DISPOSITIONS.items()} | {
    Treatment(name): label for name, label in texts("table.treatment").items()
}


class Said(Value):
    """Words of a person, and when."""

    text: Text
    by: Text
    at: AwareDatetime


class Disposal(Said):
    """What the drafter did with a comment, and why."""

    treatment: Treatment
    label: Bilingual


class Answered(Value):
    """The letter an agency answered with; `number` is None where it gave none."""

    reply: int
    number: Text | None
    received_at: AwareDatetime
    signed_on: date | None = added_later(None, description="The day recorded for it.")
    signatory: Text
    responsible_official: Text
    days_late: int = Field(description="Working days; 0 in time.")
    after_outcome: bool = Field(description="It came when silence was on record already.")
    use: Said | None = Field(
        default=None, description="How the officer used a letter that came after its time."
    )
    use_label: Bilingual | None = None
    files: tuple[AttachedFile, ...] = added_later((), description="What came with it, by name.")
    entered: bool = added_later(
        default=False, description="By the drafting side: it came on paper or in a meeting."
    )
    wrong_file: Text | None = added_later(
        None, description="The file of the draft it answers, where another took its place."
    )
    replaces: "Answered | None" = added_later(
        None, description="The letter it corrects, which stays on record."
    )


class AskedAgency(Value):
    """One request: who was asked, and what became of it."""

    agency: AgencyCode
    name: Bilingual
    round: int
    questions: tuple[QuestionId, ...]
    asked_at: AwareDatetime
    due_at: AwareDatetime
    outcome: RequestOutcome
    label: Bilingual
    answers: tuple[Answered, ...] = Field(description="Accepted, or come after silence.")
    notices: tuple[PastNotice, ...]
    note: Text | None = Field(
        default=None, description="Why it was taken back or ended, or whom it went to."
    )
    theirs: tuple[Text, ...] = added_later(
        (), description="Whose the questions are that its replies call another's."
    )
    outside: Outside | None = added_later(
        None, description="Where a body outside the registry is written to, and on what basis."
    )


class FinalWords(Value):
    """Where a wording that was adopted stands in the final text, and why it has other words."""

    finding: WordingFinding
    label: Bilingual
    address: Text
    passage: Text
    explanation: Text


class Row(Value):
    """One comment and what became of it: a row of the table."""

    comment: str
    round: int
    question: QuestionId | None = Field(
        description="None: a clause, or the reply as a whole where no clause is named."
    )
    clause: Text | None = added_later(None, description="Of the draft, as its agency wrote it.")
    quoted: Text = added_later("", description="The words of the draft a comment is about.")
    number: int | None = added_later(
        None, description="The question's number within its case, as every paper has it."
    )
    topic: Text = Field(description="The text of the question.")
    provisions: tuple[Text, ...]
    agency: AgencyCode
    agency_name: Bilingual
    letter: Answered
    position: Position
    position_label: Bilingual
    text: Text
    proposed_wording: Text
    value: Text = added_later("")
    reason: Text = added_later("")
    legal_basis: Text = added_later("")
    not_ours: NotOurs | None = added_later(None)
    treatment: Treatment
    treatment_label: Bilingual
    disposition: Disposal | None = None
    final: FinalWords | None = added_later(None)
    objection: Said | None = None
    set_aside: Disposal | None = Field(
        default=None, description="What was disposed before the agency objected."
    )


class Totals(Value):
    """Agencies and requests counted by what became of them, comments by their treatment."""

    agencies: int
    requests: int
    outcomes: dict[RequestOutcome, int]
    late: int = Field(description="Letters that came after their deadline.")
    comments: int
    treatments: dict[Treatment, int]


class Consolidation(Value):
    """The whole table; `as_of` is the last thing the ledger knew."""

    consultation: str
    as_of: AwareDatetime
    stage: CaseStage
    draft: Draft
    drafting_agency: AgencyCode
    drafting_agency_name: Bilingual
    officer: Person
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None
    silence_basis: Text = Field(description="As letters cite it; empty: they cite none.")
    asked: tuple[AskedAgency, ...]
    rows: tuple[Row, ...]
    totals: Totals
    amends: AwareDatetime | None = added_later(
        None,
        description="When the case was last concluded before it was reopened: what was made of it "
        "then, this table amends.",
    )
    final_text: FinalText | None = added_later(
        None, description="The text in which the adopted wordings were looked for."
    )
    difficult: tuple[DifficultQuestion, ...] = added_later(())
    outside: tuple[OutsideQuestion, ...] = added_later(())

    @property
    def final(self) -> bool:
        """Whether nothing is to be expected any more, but for late letters."""
        return self.stage in {CaseStage.CONCLUDED, CaseStage.ARCHIVED}

    @property
    def form(self) -> TableForm:
        return TableForm.of(self.draft)

    @property
    def letters(self) -> int:
        """How many letters with an opinion came."""
        return sum(len(asked.answers) for asked in self.asked)

    def with_outcome(self, *outcomes: RequestOutcome) -> tuple[AskedAgency, ...]:
        return tuple(asked for asked in self.asked if asked.outcome in outcomes)
