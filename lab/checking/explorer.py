"""Every order of some steps, the shortest first, until one leads where none may."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeVar

W = TypeVar("W", bound=Hashable)


class Trace(NamedTuple):
    """The steps that led to something wrong, and what that is."""

    steps: tuple[str, ...]
    wrong: str


class Explored(NamedTuple):
    """How many states were reached, and the shortest way to a wrong one, if there is any."""

    states: int
    trace: Trace | None


def explore(
    initial: W,
    steps: Callable[[W], Iterable[tuple[str, W]]],
    wrong: Callable[[W], str],
) -> Explored:
    """Look at every state that `steps` reach from `initial`; `wrong` names what is wrong with one.

    Ends where steps reach no new state: a model has to bound how often a fault may happen.
    """
    came: dict[W, tuple[W, str] | None] = {initial: None}
    left = deque([initial])
    while left:
        world = left.popleft()
        if said := wrong(world):
            return Explored(len(came), Trace(_way(world, came), said))
        for name, after in steps(world):
            if after not in came:
                came[after] = (world, name)
                left.append(after)
    return Explored(len(came), None)


def _way(world: W, came: dict[W, tuple[W, str] | None]) -> tuple[str, ...]:
    names: list[str] = []
    while step := came[world]:
        world, name = step
        names.append(name)
    return tuple(reversed(names))
