"""The page of a command that was received and is being recorded; it looks again by itself."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from portal.addresses import WORK
from portal.declared import FOR_SIGNED_IN
from portal.door.own_path import LONGEST, own_path
from portal.forms.outcome import lead_to_outcome
from portal.pages.unsent_pages import WaitingPage
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.ledger.portal.stored_drafts import end_sent
from remiss.problems.problem import Problem
from remiss.sending.caller_command import command_id
from remiss.sending.command_status import command_status
from remiss.texts import text

router = APIRouter()
LOOK_AGAIN = {"Refresh": "5"}
"""In seconds; a header, so that the page needs no script and none of its own markup."""
CaseInAddress = Annotated[str, Path(pattern=r"^HS-[A-Z0-9]{12}$")]
Key = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
Then = Annotated[str, Query(max_length=LONGEST)]
Done = Annotated[str, Query(pattern=r"^[a-z_]{0,40}$")]
"""What will have been done then, as the texts name it."""


@router.get("/waiting/{consultation}/{key}", dependencies=[FOR_SIGNED_IN])
async def wait(
    visit: Visitor, consultation: CaseInAddress, key: Key, then: Then = WORK, done: Done = ""
) -> Response:
    """On to the outcome once it is recorded. The key is the person's own: nobody sees another's.

    Raises:
        Problem: `command_not_known`, where nothing is known of it: it was refused, or never came.
    """
    has, given = visit.has, command_id(visit.actor, key)
    status = await _status(visit, consultation, given)
    if status == "unknown":
        raise Problem("command_not_known")
    if status == "recorded":
        await end_sent(has.portal, given)
        ours = own_path(visit.to(then)) == visit.to(then)
        return lead_to_outcome(visit, key, then if ours else WORK, done)
    page = WaitingPage(
        title=text("portal.waiting.title"), again=visit.here, consultation=consultation
    )
    answer = show(visit, page)
    answer.headers.update(LOOK_AGAIN)
    return answer


async def _status(visit: Visit, consultation: str, given: str) -> str:
    """What is known of a command; where nobody can say now, it is still the one that was taken."""
    try:
        return (
            await command_status(visit.has.ledger, visit.has.updates, consultation, given)
        ).status
    except Problem:
        return "accepted"
