"""The page of work: what waits, soonest first, and on whose desk each thing lies."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from portal.addresses import WORK
from portal.page import Page
from portal.parts.paging import Paging
from portal.parts.tabs import Tab
from portal.parts.tag import State
from portal.parts.work import WorkGroup, WorkItem
from remiss.texts import Bilingual, say, text

ORDER = (State.LATE, State.NEAR, State.HOLD, State.PLAIN, State.DONE)
"""Groups as they stand below one another."""


class WorkPage(Page):
    """What waits for the visitor's agency, for the visitor, or for others."""

    template: ClassVar[str] = "work.html"
    here: ClassVar[str] = WORK

    tabs: tuple[Tab, ...]
    left_today: Bilingual | None
    """How much working time today still has; None on a day off or after hours."""
    behind: bool
    """The ledger is known to lag behind a case."""
    groups: tuple[WorkGroup, ...]
    empty: Bilingual
    """What is said where nothing waits."""
    paging: Paging


def title_of(items: Sequence[WorkItem]) -> Bilingual:
    """Việc của tôi (4)."""
    return say("portal.work.title", count=len(items))


def grouped(items: Iterable[WorkItem], kind: str) -> tuple[WorkGroup, ...]:
    """Items by their state; within each the order they came in, soonest due first."""
    by_state: dict[State, list[WorkItem]] = {}
    for item in items:
        by_state.setdefault(item.tag.state, []).append(item)
    return tuple(
        WorkGroup(
            id=f"g-{state.value}",
            heading=say(f"portal.work.{kind}.{state.value}", count=len(by_state[state])),
            items=tuple(by_state[state]),
        )
        for state in ORDER
        if state in by_state
    )


def tab(tabs: str, name: str, here: str, count: int | None = None) -> Tab:
    """One tab of a set; the first of it has the plain address."""
    first = name == tabs
    return Tab(
        name=text(f"portal.work.tab.{name}"),
        path=WORK if first else f"{WORK}?tab={name}",
        here=name == here,
        count=count,
    )
