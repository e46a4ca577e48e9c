"""The check of histories: it takes what could have happened, and rejects what could not."""

import random
from itertools import permutations

import pytest

from lab.checking.linearizability import NEVER, Operation, unexplained
from lab.checking.official_register import RegisterAct, stale_or_lost, step

LAN, DUC = "chaos.lan", "chaos.duc"


def assigned(official: str, began: float, ended: float = NEVER) -> Operation[RegisterAct]:
    return Operation("head", RegisterAct("assign", "HS-1", "H99.04", official), began, ended)


def read(official: str, began: float, ended: float) -> Operation[RegisterAct]:
    return Operation("reader", RegisterAct("read", "HS-1", "H99.04", official), began, ended)


def holds(*history: Operation[RegisterAct]) -> bool:
    return unexplained(history, "", step) is None


def test_one_after_the_other_everybody_sees_the_last() -> None:
    """Nothing overlaps: what is read is what was assigned before."""
    assert holds(read("", 0, 1), assigned(LAN, 2, 3), read(LAN, 4, 5), assigned(DUC, 6, 7))


def test_a_read_beside_an_assignment_may_see_either() -> None:
    """The assignment takes effect at some moment between asking and being told."""
    assert holds(assigned(LAN, 0, 9), read("", 1, 2), read(LAN, 3, 4))
    assert not holds(assigned(LAN, 0, 9), read(LAN, 1, 2), read("", 3, 4))


def test_what_was_acknowledged_and_is_not_seen_afterwards_is_rejected() -> None:
    """A write is lost, or a read is stale: no order explains it, and the read is named."""
    history = [assigned(LAN, 0, 1), read("", 2, 3)]
    assert unexplained(history, "", step) == history[1]


def test_what_was_replaced_does_not_come_back() -> None:
    """An older official is seen after a newer one: the same assignment acted twice."""
    assert not holds(assigned(LAN, 0, 1), assigned(DUC, 2, 3), read(DUC, 4, 5), read(LAN, 6, 7))


def test_two_readers_agree_on_the_order() -> None:
    """Each read alone could be; both together could not."""
    both = [assigned(LAN, 0, 9), assigned(DUC, 0, 9)]
    assert holds(*both, read(LAN, 1, 2), read(DUC, 3, 4))
    assert not holds(*both, read(LAN, 1, 2), read(DUC, 3, 4), read(LAN, 5, 6))


def test_a_write_nobody_was_told_of_may_have_happened_or_not() -> None:
    """It may be seen for the first time long afterwards, and never undone."""
    unknown = assigned(DUC, 2)
    assert holds(assigned(LAN, 0, 1), unknown, read(LAN, 5, 6))
    assert holds(assigned(LAN, 0, 1), unknown, read(LAN, 5, 6), read(DUC, 7, 8))
    assert not holds(assigned(LAN, 0, 1), unknown, read(DUC, 5, 6), read(LAN, 7, 8))


def test_requests_are_judged_each_by_itself_and_named() -> None:
    """What is wrong with one request is told with its case and agency."""
    elsewhere = Operation("reader", RegisterAct("read", "HS-2", "H99.03", LAN), 2, 3)
    (said,) = stale_or_lost([assigned(LAN, 0, 1), read(LAN, 2, 3), elsewhere])
    assert said.startswith("HS-2 H99.03: no order explains that reader did read chaos.lan")


def plainly_holds(history: list[Operation[RegisterAct]]) -> bool:
    """The definition, tried in every order there is; every operation here was answered."""
    for order in permutations(history):
        named, possible = "", True
        for n, each in enumerate(order):
            possible &= all(each.began <= later.ended for later in order[n:])
            possible &= (after := step(named, each.asked)) is not None
            named = after or ""
            if not possible:
                break
        if possible:
            return True
    return False


@pytest.mark.parametrize("seed", range(40))
def test_it_agrees_with_the_definition(seed: int) -> None:
    """On small random histories the search finds what trying every order finds."""
    dice = random.Random(seed)
    history = []
    for _ in range(6):
        began = dice.uniform(0, 10)
        made = dice.choice([assigned, read])
        official = dice.choice([LAN, DUC] if made is assigned else ["", LAN, DUC])
        history.append(made(official, began, began + dice.uniform(0, 5)))
    assert holds(*history) == plainly_holds(history)
