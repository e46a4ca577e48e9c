"""The rubric: whether a reply takes a stand on each question that is the agency's own.

“có quan điểm, trách nhiệm rõ ràng, không trả lời chung chung, né tránh, đùn đẩy”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.đ). A short answer that takes a stand on what
was asked is clear; so is disagreement. Alone it returns only what is plainly absent; what it reads
in prose, it shows to a person. `docs/clarity.md` explains what is weighed, and how well.
"""

from collections.abc import Sequence

from remiss.consultation.clarity.absences import absences, finding
from remiss.consultation.clarity.assessment import (
    DEFAULT_THRESHOLDS,
    FAULTS,
    Assessment,
    Finding,
    QuestionResult,
    Verdict,
)
from remiss.consultation.clarity.reading import PLAINLY_ABSENT, QuestionReading, Reading
from remiss.consultation.clarity.reply_findings import (
    doubt,
    inconsistencies,
    prose_findings,
    referrals,
    sends_away,
)
from remiss.consultation.clarity.weights import Model, learnt
from remiss.consultation.values import Mandate, Position, Question, Reply
from remiss.texts import NO_NUMBERS, Numbers

RUBRIC = "3"
CERTAIN = 0.97
"""The confidence of what needs no weighing: nothing there, declined on the form, not its field."""
UNSAID = 0.55
"""A question outside the mandate left open without saying why."""
ABSENT = {
    "missing_position": Verdict.VAGUE,
    "unanswered_question": Verdict.EVASIVE,
    "own_mandate_declined": Verdict.BUCK_PASSING,
    "mandate_disputed": Verdict.BUCK_PASSING,
    "reasons_missing": Verdict.VAGUE,
    "wording_missing": Verdict.VAGUE,
}
"""The verdict on what is plainly absent."""
GRAVEST = (Verdict.BUCK_PASSING, Verdict.EVASIVE, Verdict.VAGUE)


def assess(
    questions: Sequence[Question],
    reply: Reply,
    mandates: Sequence[Mandate],
    model: Model | None = None,
    numbers: Numbers = NO_NUMBERS,
) -> Assessment:
    """The verdict on `reply` under this rubric, as `assessment.Assess` has it."""
    reading = Reading(questions, reply, mandates, model or learnt(), numbers)
    missing = tuple(absences(reading))
    verdict, confidence = _verdict(reading, missing)
    shown = _shown(reading, missing, verdict)
    return Assessment(
        rubric=RUBRIC,
        verdict=verdict,
        confidence=round(confidence, 3),
        findings=shown,
        unanswered=tuple(one.question.id for one in reading.questions if not one.answered),
        questions=tuple(map(_result, reading.questions)),
        referrals=tuple(referrals(reading)),
        for_a_person=any(found.rule in FOR_A_PERSON for found in shown),
    )


FOR_A_PERSON = frozenset(("position_contradicted", "mandate_disputed", "cannot_tell", "file_only"))
"""The rules that name what only a person may decide."""


def _verdict(reading: Reading, missing: Sequence[Finding]) -> tuple[Verdict, float]:
    if missing:
        found = {ABSENT[one.rule] for one in missing}
        return next(verdict for verdict in GRAVEST if verdict in found), CERTAIN
    if not reading.own:
        return _outside(reading)
    clear = reading.clear
    if clear >= DEFAULT_THRESHOLDS.accept_at:
        return Verdict.CLEAR, clear
    kinds = reading.kinds
    fault = max(kinds, key=kinds.__getitem__)
    return Verdict(fault), (1 - clear) * kinds[fault]


def _outside(reading: Reading) -> tuple[Verdict, float]:
    """No question is the agency's own: it may say so, or answer all the same."""
    if reading.weakest.answered:
        return Verdict.CLEAR, reading.weakest.sure
    declined = reading.reply.position is Position.NOT_IN_MANDATE
    says = any(facts.has("disclaim", "belongs") or sends_away(facts) for facts in reading.told)
    declined = declined or any(one.answer.declines for one in reading.questions)
    return Verdict.OUT_OF_MANDATE, CERTAIN if says or declined else UNSAID


def _shown(reading: Reading, missing: tuple[Finding, ...], verdict: Verdict) -> tuple[Finding, ...]:
    """All findings, without repeating a rule on the same words."""
    found = [*missing]
    if reading.reply.attachments and (verdict in FAULTS or not reading.all_answered):
        found.append(finding("file_only", reading.weakest))
    if reading.file_only:
        return tuple(found)
    if not reading.familiar and not missing:
        found.append(finding("cannot_tell", reading.weakest))
    elif verdict in FAULTS and not missing:
        found += prose_findings(reading, verdict) or [doubt(reading.weakest)]
    found += inconsistencies(reading)
    return tuple({(f.rule, f.span or f.question): f for f in found}.values())


def _result(one: QuestionReading) -> QuestionResult:
    sure = min(max(one.sure, PLAINLY_ABSENT), 1 - PLAINLY_ABSENT)
    return QuestionResult(
        question=one.question.id,
        answered=one.answered,
        confidence=round(max(sure, 1 - sure), 3),
        span=one.stands.sentence.raw if one.answered and one.stands else None,
    )
