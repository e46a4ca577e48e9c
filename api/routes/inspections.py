"""Inspections: samples committed, drawn and drawn again; outliers of published indicators."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from api.callers import Caller, Has, IdempotencyKey
from api.documentation import ask, read
from api.inspection_answers import (
    InspectionAnswer,
    InspectionsAnswer,
    OutliersAnswer,
    inspection_answer,
    outliers_answer,
)
from api.page_query import Paged
from api.path_prefixes import V1
from remiss.consultation.inspecting.messages import Day
from remiss.consultation.inspecting.outliers import Indicator
from remiss.consultation.values import Value
from remiss.consultation.views.scores.tally import Card
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.inspecting import (
    CommitOutliersBody,
    CommitSampleBody,
    DrawSampleBody,
    OpenInspectionBody,
)
from remiss.sending.inspections import (
    commit_sample,
    draw_sample,
    inspections,
    open_inspection,
    read_inspection,
    sample_record,
)
from remiss.serving.download_name import saved_as
from remiss.views.outliers import criteria_of, read_indicator

router = APIRouter(prefix=f"{V1}/inspections", tags=["inspections"], route_class=StrictRoute)
INSPECTS = "inspect"
ONE = "/{inspection}"
SAMPLE = f"{ONE}/samples/{{number}}"
Id = Annotated[str, Path(max_length=40, examples=["KT-ABCDEFGH2345"])]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


class OutliersQuery(Value):
    """Which indicator over which days, and from which distance on."""

    card: Card = Card.AGENCIES
    figure: Annotated[str, Field(min_length=1, max_length=40)] = "overdue"
    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="to")]
    threshold: Annotated[int, Field(ge=1, le=100)] = 3


@router.get("", **read(INSPECTS, "Các cuộc kiểm tra", "Inspections"))
async def list_all(has: Has, actor: Caller, page: Annotated[Paged, Query()]) -> InspectionsAnswer:
    """The last opened first."""
    found = await inspections(has.ledger, actor, page.wanted)
    return InspectionsAnswer(items=found.items, next=found.next)


@router.post("", status_code=201, **ask(INSPECTS, "Mở cuộc kiểm tra", "Open an inspection", 409))
async def open_one(
    has: Has, actor: Caller, key: IdempotencyKey, body: OpenInspectionBody
) -> InspectionAnswer:
    """By its decision; no unit is told."""
    id_ = await open_inspection(has.portal, actor, key, body)
    return inspection_answer(await read_inspection(has.portal, actor, id_))


@router.get(
    "/outliers",
    **read(INSPECTS, "Cơ quan có chỉ số khác biệt", "Outliers of a published indicator"),
)
async def read_outliers(
    has: Has, actor: Caller, asked: Annotated[OutliersQuery, Query()]
) -> OutliersAnswer:
    """Each agency's value, the distribution, and how far from its middle it lies."""
    indicator = Indicator(**dict(asked), counted=())
    return outliers_answer(await read_indicator(has.ledger, actor, indicator, has.registry))


@router.get(ONE, **read(INSPECTS, "Một cuộc kiểm tra", "An inspection"))
async def read_one(has: Has, actor: Caller, inspection: Id) -> InspectionAnswer:
    """With every sample ever committed."""
    return inspection_answer(await read_inspection(has.portal, actor, inspection))


@router.post(
    f"{ONE}/samples",
    status_code=201,
    **ask(INSPECTS, "Chốt cách chọn mẫu", "Commit a sample", 409),
)
async def commit(
    has: Has, actor: Caller, inspection: Id, key: IdempotencyKey, body: CommitSampleBody
) -> InspectionAnswer:
    """What will be drawn, and the hash of the seed; the next checkpoint signs it."""
    await commit_sample(has.portal, actor, key, inspection, body)
    return inspection_answer(await read_inspection(has.portal, actor, inspection))


@router.post(
    f"{ONE}/samples/outliers",
    status_code=201,
    **ask(INSPECTS, "Chốt cách chọn mẫu theo chỉ số", "Commit a sample by an indicator", 409),
)
async def commit_by_outliers(
    has: Has, actor: Caller, inspection: Id, key: IdempotencyKey, body: CommitOutliersBody
) -> InspectionAnswer:
    """Of the agencies that stand out; the distribution goes on record with it."""
    asked = Indicator(**dict(body.indicator), counted=())
    indicator = await read_indicator(has.ledger, actor, asked, has.registry)
    sent = CommitSampleBody(
        unit=body.unit,
        criteria=criteria_of(indicator),
        size=body.size,
        seed_sha256=body.seed_sha256,
        reason=body.reason,
    )
    await commit_sample(has.portal, actor, key, inspection, sent, indicator=indicator)
    return inspection_answer(await read_inspection(has.portal, actor, inspection))


@router.post(f"{SAMPLE}/draw", **ask(INSPECTS, "Chọn mẫu", "Draw a sample", 409))
async def draw_one(
    has: Has,
    actor: Caller,
    inspection: Id,
    number: Number,
    key: IdempotencyKey,
    body: DrawSampleBody,
) -> InspectionAnswer:
    """With the seed, from what the first checkpoint after the commitment speaks for."""
    await draw_sample(has.portal, actor, key, inspection, number, body)
    return inspection_answer(await read_inspection(has.portal, actor, inspection))


@router.get(
    f"{SAMPLE}/record",
    **read(INSPECTS, "Biên bản chọn mẫu", "The record of a sample"),
)
async def read_record(has: Has, actor: Caller, inspection: Id, number: Number) -> Response:
    """Everything it takes to draw it again offline: `remiss redraw`."""
    record = await sample_record(has.ledger, actor, inspection, number)
    name = saved_as(f"{inspection}-{number}.json")
    return Response(
        record.encoded, media_type="application/json", headers={"Content-Disposition": name}
    )
