"""Fields proposed from words."""

from typing import TYPE_CHECKING

from hypothesis import given as for_all
from hypothesis import strategies as st

from remiss.consultation.field_index import MOST, FieldIndex
from remiss.texts import Bilingual
from tests.given.case import agency

if TYPE_CHECKING:
    from remiss.consultation.values import Agency

FIELDS = {
    "fin": Bilingual(vi="Tài chính", en="Finance"),
    "fin.assets": Bilingual(vi="Quản lý tài sản công", en="Public assets"),
    "fin.price": Bilingual(vi="Quản lý giá", en="Price management"),
    "env.land.price": Bilingual(vi="Bảng giá đất", en="Land prices"),
    "home.archives": Bilingual(vi="Văn thư, lưu trữ", en="Records and archives"),
}
BUREAU = agency("H99.04", "Sở", "fin.assets", "fin.price", "env.land", "home.archives")
INDEX = FieldIndex(FIELDS, [BUREAU])


def fields(text: str, subject: str = "", index: FieldIndex = INDEX) -> list[str]:
    return [proposal.field for proposal in index.propose(text, subject)]


def test_rare_words_weigh_more() -> None:
    """“đất” stands in one title, “giá” in two, “quản lý” in two: the land comes first."""
    assert fields("Quản lý giá đất") == ["fin.price", "env.land.price", "fin.assets"]
    assert fields("giá đất")[0] == "env.land.price"


def test_words_side_by_side_weigh_more_than_apart() -> None:
    """“tài sản công” is a phrase; its words scattered are weaker evidence."""
    together = INDEX.propose("Thanh lý tài sản công, bảng kê")[0]
    apart = INDEX.propose("Bảng kê sản lượng, công suất, tài khoản")[0]

    assert together.field == "fin.assets"
    assert together.score > apart.score


def test_diacritics_help_and_are_not_needed() -> None:
    """Typed without them the same field comes first; with other ones it counts for less."""
    assert fields("luu tru")[0] == fields("LƯU TRỮ")[0] == "home.archives"
    right, wrong = INDEX.propose("giá và đất")[0], INDEX.propose("già và đất")[0]
    assert right.score >= wrong.score
    assert INDEX.propose("già")[0].matched == ("già",)


def test_words_of_any_question_propose_nothing() -> None:
    """Nothing is better than a guess from “có được không”."""
    assert fields("Có được không? 100% thì sao?") == []
    assert fields("Zebra") == []


def test_the_subject_helps_where_the_question_is_silent() -> None:
    """What the draft is about counts half of what the question says."""
    assert fields("Bao nhiêu là đủ?", "Quy chế lưu trữ") == ["home.archives"]
    assert fields("Giá đất thế nào?", "Quy chế lưu trữ")[0] == "env.land.price"


def test_a_field_nobody_answers_for_is_not_proposed() -> None:
    """`fin` itself has no agency: a question tagged with it could be asked of nobody."""
    assert "fin" not in fields("Tài chính")
    nobody: list[Agency] = []
    assert fields("Tài sản công", index=FieldIndex(FIELDS, nobody)) == []


def test_the_titles_of_mandates_count() -> None:
    """What the registry calls an agency's mandate places a question too."""
    mandate = BUREAU.mandates[1].model_copy(update={"title": "Thẩm định chi phí"})
    other = BUREAU.model_copy(update={"mandates": (*BUREAU.mandates[:1], mandate)})

    assert fields("chi phí", index=FieldIndex(FIELDS, [other])) == ["fin.price"]


@for_all(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_ranked_the_same_way_twice(text: str, subject: str) -> None:
    """Whatever is written: at most five, scores falling, each with words of the text."""
    found = INDEX.propose(text, subject)

    assert found == FieldIndex(dict(reversed(FIELDS.items())), [BUREAU]).propose(text, subject)
    assert len(found) <= MOST
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert all(p.matched for p in found)
