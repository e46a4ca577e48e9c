"""The rubric: whether a reply takes a stand on each question that is the agency's own.

“có quan điểm, trách nhiệm rõ ràng, không trả lời chung chung, né tránh, đùn đẩy”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.đ). A short answer that takes a stand on what
was asked is clear; so is disagreement. `docs/clarity.md` explains what is weighed, and how well.
"""

from collections.abc import Sequence

from remiss.consultation.clarity.assessment import (
    DEFAULT_THRESHOLDS,
    FAULTS,
    Assessment,
    Finding,
    QuestionResult,
    Verdict,
)
from remiss.consultation.clarity.reply_findings import disputes, doubt, findings
from remiss.consultation.clarity.reply_text import PLAINLY_ABSENT, QuestionReading, Reading
from remiss.consultation.clarity.weights import Model, learnt
from remiss.consultation.values import Mandate, Position, Question, Reply

RUBRIC = "2"
CERTAIN = 0.97
"""The confidence of what needs no weighing: nothing there, declined on the form, not its field."""
UNSAID = 0.55
"""A question outside the mandate left open without saying why."""


def assess(
    questions: Sequence[Question],
    reply: Reply,
    mandates: Sequence[Mandate],
    model: Model | None = None,
) -> Assessment:
    """The verdict on `reply` under this rubric, as `assessment.Assess` has it."""
    reading = Reading(questions, reply, mandates, model or learnt())
    verdict, confidence = _verdict(reading)
    found, for_a_person = _shown(reading, verdict, confidence)
    return Assessment(
        rubric=RUBRIC,
        verdict=verdict,
        confidence=round(confidence, 3),
        findings=found,
        unanswered=tuple(one.question.id for one in reading.questions if not one.answered),
        questions=tuple(map(_result, reading.questions)),
        for_a_person=for_a_person,
    )


def _verdict(reading: Reading) -> tuple[Verdict, float]:
    if not reading.own:
        return _outside(reading)
    if plain := _plainly(reading):
        return plain, CERTAIN
    likely = {kind: (1 - reading.clear) * share for kind, share in reading.kinds.items()}
    likely[Verdict.CLEAR] = reading.clear
    verdict = max(likely, key=likely.__getitem__)
    return Verdict(verdict), likely[verdict]


def _outside(reading: Reading) -> tuple[Verdict, float]:
    """No question is the agency's own: it may say so, or answer all the same."""
    if reading.weakest.answered:
        return Verdict.CLEAR, reading.weakest.sure
    says = any(facts.passes_on or facts.has("disclaim") for facts in reading.told)
    declined = reading.reply.position is Position.NOT_IN_MANDATE
    declined = declined or any(map(reading.declines, reading.questions))
    return Verdict.OUT_OF_MANDATE, CERTAIN if says or declined else UNSAID


def _plainly(reading: Reading) -> Verdict | None:
    """A fault that is an absence, not a reading of words."""
    open_ones = [one for one in reading.own if not one.answered]
    if any(reading.declines(one) for one in open_ones):
        return Verdict.BUCK_PASSING
    if any(reading.skips(one) for one in open_ones):
        return Verdict.EVASIVE
    if open_ones and reading.says_nothing:
        return Verdict.VAGUE
    return None


def _shown(
    reading: Reading, verdict: Verdict, confidence: float
) -> tuple[tuple[Finding, ...], bool]:
    """The findings, and whether one of them is for a person alone to decide."""
    if verdict not in FAULTS:
        found = findings(reading, None)
        unsure = verdict is Verdict.CLEAR and confidence < DEFAULT_THRESHOLDS.accept_at
        return (*found, doubt(reading)) if unsure else found, bool(found)
    found = findings(reading, verdict) or (doubt(reading),)
    disputed = disputes(reading)
    return (disputed, *found) if disputed else found, disputed is not None


def _result(one: QuestionReading) -> QuestionResult:
    sure = min(max(one.sure, PLAINLY_ABSENT), 1 - PLAINLY_ABSENT)
    span = one.case.told[one.case.best].sentence.raw if one.answered and one.case.told else None
    return QuestionResult(
        question=one.question.id,
        answered=one.answered,
        confidence=round(max(sure, 1 - sure), 3),
        span=span or None,
    )
