"""The first rule set for replies: plain absences return a reply, wording only asks for a look.

“có quan điểm, trách nhiệm rõ ràng, không trả lời chung chung, né tránh, đùn đẩy”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.đ). A short answer that takes a stand on what
was asked is clear; so is disagreement.
"""

from collections.abc import Callable, Iterator, Sequence

from consultation.assessment import Assessment, Finding, Verdict
from consultation.plaintext import Sentence
from consultation.reading import DATED, Reading
from consultation.rubric_messages import message
from consultation.values import Mandate, Position, Question, Reply

RUBRIC = "1"

Found = tuple[Verdict, Finding]

GRAVEST_FIRST = (Verdict.BUCK_PASSING, Verdict.EVASIVE, Verdict.VAGUE)

WITHHOLDING = (
    ("delay_without_date", "delay"),
    ("waits_for_others", "wait"),
    ("opinion_withheld", "withheld"),
    ("unnamed_papers", "papers"),
)

NEEDS_CONTENT = {
    Position.AGREE_WITH_CHANGES: "wording_missing",
    Position.DISAGREE: "reasons_missing",
}


def assess(questions: Sequence[Question], reply: Reply, mandates: Sequence[Mandate]) -> Assessment:
    """The verdict on `reply` under rubric 1; see `consultation.assessment.Assess`."""
    reading = Reading(questions, reply, mandates)
    found = [*_absences(reading), *_wording(reading)]
    return Assessment(
        rubric=RUBRIC,
        verdict=_verdict(reading, [verdict for verdict, _ in found]),
        findings=tuple(finding for _, finding in found),
        unanswered=tuple(q.id for q in questions if q.id in reading.unanswered),
    )


def _verdict(reading: Reading, found: Sequence[Verdict]) -> Verdict:
    if found:
        return next(verdict for verdict in GRAVEST_FIRST if verdict in found)
    return Verdict.OUT_OF_MANDATE if reading.rightly_refers else Verdict.CLEAR


def _absences(reading: Reading) -> Iterator[Found]:
    """What is plainly not there; each of these alone returns the reply."""
    if reading.takes_no_position:
        yield Verdict.VAGUE, _absence("missing_position")
    for question in reading.skipped:
        yield Verdict.EVASIVE, _absence("unanswered_question", question, text=question.text)
    for question in reading.declined:
        if held := reading.mandate_for(question):
            facts = {"mandate": held.title, "basis": held.legal_basis}
            yield Verdict.BUCK_PASSING, _absence("own_mandate_declined", question, **facts)


def _absence(rule: str, question: Question | None = None, **facts: str) -> Finding:
    asked = question.id if question else None
    said = message(rule, question=asked or "", **facts)
    return Finding(rule=rule, message=said, question=asked, returns=True)


def _wording(reading: Reading) -> Iterator[Found]:
    """What a person should look at; none of these returns a reply."""
    if reading.rightly_refers or len(reading.declined) == len(reading.questions):
        return
    for rule, sense in WITHHOLDING:
        yield from _passage(reading, rule, sense, Verdict.EVASIVE, reading.is_specific)
    yield from _passed_on(reading)
    yield from _contradiction(reading)
    yield from _emptiness(reading)


def _passage(
    reading: Reading, rule: str, sense: str, verdict: Verdict, excused: Callable[[Sentence], bool]
) -> Iterator[Found]:
    """The first passage of its kind that names no date and is not excused by what else it says."""
    for sentence, span in reading.quoted(sense):
        if not DATED.search(sentence.folded) and not excused(sentence):
            yield verdict, Finding(rule=rule, message=message(rule), span=span)
            return


def _passed_on(reading: Reading) -> Iterator[Found]:
    """A referral counts where every question is the agency's own; otherwise it may be right."""
    if all(reading.mandate_for(question) for question in reading.questions):
        excused = reading.stands_on_something
        yield from _passage(reading, "passed_on", "refer", Verdict.BUCK_PASSING, excused)


def _contradiction(reading: Reading) -> Iterator[Found]:
    if sense := _contradicting(reading):
        for _, span in reading.quoted(sense):
            said = message("position_contradicted")
            yield Verdict.VAGUE, Finding(rule="position_contradicted", message=said, span=span)
            return


def _contradicting(reading: Reading) -> str | None:
    """The sense of the words that speak against the position, or against each other."""
    agrees, disagrees = reading.first_agrees(), reading.first_says("disagree")
    match reading.reply.position:
        case Position.AGREE if disagrees and not agrees:
            return "disagree"
        case Position.DISAGREE if agrees and not disagrees:
            return "agree"
        case _:
            return "whole_agreement" if disagrees else None


def _emptiness(reading: Reading) -> Iterator[Found]:
    """General words and nothing to act on; a position to each question, however short, is."""
    if reading.substantive or reading.takes_no_position:
        return
    span = next((span for _, span in reading.quoted("general")), None)
    position = reading.reply.position
    if span is None and reading.uses_form and position not in NEEDS_CONTENT:
        return
    rule = NEEDS_CONTENT.get(position, "no_substance")
    yield Verdict.VAGUE, Finding(rule=rule, message=message(rule), span=span)
