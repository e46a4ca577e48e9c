"""Pages of refusals: their own words, nothing given away, and one way on."""

import pytest

from portal.anyone import Anyone
from portal.pages.refused_page import refused_page
from portal.render import render
from remiss.consultation.refusals import Refusal
from remiss.problems.problem import Problem, Refused
from tests.given.portal_components import words

NOBODY = Anyone("vi")


def said(problem: Problem | Refused, visitor: Anyone = NOBODY) -> str:
    return words(render(visitor, refused_page(problem, visitor, "r-1")))


def test_what_is_absent_and_what_is_anothers_read_the_same() -> None:
    """Whichever case or request it was: nobody learns that it exists."""
    absent: list[Problem | Refused] = [
        Problem("not_found"),
        Refused(Refusal("consultation_not_found").as_dict()),
        Refused(Refusal("request_not_found").as_dict()),
    ]
    assert len({said(problem) for problem in absent}) == 1


def test_an_outage_says_that_nothing_was_done_and_charges_nobody() -> None:
    """With the number by which the log knows it."""
    page = said(Problem("ledger_unavailable"))
    assert "không tính cho cơ quan" in page
    assert "r-1" in page


def test_too_much_asked_says_how_long_to_wait() -> None:
    """As the header says it to programs."""
    assert "sau 7 giây" in said(Problem("too_many_requests", headers={"Retry-After": "7"}))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_refusal_is_told_in_its_own_words(language: str) -> None:
    """Who may, what is too large: the page adds a heading and a way on."""
    problem = Problem("attachment_too_large", limit=1024)
    visitor = Anyone("en" if language == "en" else "vi")
    own = problem.message.en if language == "en" else problem.message.vi
    assert own in said(problem, visitor)
