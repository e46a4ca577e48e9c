"""What the agency asks for before it answers, and once it learns what became of its comments."""

from fastapi import APIRouter, Response

from api.documentation import write
from api.routes.addressing import ToRequest
from remiss.consultation.life.commands import (
    AskClarification,
    ObjectToDisposition,
    RequestExtension,
)
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.agency import (
    ClarificationBody,
    DeclineBody,
    ExtensionBody,
    ObjectionBody,
)
from remiss.sending.commands import declining

router = APIRouter(
    prefix="/consultations/{consultation}/requests/{agency}",
    tags=["replies"],
    route_class=StrictRoute,
)


@router.post("/clarifications", **write("Đề nghị làm rõ", "Ask for clarification"))
async def ask_clarification(to: ToRequest, body: ClarificationBody) -> Response:
    """On one of the admissible grounds; the agency's clock stands still until the answer."""
    return await to.give(AskClarification, **dict(body))


@router.post("/extension", **write("Đề nghị gia hạn", "Ask for more time"))
async def request_extension(to: ToRequest, body: ExtensionBody) -> Response:
    """Once, before the deadline; granted where nobody decides in time."""
    return await to.give(RequestExtension, **dict(body))


@router.post("/decline", **write("Từ chối nội dung ngoài chức năng", "Decline questions"))
async def decline(to: ToRequest, body: DeclineBody) -> Response:
    """What the registry contradicts is settled at once; a person rules on the rest."""
    return await to.send(declining(to.actor, to.key, to.agency, body, to.has.registry))


@router.post("/objection", **write("Phản hồi kết quả tiếp thu", "Object to a disposition"))
async def object_to_disposition(to: ToRequest, body: ObjectionBody) -> Response:
    """Once for each comment; the officer then disposes of it again, for good."""
    return await to.give(ObjectToDisposition, **dict(body))
