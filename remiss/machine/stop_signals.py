"""Signals that end a supervisor: the first ends the block, in order; more change nothing."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Turn the first stop signal into the end of the block; further ones change nothing.

    Nor do they afterwards: a program that was told to end is ending.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    caught: list[signal.Signals] = []

    def stop(received: signal.Signals) -> None:
        caught.append(received)
        if len(caught) == 1 and task is not None:
            task.cancel()

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for each in signals:
        loop.add_signal_handler(each, stop, each)
    try:
        yield
    except asyncio.CancelledError:
        if not caught or task is None:
            raise
        task.uncancel()
    finally:
        for each in signals:
            loop.remove_signal_handler(each)
            if caught:
                signal.signal(each, signal.SIG_IGN)
