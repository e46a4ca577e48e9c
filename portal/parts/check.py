"""What a machine says of a reply before it is sent: verdict, consequence, what it found where."""

from collections.abc import Iterator, Mapping

from remiss.consultation.clarity.assessment import Finding
from remiss.consultation.life.replying.trial import ReplyTrial
from remiss.consultation.values import Answer, QuestionId, Reply, Value
from remiss.texts import Bilingual, Text, label, say, text

PARTS = ("text", "reason", "value", "legal_basis", "proposed_wording")


class CheckFinding(Value):
    """One thing found: the field it is about, the words that show it, what to do."""

    field: str
    """The id it leads to; "" for none."""
    where: Bilingual | None
    quote: Text | None
    message: Bilingual


class Check(Value):
    """The assessment of a reply as it stands; nothing of it is recorded."""

    verdict: Bilingual
    consequence: Bilingual
    findings: tuple[CheckFinding, ...]


def check_of(reply: Reply, trial: ReplyTrial, numbers: Mapping[QuestionId, int]) -> Check:
    """What was found, each where it stands in the form."""
    return Check(
        verdict=say("portal.check.verdict", verdict=label(trial.assessment.verdict)),
        consequence=_consequence(trial),
        findings=tuple(_found(reply, one, numbers) for one in trial.assessment.findings),
    )


def _consequence(trial: ReplyTrial) -> Bilingual:
    when = text(f"portal.check.{'at_once' if trial.counts_at_once else 'once_signed'}")
    return say("portal.check.consequence", when=when, what=_what(trial))


def _what(trial: ReplyTrial) -> Bilingual:
    return text(f"portal.check.action.{trial.action.value}")


def _found(reply: Reply, finding: Finding, numbers: Mapping[QuestionId, int]) -> CheckFinding:
    number = numbers.get(finding.question) if finding.question else None
    where = None if number is None else say("portal.check.where", number=number)
    field = _field(reply, finding, number)
    return CheckFinding(field=field, where=where, quote=finding.span, message=finding.message)


def _field(reply: Reply, finding: Finding, number: int | None) -> str:
    """Where the words stand that were found; of an absence, where they would stand."""
    span = finding.span
    answer = next((one for one in reply.answers if one.question == finding.question), None)
    if number is None or (span and span in reply.text):
        return "text"
    return f"answers.{number}.{next(_parts_with(answer, span), 'reason')}"


def _parts_with(answer: Answer | None, span: str | None) -> Iterator[str]:
    """The parts of an answer in which these words stand."""
    if answer is not None and span:
        yield from (part for part in PARTS if span in getattr(answer, part))
