"""A reply in one look beside its questions, what was found in it quoted, and the decision."""

from collections.abc import Iterator
from typing import ClassVar

from portal.forms import Form
from portal.pages.decide_page import (
    DecidePage,
    DecisionSheet,
    decide_page,
    due_line,
    leads,
    reasons,
)
from portal.parts.asked_field import AskedField, AskedKind, Option
from portal.present_cases import PresentCase
from remiss.consultation.clarity.assessment import Finding
from remiss.consultation.life.commands import Decision
from remiss.consultation.state import Request, Stage
from remiss.consultation.values import AttachedFile, Role, Value
from remiss.consultation.views.reply.reply_review import QuestionBeside, ReplyReview
from remiss.texts import Bilingual, Text, label, say, text
from remiss.views.reply.reviewed_reply import reviewed_reply


class Marked(Value):
    """A stretch of what was written; marked where something was found in it."""

    words: Text
    found: bool = False


class Result(Value):
    """One of the four results, and what it rests on."""

    name: Bilingual
    shown: bool
    said: tuple[Bilingual, ...]


class Beside(Value):
    """One question, and what the reply says on it."""

    name: Bilingual
    question: Text
    position: Bilingual
    answer: tuple[Marked, ...]
    wording: Text
    found: tuple[Bilingual, ...]


class OnClause(Value):
    """One comment on a clause."""

    clause: Text
    text: Text
    wording: Text


class ReplyShown(Value):
    """A reply, as whoever decides reads it."""

    number: int
    signatory: Text
    letter: Text | None
    verdict: Bilingual | None
    whole: tuple[Bilingual, ...]
    """Found in the reply as a whole."""
    position: Bilingual
    text: tuple[Marked, ...]
    questions: tuple[Beside, ...]
    clauses: tuple[OnClause, ...]
    results: tuple[Result, ...]
    files: tuple[AttachedFile, ...]


class ReviewPage(DecidePage):
    """The decision on a reply, with the reply."""

    template: ClassVar[str] = "requests/review.html"

    reply: ReplyShown | None


def review_page(
    name: str, found: PresentCase, request: Request, form: Form, sheet: DecisionSheet
) -> ReviewPage:
    """The page; without a reply it says that none was given."""
    plain = decide_page(name, found.seen.case, request, sheet, form)
    reply = _shown(reviewed_reply(found.seen, request)) if request.replies else None
    return ReviewPage(**dict(plain), reply=reply)


def review(found: PresentCase, request: Request) -> DecisionSheet:
    """The decision, and what each leads to; or before whom the reply lies."""
    case, actor = found.seen.case, found.seen.actor
    if request.stage is not Stage.IN_REVIEW:
        idle = say("portal.decide.review.idle", stage=label(request.stage))
        return DecisionSheet(leads_to=leads("review"), idle=idle)
    due = due_line(case, request, request.review_due_at)
    lies_with = {Role.OFFICE: "office", Role.SUPERVISOR: "head officer", Role.OFFICER: "officer"}
    if request.reviewer.value not in lies_with.get(actor.role, "").split():
        other = say("portal.decide.review.elsewhere", reviewer=label(request.reviewer))
        return DecisionSheet(leads_to=leads("review"), due=due, idle=other)
    acts = reviewed_reply(found.seen, request).acts
    options = tuple(
        Option(
            value=each.decision.value,
            label=each.label,
            hint=text(f"portal.decide.review.{each.decision.value}"),
        )
        for each in acts
    )
    proposed = proposed_reasons(found, request)
    said_before = Option(
        value="true",
        label=text("portal.decide.review.named_before"),
        hint=text("portal.decide.review.named_before_hint"),
    )
    number = str(request.replies[-1].number)
    again = AskedField(name="named_before", kind=AskedKind.TICK, options=(said_before,))
    return DecisionSheet(
        leads_to=leads("review"),
        due=due,
        asks=(
            AskedField(name="number", kind=AskedKind.SET, otherwise=number),
            AskedField(name="decision", kind=AskedKind.CHOICE, options=options),
            reasons("reasons", "returning").model_copy(update={"otherwise": proposed}),
            *((again,) if request.returns else ()),
        ),
    )


def before_head(found: PresentCase, request: Request) -> DecisionSheet:
    """A proposal without precedent goes to the head of the drafting agency."""
    shown = review(found, request)
    if shown.idle:
        return shown
    return shown.model_copy(
        update={"leads_to": leads("before-head"), "asks": (reasons("reasons"),)}
    )


def proposed_reasons(found: PresentCase, request: Request) -> str:
    """What a return would ask for, as written beforehand from what was found."""
    acts = reviewed_reply(found.seen, request).acts
    return next((each.reasons or "" for each in acts if each.decision is Decision.RETURN), "")


def _shown(review: ReplyReview) -> ReplyShown:
    received = review.received
    read, reply = received.assessment, received.reply
    spans = [each.span for each in read.findings if each.span] if read else []
    return ReplyShown(
        number=received.number,
        signatory=received.signatory.name,
        letter=received.letter_number,
        verdict=label(read.verdict) if read else None,
        whole=tuple(each.message for each in review.whole),
        position=label(reply.position),
        text=marked(reply.text, spans),
        questions=tuple(_beside(each) for each in review.questions),
        clauses=tuple(
            OnClause(clause=each.clause, text=each.text, wording=each.proposed_wording)
            for each in reply.clause_comments
        ),
        results=tuple(_results(review)),
        files=reply.files,
    )


def _beside(each: QuestionBeside) -> Beside:
    spans = [finding.span for finding in each.findings if finding.span]
    return Beside(
        name=say("portal.decide.review.question", number=each.number),
        question=each.question.text,
        position=label(each.position),
        answer=marked(each.answer, spans),
        wording=each.proposed_wording,
        found=tuple(_messages(each.findings)),
    )


def _messages(findings: tuple[Finding, ...]) -> Iterator[Bilingual]:
    for each in findings:
        yield each.message


def _results(review: ReplyReview) -> Iterator[Result]:
    four = review.results
    mandates = tuple(each.text for each in four.within_mandate.questions)
    absent = tuple(each.absence for each in four.position.questions if each.absence)
    for name, shown, said in (
        ("in_time", four.in_time.shown, (four.in_time.text,)),
        ("within_mandate", four.within_mandate.shown, mandates),
        ("position", four.position.shown, absent),
        ("responsibility", four.responsibility.shown, (four.responsibility.text,)),
    ):
        yield Result(name=text(f"portal.decide.review.result.{name}"), shown=shown, said=said)


def marked(words: str, spans: list[str]) -> tuple[Marked, ...]:
    """The text in stretches, each span marked where it first stands; none overlaps another."""
    places = sorted({(words.find(span), len(span)) for span in spans if span in words})
    found: list[Marked] = []
    at = 0
    for start, length in places:
        if start < at:
            continue
        if start > at:
            found.append(Marked(words=words[at:start]))
        found.append(Marked(words=words[start : start + length], found=True))
        at = start + length
    if at < len(words):
        found.append(Marked(words=words[at:]))
    return tuple(found)
