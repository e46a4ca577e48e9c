"""One step of the procedure as it is published: who does what, when, on which form."""

from enum import StrEnum

from pydantic import Field

from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Value
from remiss.consultation.views.rehearsals.triggers import Anchor
from remiss.texts import Bilingual


class Part(StrEnum):
    """Where a step belongs; parts follow one another, but for exceptions."""

    ASKING = "asking"
    ANSWERING = "answering"
    NO_REPLY = "no_reply"
    """What time alone brings, while nobody answers."""
    EXCEPTION = "exception"
    """What happens only if somebody asks for it, and leads back to the answer."""
    CLOSING = "closing"


class Doer(StrEnum):
    """Who does a step."""

    OFFICER = "officer"
    LEADER = "leader"
    AGENCY = "agency"
    AGENCY_HEAD = "agency_head"
    OFFICE = "office"
    SYSTEM = "system"


class DescribedStep(Value):
    """One step; the same `id` in two versions is the same step."""

    id: str = Field(description="`reply`, `reminder.1`, `escalation.head`.")
    part: Part
    doer: Doer
    name: Bilingual
    who: Bilingual
    time: Bilingual = Field(description="Within what time, or when, in words.")
    anchor: Anchor | None = Field(description="What `span` is counted from; None: no time limit.")
    span: WorkSpan | None
    grace: WorkSpan | None = Field(
        default=None, description="Silence: at least this long after the last notice."
    )
    form: Bilingual | None = Field(description="On which form.")
    template: str | None = Field(
        default=None, description="The name of the template the form is made from."
    )
    basis: str
    recorded_as: tuple[str, ...] = Field(description="Kinds of events, as the ledger has them.")
