"""A correction of a reply that counts: it waits for a person, and the earlier one stands."""

from pydantic import AwareDatetime, Field

from remiss.consultation.time.clock import Clock
from remiss.consultation.values import (
    AgencyCode,
    Person,
    PersonId,
    Reply,
    ReplyCorrection,
    SigningForm,
    Value,
    added_later,
)


class PendingCorrection(Value):
    """A signed correction before the officer; once its clock has run out it is accepted."""

    agency: AgencyCode
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    corrects: ReplyCorrection
    reply: Reply
    signatory: Person
    delegated_by: Person | None = None
    received_at: AwareDatetime
    version: int = 1
    clock: Clock
    form: SigningForm | None = added_later(None)
    unlisted: tuple[PersonId, ...] = added_later(())
