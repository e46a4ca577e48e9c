"""Who is directly concerned."""

import pytest

from remiss.consultation.relevance import covers, left_out, mandate_for, suggest, warning
from remiss.consultation.values import number_questions
from tests.given.case import AGENCIES, FINANCE, HOME, JUSTICE, LAW, MONEY, SITE, WARD, agency


@pytest.mark.parametrize(
    ("mandate", "field", "covered"),
    [
        ("env.land", "env.land", True),
        ("env.land", "env.land.price", True),
        ("env.land", "env.landscape", False),
        ("env.land.price", "env.land", False),
        ("env", "env.land.price", True),
    ],
)
def test_a_mandate_covers_its_descendants(mandate: str, field: str, covered: bool) -> None:  # noqa: FBT001
    """By whole segments of the dotted code, downwards only."""
    assert covers(mandate, field) is covered


def test_the_narrowest_mandate_is_named() -> None:
    """The reason shown is the closest one."""
    both = agency("H99.06", "Sở NN", "env", "env.land")

    found = mandate_for(both, "env.land.price")

    assert found is not None
    assert found.field == "env.land"


def test_a_suggestion_carries_mandate_and_legal_basis() -> None:
    """Every suggested agency comes with the law that makes it concerned."""
    suggestions = suggest(AGENCIES, (LAW, MONEY, SITE), (WARD.code,))

    assert [(s.agency.code, [m.question for m in s.matches]) for s in suggestions] == [
        (JUSTICE.code, ["law"]),
        (FINANCE.code, ["money"]),
        (WARD.code, ["site"]),
    ]
    mandate = suggestions[0].matches[0].mandate
    assert mandate is not None
    assert mandate.legal_basis == "Luật về justice.drafting"


def test_an_agency_left_out_is_named_with_what_it_answers_for() -> None:
    """Concerned and not asked: the drafter is told which question, and by which law."""
    suggestions = suggest(AGENCIES, (LAW, MONEY, SITE), (WARD.code,))

    (missing,) = left_out(suggestions, {JUSTICE.code, WARD.code}, HOME.code)

    assert missing.agency is FINANCE
    said = warning(missing, number_questions((LAW, MONEY, SITE)))
    assert "Sở Tài chính, là" in said.vi
    assert "số 2" in said.vi
    assert "Luật về fin" in said.en
    assert said.vi != said.en


def test_nobody_is_left_out_of_its_own_draft_or_of_another_place() -> None:
    """The drafting agency asks itself nothing, and a ward counts only where it is named."""
    suggestions = suggest(AGENCIES, (MONEY, SITE))

    assert left_out(suggestions, (), FINANCE.code) == ()


def test_one_agency_is_warned_about_once_per_mandate() -> None:
    """Two questions under one mandate cite its law once."""
    twice = (MONEY, MONEY.model_copy(update={"id": "more"}))

    (missing,) = left_out(suggest([FINANCE], twice), (), HOME.code)

    said = warning(missing, number_questions(twice)).vi
    assert "số 1, số 2" in said
    assert said.count("Luật về fin") == 1
