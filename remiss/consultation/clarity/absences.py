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
from remiss.texts import say


def absences(reading: Reading) -> Iterator[Finding]:
    """What the form leaves out, question by question; of a letter, that nothing was sent at all."""
    if reading.sent_nothing:
        yield finding("missing_position", reading.questions[0], absent=True)
    elif reading.reply.answers:
        yield from filter(None, (_absence(reading, one) for one in reading.own))


def _absence(reading: Reading, one: QuestionReading) -> Finding | None:
    answer = one.answer
    if answer.declines:
        if disputed := disputed_basis(one):
            return finding("mandate_disputed", one, disputed)
        held = one.mandate.legal_basis if one.mandate else None
        return finding("own_mandate_declined", one, absent=True, basis=held)
    if answer.says_nothing and not _spoken_to(reading, one):
        return finding("unanswered_question", one, absent=True)
    if answer.lacks_wording:
        return finding("wording_missing", one, absent=True)
    return finding("reasons_missing", one, absent=True) if answer.lacks_reason else None


def disputed_basis(one: QuestionReading) -> str | None:
    """The words in which a decline cites a basis that the registry does not know."""
    known = one.mandate.legal_basis if one.mandate else ""
    told = (sentence for text in one.answer.written for sentence in sentences(text))
    for sentence in told:
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
