"""Whom questions concern and which fields they may fall under, as callers read it."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from pydantic import Field

from remiss.consultation.field_index import FieldProposal
from remiss.consultation.relevance import Match, Suggestion, left_out, suggest, warning
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.values import AgencyCode, Question, QuestionId, Value
from remiss.texts import Bilingual, Numbers


class SuggestedAgency(Value):
    """An agency directly concerned, and why."""

    code: AgencyCode
    name: Bilingual
    area: bool
    matches: tuple[Match, ...]


class LeftOutAgency(SuggestedAgency):
    """An agency directly concerned that is not asked."""

    text: Bilingual = Field(description="The warning, as a drafter reads it.")


class Relevance(Value):
    """Whom to ask about what."""

    registry: str = Field(description="The version of the registry.")
    suggestions: tuple[SuggestedAgency, ...]
    without_agency: tuple[QuestionId, ...] = Field(description="Questions that concern nobody.")
    left_out: tuple[LeftOutAgency, ...] = Field(
        description="Suggested, and not among the agencies chosen; none where none were given."
    )


class FieldProposals(Value):
    """The fields a text may fall under, best first."""

    registry: str
    proposals: tuple[FieldProposal, ...]


def suggested_agency(suggestion: Suggestion) -> SuggestedAgency:
    """One suggestion."""
    return SuggestedAgency(**_facts(suggestion))


def warnings(
    suggestions: Iterable[Suggestion],
    asked: Container[AgencyCode],
    drafting: AgencyCode | None,
    numbers: Numbers,
) -> tuple[LeftOutAgency, ...]:
    """A warning for each agency directly concerned that is not asked; `numbers` of questions."""
    missing = left_out(suggestions, asked, drafting)
    return tuple(LeftOutAgency(**_facts(one), text=warning(one, numbers)) for one in missing)


def left_out_of(
    case: Consultation, questions: Sequence[Question] | None = None
) -> tuple[LeftOutAgency, ...]:
    """Those one case does not ask about a question of theirs, by the registry it relies on.

    `questions`: of these only. A request withdrawn asks nobody.
    """
    of = case.questions if questions is None else questions
    found = suggest(case.directory.agencies, of, case.draft.territories)
    missing = (_not_put(case, suggestion) for suggestion in found)
    concerned = [suggestion for suggestion in missing if suggestion.matches]
    return warnings(concerned, (), case.drafting_agency.code, case.question_numbers)


def _not_put(case: Consultation, suggestion: Suggestion) -> Suggestion:
    """The suggestion, for what was not put to its agency."""
    put = {
        match.question
        for request in case.requests_of(suggestion.agency.code)
        if request.stage is not Stage.WITHDRAWN
        for match in request.matches
    }
    left = tuple(match for match in suggestion.matches if match.question not in put)
    return suggestion.model_copy(update={"matches": left})


def _facts(suggestion: Suggestion) -> dict[str, Any]:
    agency = suggestion.agency
    return {
        "code": agency.code,
        "name": agency.name,
        "area": agency.area,
        "matches": suggestion.matches,
    }
