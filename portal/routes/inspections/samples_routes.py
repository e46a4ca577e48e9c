"""Samples of an inspection: committed, drawn, downloaded."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from portal.declared import does
from portal.forms import Form, Place, open_form, read_form
from portal.forms.outcome import lead_to_outcome
from portal.navigation import INSPECTIONS
from portal.pages.inspections.inspection_page import inspection_path
from portal.pages.inspections.new_sample_page import NewSamplePage, agency_options, unit_options
from portal.pages.inspections.outlier_table import outlier_table
from portal.pages.inspections.sample_page import SamplePage, ShownLines, sample_page
from portal.parts.paging import one_page
from portal.render import show
from portal.routes.inspections.outliers_routes import IndicatorQuery, chosen_indicator
from portal.safe_headers import download
from portal.visit import Visit, Visitor
from remiss.consultation.inspecting.draw import Seed, digest
from remiss.consultation.inspecting.messages import Criteria, Day, SampleNumber, Unit
from remiss.consultation.inspecting.outliers import Indicator
from remiss.consultation.inspection_named import Reason
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import AgencyCode, Value
from remiss.sending.bodies.inspecting import CommitSampleBody, DrawSampleBody
from remiss.sending.inspections import (
    ReadInspection,
    ReadSample,
    commit_sample,
    draw_sample,
    new_seed,
    read_inspection,
    sample_record,
)
from remiss.texts import say, text
from remiss.views.outliers import criteria_of

router = APIRouter()
INSPECTS = does("inspect")
SAMPLES = f"{INSPECTIONS}/{{inspection}}/samples"
NEW, ONE = f"{SAMPLES}/new", f"{SAMPLES}/{{number}}"
JSON = "application/json"


class SampleFields(Value):
    """What is typed on the page; the seed is hashed there and kept nowhere."""

    unit: Unit
    asked: tuple[AgencyCode, ...] = ()
    drafting: tuple[AgencyCode, ...] = ()
    first: Day | None = None
    last: Day | None = None
    size: Annotated[int, Field(ge=1, le=1_000)] | None = None
    seed: Seed | None = None
    reason: Reason


class RowsQuery(Value):
    """From which line on."""

    cursor: Annotated[int, Query(ge=0, le=10_000)] = 0


@router.get(NEW, dependencies=[INSPECTS])
async def show_commitment(
    request: Request, visit: Visitor, inspection: str, query: Annotated[IndicatorQuery, Query()]
) -> Response:
    """What will be drawn; of those that stand out, where the address names an indicator."""
    indicator = await _indicator(visit, query)
    form = await open_form(request, visit, _new_place(visit, inspection, query))
    return show(visit, await _new_page(visit, inspection, form, indicator))


@router.post(NEW, dependencies=[INSPECTS])
async def commit(
    request: Request, visit: Visitor, inspection: str, query: Annotated[IndicatorQuery, Query()]
) -> Response:
    """Committed; the next checkpoint signs it."""
    indicator = await _indicator(visit, query)
    form = await read_form(request, visit, _new_place(visit, inspection, query))
    page = await _new_page(visit, inspection, form.shown, indicator)

    async def send() -> Response:
        typed = form.body(SampleFields)
        by = {"indicator": indicator} if indicator else {}
        number = await commit_sample(
            visit.has.portal, visit.actor, form.key, inspection, _body(typed, indicator), **by
        )
        then = inspection_path(inspection, "samples", str(number))
        return lead_to_outcome(visit, form.key, then, "commit_sample")

    return await form.answer(lambda shown: page.model_copy(update={"form": shown}), send)


@router.get(ONE, dependencies=[INSPECTS])
async def show_sample(
    request: Request,
    visit: Visitor,
    inspection: str,
    number: SampleNumber,
    query: Annotated[RowsQuery, Query()],
) -> Response:
    """What was committed; the form of the draw, or what was drawn."""
    found = await read_inspection(visit.has.ledger, visit.actor, inspection)
    sample = found.sample(number)
    form = await open_form(request, visit, _draw_place(visit, inspection, number))
    return show(visit, _page(visit, found, sample, form, query.cursor))


@router.post(ONE, dependencies=[INSPECTS])
async def draw(request: Request, visit: Visitor, inspection: str, number: SampleNumber) -> Response:
    """Drawn, with the seed that was committed."""
    found = await read_inspection(visit.has.ledger, visit.actor, inspection)
    sample = found.sample(number)
    form = await read_form(request, visit, _draw_place(visit, inspection, number))
    page = _page(visit, found, sample, form.shown)

    async def send() -> Response:
        body = form.body(DrawSampleBody)
        await draw_sample(visit.has.portal, visit.actor, form.key, inspection, number, body)
        then = inspection_path(inspection, "samples", str(number))
        return lead_to_outcome(visit, form.key, then, "draw_sample")

    return await form.answer(lambda shown: page.model_copy(update={"form": shown}), send)


@router.get(f"{ONE}/record", dependencies=[INSPECTS])
async def download_record(visit: Visitor, inspection: str, number: SampleNumber) -> Response:
    """What it takes to draw it again offline."""
    record = await sample_record(visit.has.ledger, visit.actor, inspection, number)
    return download(record.encoded, f"{inspection}-{number}.json", JSON)


async def _indicator(visit: Visit, query: IndicatorQuery) -> Indicator | None:
    if query.by is None:
        return None
    return (await chosen_indicator(visit, query)).indicator


def _body(typed: SampleFields, indicator: Indicator | None) -> CommitSampleBody:
    """As the service takes it: the seed stays here, its hash goes on record.

    Raises:
        Refusal: `sample_size_and_seed`.
    """
    criteria = Criteria(
        asked=typed.asked, drafting=typed.drafting, first=typed.first, last=typed.last
    )
    seed = typed.seed if typed.size is not None else None
    if typed.size is not None and seed is None:
        raise Refusal("sample_size_and_seed")
    return CommitSampleBody(
        unit=typed.unit,
        criteria=criteria_of(indicator) if indicator else criteria,
        size=typed.size,
        seed_sha256=digest(seed) if seed else None,
        reason=typed.reason,
    )


async def _new_page(
    visit: Visit, inspection: str, form: Form, indicator: Indicator | None
) -> NewSamplePage:
    found = await read_inspection(visit.has.ledger, visit.actor, inspection)
    return NewSamplePage(
        title=text("portal.inspections.new_sample"),
        up=inspection_path(found.id),
        inspection=say("portal.inspections.one", decision=found.inspection.opened.decision),
        form=form,
        units=unit_options(),
        agencies=agency_options(visit.has.registry),
        seed=new_seed(),
        indicator=outlier_table(indicator) if indicator else None,
    )


def _page(
    visit: Visit, found: ReadInspection, sample: ReadSample, form: Form, cursor: int = 0
) -> SamplePage:
    drawn = sample.sample.drawn.drawn if sample.sample.drawn else ()
    path = inspection_path(found.id, "samples", str(sample.sample.committed.number))
    shown = ShownLines(*one_page(drawn, path, {}, cursor))
    return sample_page(found, sample, visit.has.registry, form, shown)


def _new_place(visit: Visit, inspection: str, query: IndicatorQuery) -> Place:
    """No draft is kept of it: the seed would lie in there."""
    path = query.kept_in(inspection_path(inspection, "samples", "new"))
    title = text("portal.inspections.new_sample")
    return Place.of(visit, path, title, "portal.inspections", keeps=False)


def _draw_place(visit: Visit, inspection: str, number: int) -> Place:
    path = inspection_path(inspection, "samples", str(number))
    title = say("portal.inspections.sample", number=str(number))
    return Place.of(visit, path, title, "portal.inspections", keeps=False)
