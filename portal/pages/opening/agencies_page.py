"""The third page of an opening: who is directly concerned and why, and whom else to ask."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from portal.forms import Form
from portal.pages.opening.questions_page import next_row
from portal.pages.opening.steps import OpeningPage, steps_of
from portal.pages.opening.written import Written, asked, question_faults, question_id
from portal.pages.requests.act_pages import Option
from remiss.consultation.relevance import Match, Suggestion, suggest
from remiss.consultation.values import AgencyCode, OutsideBody, Question, QuestionId, Value
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, Text, join, question_name, say, text


class Reason(Value):
    """One duty of an agency, as the registry has it, and the questions that fall under it."""

    questions: Bilingual
    duty: Text


class Concerned(Value):
    """An agency to choose, and which of its duties which question falls under."""

    code: AgencyCode
    name: Bilingual
    reasons: tuple[Reason, ...]
    load: Bilingual


class AgenciesPage(OpeningPage):
    """None is chosen beforehand."""

    template: ClassVar[str] = "cases/new/agencies.html"

    concerned: tuple[Concerned, ...]
    unanswered: tuple[Bilingual, ...]
    """Questions that fall to no agency of the registry."""
    others: tuple[Option, ...]
    """Agencies no question concerns; a leader asks them, with a reason."""
    may_override: bool
    questions: tuple[Option, ...]
    outside: tuple[int, ...]
    """Rows for bodies outside the registry: those filled, and one more."""
    unfinished: bool
    """Whether a question still lacks its field, so that nobody can be proposed for it."""


def agencies_page(
    written: Written,
    form: Form,
    registry: Registry,
    own: AgencyCode,
    loads: Mapping[AgencyCode, Bilingual],
    *,
    may_override: bool,
) -> AgenciesPage:
    """The page of this form; `loads` says what lies with an agency now."""
    questions = tuple(_questions(written, registry))
    numbers = {each.id: number for number, each in enumerate(questions, 1)}
    candidates = [each for each in registry.agencies if each.code != own]
    found = suggest(candidates, questions, written.territories)
    concerned = {each.agency.code for each in found}
    answered = {match.question for each in found for match in each.matches}
    return AgenciesPage(
        title=text("portal.opening.title"),
        steps=steps_of(written, "agencies"),
        form=form,
        concerned=tuple(_concerned(each, numbers, loads) for each in found),
        unanswered=tuple(
            question_name(each.id, numbers) for each in questions if each.id not in answered
        ),
        others=tuple(
            Option(value=each.code, label=each.name)
            for each in candidates
            if each.code not in concerned and not each.area
        ),
        may_override=may_override,
        questions=tuple(_option(each, numbers) for each in questions),
        outside=_outside(form),
        unfinished=bool(question_faults(written.questions)),
    )


def _outside(form: Form) -> tuple[int, ...]:
    """The rows in which something was typed, and one more."""
    filled = tuple(
        row
        for row in form.rows("outside")
        if any(form.value(f"outside.{row}.{name}").strip() for name in OutsideBody.model_fields)
    )
    return (*filled, next_row(filled))


def _questions(written: Written, registry: Registry) -> Iterator[Question]:
    """Once each has its field."""
    form = written.questions
    if question_faults(form):
        return
    for row in asked(form):
        field = form.value(f"questions.{row}.field")
        if field in registry.fields:
            words = form.value(f"questions.{row}.text").strip()
            yield Question(id=question_id(row), text=words, field=field)


def _concerned(
    suggestion: Suggestion,
    numbers: Mapping[QuestionId, int],
    loads: Mapping[AgencyCode, Bilingual],
) -> Concerned:
    agency = suggestion.agency
    return Concerned(
        code=agency.code,
        name=agency.name,
        reasons=tuple(_reasons(suggestion.matches, numbers)),
        load=loads.get(agency.code, text("portal.opening.load.none")),
    )


def _reasons(matches: tuple[Match, ...], numbers: Mapping[QuestionId, int]) -> Iterator[Reason]:
    """Each duty once, with the questions that fall under it."""
    for mandate in dict.fromkeys(match.mandate for match in matches if match.mandate):
        names = [question_name(m.question, numbers) for m in matches if m.mandate == mandate]
        duty = say("portal.opening.duty", title=mandate.title, basis=mandate.legal_basis).vi
        yield Reason(questions=join(names, ", "), duty=duty)


def _option(question: Question, numbers: Mapping[QuestionId, int]) -> Option:
    words: Text = say(
        "portal.opening.question_option",
        name=question_name(question.id, numbers),
        words=question.text,
    ).vi
    return Option(value=question.id, label=words)
