"""Work on many cases, a few at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AT_ONCE = 8
Progress = Callable[[int], None]
"""Is told how many are done, after each."""


async def for_each(
    items: AsyncIterator[T], work: Callable[[T], Awaitable[R]], progress: Progress
) -> list[R]:
    """The result of `work` for each item; at most `AT_ONCE` are under way.

    Raises: what `work` raised first; what was under way is given up.
    """
    done: list[R] = []
    turn = asyncio.Lock()

    async def one_after_another() -> None:
        while True:
            async with turn:
                item = await anext(items, None)
            if item is None:
                return
            done.append(await work(item))
            progress(len(done))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(one_after_another())
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return done
