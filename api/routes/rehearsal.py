"""What opening a consultation would lead to, before it is opened."""

import asyncio

from fastapi import APIRouter

from api.callers import Caller, Has
from api.documentation import ask
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.opening import RehearseBody
from remiss.sending.commands import rehearsed_opening
from remiss.views.rehearsals import Preview, preview

router = APIRouter(tags=["consultations"], route_class=StrictRoute)


@router.post(
    "/consultations/preview",
    **ask("Diễn tập việc mở hồ sơ, không ghi nhận gì", "Rehearse an opening; nothing is recorded"),
)
async def rehearse(has: Has, actor: Caller, body: RehearseBody) -> Preview:
    """Who would be asked and why, every reminder and rung, and when the case could be concluded.

    What opening would refuse is refused alike. The draft itself need not be uploaded yet.
    """
    recorded = await has.calendars.known()
    command = rehearsed_opening(actor, body, has.registry, has.field_index, recorded)
    return await asyncio.to_thread(preview, command, body.silent)
