"""What the check of the registry lists, and the page made from the same entries."""

from datetime import date
from pathlib import Path

import pytest

from remiss.reference.bases_page import bases_page
from remiss.reference.laws import LawBook, LawState, load_laws
from remiss.reference.registry import load_registry, shipped_registry
from remiss.reference.registry_review import STALE, Concern, review
from remiss.texts import labels

LAST_LOOK = max(law.looked for law in load_laws().laws.values())
PAGE = Path(__file__).parents[3] / "docs" / "legal-bases.md"


def concerns(day: date) -> dict[str, Concern]:
    """The concern about each law and agency of the shipped registry on that day, by its words."""
    found = review(shipped_registry(), load_laws(), load_registry(), day)
    return {remark.said.vi: remark.concern for remark in found}


def about(day: date, words: str) -> Concern:
    (concern,) = [found for said, found in concerns(day).items() if said.startswith(words)]
    return concern


def test_nothing_is_stale_on_the_day_of_the_last_look() -> None:
    """Whoever looks brings it all up to date."""
    assert not STALE.intersection(concerns(LAST_LOOK).values())


def test_every_law_is_used() -> None:
    """An entry no mandate rests on, directly or as what amends or replaces one, is left over."""
    assert Concern.UNUSED not in concerns(LAST_LOOK).values()


@pytest.mark.parametrize(
    ("day", "concern"),
    [
        (date(2026, 11, 30), Concern.REPLACED_SOON),
        (date(2027, 3, 1), Concern.REPLACED),
    ],
)
def test_a_law_that_is_replaced_is_named_before_and_after(day: date, concern: Concern) -> None:
    """Time to read the new law; then time to name it in the mandate."""
    assert about(day, "Luật Hộ tịch số 60/2014/QH13") is concern


def test_what_was_recalled_is_listed_until_somebody_looks() -> None:
    """As never checked, and after three months as due."""
    words = "Luật Đất đai số 31/2024/QH15"

    assert about(LAST_LOOK, words) is Concern.RECALLED
    assert about(date(2027, 3, 2), words) is Concern.OVERDUE


def test_a_law_nobody_names_is_listed() -> None:
    """It would be kept up for nothing."""
    extra = load_laws().laws["60/2014/QH13"].model_copy(update={"title": "Luật Thừa"})
    book = LawBook(laws={**load_laws().laws, "extra": extra})
    found = review(shipped_registry(), book, load_registry(), LAST_LOOK)

    assert [each.said.vi for each in found if each.concern is Concern.UNUSED] == [
        "Luật Thừa: không chức năng, nhiệm vụ nào viện dẫn"
    ]


def test_an_agency_without_abbreviation_is_listed() -> None:
    """Its letters are numbered by hand until the province fills it in."""
    assert about(LAST_LOOK, "Thống kê tỉnh") is Concern.NO_ABBREVIATION


def test_every_concern_and_state_has_a_label() -> None:
    """A new one without words for people fails here."""
    assert set(labels(Concern)) == set(Concern)
    assert set(labels(LawState)) == set(LawState)


def test_the_page_of_legal_bases_is_up_to_date() -> None:
    """After a change to laws or mandates: remiss registry bases > docs/legal-bases.md."""
    assert PAGE.read_text(encoding="utf-8") == bases_page(shipped_registry(), load_laws())
