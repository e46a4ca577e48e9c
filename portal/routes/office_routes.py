"""The Office's desk: what stalls, and one act that urges several agencies."""

import asyncio
from datetime import date, datetime
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from portal.declared import does
from portal.forms import Form, GivenForm, Place, open_form, read_form
from portal.forms.outcome import end_form
from portal.navigation import OFFICE
from portal.pages.cases_page import FilterChoice
from portal.pages.office.stalls_page import (
    BANDS,
    StallsPage,
    age_bands,
    stall_groups,
    stall_tabs,
)
from portal.pages.office.urging_page import (
    UrgedRequest,
    UrgingPage,
    recorded,
    refused,
    urged_page,
    urging_page,
)
from portal.parts.agency_filter import AgencyFilter, FilteredPage, agency_filter
from portal.parts.paging import paging
from portal.present_cases import cases_in_time, present_of_all
from portal.render import show
from portal.routes.cases_routes import Blank, TypedAgency
from portal.visit import Visit, Visitor
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.life.commands import Urge
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.refusals import Refusal
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import RETIRED_KINDS, AgencyCode, DraftKind, Value
from remiss.consultation.visibility import recused_for
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.ledger.reads.stalled_requests import (
    ListedBy,
    StallFilter,
    WhoseDesk,
    count_ages,
    count_stalls,
    list_aged,
    list_stalls,
    named_requests,
)
from remiss.problems.problem import Problem, Refused
from remiss.sending.bodies.steering import UrgeBody
from remiss.sending.caller_command import command
from remiss.texts import label, say, text

STALLS = 8
"""Of what stalls on one page: a row says more than another list's."""
router = APIRouter()
URGING = "/office/urging"
MOST_URGED = 50
AT_ONCE = 8


