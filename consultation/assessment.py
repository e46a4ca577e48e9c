"""What an assessment of a reply is, and the protocol every assessor speaks."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from consultation.values import Bilingual, Mandate, Question, QuestionId, Reply, Value


class Verdict(StrEnum):
    """How a fair, exacting reader would call the reply."""

    CLEAR = "clear"
    VAGUE = "vague"
    EVASIVE = "evasive"
    BUCK_PASSING = "buck_passing"
    OUT_OF_MANDATE = "out_of_mandate"


class Action(StrEnum):
    """What the case does with the reply before any person has looked at it."""

    ACCEPT = "accept"
    FLAG = "flag"
    RETURN = "return"


class Finding(Value):
    """One thing found, with the words that show it or, with no `span`, the absence named."""

    rule: str
    message: Bilingual
    question: QuestionId | None = None
    span: str | None = Field(default=None, description="Verbatim from the reply.")
    returns: bool = Field(
        default=False, description="Whether this alone is enough to return the reply."
    )


class Assessment(Value):
    """The verdict on one reply under one version of the rubric."""

    rubric: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    unanswered: tuple[QuestionId, ...] = ()

    @property
    def action(self) -> Action:
        """Return on a plain absence, flag on wording, accept otherwise."""
        if any(finding.returns for finding in self.findings):
            return Action.RETURN
        return Action.FLAG if self.findings else Action.ACCEPT


class AssessmentTask(Value):
    """Everything an assessor may look at."""

    questions: tuple[Question, ...]
    reply: Reply
    mandates: tuple[Mandate, ...]


class Assess(Protocol):
    """An assessor: deterministic, offline, and never the last word against an agency."""

    def __call__(
        self, questions: Sequence[Question], reply: Reply, mandates: Sequence[Mandate]
    ) -> Assessment: ...
