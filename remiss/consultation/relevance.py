"""Who is directly concerned by a question.

"chỉ lấy ý kiến các cơ quan liên quan trực tiếp"
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.đ).
"""

from collections.abc import Container, Iterable, Sequence
from typing import TypeVar

from pydantic import Field

from remiss.consultation.values import Agency, AgencyCode, FieldCode, Mandate, Question, Value
from remiss.texts import Bilingual, Numbers, question_name, say

T = TypeVar("T")


class Match(Value):
    """One question an agency is concerned by, and the mandate that makes it so.

    `mandate` is None only where a supervisor's recorded reason stands in its place.
    """

    question: str
    mandate: Mandate | None
    field: FieldCode | None = Field(
        default=None, description="Settled by a ruling, where it is not the question's own tag."
    )


class Suggestion(Value):
    """An agency concerned by at least one question."""

    agency: Agency
    matches: tuple[Match, ...]


def covers(mandate: FieldCode, field: FieldCode) -> bool:
    """Whether a mandate answers for `field`: the same code, or an ancestor of it."""
    return field == mandate or field.startswith(mandate + ".")


def in_charge(charged: Iterable[tuple[T, Sequence[FieldCode]]], field: FieldCode) -> T | None:
    """Whoever is in charge of a field, the narrowest charge first."""
    covering = [(len(own), who) for who, fields in charged for own in fields if covers(own, field)]
    return max(covering, key=lambda each: each[0])[1] if covering else None


def mandate_for(
    agency: Agency, field: FieldCode, territories: Sequence[AgencyCode] = ()
) -> Mandate | None:
    """The narrowest mandate of `agency` that covers `field`.

    Communes and wards count only for drafts that name their territory.
    """
    if agency.area and agency.code not in territories:
        return None
    covering = [mandate for mandate in agency.mandates if covers(mandate.field, field)]
    return max(covering, key=lambda mandate: len(mandate.field), default=None)


def matches(
    agency: Agency, questions: Iterable[Question], territories: Sequence[AgencyCode] = ()
) -> tuple[Match, ...]:
    """The questions `agency` is directly concerned by, in the order asked."""
    return tuple(
        Match(question=question.id, mandate=mandate)
        for question in questions
        if (mandate := mandate_for(agency, question.field, territories))
    )


def suggest(
    agencies: Iterable[Agency],
    questions: Sequence[Question],
    territories: Sequence[AgencyCode] = (),
) -> tuple[Suggestion, ...]:
    """Every agency directly concerned, those concerned by most questions first."""
    found = [
        Suggestion(agency=agency, matches=concerned)
        for agency in agencies
        if (concerned := matches(agency, questions, territories))
    ]
    return tuple(sorted(found, key=lambda s: (-len(s.matches), s.agency.code)))


def left_out(
    suggestions: Iterable[Suggestion], asked: Container[AgencyCode], drafting: AgencyCode | None
) -> tuple[Suggestion, ...]:
    """The agencies directly concerned that are not asked; never the one that drafts."""
    return tuple(
        suggestion
        for suggestion in suggestions
        if suggestion.agency.code not in asked and suggestion.agency.code != drafting
    )


def warning(suggestion: Suggestion, numbers: Numbers) -> Bilingual:
    """What a drafter reads about an agency that was left out."""
    mandates = dict.fromkeys(match.mandate for match in suggestion.matches if match.mandate)
    return say(
        "relevance.left_out",
        name=suggestion.agency.name,
        questions=[question_name(match.question, numbers) for match in suggestion.matches],
        titles="; ".join(f"{mandate.title} ({mandate.legal_basis})" for mandate in mandates),
    )
