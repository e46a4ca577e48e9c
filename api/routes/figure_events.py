"""The events behind scorecards and sheets, for whoever counts them again."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from api.callers import Caller, Has
from api.documentation import read
from api.path_prefixes import V1
from api.routes.scorecards import LookedAt
from remiss.consultation.inspection_named import inspection_of
from remiss.serving.download_name import saved_as
from remiss.views.figure_events import EventForm, figure_events
from remiss.views.personal_figures import Looking

router = APIRouter(prefix=f"{V1}/scorecards", tags=["scorecards"])


class JsonLines(StreamingResponse):
    """One JSON value a line."""

    media_type = "application/x-ndjson"


class EventsWanted(LookedAt):
    """A period, and what of each event."""

    form: EventForm = Field(
        default=EventForm.FACTS,
        description="`facts`: không có họ tên, lời văn; `whole`: toàn văn, chỉ thanh tra. / "
        "`facts`: without names and words; `whole`: every word, for inspectors alone.",
    )


@router.get(
    "/events.jsonl",
    response_class=JsonLines,
    **read(
        "read_figure_events",
        "Sự kiện của mọi số liệu trong kỳ, để tự đếm lại (JSON từng dòng)",
        "The events behind a period's figures, to count them again (JSON lines)",
    ),
)
async def events(
    has: Has, actor: Caller, asked: Annotated[EventsWanted, Query()]
) -> StreamingResponse:
    """A head with the newest checkpoint, an event with its hash a line, and an end that counts.

    `python -m recount` counts it. Whose figures can be counted by it is on record, as a look.
    """
    named = inspection_of(asked.inspection, asked.reason)
    looking = Looking(actor, has.ledger, has.portal, named)
    lines = await figure_events(looking, asked.period, asked.form)
    days = (asked.from_, asked.to)
    name = "-".join(["su-kien", *(day.isoformat() for day in days if day)])
    return JsonLines(lines, headers={"Content-Disposition": saved_as(f"{name}.jsonl")})
