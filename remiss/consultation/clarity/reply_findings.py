"""What an assessment shows of prose: the words themselves, or the question and what comes nearest.

A finding of this kind never returns a reply. It asks a person to look, and says where.
"""

from collections.abc import Callable, Iterator

from remiss.consultation.clarity.absences import finding
from remiss.consultation.clarity.assessment import Finding, Referral, Verdict
from remiss.consultation.clarity.bodies import mentions
from remiss.consultation.clarity.reading import QuestionReading, Reading
from remiss.consultation.clarity.roles import SentenceRole
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.values import Position
from remiss.texts import say

EVASIONS: tuple[tuple[str, Callable[[Facts], bool]], ...] = (
    ("opinion_withheld", lambda f: f.has("withhold", "touchy")),
    ("waits_for_others", lambda f: f.has("wait") and not f.numbers("time")),
    ("delay_without_date", lambda f: f.has("delay") and not f.numbers("time")),
    ("unnamed_papers", lambda f: f.has("papers")),
    ("points_to_earlier_letter", lambda f: f.has("earlier")),
    ("layout_only", lambda f: f.has("layout")),
)
"""What a sentence that puts a question off may be doing, the plainest first."""


def prose_findings(reading: Reading, fault: Verdict) -> list[Finding]:
    """One for each question of its own that the letter leaves open."""
    return [_shown(one, fault) for one in reading.own if not one.answered]


def _shown(one: QuestionReading, fault: Verdict) -> Finding:
    against = one.against
    if fault is Verdict.BUCK_PASSING:
        if moved := next(filter(_moved, one.case.sentences), None):
            return finding("mandate_disputed", one, moved.sentence.raw)
        against = next(filter(sends_away, one.case.sentences), against)
    if against is None:
        return _absent(one)
    rule = _rule(against, fault)
    return finding(rule, one, against.sentence.raw) if rule else _absent(one)


def _moved(facts: Facts) -> bool:
    """Whether a sentence says that the task itself was transferred, and by what."""
    return facts.has("transfer") and facts.has("body") and bool(facts.numbers("document"))


def _rule(facts: Facts, fault: Verdict) -> str | None:
    if fault is Verdict.VAGUE:
        return "no_substance"
    if fault is Verdict.BUCK_PASSING:
        citizens = facts.has("people") and not facts.has("body")
        return "duty_on_citizens" if citizens else "passed_on"
    return next((rule for rule, does in EVASIONS if does(facts)), None)


def _absent(one: QuestionReading) -> Finding:
    near = one.case.nearest
    return finding("unanswered_question", one, candidate=near.sentence.raw if near else None)


def doubt(one: QuestionReading) -> Finding:
    """What keeps a reply that seems clear from being accepted at once."""
    shown = one.stands or one.case.nearest
    return finding("thin_answer", one, shown.sentence.raw if shown else None)


def inconsistencies(reading: Reading) -> Iterator[Finding]:
    """The box ticked against the words."""
    refuses = next((f for f in reading.told if f.near("no", "agree", 0, 1)), None)
    agrees = next((f for f in reading.told if f.has("agree") and not f.has("no")), None)
    objects = any(facts.has("no", "refuse", "change") for facts in reading.told)
    match reading.reply.position:
        case Position.AGREE if refuses and not agrees:
            shown = refuses
        case Position.DISAGREE if agrees and not objects:
            shown = agrees
        case _:
            return
    said = say("rubric.position_contradicted")
    yield Finding(rule="position_contradicted", message=said, span=shown.sentence.raw)


def referrals(reading: Reading) -> Iterator[Referral]:
    """The open questions whose passage sends them to somebody else, rightly or not."""
    for one in reading.questions:
        if one.answered or one.answer.declines:
            continue
        sent = next((facts for facts in one.case.sentences if sends_away(facts)), None)
        if sent is not None:
            yield Referral(question=one.question.id, span=sent.sentence.raw, to=_body(sent))


def sends_away(facts: Facts) -> bool:
    """Whether a sentence names somebody else as the one to answer or decide."""
    says = facts.role == SentenceRole.REFERRAL or facts.has("disclaim", "alone_decide", "knows")
    return facts.has("body") and (
        says or facts.near("refer", "body", -2, 5) or facts.near("belongs", "body", -3, 6)
    )


def _body(facts: Facts) -> str | None:
    """The last body the sentence names, as it names it."""
    raw = facts.sentence.raw
    known = mentions(raw)
    return raw[known[-1].start : known[-1].end] if known else None
