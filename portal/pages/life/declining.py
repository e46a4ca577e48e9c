"""A question that its agency says is another's: the ruling, words meant so, what followed."""

from portal.pages.decide_page import (
    DecisionSheet,
    HeadedWords,
    due_line,
    leads,
    nothing,
    one_of,
    reasons,
    yes_or_no,
)
from portal.parts.asked_field import AskedField, AskedKind, Option
from portal.present_cases import PresentCase
from remiss.consultation.life.declining.circle_path import circles_of, say_circle
from remiss.consultation.life.declining.referral import referrals_proposed
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import FollowUpOutcome, QuestionId
from remiss.texts import Bilingual, day_and_time, label, local_date, question_name, say, text

FIELD, FIND, WHOSE = "declined.field", "find", "declined.to"
"""Of a referral: the field, the words by which others are found, and whose it is."""


def ruling(found: PresentCase, request: Request) -> DecisionSheet:
    """Each question declined, with its words, whose it is said to be, and why."""
    case, pending = found.seen.case, request.pending_declines
    if not pending:
        return nothing("ruling")
    told = tuple(
        HeadedWords(
            heading=_named(case, each.declined.question),
            facts=say(
                "portal.decide.ruling.facts",
                whose=each.whose,
                name=each.by.name,
                at=day_and_time(each.asked_at),
                words=_words(case, each.declined.question),
            ),
            words=each.reasons,
            lines=_way(case, request, each.declined.question),
        )
        for each in pending
    )
    due = min(each.settle.due_at for each in pending)
    return DecisionSheet(
        leads_to=leads("ruling"),
        told=told,
        due=due_line(case, request, due),
        asks=(
            one_of("question", _options(case, [each.declined.question for each in pending])),
            yes_or_no("confirmed", "ruling"),
            reasons("reasons", "refusing"),
        ),
    )


def referral(found: PresentCase, request: Request) -> DecisionSheet:
    """Words of the last reply that send a question away; whether they are meant so, and to whom.

    Which fields and agencies there are to choose from, `with_choices` says.
    """
    case, proposed = found.seen.case, referrals_proposed(request)
    if not proposed:
        return nothing("referral")
    told = tuple(
        HeadedWords(
            heading=_named(case, each.question),
            facts=say("portal.decide.referral.facts", words=_words(case, each.question)),
            words=each.span,
            lines=_way(case, request, each.question),
        )
        for each in proposed
    )
    return DecisionSheet(
        leads_to=leads("referral"),
        told=told,
        asks=(
            one_of("declined.question", _options(case, [each.question for each in proposed])),
            AskedField(name=FIELD, kind=AskedKind.CHOICE),
            AskedField(
                name=FIND,
                kind=AskedKind.FIND,
                hint=text("portal.decide.referral.find"),
                optional=True,
            ),
            AskedField(
                name=WHOSE,
                kind=AskedKind.LIST,
                hint=text("portal.decide.referral.whose"),
                optional=True,
            ),
            AskedField(name="declined.body.name", optional=True, otherwise=proposed[0].to or ""),
            AskedField(name="declined.body.rule", optional=True),
            reasons("reasons", "own_words", optional=True),
        ),
    )


def with_choices(
    sheet: DecisionSheet, fields: tuple[Option, ...], agencies: tuple[Option, ...]
) -> DecisionSheet:
    """The sheet with a few fields, and the agencies one may mean."""
    offered = {FIELD: fields, WHOSE: agencies}
    asks = tuple(
        each.model_copy(update={"options": offered[each.name]}) if each.name in offered else each
        for each in sheet.asks
    )
    return sheet.model_copy(update={"asks": asks})


def follow_up(found: PresentCase, request: Request) -> DecisionSheet:
    """What became of a question for a body outside the registry, step by step."""
    case = found.seen.case
    waiting = [
        each for each in case.follow_ups if each.agency == request.agency.code and not each.settled
    ]
    if not waiting:
        return nothing("follow-up")
    told = tuple(
        HeadedWords(
            heading=_named(case, each.question),
            facts=say("portal.decide.follow-up.facts", body=each.body.name, rule=each.body.rule),
            lines=tuple(
                say(
                    "portal.decide.follow-up.step",
                    at=local_date(step.at),
                    outcome=label(step.outcome),
                    text=step.text,
                )
                for step in each.steps
            ),
        )
        for each in waiting
    )
    outcomes = tuple(
        Option(
            value=each.value,
            label=label(each),
            hint=text(f"portal.decide.follow-up.{each.value}"),
        )
        for each in FollowUpOutcome
    )
    due = say("portal.decide.due", at=day_and_time(min(each.clock.due_at for each in waiting)))
    return DecisionSheet(
        leads_to=leads("follow-up"),
        told=told,
        due=due,
        asks=(
            one_of("question", _options(case, [each.question for each in waiting])),
            AskedField(name="outcome", kind=AskedKind.CHOICE, options=outcomes),
            reasons("text", "followed"),
            AskedField(name="document", most=60, optional=True),
        ),
    )


def _named(case: Consultation, question: QuestionId) -> Bilingual:
    named = question_name(question, case.question_numbers)
    return say("portal.decide.about", question=named)


def _way(case: Consultation, request: Request, question: QuestionId) -> tuple[Bilingual, ...]:
    """How the question came round, where it would go back to an agency that sent it away."""
    circles = (c for c in circles_of(case, request) if c.steps[-1].question == question)
    return tuple(line for circle in circles for line in say_circle(circle))


def _words(case: Consultation, question: QuestionId) -> str:
    return next((each.text for each in case.questions if each.id == question), question)


def _options(case: Consultation, questions: list[QuestionId]) -> tuple[Option, ...]:
    return tuple(Option(value=each, label=_named(case, each)) for each in questions)
