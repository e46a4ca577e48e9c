"""The list of comments: what a page holds, what it posts, what is filled in."""

import pytest

from portal.pages.comments.comments_page import MOST, View, paged
from portal.pages.comments.entries import ListedComment, Sort, answer_to
from portal.pages.comments.typed_comments import applied, merged
from remiss.consultation.values import DispositionKind
from remiss.texts import Bilingual

NAME = Bilingual(vi="Sở Tài chính", en="Department of Finance")


def entry(number: int, words: str = "Đề nghị sửa.") -> ListedComment:
    id_ = f"H99.04-1-1.{number}"
    return ListedComment(
        id=id_,
        slot=id_,
        agency="H99.04",
        agency_name=NAME,
        name=NAME,
        heading="Điều 3",
        position=NAME,
        letter="",
        quoted="",
        words=words,
        parts=(),
        wording="",
        kinds=tuple(DispositionKind),
        objected=None,
        kind=None,
        outcome=None,
        waits=True,
        final=None,
    )


ENTRIES = [entry(number) for number in range(1, 26)]


def test_a_page_has_ten_comments_and_fewer_where_they_say_much() -> None:
    """Every comment stands on one page, also one that is longer than a page should be."""
    assert [len(page) for page in paged(ENTRIES)] == [MOST, MOST, 5]
    long = [entry(number, "Đề nghị. " * 500) for number in range(1, 5)]
    assert [each for page in paged([*long, entry(9, "x" * 40_000)]) for each in page][:4] == long
    assert max(len(page) for page in paged(long)) < len(long)


def test_what_other_pages_hold_stays_and_what_this_one_holds_is_as_it_was_posted() -> None:
    """A choice that was taken back is gone; what was marked elsewhere is not marked any more."""
    saved = {"kind.a": ("kept",), "why.a": ("Vì",), "kind.b": ("kept",), "pick": ("a",)}
    typed = {"on": ("b",), "why.b": ("",)}
    assert merged(typed, saved) == {
        "on": ("b",),
        "why.b": ("",),
        "kind.a": ("kept",),
        "why.a": ("Vì",),
    }


def test_a_result_for_several_overwrites_no_reason() -> None:
    """And what cannot be said of a comment is not said of it."""
    wants = ENTRIES[1].model_copy(update={"kinds": (DispositionKind.ADOPTED,)})
    first = ENTRIES[0].slot
    values = {"pick": (first, wants.slot), "all.kind": ("kept",), "all.why": ("Chung",)}
    values[f"why.{first}"] = ("Riêng",)
    assert applied(values, [ENTRIES[0], wants, ENTRIES[2]]) == {
        f"kind.{first}": ("kept",),
        f"why.{first}": ("Riêng",),
    }


@pytest.mark.parametrize(
    ("kind", "why", "whole"),
    [("adopted", "", True), ("kept", " ", False), ("kept", "Vì", True), ("no-such", "Vì", False)],
)
def test_anything_but_adopting_says_why(kind: str, why: str, whole: bool) -> None:  # noqa: FBT001
    slot = ENTRIES[0].slot
    answer = answer_to(ENTRIES[0], {f"kind.{slot}": (kind,), f"why.{slot}": (why,)})
    assert answer.whole is whole


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²"])
def test_an_address_that_says_nonsense_shows_the_first_page(page: str) -> None:
    assert View.read({"page": page, "sort": "x"}) == View(sort=Sort.CLAUSE, page=1)
