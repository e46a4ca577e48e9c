"""The Office's desk: what stalls, on whose desk, since when, how high it rose; ages of the rest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from portal.navigation import OFFICE
from portal.page import Page
from portal.pages.cases_page import FilterChoice
from portal.parts.agency_filter import AgencyFilter
from portal.parts.case_in_time import CaseInTime
from portal.parts.paging import Paging, with_query
from portal.parts.request_lines import desk_of, left_when_stopped, next_step_of, tag_of
from portal.parts.tabs import Tab
from portal.parts.work import Act, WorkGroup, WorkItem
from portal.paths import request_path
from remiss.consultation.life.declining.circle_path import say_circle
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import WITH_AGENCY
from remiss.consultation.values import Value
from remiss.consultation.views.task_deadline import cite_task
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.stalled_requests import StallCount, WhoseDesk
from remiss.texts import Bilingual, day_and_time, label, say, text

BANDS = (2, 5, 10, 20)
"""Working days since a request was sent, at most; older ones are in a last band."""


class AgeBand(Value):
    """How many requests in progress are so old, and where they are listed."""

    name: Bilingual
    count: int
    path: str
    here: bool


class StallsPage(Page):
    """What stalls now, as rows of the ledger say it."""

    template: ClassVar[str] = "office/stalls.html"
    here: ClassVar[str] = OFFICE

    counted: Bilingual
    tabs: tuple[Tab, ...]
    kept: tuple[tuple[str, str], ...]
    """Filters of the tabs, kept by the form of the others."""
    agency: AgencyFilter
    drafting: AgencyFilter
    kinds: tuple[FilterChoice, ...]
    overdue: bool
    by_task: bool
    filtered: bool
    ages: tuple[AgeBand, ...]
    groups: tuple[WorkGroup, ...]
    may_urge: bool
    paging: Paging
    behind: bool

    @property
    def unclear(self) -> bool:
        """Which agency is meant is not known, so that nothing is listed."""
        return self.agency.unclear or self.drafting.unclear


def stall_tabs(
    counts: Iterable[StallCount], kept: Mapping[str, str], own: Mapping[str, str]
) -> tuple[Tab, ...]:
    """All, the new ones, by level, by desk, each with its count; `own` is what the address names.

    Counts are of the whole province: filters of the form beside them narrow none of these.
    """
    each = tuple(counts)
    found: list[tuple[dict[str, str], Bilingual, int]] = [
        ({}, text("portal.office.tab.all"), sum(c.requests for c in each))
    ]
    found.append(({"new": "true"}, text("portal.office.tab.new"), sum(c.new for c in each)))
    for level in reversed(EscalationLevel):
        told = sum(c.requests for c in each if c.level == level)
        if level is not EscalationLevel.NONE:
            name = say("portal.office.tab.level", level=label(level))
            found.append(({"level": str(int(level))}, name, told))
    for desk in WhoseDesk:
        lies = sum(c.requests for c in each if c.desk == desk)
        found.append(({"desk": desk.value}, text(f"portal.office.tab.{desk.value}"), lies))
    return tuple(
        Tab(name=name, path=with_query(OFFICE, {**kept, **own_}), here=own_ == own, count=count)
        for own_, name, count in found
    )


def age_bands(counts: Sequence[int], age: int | None) -> tuple[AgeBand, ...]:
    """One for each stretch of working days since the request was sent, youngest first."""
    names = [
        say("portal.office.age.upto", since=since + 1, most=most)
        for since, most in zip((-1, *BANDS), BANDS, strict=False)
    ]
    names.append(say("portal.office.age.over", most=BANDS[-1]))
    return tuple(
        AgeBand(name=name, count=count, path=f"{OFFICE}?age={place}", here=place == age)
        for place, (name, count) in enumerate(zip(names, counts, strict=True))
    )


def stall_groups(
    items: Iterable[InboxItem],
    cases: Mapping[str, CaseInTime],
    *,
    may_urge: bool,
    by_task: bool = False,
) -> tuple[WorkGroup, ...]:
    """Those that became overdue since yesterday, then by the level they were reported to.

    Sorted by task they stay in one group, in the order they came.
    """
    if by_task:
        return _one_group(items, cases, may_urge=may_urge)
    groups: dict[str, list[WorkItem]] = {}
    for item in items:
        case = cases[item.consultation]
        groups.setdefault(_group(item, case), []).append(stall_item(item, case, may_urge=may_urge))
    names = ("new", *(f"level{int(level)}" for level in reversed(EscalationLevel)))
    return tuple(
        WorkGroup(
            id=f"g-{name}", heading=_heading(name, len(groups[name])), items=tuple(groups[name])
        )
        for name in names
        if name in groups
    )


def _one_group(
    items: Iterable[InboxItem], cases: Mapping[str, CaseInTime], *, may_urge: bool
) -> tuple[WorkGroup, ...]:
    listed = tuple(stall_item(each, cases[each.consultation], may_urge=may_urge) for each in items)
    heading = text("portal.office.group.by_task")
    return (WorkGroup(id="g-task", heading=heading, items=listed),) if listed else ()


def _group(item: InboxItem, case: CaseInTime) -> str:
    row = item.request
    today = case.calendar.local(case.now).date()
    if row.overdue and row.listed_on is not None and row.listed_on >= today:
        return "new"
    return f"level{int(row.known.highest_level)}"


def _heading(name: str, count: int) -> Bilingual:
    if name == "new":
        return say("portal.office.group.new", count=count)
    level = EscalationLevel(int(name.removeprefix("level")))
    if level is EscalationLevel.NONE:
        return say("portal.office.group.none", count=count)
    return say("portal.office.group.level", level=label(level), count=count)


def stall_item(item: InboxItem, case: CaseInTime, *, may_urge: bool) -> WorkItem:
    """One request: which agency, which case, on whose desk since when, and what time does next."""
    row = item.request
    path = request_path(item.consultation, row.agency)
    urged = may_urge and row.stage in WITH_AGENCY and case.waits_for(row)
    return WorkItem(
        tag=tag_of(row, case),
        due_at=row.due_at,
        time_note=left_when_stopped(row, case),
        heading=row.known.name,
        path=path,
        case=item.consultation,
        context=(
            item.subject,
            say(
                "portal.office.officer",
                agency=case.facts.drafting_agency,
                officer=item.officer_name,
            ),
        ),
        standing=tuple(_standing(item)),
        next_step=next_step_of(row),
        desk=desk_of(row, case),
        act=Act(name=text("portal.office.open"), path=path),
        choice=f"{item.consultation}/{row.agency}" if urged else None,
    )


def _standing(item: InboxItem) -> list[Bilingual]:
    row, facts = item.request, item.request.known
    said = [label(row.stage)]
    said += [line for circle in facts.circles for line in say_circle(circle)]
    if task := item.facts.task:
        said.append(say("portal.office.task", task=cite_task(task)))
    if facts.turn_since:
        since = day_and_time(facts.turn_since)
        said.append(say("portal.office.since", since=since))
    if facts.turn_until:
        said.append(say("portal.office.until", until=day_and_time(facts.turn_until)))
    if facts.highest_level:
        said.append(say("portal.work.risen", level=label(facts.highest_level)))
    if row.delay_reason:
        said.append(say("portal.office.reason", reason=row.delay_reason))
    return said
