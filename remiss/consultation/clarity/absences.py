"""What is plainly missing from a reply: an absence on the form, which anyone can check.

Only these may return a reply without a person. Nothing here reads prose: where words were written
that might be the answer, or a file is attached that might hold it, nothing is plainly missing.
"""

from collections.abc import Iterator

from remiss.consultation.clarity.assessment import Finding
from remiss.consultation.clarity.reading import QuestionReading, Reading
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.sentences import Sentence, sentences
from remiss.texts import say

NEIGHBOURLY = 0.8
"""How far a sentence in another field must bear on a question to be perhaps its answer."""


def absences(reading: Reading) -> Iterator[Finding]:
    """What the form leaves out, question by question; of a letter, that nothing was sent at all."""
    if reading.sent_nothing:
        yield finding("missing_position", reading.questions[0], absent=True)
    elif reading.on_form:
        found = filter(None, (_absence(reading, one) for one in reading.own))
        unseen = {"structural": False, "basis": None} if reading.reply.attachments else {}
        yield from (one.model_copy(update=unseen) for one in found)


def _absence(reading: Reading, one: QuestionReading) -> Finding | None:
    answer = one.answer
    if answer.declines:
        if disputed := _disputed(reading, one):
            return finding("mandate_disputed", one, disputed)
        held = one.mandate.legal_basis if one.mandate else None
        return finding("own_mandate_declined", one, absent=True, basis=held)
    if answer.says_nothing and not _said_elsewhere(reading, one):
        return finding("unanswered_question", one, absent=True)
    if answer.lacks_wording:
        return finding("wording_missing", one, absent=True)
    return finding("reasons_missing", one, absent=True) if answer.lacks_reason else None


def _said_elsewhere(reading: Reading, one: QuestionReading) -> bool:
    """Whether a letter, a file, a comment on a clause or another field may hold the answer.

    A letter counts whatever it says: what is frame and what is not is read, and nobody is returned
    a reply for a reading.
    """
    reply = reading.reply
    if reply.text.strip() or reply.attachments or reply.clause_comments:
        return True
    return any(one.case.asked.shared(facts) >= NEIGHBOURLY for facts in reading.told)


def _disputed(reading: Reading, one: QuestionReading) -> str | None:
    """The words in which a decline cites a basis that the registry does not know, or answers.

    Whatever stands where a basis is asked for is one; in a letter, what names a law or a document.
    """
    answer, reply = one.answer, reading.reply
    known = one.mandate.legal_basis if one.mandate else ""
    named = (answer.legal_basis, answer.not_ours.rule if answer.not_ours else "", reply.legal_basis)
    answers_too = (answer.value, answer.proposed_wording)
    for text in (*answers_too, *(text for text in named if text.strip() not in known)):
        if text.strip():
            return text.strip()
    told = (s for text in (answer.text, answer.reason, reply.text) for s in sentences(text))
    return next((s.raw for s in told if _cites_another(s, known)), None)


def _cites_another(sentence: Sentence, known: str) -> bool:
    """Whether a sentence names a law or a document that is not the registry's own basis."""
    facts = Facts(sentence)
    cited = facts.numbers("document")
    laws = len(facts.senses.get("law", ())) + len(facts.senses.get("basis", ()))
    listed = {word for s in sentences(known) for word in s.plain}
    if not cited:
        return laws > 0
    return not cited <= listed or laws > len(cited)


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
    said = say(f"rubric.{rule}", question=one.name, text=asked.text, **facts)
    return Finding(
        rule=rule,
        message=said,
        question=asked.id,
        span=span,
        structural=absent,
        basis=basis,
        candidate=candidate,
    )
