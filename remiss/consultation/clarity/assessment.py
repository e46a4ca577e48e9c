"""What an assessment of a reply is, and the protocol every assessor speaks."""

from collections.abc import Container, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from remiss.consultation.values import Mandate, Question, QuestionId, Reply, Value, added_later
from remiss.texts import Bilingual, Numbers, say


class Verdict(StrEnum):
    """How a fair, exacting reader would call the reply."""

    CLEAR = "clear"
    VAGUE = "vague"
    EVASIVE = "evasive"
    BUCK_PASSING = "buck_passing"
    OUT_OF_MANDATE = "out_of_mandate"


FAULTS = frozenset((Verdict.VAGUE, Verdict.EVASIVE, Verdict.BUCK_PASSING))


HOLDING_RULES = frozenset(("delay_without_date", "waits_for_others"))
"""What is found in a reply that only says that a reply will come."""


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
        default=False, description="Whether a reply may be returned for this without a person."
    )
    structural: bool = added_later(
        default=False,
        description="An absence anyone can check on the form, however well anybody reads.",
    )
    basis: str | None = added_later(
        None, description="The named rule that demands what is absent; None: nobody demands it."
    )
    candidate: str | None = added_later(
        None,
        description="Of an absence: the words that come nearest to an answer, verbatim; None "
        "where no words come near.",
    )

    @property
    def without_basis(self) -> Bilingual:
        """The absence alone, as it was named before the rule that demands it was added."""
        nothing = Bilingual(vi="", en="")
        added = say("basis.of_a_finding", finding=nothing, basis=self.basis or "")
        vi, en = self.message.vi.removesuffix(added.vi), self.message.en.removesuffix(added.en)
        return Bilingual(vi=vi, en=en)

    def demanded_by(self, basis: str | None) -> "Finding":
        """The same, of an absence that `basis` forbids, and named in words."""
        if not basis:
            return self.model_copy(update={"returns": False})
        message = self.message
        if basis not in message.vi:
            message = say("basis.of_a_finding", finding=message, basis=basis)
        return self.model_copy(update={"basis": basis, "returns": True, "message": message})


class QuestionResult(Value):
    """One question: answered or not, how sure, and the words that answer it."""

    question: QuestionId
    answered: bool
    confidence: float = Field(ge=0, le=1)
    span: str | None = Field(default=None, description="Verbatim from the reply.")


class Referral(Value):
    """A question the words of the reply send to somebody else, rightly or not.

    It is proposed as a decline, and moves nothing before a person confirms it.
    """

    question: QuestionId
    span: str = Field(description="Verbatim from the reply.")
    to: str | None = Field(
        default=None, description="The body as the reply names it; None where it names none."
    )


class Thresholds(Value):
    """How sure an assessment must be before the case acts on it without a person."""

    return_at: float = Field(default=0.8, ge=0.5, le=1)
    accept_at: float = Field(default=0.5, ge=0, le=1)


DEFAULT_THRESHOLDS = Thresholds()

DOUBTS = frozenset(
    ("thin_answer", "second_opinion", "mandate_disputed", "cannot_tell", "file_only")
)
"""Rules that only ever ask for a person: nothing is returned for them, whatever the policy."""


ABSTENTIONS = frozenset(("cannot_tell", "file_only"))
"""Rules that say that a machine cannot judge: they never retire."""


class Assessment(Value):
    """The verdict on one reply under one version of the rubric.

    `confidence` is the probability that the verdict is right; None in assessments recorded before
    the rubric had one, which act as they did then: by what their findings say.
    """

    rubric: str
    verdict: Verdict
    confidence: float | None = Field(default=None, ge=0, le=1)
    findings: tuple[Finding, ...] = ()
    unanswered: tuple[QuestionId, ...] = ()
    questions: tuple[QuestionResult, ...] = ()
    referrals: tuple[Referral, ...] = added_later(())
    for_a_person: bool = Field(
        default=False, description="Holds something only a person may decide: never acted on."
    )
    retired: tuple[str, ...] = added_later(
        (),
        description="Rules that alone would have flagged the reply, and no longer count: people "
        "who decided did not follow them half the time. What they found was left out.",
    )

    def action(self, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Action:
        """Return, flag or accept; a return always has a finding to show for it."""
        may_return = any(finding.returns for finding in self.findings)
        if self.for_a_person:
            return Action.FLAG
        if any(finding.returns and finding.structural for finding in self.findings):
            return Action.RETURN
        if self.retired and not self.findings:
            return Action.ACCEPT
        if self.confidence is None:
            return self._before_confidence(may_return=may_return)
        if self.verdict in FAULTS:
            sure = self.confidence >= thresholds.return_at
            return Action.RETURN if sure and may_return else Action.FLAG
        return Action.ACCEPT if self.confidence >= thresholds.accept_at else Action.FLAG

    def under(self, *, return_from_prose: bool, bases: Mapping[str, str]) -> "Assessment":
        """The same, with what a policy lets a machine return for.

        `bases` are the rules of law or of the house that demand something of a reply, by the rule
        that finds it absent: without one a structural absence is only flagged. Applied where an
        assessment is made. One recorded before acts as it was recorded.
        """
        prose = return_from_prose and self.verdict in FAULTS
        findings = tuple(
            finding.demanded_by(finding.basis or bases.get(finding.rule))
            if finding.structural
            else finding.model_copy(update={"returns": prose and finding.rule not in DOUBTS})
            for finding in self.findings
        )
        return self.model_copy(update={"findings": findings})

    def without(self, retired: Container[str]) -> "Assessment":
        """The same without findings of retired rules, where these alone made it a flag."""
        alone = self.findings and all(
            finding.rule in retired and finding.rule not in ABSTENTIONS and not finding.structural
            for finding in self.findings
        )
        if not alone or self.referrals or self.action() is not Action.FLAG:
            return self
        rules = tuple(sorted({finding.rule for finding in self.findings}))
        left = {"findings": (), "for_a_person": False, "retired": rules}
        return self.model_copy(update=left)

    def _before_confidence(self, *, may_return: bool) -> Action:
        if may_return:
            return Action.RETURN
        return Action.FLAG if self.findings else Action.ACCEPT


class AssessmentTask(Value):
    """Everything an assessor may look at."""

    questions: tuple[Question, ...]
    reply: Reply
    mandates: tuple[Mandate, ...]
    return_from_prose: bool = added_later(
        default=False,
        description="Whether the policy lets a machine return for what it read in prose.",
    )
    bases: dict[str, str] = added_later(
        {}, description="What the policy demands of a reply, by the rule that finds it absent."
    )
    numbers: dict[QuestionId, int] = added_later(
        {}, description="What the case calls its questions; absent: they go by their ids."
    )


class Assess(Protocol):
    """An assessor: deterministic, offline, and never the last word against an agency."""

    def __call__(
        self,
        questions: Sequence[Question],
        reply: Reply,
        mandates: Sequence[Mandate],
        *,
        numbers: Numbers,
    ) -> Assessment: ...
