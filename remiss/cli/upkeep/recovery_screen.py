"""A recovery in the terminal: how far it is, and what a person has to see to."""

from typing import TYPE_CHECKING

from remiss.cli.terminal import beside, screen
from remiss.texts import Bilingual, BilingualError, say

if TYPE_CHECKING:
    from remiss.recovery.outcomes import Summary

PROGRESS_EVERY = 100


def show_progress(done: int) -> None:
    """Print a line for every hundred cases."""
    if done % PROGRESS_EVERY == 0:
        screen.print(f"  {beside(say('program.cases_so_far', count=done))}")


def show_outcome(summary: "Summary", said: Bilingual) -> None:
    """Name what a person has to see to.

    Raises:
        BilingualError: something could not be brought back.
    """
    told = summary.told
    if not summary.succeeded:
        raise BilingualError(Bilingual(vi=f"{said.vi}\n{told.vi}", en=f"{said.en}\n{told.en}"))
    screen.print("\n".join(filter(None, (said.vi, told.vi, said.en, told.en))), markup=False)
