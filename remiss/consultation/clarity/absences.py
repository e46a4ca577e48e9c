"""What is plainly missing from a reply: an absence on the form, which anyone can check.

Only these may return a reply without a person. Nothing here reads prose: where words were written
that might be the answer, nothing is plainly missing.
"""

from collections.abc import Iterator

from remiss.consultation.clarity.assessment import Finding
from remiss.consultation.clarity.measures import FAINT
from remiss.consultation.clarity.reading import QuestionReading, Reading
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.sentences import sentences
from remiss.consultation.values import Position
from remiss.texts import say

NEEDS_WORDS = {
    Position.AGREE_WITH_CHANGES: "wording_missing",
    Position.DISAGREE: "reasons_missing",
}


def absences(reading: Reading) -> Iterator[Finding]:
    """What the form leaves out, question by question; of a letter, that nothing was sent at all."""
    if reading.sent_nothing:
        yield finding("missing_position", reading.questions[0], absent=True)
        return
    if not reading.reply.answers:
        return
    for one in reading.own:
        if one.declined and disputed_basis(one):
            yield finding("mandate_disputed", one, disputed_basis(one))
        elif one.declined:
            held = one.mandate.legal_basis if one.mandate else None
            yield finding("own_mandate_declined", one, absent=True, basis=held)
        elif one.blank and not _spoken_to(reading, one):
            yield finding("unanswered_question", one, absent=True)
        elif one.answer.position in NEEDS_WORDS and not one.worded:
            yield finding(NEEDS_WORDS[one.answer.position], one, absent=True)


def disputed_basis(one: QuestionReading) -> str | None:
    """The words in which a decline cites a basis that the registry does not know."""
    known = one.mandate.legal_basis if one.mandate else ""
    for sentence in sentences(one.answer.text):
        facts = Facts(sentence)
        cited = facts.numbers("document") or facts.has("law")
        if cited and sentence.raw not in known and not _names(facts, known):
            return sentence.raw
    return None


def _names(facts: Facts, known: str) -> bool:
    """Whether every document a sentence cites is one the registry gives as its basis."""
    cited = facts.numbers("document")
    listed = {word for sentence in sentences(known) for word in sentence.plain}
    return bool(cited) and cited <= listed


def _spoken_to(reading: Reading, one: QuestionReading) -> bool:
    """Whether the letter beside the form says something that may be on the question."""
    pairs = zip(reading.told, one.case.bears, strict=True)
    return any(facts.answers is None and bears >= FAINT for facts, bears in pairs)


def finding(
    rule: str,
    one: QuestionReading,
    span: str | None = None,
    *,
    absent: bool = False,
    basis: str | None = None,
    candidate: str | None = None,
) -> Finding:
    """A finding on one question, said in words."""
    asked, held = one.question, one.mandate
    facts = {"mandate": held.title, "basis": held.legal_basis} if held else {}
    said = say(f"rubric.{rule}", question=asked.id, text=asked.text, **facts)
    return Finding(
        rule=rule,
        message=said,
        question=asked.id,
        span=span,
        structural=absent,
        basis=basis,
        candidate=candidate,
    )
