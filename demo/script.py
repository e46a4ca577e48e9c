"""The script of the story: who does what and when, read from `data/story.yaml`."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field

from consultation.assessment import Action
from consultation.calendar import WorkSpan
from consultation.values import AgencyCode, DraftKind, Question, Urgency, Value

DATA = Path(__file__).with_name("data")


class StepBase(Value):
    """When a person acts: working time since the opening, or since the request's deadline."""

    agency: AgencyCode
    by: str
    after: WorkSpan | None = None
    after_deadline: WorkSpan | None = None


class Acknowledging(StepBase):
    do: Literal["acknowledge"]


class Assigning(StepBase):
    do: Literal["assign"]
    official: str


class Replying(StepBase):
    """One person prepares the reply, another signs it; `expect` is what the rubric must find."""

    do: Literal["reply"]
    signed_by: str
    expect: Action
    reply: dict[str, Any]


class Reviewing(StepBase):
    do: Literal["review"]
    decision: str
    reasons: str


Step = Annotated[Acknowledging | Assigning | Replying | Reviewing, Field(discriminator="do")]


class Attempt(Value):
    """An agency nobody should be able to add, and the refusal that says so."""

    agency: AgencyCode
    by: str
    expect: str


class Conclusion(Value):
    by: str


class Plot(Value):
    """One consultation of the story."""

    subject: str
    kind: DraftKind
    urgency: Urgency
    number: str
    draft: str
    drafting_agency: AgencyCode
    officer: str
    questions: tuple[Question, ...]
    agencies: tuple[AgencyCode, ...]
    refused_attempt: Attempt | None = None
    steps: tuple[Step, ...]
    never_answers: AgencyCode | None = None
    conclude: Conclusion | None = None

    def document(self) -> bytes:
        """The draft itself."""
        return (DATA / self.draft).read_bytes()


class Script(Value):
    first: Plot
    second: Plot


@cache
def load_script() -> Script:
    return Script.model_validate(yaml.safe_load((DATA / "story.yaml").read_text(encoding="utf-8")))
