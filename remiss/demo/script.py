"""The script of the story: who does what and when, read from `data/story.yaml`."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field

from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import AgencyCode, DraftKind, Question, Urgency, Value
from remiss.texts import BilingualError

DATA = Path(__file__).with_name("data")


class StepBase(Value):
    """When a person acts: working time since the opening, the request's deadline, the last step."""

    by: str
    after: WorkSpan | None = None
    later: WorkSpan | None = None


class RequestStep(StepBase):
    """A step that concerns one agency's request."""

    agency: AgencyCode
    after_deadline: WorkSpan | None = None


class Acknowledging(RequestStep):
    do: Literal["acknowledge"]


class Assigning(RequestStep):
    do: Literal["assign"]
    official: str


OUTCOMES = {
    "accept": "reply_accepted",
    "flag": "reply_flagged",
    "return": "reply_returned",
    "late": "reply_received",
}


class Replying(RequestStep):
    """One person prepares the reply, another signs it; `expect` is what the rubric must find.

    A late one comes beside the outcome, and nothing is looked for in it.
    """

    do: Literal["reply"]
    signed_by: str
    expect: Literal["accept", "flag", "return", "late"]
    reply: dict[str, Any]

    @property
    def outcome(self) -> str:
        """The event that says so."""
        return OUTCOMES[self.expect]


class Reviewing(RequestStep):
    do: Literal["review"]
    decision: str
    reasons: str


class AskingForTime(RequestStep):
    """More time, `extra` after the deadline."""

    do: Literal["ask_for_time"]
    extra: WorkSpan
    reason: str


class Acting(RequestStep):
    """Anything else: `body` sent to `path` under the request; `expect` is the event it leads to."""

    do: Literal["act"]
    path: str
    body: dict[str, Any]
    expect: str


class Amending(StepBase):
    """A new version of the draft, and the questions it changes."""

    do: Literal["amend"]
    draft: str
    number: str
    changed: tuple[Question, ...]


Step = Annotated[
    Acknowledging | Assigning | Replying | Reviewing | AskingForTime | Acting | Amending,
    Field(discriminator="do"),
]


class Attempt(Value):
    """An agency nobody should be able to add, and the refusal that says so."""

    agency: AgencyCode
    by: str
    expect: str


class Conclusion(Value):
    by: str
    later: WorkSpan


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
    silent: AgencyCode | None = None
    closing_steps: tuple[Step, ...] = ()
    conclude: Conclusion | None = None


def document(name: str) -> bytes:
    """A version of the draft itself."""
    return (DATA / name).read_bytes()


class StoryDeviatedError(BilingualError, key="demo.deviated"):
    """Something was `found` that the script does not have: it has `expected`."""


class Script(Value):
    first: Plot
    second: Plot


@cache
def load_script() -> Script:
    return Script.model_validate(yaml.safe_load((DATA / "story.yaml").read_text(encoding="utf-8")))