class StallQuery(Value):
    """Which of what stalls; blank: whichever. `age`: of all in progress, one band of ages."""

    agency: TypedAgency = None
    drafting: TypedAgency = None
    kind: Annotated[DraftKind | None, Blank] = None
    overdue: Annotated[bool | None, Blank] = None
    level: Annotated[EscalationLevel | None, Blank] = None
    desk: Annotated[WhoseDesk | None, Blank] = None
    new: Annotated[bool | None, Blank] = None
    age: Annotated[int | None, Query(ge=0, le=len(BANDS))] = None
    by: Annotated[ListedBy | None, Blank] = None
    cursor: Annotated[str | None, Query(max_length=200), Blank] = None

    @property
    def form(self) -> dict[str, str]:
        """What the form of filters says, as the address has it."""
        chosen = {
            "agency": self.agency,
            "drafting": self.drafting,
            "kind": self.kind.value if self.kind else None,
            "overdue": "true" if self.overdue else None,
            "by": ListedBy.TASK.value if self.by is ListedBy.TASK else None,
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def tab(self) -> dict[str, str]:
        """What the tabs and ages say, as the address has it."""
        chosen = {
            "new": "true" if self.new else None,
            "level": str(int(self.level)) if self.level else None,
            "desk": self.desk.value if self.desk else None,
            "age": None if self.age is None else str(self.age),
        }
        return {name: value for name, value in chosen.items() if value}

    def filter(
        self, named: "NamedAgencies", today: date, recused: AgencyCode | None
    ) -> StallFilter:
        """As the ledger takes it; none of a case to which the agency `recused` is a party."""
        return StallFilter(
            named.agency.code,
            named.drafting.code,
            self.level,
            self.desk,
            self.kind,
            True if self.overdue else None,
            today if self.new else None,
            recused,
        )


class NamedAgencies(NamedTuple):
    """The agencies that filters name: the one asked, and the one that drafts."""

    agency: AgencyFilter
    drafting: AgencyFilter


@router.get(OFFICE, dependencies=[does("read_stalls")])
async def show_stalls(visit: Visitor, query: Annotated[StallQuery, Query()]) -> Response:
    """What stalls, by when its next move was due; with `age`, all that is so old."""
    has, may_urge = visit.has, visit.actor.role in AUTHORITY["urge_several"].roles
    calendar, now = await has.calendars.in_force(), await present_of_all(visit)
    today, ends = calendar.local(now).date(), _ends(calendar, now)
    recused = recused_for(visit.actor)
    counts = await count_stalls(has.ledger, now, today, recused)
    ages = await count_ages(has.ledger, ends, recused)
    named = _named(visit, query)
    chosen = query.filter(named, today, recused)
    unclear = named.agency.unclear or named.drafting.unclear
    found = ListPage((), None) if unclear else await _found(visit, query, now, ends, chosen)
    cases = await cases_in_time(visit, found.items)
    stalled = sum(each.requests for each in counts)
    filters, by_task = {**query.form, **query.tab}, query.by is ListedBy.TASK
    page = StallsPage(
        title=say("portal.office.title_counted", count=stalled),
        counted=say("portal.office.counted", stalled=stalled, all=sum(ages)),
        tabs=stall_tabs(counts, query.form, query.tab),
        kept=tuple(query.tab.items()),
        agency=named.agency,
        drafting=named.drafting,
        kinds=_kinds(query.kind),
        overdue=bool(query.overdue),
        by_task=by_task,
        filtered=bool(filters),
        ages=age_bands(ages, query.age),
        groups=stall_groups(
            found.items, cases, may_urge=may_urge, by_task=by_task and query.age is None
        ),
        may_urge=may_urge,
        paging=paging(OFFICE, filters, query.cursor, found.next),
        behind=bool(has.ledger.behind),
    )
    return show(visit, page)


def _ends(calendar: WorkCalendar, now: datetime) -> list[datetime]:
    return [now, *(calendar.subtract(now, WorkSpan(days=days)) for days in BANDS)]


async def _found(
    visit: Visit, query: StallQuery, now: datetime, ends: list[datetime], chosen: StallFilter
) -> ListPage[InboxItem]:
    wanted = Wanted(query.cursor, STALLS)
    if query.age is None:
        by = query.by or ListedBy.OWN
        return await list_stalls(visit.has.ledger, now, chosen, wanted, by)
    after = ends[query.age + 1] if query.age + 1 < len(ends) else None
    return await list_aged(visit.has.ledger, after, ends[query.age], chosen, wanted)


def _named(visit: Visit, query: StallQuery) -> NamedAgencies:
    here = FilteredPage(path=OFFICE, kept={**query.form, **query.tab})
    known = visit.has.registry.agencies
    return NamedAgencies(
        agency_filter("agency", text("portal.cases.asked"), query.agency, known, here),
        agency_filter("drafting", text("portal.office.drafting"), query.drafting, known, here),
    )


def _kinds(chosen: DraftKind | None) -> tuple[FilterChoice, ...]:
    return tuple(
        FilterChoice(value=each.value, name=label(each), chosen=each is chosen)
        for each in DraftKind
        if each not in RETIRED_KINDS
    )


def _place(visit: Visit) -> Place:
    return Place.of(visit, URGING, text("portal.office.urging.draft"), "portal.decide")


@router.get(URGING, dependencies=[does("urge_several")])
async def show_urging(
    request: Request,
    visit: Visitor,
    chosen: Annotated[list[str], Query(max_length=MOST_URGED)] = [],  # noqa: B006 -- read only
) -> Response:
    """The requests chosen, with one text for all; a draft of it has those chosen when it was."""
    form = await open_form(request, visit, _place(visit))
    named = chosen or list(form.values.get("chosen", ()))
    items = await named_requests(visit.has.ledger, named[:MOST_URGED])
    return show(visit, urging_page(items, form))


@router.post(URGING, dependencies=[does("urge_several")])
async def urge_several(request: Request, visit: Visitor) -> Response:
    """Each in the ledger of its own case, once however often it is pressed; each says what became.

    What one refuses keeps none of the others back.
    """
    form = await read_form(request, visit, _place(visit))
    named = form.values.get("chosen", ())[:MOST_URGED]
    items = await named_requests(visit.has.ledger, list(named))

    async def send() -> Response:
        body, gate = form.body(UrgeBody), asyncio.Semaphore(AT_ONCE)
        urged = await asyncio.gather(*(_urge(visit, form, body, item, gate) for item in items))
        if all(each.known for each in urged):  # else the same press is repeated from its draft
            await end_form(visit, form)
        return show(visit, urged_page(tuple(urged)))

    def again(shown: Form) -> UrgingPage:
        return urging_page(items, shown)

    return await form.answer(again, send)


async def _urge(
    visit: Visit, form: GivenForm, body: UrgeBody, item: InboxItem, gate: asyncio.Semaphore
) -> UrgedRequest:
    agency = item.request.agency
    given = command(
        Urge,
        visit.actor,
        f"{form.key}.{item.consultation}.{agency}",
        agency=agency,
        words=body.words,
    )
    async with gate:
        try:
            receipt = await visit.has.delivery.give(item.consultation, given)
        except (Refusal, Refused) as error:
            return refused(item, error.message)
        except Problem as error:
            return refused(item, error.message, known=False)
    return recorded(item, whole=bool(receipt and receipt.recorded))
