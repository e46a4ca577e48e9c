"""The questions of a request as its agency reads them: their words, and why it is asked."""

from collections.abc import Iterator

from remiss.consultation.relevance import Match
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Question, Value
from remiss.texts import Bilingual, Text, question_name, say
from remiss.views.seen_case import SeenCase


class AskedPoint(Value):
    """One question: its words, its name, why this agency is asked it."""

    name: Bilingual
    words: Text
    why: Bilingual
    difficult: bool
    answered: bool


def asked_points(seen: SeenCase, request: Request) -> Iterator[AskedPoint]:
    numbers = seen.case.question_numbers
    matches = {match.question: match for match in request.matches}
    for question in seen.questions_of(request):
        yield AskedPoint(
            name=say("portal.request.question_heading", name=question_name(question.id, numbers)),
            words=question.text,
            why=_why(seen.case, question, matches[question.id], request),
            difficult=question.difficult,
            answered=question.id not in request.owed,
        )


def _why(case: Consultation, question: Question, match: Match, request: Request) -> Bilingual:
    if match.mandate is None:
        reason = request.override.reason if request.override else ""
        return say("portal.request.why_override", reason=reason)
    field = case.directory.fields.get(question.field)
    key = "portal.request.why_with_basis" if match.mandate.legal_basis else "portal.request.why"
    return say(
        key,
        field=field or question.field,
        mandate=match.mandate.title,
        basis=match.mandate.legal_basis,
    )
