"""Sheets of periods as somebody may see them: all agencies, or their own alone."""

from collections.abc import Collection

from remiss.consultation.authority import AUTHORITY, SCORECARDS, Scorecard
from remiss.consultation.permission import not_permitted, scorecard_scope
from remiss.consultation.values import Actor, AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import (
    Amendment,
    Change,
    KeptSheet,
    SheetLine,
)
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.ledger.connection import Reader
from remiss.ledger.sheets.sheet_chain import SheetLineOfList, kept_sheet, list_sheets
from remiss.ledger.sheets.sheet_making import difference
from remiss.problems.problem import Problem

CARDS = {Card.AGENCIES: Scorecard.AGENCIES, Card.DRAFTERS: Scorecard.DRAFTERS}
Scopes = dict[Card, AgencyCode | None]
"""The cards somebody may read, and of each the one agency, or None for all."""


async def seen_sheets(source: Reader, looks: Actor) -> list[SheetLineOfList]:
    """All sheets there are, the newest period first.

    Raises:
        Refusal: `not_permitted`.
    """
    scopes_of(looks)
    return await list_sheets(source)


async def seen_sheet(
    source: Reader, looks: Actor, period: SheetPeriod, apart: Collection[AgencyCode]
) -> KeptSheet:
    """The sheet of a period, with the lines and changes that somebody may see.

    Agencies `apart` stand beside no others: only whoever reads their own alone sees them here.

    Raises:
        Problem: `sheet_not_found`.
        Refusal: `not_permitted`.
    """
    scopes = scopes_of(looks)
    kept = await kept_sheet(source, period)
    if kept is None:
        raise Problem("sheet_not_found", period=period.name)
    return restricted(kept, scopes, apart)


async def not_recorded(
    source: Reader, looks: Actor, kept: KeptSheet, apart: Collection[AgencyCode]
) -> Amendment | None:
    """What a count of now says otherwise, which the next run records; of what they may see.

    Raises:
        Refusal: `not_permitted`.
    """
    whole = await kept_sheet(source, kept.period)
    found = await difference(source, whole) if whole else None
    if found is None:
        return None
    changes = _seen(found.changes, scopes_of(looks), apart)
    return found.model_copy(update={"changes": changes}) if changes else None


def scopes_of(looks: Actor) -> Scopes:
    """Which cards somebody reads in a sheet.

    Raises:
        Refusal: `not_permitted`.
    """
    roles = AUTHORITY["read_sheets"].roles
    if looks.role not in roles:
        raise not_permitted(looks, roles)
    return {
        card: scorecard_scope(looks, scorecard)
        for card, scorecard in CARDS.items()
        if looks.role in SCORECARDS[scorecard]
    }


def restricted(kept: KeptSheet, scopes: Scopes, apart: Collection[AgencyCode]) -> KeptSheet:
    """Only the lines and changes of these agencies, and of all: without those `apart`."""
    lines = tuple(line for line in kept.sheet.lines if _is_seen(line, scopes, apart))
    amendments = tuple(
        each.model_copy(update={"changes": changes})
        for each in kept.amendments
        if (changes := _seen(each.changes, scopes, apart))
    )
    return KeptSheet(sheet=kept.sheet.model_copy(update={"lines": lines}), amendments=amendments)


def _seen(
    changes: tuple[Change, ...], scopes: Scopes, apart: Collection[AgencyCode]
) -> tuple[Change, ...]:
    return tuple(change for change in changes if _is_seen(change, scopes, apart))


def _is_seen(line: SheetLine | Change, scopes: Scopes, apart: Collection[AgencyCode]) -> bool:
    if line.card not in scopes:
        return False
    own = scopes[line.card]
    return line.agency == own if own else line.agency not in apart
