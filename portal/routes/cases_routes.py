"""Finding cases."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BeforeValidator
from starlette.responses import Response

from portal.declared import does
from portal.navigation import CASES
from portal.pages.cases_page import CasesPage, case_table, stage_options
from portal.parts.agency_filter import FilteredPage, agency_filter
from portal.parts.paging import ROWS, paging
from portal.render import show
from portal.visit import Visitor
from remiss.consultation.authority import DRAFTERS
from remiss.consultation.state import CaseStage
from remiss.consultation.values import Value
from remiss.ledger.reads.case_list import CaseFilter, list_cases
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.texts import Text, text

router = APIRouter()


def _blank_is_none(typed: object) -> object:
    """What a form sends of a field that was left alone."""
    return typed or None


Blank = BeforeValidator(_blank_is_none)
TypedAgency = Annotated[Text | None, Query(max_length=200), Blank]
"""Part of an agency's name, or its code."""


class CaseQuery(Value):
    """Which cases to find; blank: whichever."""

    q: Annotated[Text | None, Query(max_length=200), Blank] = None
    stage: Annotated[CaseStage | None, Blank] = None
    agency: TypedAgency = None
    overdue: Annotated[bool | None, Blank] = None
    cursor: Annotated[str | None, Query(max_length=200), Blank] = None

    @property
    def filters(self) -> dict[str, str | None]:
        """As they stand in the address."""
        return {
            "q": self.q,
            "stage": self.stage.value if self.stage else None,
            "agency": self.agency,
            "overdue": "true" if self.overdue else None,
        }


@router.get("/cases", dependencies=[does("list_cases")])
async def find_cases(visit: Visitor, query: Annotated[CaseQuery, Query()]) -> Response:
    """Those of the visitor's agency, those it is asked in, or all, by the role acted in."""
    words = query.q.strip() if query.q else None
    agencies, here = visit.has.registry.agencies, FilteredPage(path=CASES, kept=query.filters)
    agency = agency_filter("agency", text("portal.cases.asked"), query.agency, agencies, here)
    late = True if query.overdue else None
    chosen = CaseFilter(query.stage, None, words, agency.code, overdue=late)
    wanted = Wanted(query.cursor, ROWS)
    found = (
        ListPage((), None)
        if agency.unclear
        else await list_cases(visit.has.ledger, (visit.actor,), chosen, wanted)
    )
    names = visit.has.registry.names
    page = CasesPage(
        title=text("portal.navigation.cases"),
        words=words or "",
        stages=stage_options(query.stage),
        agency=agency,
        overdue=bool(query.overdue),
        table=case_table(found.items, names),
        filtered=any(query.filters.values()),
        paging=paging(CASES, query.filters, query.cursor, found.next),
        may_open=visit.actor.role in DRAFTERS,
        behind=bool(visit.has.ledger.behind),
    )
    return show(visit, page)
