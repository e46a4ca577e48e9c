"""How far people agree: known values, and what the figure means where there is little to say."""

from itertools import chain, repeat

import pytest

from remiss.consultation.labelling.agreement import (
    Closeness,
    agreement,
    closeness,
    fleiss_kappa,
    share_interval,
)

PATIENTS = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)
"""Fourteen people, ten things, five categories: the worked example of Fleiss' kappa."""


def ratings(table: tuple[tuple[int, ...], ...]) -> list[list[int]]:
    """Each row of counts as what every person chose."""
    return [
        list(chain.from_iterable(repeat(category, n) for category, n in enumerate(row)))
        for row in table
    ]


def test_the_worked_example_comes_out() -> None:
    """0.210, as published."""
    assert fleiss_kappa(ratings(PATIENTS)) == pytest.approx(0.2099, abs=1e-4)
    assert agreement([ratings(PATIENTS)], range(5)).pairs == pytest.approx(0.378, abs=1e-3)


@pytest.mark.parametrize(
    ("chosen", "kappa"),
    [
        ([["a", "a", "a"], ["b", "b", "b"]], 1.0),
        ([["a", "a", "b"], ["a", "b", "b"]], -1 / 3),
        ([["a", "b", "c"], ["a", "b", "c"]], -0.5),
        ([["a", "a", "a"], ["b", "b", "b"], ["a", "a", "b"], ["a", "b", "b"]], 1 / 3),
    ],
    ids=["always", "worse than chance", "never", "in between"],
)
def test_small_tables_worked_by_hand(chosen: list[list[str]], kappa: float) -> None:
    """The lowest value of three people is -0.5."""
    assert fleiss_kappa(chosen) == pytest.approx(kappa)


@pytest.mark.parametrize("chosen", [[], [["a", "a", "a"], ["a", "a", "a"]]])
def test_where_nothing_varies_there_is_no_kappa(chosen: list[list[str]]) -> None:
    """Not 1, and not 0: chance had no part in it."""
    assert fleiss_kappa(chosen) is None
    assert closeness(None) is Closeness.UNTOLD


@pytest.mark.parametrize("chosen", [[["a"]], [[]], [["a", "b"], ["a", "b", "c"]]])
def test_unequal_numbers_of_people_are_refused(chosen: list[list[str]]) -> None:
    """A missing choice is no category of its own."""
    with pytest.raises(ValueError, match="equally many"):
        fleiss_kappa(chosen)


def test_the_categories_together_make_the_whole() -> None:
    """Fleiss: the kappa of the whole is the mean of the categories', weighted by p(1-p)."""
    found = agreement([ratings(PATIENTS)], range(5))
    choices = sum(one.chosen for one in found.categories)
    weights = [one.chosen * (choices - one.chosen) for one in found.categories]
    each = [one.kappa or 0.0 for one in found.categories]

    mean = sum(w * k for w, k in zip(weights, each, strict=True)) / sum(weights)
    assert mean == pytest.approx(found.kappa)
    assert choices == 140


def test_identical_choices_are_counted() -> None:
    """All people the same; a majority is not enough."""
    found = agreement([[["a", "a", "a"]], [["a", "a", "b"]], [["b", "b", "b"]]], "abc")
    assert (found.things, found.identical) == (3, 2)
    assert found.pairs == pytest.approx(7 / 9)
    assert [one.chosen for one in found.categories] == [5, 4, 0]
    assert found.categories[2].kappa is None


def test_the_range_holds_the_figure_and_narrows_with_more_replies() -> None:
    """By leaving out one reply at a time."""
    few = [[["a", "a", "a"]], [["b", "b", "b"]], [["a", "a", "b"]], [["a", "b", "b"]]]
    ranges = []
    for times in (1, 10):
        found = agreement(few * times, "ab")
        assert found.kappa_range is not None
        least, most = found.kappa_range
        assert least < (found.kappa or 0) < most
        ranges.append(most - least)
    assert ranges[1] < ranges[0] / 2


def test_questions_of_one_reply_are_one_piece_of_evidence() -> None:
    """Ten questions answered alike in one reply do not count like ten replies."""
    one = [["a", "a", "a"], ["b", "b", "b"], ["a", "a", "b"]]
    other = [["a", "b", "b"], ["a", "b", "b"], ["b", "b", "b"]]
    apart = agreement([[rating] for rating in one + other], "ab")
    together = agreement([one, other], "ab")
    assert apart.kappa == together.kappa
    assert apart.kappa_range != together.kappa_range
    assert agreement([one + other], "ab").kappa_range is None


def test_agreeing_always_so_far_is_no_promise() -> None:
    """A range from 1 to 1 would be one."""
    found = agreement([[["a", "a", "a"]], [["b", "b", "b"]]] * 3, "ab")
    assert (found.kappa, found.kappa_range) == (1.0, None)


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (-0.4, Closeness.POOR),
        (0.19, Closeness.POOR),
        (0.2, Closeness.WEAK),
        (0.4, Closeness.MODERATE),
        (0.6, Closeness.GOOD),
        (0.8, Closeness.VERY_GOOD),
        (1.0, Closeness.VERY_GOOD),
    ],
)
def test_a_kappa_has_a_plain_word(kappa: float, word: Closeness) -> None:
    """Each band begins with its bound."""
    assert closeness(kappa) is word


def test_a_share_of_few_says_little() -> None:
    """Wilson's interval for 9 of 10: 60 to 98 %."""
    least, most = share_interval(9, 10)
    assert (round(least, 3), round(most, 3)) == (0.596, 0.982)
