"""Whether what clients saw could have happened one thing at a time: the search of Wing and Gong.

With the memory of Lowe: a set of operations done that led to the same state is tried once.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
S = TypeVar("S", bound=Hashable)
NEVER = float("inf")


@dataclass(frozen=True)
class Operation(Generic[Asked]):
    """One thing a client did, from the moment it asked to the moment it was told, in seconds.

    One that was never told what became of it ended `NEVER`: it happened once, or not at all.
    """

    client: str
    asked: Asked
    began: float
    ended: float = NEVER


Step = Callable[[S, Asked], S | None]
"""The state after an operation; None where its client could not have been told what it was."""


def unexplained(
    history: Sequence[Operation[Asked]], initial: S, step: Step[S, Asked]
) -> Operation[Asked] | None:
    """None where one order explains the whole history; else the first that none can explain.

    That is the operation that ended first of those left where the longest order got stuck.
    Exponential in how many overlap, linear in how many follow one another.
    """
    done, state = 0, initial
    answered = sum(1 << n for n, each in enumerate(history) if each.ended != NEVER)
    seen, left, furthest = {(done, state)}, [(done, state)], done
    while left:
        done, state = left.pop()
        if done & answered == answered:
            return None
        if (done & answered).bit_count() > (furthest & answered).bit_count():
            furthest = done
        for number in _next(history, done):
            after = step(state, history[number].asked)
            reached = (done | 1 << number, after)
            if after is not None and reached not in seen:
                seen.add((reached[0], after))
                left.append((reached[0], after))
    return min(_open(history, furthest), key=lambda each: each.ended)


def _next(history: Sequence[Operation[Asked]], done: int) -> list[int]:
    """Those that may come next: they began before any other that is left had ended."""
    first = min(each.ended for each in _open(history, done))
    return [n for n, each in enumerate(history) if not done >> n & 1 and each.began <= first]


def _open(history: Sequence[Operation[Asked]], done: int) -> list[Operation[Asked]]:
    return [each for n, each in enumerate(history) if not done >> n & 1]
