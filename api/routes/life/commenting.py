"""What became of each comment and of late replies, and the agency's objection."""

from fastapi import APIRouter, Response

from api.addressees import ToRequest
from api.documentation import write
from api.path_prefixes import REQUEST
from remiss.consultation.life.commands import DisposeComments, ObjectToDisposition, UseLateReply
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.commenting import DispositionsBody, LateUseBody, ObjectionBody

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)


@router.post(
    "/dispositions",
    tags=["requests"],
    **write("dispose", "Tiếp thu, giải trình ý kiến", "Dispose of comments"),
)
async def dispose(to: ToRequest, body: DispositionsBody) -> Response:
    """Each comment of the agency, by its id in the request; the agency may object once."""
    return await to.give(DisposeComments, **dict(body))


@router.post(
    "/late-replies/use",
    tags=["requests"],
    **write("use_late_reply", "Ghi nhận việc sử dụng ý kiến gửi sau thời hạn", "Use a late reply"),
)
async def use_late_reply(to: ToRequest, body: LateUseBody) -> Response:
    """Before the case concludes, or after."""
    return await to.give(UseLateReply, **dict(body))


@router.post(
    "/objection",
    tags=["replies"],
    **write("object", "Có ý kiến về kết quả tiếp thu", "Object to a disposition"),
)
async def object_to_disposition(to: ToRequest, body: ObjectionBody) -> Response:
    """Once for each comment; the officer then disposes of it again, for good."""
    return await to.give(ObjectToDisposition, **dict(body))
