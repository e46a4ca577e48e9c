"""A recovery in the terminal: how far it is, and what a person has to see to."""

from typing import TYPE_CHECKING

from remiss.cli.terminal import screen
from remiss.texts import Bilingual, BilingualError, say, stack

if TYPE_CHECKING:
    from remiss.recovery.outcomes import Summary

PROGRESS_EVERY = 100


def show_progress(done: int) -> None:
    """Print a line for every hundred cases."""
    if done % PROGRESS_EVERY == 0:
        screen.print(f"  {say('program.cases_so_far', count=done).both()}")


def show_outcome(summary: "Summary", said: Bilingual) -> None:
    """Name what a person has to see to.

    Raises:
        BilingualError: something could not be brought back.
    """
    told = summary.to_see_to
    if not summary.succeeded:
        raise BilingualError(stack([said, told]))
    screen.print("\n".join(filter(None, (said.vi, told.vi, said.en, told.en))), markup=False)
