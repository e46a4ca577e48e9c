"""Who is directly concerned."""

import pytest

from consultation.relevance import covers, mandate_for, suggest
from tests.domain.given import AGENCIES, FINANCE, JUSTICE, LAW, MONEY, SITE, WARD, agency


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
