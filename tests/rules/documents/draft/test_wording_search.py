"""A wording that was adopted is looked for in the final text."""

import pytest

from remiss.consultation.values import LONGEST_PASSAGE, WordingFinding
from remiss.documents.draft.clause_tree import read_clauses
from remiss.documents.draft.wording_search import FinalTextSearch
from tests.given.drafts import AMENDED

SEARCH = FinalTextSearch(read_clauses(AMENDED))
AT = "Khoản 1 Điều 3 Quy định kèm theo"
EXACT, CHANGED = WordingFinding.EXACT, WordingFinding.CHANGED


@pytest.mark.parametrize(
    "wording",
    [
        "Người đạt từ 90 điểm được xét mức tiền thưởng tối đa bằng 1,5 lần mức bình quân.",
        "được xét mức tiền thưởng, tối đa bằng 1,5 lần",
        "1. Người đạt từ 90 điểm được xét mức tiền thưởng",
        "Khoản 1. Người đạt từ 90 điểm được xét mức",
        "Sửa thành: “được xét mức tiền thưởng tối đa bằng”.",
        "ĐƯỢC XÉT MỨC\nTIỀN THƯỞNG",
    ],
)
def test_words_that_are_there_are_found_in_their_clause(wording: str) -> None:
    """Signs, capitals, line breaks and the number before them are nothing."""
    found = SEARCH.find(wording)

    assert (found.finding, found.address) == (EXACT, AT)


def test_words_over_several_clauses_are_found_in_what_holds_them() -> None:
    """A khoản with its points is one wording."""
    found = SEARCH.find("Nguồn kinh phí gồm: a) Dự toán chi thường xuyên được giao hằng năm;")

    assert (found.finding, found.address) == (EXACT, "Khoản 2 Điều 3 Quy định kèm theo")


def test_other_words_in_its_place_are_shown() -> None:
    """The sentence that comes nearest, not the whole clause."""
    found = SEARCH.find("Người đạt từ 90 điểm được xét mức tiền thưởng tối đa bằng 02 lần")

    assert (found.finding, found.address) == (CHANGED, AT)
    assert found.passage.startswith("Người đạt từ 90 điểm được xét")
    assert len(found.passage) <= LONGEST_PASSAGE


def test_one_word_more_or_less_is_not_what_was_asked_for() -> None:
    """“Không” changes everything."""
    assert SEARCH.find("Người đạt từ 90 điểm không được xét mức tiền thưởng").finding is CHANGED


@pytest.mark.parametrize(
    "wording",
    [
        "Bỏ cụm từ “được xét mức tiền thưởng”.",
        "Thay “được xét mức tiền thưởng tối đa” bằng “được thưởng cố định hai lần”.",
    ],
)
def test_words_that_were_to_go_are_not_what_was_asked_for(wording: str) -> None:
    """A wording that quotes them is left to a person, though they are there."""
    assert SEARCH.find(wording).finding is not EXACT


@pytest.mark.parametrize("wording", ["Giao Sở Y tế kiểm tra bệnh viện.", "…", "“ ”"])
def test_words_that_are_nowhere_are_not_found(wording: str) -> None:
    """Nor is what holds no words."""
    found = SEARCH.find(wording)

    assert (found.finding, found.passage) == (WordingFinding.NOT_FOUND, "")
    assert FinalTextSearch(()).find("Bất kỳ.").finding is WordingFinding.NOT_FOUND
