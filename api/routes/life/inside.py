"""Who does what inside the agency asked; read by that agency and by inspectors."""

from fastapi import APIRouter, Response

from api.addressees import ToRequest
from api.documentation import write
from api.path_prefixes import REQUEST
from remiss.consultation.life.commands import (
    Acknowledge,
    Assign,
    Contribute,
    DelegateSignature,
    Forward,
    InvolveColleague,
    PassOn,
    SendBackDraft,
)
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.inside import (
    AssignBody,
    ColleagueBody,
    ContributionBody,
    DelegationBody,
    ForwardBody,
    PassOnBody,
    SendBackBody,
)
from remiss.sending.named_in_body import naming

router = APIRouter(prefix=REQUEST, route_class=StrictRoute)


@router.post(
    "/acknowledge",
    tags=["replies"],
    **write("acknowledge", "Tiếp nhận văn bản lấy ý kiến", "Acknowledge the request"),
)
async def acknowledge(to: ToRequest) -> Response:
    """Confirm that the agency has it; the clock runs either way."""
    return await to.give(Acknowledge)


@router.post(
    "/assign",
    tags=["inside"],
    **write("assign", "Giao công chức tham mưu", "Name the official in charge"),
)
async def assign(to: ToRequest, body: AssignBody) -> Response:
    """The person who prepares the reply and is reminded first; everyone on the case reads who."""
    return await to.give(Assign, **naming(to.has.people, body, "official", "deputy"))


@router.post(
    "/forward",
    tags=["inside"],
    **write("forward", "Chuyển văn bản lấy ý kiến trong cơ quan", "Pass the request on"),
)
async def forward(to: ToRequest, body: ForwardBody) -> Response:
    """By the agency's clerk: to its head, or to somebody named, who is told."""
    return await to.give(Forward, **naming(to.has.people, body, "to"))


@router.post(
    "/delegation",
    tags=["inside"],
    **write("delegate", "Giao ký trong thời gian nhất định", "Delegate signing"),
)
async def delegate(to: ToRequest, body: DelegationBody) -> Response:
    """For a time; a later delegation takes the place of this one."""
    return await to.give(DelegateSignature, **naming(to.has.people, body, "to"))


@router.post(
    "/colleagues",
    tags=["inside"],
    **write("involve", "Giao phần việc phối hợp", "Give a colleague a part"),
)
async def involve(to: ToRequest, body: ColleagueBody) -> Response:
    """Of the same agency, for a part of the reply."""
    return await to.give(InvolveColleague, **naming(to.has.people, body, "colleague"))


@router.post(
    "/contributions",
    tags=["inside"],
    **write("contribute", "Gửi phần ý kiến phối hợp", "Give the part asked for"),
)
async def contribute(to: ToRequest, body: ContributionBody) -> Response:
    """Whoever was given a part says it here."""
    return await to.give(Contribute, **dict(body))


@router.post(
    "/pass-on",
    tags=["inside"],
    **write("pass_on", "Trình tiếp dự thảo văn bản trả lời", "Pass a prepared reply on"),
)
async def pass_on(to: ToRequest, body: PassOnBody) -> Response:
    """Of the desk it lies on, to the next one of the agency's chain; the last desk signs."""
    return await to.give(PassOn, **dict(body))


@router.post(
    "/send-back",
    tags=["inside"],
    **write("send_back", "Trả dự thảo để soạn lại", "Send a prepared reply back"),
)
async def send_back(to: ToRequest, body: SendBackBody) -> Response:
    """Whoever has it on their desk, or may sign, names the text they read and what is to change."""
    return await to.give(SendBackDraft, **dict(body))
