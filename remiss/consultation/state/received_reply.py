"""A reply as it was received, what became of it, and how a late one was used."""

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import Basis
from remiss.consultation.state.issued_letter import IssuedLetter
from remiss.consultation.values import (
    Entry,
    LateUse,
    Person,
    PersonId,
    QuestionId,
    Reply,
    ReplyCorrection,
    SigningForm,
    Value,
    added_later,
)


class UsedLate(Value):
    """How a reply that came after the outcome was used, and who says so."""

    use: LateUse
    explanation: str
    by: Person
    at: AwareDatetime


class ReceivedReply(Value):
    """One reply as it was received, and what became of it."""

    number: int
    reply: Reply
    signatory: Person
    delegated_by: Person | None = None
    received_at: AwareDatetime
    late: bool
    days_late: int
    version: int = 1
    outdated: tuple[QuestionId, ...] = ()
    answers: tuple[QuestionId, ...] = Field(
        default=(), description="The questions it settles once accepted."
    )
    assessment: Assessment | None = None
    basis: Basis | None = None
    decided_by: Person | None = None
    reasons: str | None = None
    used: UsedLate | None = None
    accepted: bool = added_later(default=False, description="Whether it counts, or once did.")
    corrects: ReplyCorrection | None = added_later(None)
    replaced_by: int | None = added_later(
        None, description="The reply that took its place: this one stays on record."
    )
    entry: Entry | None = added_later(
        None, description="By whom it was entered, not by its agency."
    )
    entry_confirmed: bool | None = added_later(
        None, description="What its agency says of that; None: nothing so far."
    )

    form: SigningForm | None = added_later(None)
    unlisted: tuple[PersonId, ...] = added_later(())
    letter: IssuedLetter | None = added_later(
        None, description="Under which number and day it went out, once that is recorded."
    )

    @property
    def letter_number(self) -> str | None:
        """The number recorded for it, else the one it gives itself."""
        return self.letter.number if self.letter else self.reply.number

    @property
    def stands(self) -> bool:
        """Whether nothing took its place, and its agency does not dispute it."""
        return self.replaced_by is None and self.entry_confirmed is not False
