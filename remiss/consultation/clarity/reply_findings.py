"""What an assessment shows for its verdict: the words themselves, or the absence named."""

from collections.abc import Callable, Iterator, Mapping

from remiss.consultation.clarity.assessment import Finding, Verdict
from remiss.consultation.clarity.reply_text import QuestionReading, Reading
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.values import Position
from remiss.texts import say

Shows = Callable[[Facts], float]

SHOWN_BY: Mapping[Verdict, tuple[tuple[str, Shows], ...]] = {
    Verdict.BUCK_PASSING: (("passed_on", lambda f: 2 * f.passes_on + f.has("disclaim")),),
    Verdict.EVASIVE: (
        ("opinion_withheld", lambda f: 1.1 * f.has("withhold")),
        ("waits_for_others", lambda f: 1.2 * f.has("wait") * f.undated),
        ("delay_without_date", lambda f: f.undated),
        ("unnamed_papers", lambda f: f.has("papers")),
        ("points_to_earlier_letter", lambda f: f.has("earlier")),
        ("layout_only", lambda f: 0.9 * f.has("layout")),
        ("opinion_withheld", lambda f: 0.5 * f.has("touchy")),
    ),
    Verdict.VAGUE: (
        ("no_substance", lambda f: (f.stock_share + 0.3 * f.has("half")) * (1 - 0.5 * f.specific)),
    ),
}
"""By fault, the rules that can show it, and how plainly a sentence does."""

NAMED_ABSENCE = {
    Verdict.VAGUE: "no_substance",
    Verdict.EVASIVE: "unanswered_question",
    Verdict.BUCK_PASSING: "unanswered_question",
}
NEEDS_CONTENT = {
    Position.AGREE_WITH_CHANGES: "wording_missing",
    Position.DISAGREE: "reasons_missing",
}


def findings(reading: Reading, fault: Verdict | None) -> tuple[Finding, ...]:
    """All findings, without repeating a rule on the same words."""
    if fault is None:
        return tuple(inconsistencies(reading))
    found = [_fault(reading, one, fault) for one in reading.own if not one.answered]
    found += inconsistencies(reading)
    return tuple({(f.rule, f.span, f.span or f.question): f for f in found}.values())


def doubt(reading: Reading) -> Finding:
    """What keeps a reply that seems clear from being accepted at once."""
    one = reading.weakest
    span = one.case.told[one.case.best].sentence.raw if one.case.told else None
    said = say("rubric.thin_answer", question=one.question.id, text=one.question.text)
    return Finding(rule="thin_answer", message=said, question=one.question.id, span=span or None)


def _fault(reading: Reading, one: QuestionReading, fault: Verdict) -> Finding:
    if reading.declines(one):
        return _absent("own_mandate_declined", reading, one)
    if one.measured["declined"] and not reading.told:
        return _found("own_mandate_declined", one)
    if reading.skips(one):
        return _absent("unanswered_question", reading, one)
    if reading.says_nothing:
        return _absent("missing_position", reading, one)
    answer = reading.answer_to(one)
    if answer.position in NEEDS_CONTENT and not answer.text + answer.proposed_wording:
        return _found(NEEDS_CONTENT[answer.position], one)
    return _shown(one, fault) or _found(NAMED_ABSENCE[fault], one)


def _shown(one: QuestionReading, fault: Verdict) -> Finding | None:
    best, rule, shown = 0.0, "", None
    for name, shows in SHOWN_BY[fault]:
        for facts, bears in zip(one.case.told, one.case.bearing, strict=True):
            if (plain := bears * shows(facts)) > best:
                best, rule, shown = plain, name, facts
    if shown is None:
        return None
    found = _found(rule, one, shown.sentence.raw)
    plainly = rule != "passed_on" or shown.sends_away
    return found if plainly else found.model_copy(update={"returns": False})


def _absent(rule: str, reading: Reading, one: QuestionReading) -> Finding:
    """An absence on the form; in a letter, only where there is neither text nor file."""
    reply = reading.reply
    checkable = bool(reply.answers) or not (reply.text.strip() or reply.attachments)
    return _found(rule, one).model_copy(update={"structural": checkable})


def _found(rule: str, one: QuestionReading, span: str | None = None) -> Finding:
    asked, held = one.question, one.mandate
    facts = {"mandate": held.title, "basis": held.legal_basis} if held else {}
    said = say(f"rubric.{rule}", question=asked.id, text=asked.text, **facts)
    return Finding(rule=rule, message=said, question=asked.id, span=span, returns=True)


def inconsistencies(reading: Reading) -> Iterator[Finding]:
    """The box ticked against the words."""
    refuses = next((f for f in reading.told if f.near("no", "agree", 0, 1)), None)
    agrees = next((f for f in reading.told if f.has("agree") and not f.has("no")), None)
    objects = any(facts.has("no", "refuse", "change") for facts in reading.told)
    match reading.reply.position:
        case _ if reading.turn:
            shown = reading.turn
        case Position.AGREE if refuses and not agrees:
            shown = refuses
        case Position.DISAGREE if agrees and not objects:
            shown = agrees
        case _:
            return
    said = say("rubric.position_contradicted")
    yield Finding(rule="position_contradicted", message=said, span=shown.sentence.raw)


def disputes(reading: Reading) -> Finding | None:
    """A task of its own that the agency says was transferred: registry and reply disagree."""
    open_ones = [one for one in reading.own if not one.answered]
    moved = next((facts for facts in reading.told if _moved(facts)), None)
    passed = any(facts.passes_on or facts.has("disclaim") for facts in reading.told)
    if not open_ones or moved is None or not passed:
        return None
    return _found("mandate_disputed", open_ones[0], moved.sentence.raw)


def _moved(facts: Facts) -> bool:
    return facts.has("transfer") and (facts.has("law") or "time" in facts.numbers)
