"""The sheets of periods that are over: made, and amended where the count has changed since."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

import structlog
from temporalio import activity

from remiss.consultation.ports import Port, SheetsMade, SheetsTask
from remiss.consultation.views.sheets.sheet_period import SheetPeriod

log = structlog.get_logger()


class DueSheets(Protocol):
    """Of which periods a sheet was made, and of which one was amended."""

    @property
    def made(self) -> Sequence[SheetPeriod]:
        """The first that ended first."""

    @property
    def amended(self) -> Sequence[SheetPeriod]:
        """The first that ended first."""


MakeDue = Callable[[datetime, SheetPeriod | None], Awaitable[DueSheets]]
"""Makes and amends what is due at a moment, of one period or of all."""


class MakingSheets:
    """Has sheets made by `make_due`."""

    def __init__(self, make_due: MakeDue) -> None:
        self._make_due = make_due

    @activity.defn(name=Port.SHEETS)
    async def make_sheets(self, task: SheetsTask) -> SheetsMade:
        """What is due. Safe to repeat: a sheet is made once, and nothing new amends nothing."""
        only = SheetPeriod.of_key(task.period) if task.period else None
        done = await self._make_due(task.at, only)
        found = SheetsMade(
            made=tuple(period.key for period in done.made),
            amended=tuple(period.key for period in done.amended),
        )
        if found.made or found.amended:
            log.info("sheets_made", made=found.made, amended=found.amended)
        return found
