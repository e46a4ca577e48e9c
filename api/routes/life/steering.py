"""What people change in a running case, what the Office orders, and how a case ends."""

from fastapi import APIRouter, Response

from api.addressees import ToCase, ToRequest
from api.documentation import write
from api.path_prefixes import CASE, REQUEST
from remiss.consultation.life.commands import (
    Cancel,
    CloseOnRecord,
    Conclude,
    EndOutside,
    KeepFromOthers,
    LetOthersRead,
    MoveDeadlines,
    MoveReturnDate,
    OrderDeadline,
    Reopen,
    ReplaceOfficer,
    Resume,
    Suspend,
    Urge,
    WithdrawAgency,
)
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.steering import (
    MoveBody,
    OfficerBody,
    OrderBody,
    ReasonBody,
    ReasonsBody,
    ReturnDateBody,
    UrgeBody,
)
from remiss.sending.named_in_body import drafter, naming

router = APIRouter(route_class=StrictRoute)


@router.post(
    f"{CASE}/suspend",
    tags=["consultations"],
    **write("suspend", "Tạm dừng hồ sơ", "Suspend the consultation"),
)
async def suspend(to: ToCase, body: ReasonBody) -> Response:
    """Every clock stands still; replies are still taken."""
    return await to.give(Suspend, reason=body.reason)


@router.post(
    f"{CASE}/resume",
    tags=["consultations"],
    **write("resume", "Tiếp tục hồ sơ", "Resume the consultation"),
)
async def resume(to: ToCase, body: ReasonBody) -> Response:
    """Every clock runs on with what was left."""
    return await to.give(Resume, reason=body.reason)


@router.post(
    f"{CASE}/deadlines",
    tags=["consultations"],
    **write("move_deadlines", "Lùi thời hạn của hồ sơ", "Move every open deadline"),
)
async def move_deadlines(to: ToCase, body: MoveBody) -> Response:
    """To a later day, once; what was late before stays late."""
    return await to.give(MoveDeadlines, **dict(body))


@router.post(
    f"{CASE}/return-date",
    tags=["consultations"],
    **write(
        "move_return_date",
        "Hẹn lại ngày trả kết quả thủ tục hành chính",
        "Record a new return date",
    ),
)
async def move_return_date(to: ToCase, body: ReturnDateBody) -> Response:
    """To a later day; what the earlier date cut short is given back, what was late stays late."""
    return await to.give(MoveReturnDate, **dict(body))


@router.post(
    f"{CASE}/officer",
    tags=["consultations"],
    **write("replace_officer", "Thay công chức phụ trách hồ sơ", "Replace the officer in charge"),
)
async def replace_officer(to: ToCase, body: OfficerBody) -> Response:
    """By one of the drafting agency; the one before then decides nothing in the case."""
    people = to.has.people
    profile = drafter(people.find(body.officer.id))
    return await to.give(ReplaceOfficer, profile=profile, **naming(people, body, "officer"))


@router.post(
    f"{CASE}/cancel",
    tags=["consultations"],
    **write("cancel", "Hủy hồ sơ", "Cancel the consultation"),
)
async def cancel(to: ToCase, body: ReasonBody) -> Response:
    """Stop it for good; the reason stays on record."""
    return await to.give(Cancel, reason=body.reason)


@router.post(
    f"{CASE}/conclude",
    tags=["consultations"],
    **write("conclude", "Kết thúc lấy ý kiến", "Conclude the consultation"),
)
async def conclude(to: ToCase) -> Response:
    """Possible once every request has its outcome and every comment its answer."""
    return await to.give(Conclude)


@router.post(
    f"{CASE}/reopen",
    tags=["consultations"],
    **write("reopen", "Mở lại hồ sơ đã kết thúc hoặc đã hủy", "Reopen a case that is over"),
)
async def reopen(to: ToCase, body: ReasonBody) -> Response:
    """Within the policy's time; what was settled stays settled, and what was left runs on."""
    return await to.give(Reopen, reason=body.reason)


@router.post(
    f"{REQUEST}/withdraw",
    tags=["requests"],
    **write("withdraw", "Rút đề nghị cho ý kiến", "Take back a request"),
)
async def withdraw(to: ToRequest, body: ReasonBody) -> Response:
    """The agency then owes no answer; the reason stays on record."""
    return await to.give(WithdrawAgency, reason=body.reason)


@router.post(
    f"{REQUEST}/keep-from-others",
    tags=["requests"],
    **write(
        "keep_from_others",
        "Không để cơ quan khác đọc văn bản trả lời",
        "Keep the replies from other agencies",
    ),
)
async def keep_from_others(to: ToRequest, body: ReasonBody) -> Response:
    """Also once the case is concluded; the reason stays on record."""
    return await to.give(KeepFromOthers, reason=body.reason)


@router.post(
    f"{REQUEST}/let-others-read",
    tags=["requests"],
    **write(
        "let_others_read",
        "Để cơ quan khác đọc văn bản trả lời",
        "Let other agencies read the replies",
    ),
)
async def let_others_read(to: ToRequest, body: ReasonBody) -> Response:
    """Takes back that they are kept; the reason stays on record."""
    return await to.give(LetOthersRead, reason=body.reason)


@router.post(
    f"{REQUEST}/urging",
    tags=["office"],
    **write("urge", "Đôn đốc trả lời", "Urge an agency to reply"),
)
async def urge(to: ToRequest, body: UrgeBody) -> Response:
    """Once a day; recorded in the case, told to the agency, printed as the Office's letter."""
    return await to.give(Urge, words=body.words)


@router.post(
    f"{REQUEST}/deadline",
    tags=["office"],
    **write("order_deadline", "Ấn định hạn trả lời", "Order a deadline"),
)
async def order_deadline(to: ToRequest, body: OrderBody) -> Response:
    """Sooner or later than the present one; what was late before stays late."""
    return await to.give(OrderDeadline, **dict(body))


@router.post(
    f"{REQUEST}/end",
    tags=["requests"],
    **write(
        "end_outside",
        "Kết thúc đề nghị gửi cơ quan, tổ chức ngoài danh mục",
        "End the request to a body outside the registry",
    ),
)
async def end_outside(to: ToRequest, body: ReasonsBody) -> Response:
    """Once the day it was asked to answer by has passed; a later letter is still entered."""
    return await to.give(EndOutside, **dict(body))


@router.post(
    f"{REQUEST}/close",
    tags=["office"],
    **write("close_on_record", "Kết thúc, ghi nhận vào hồ sơ", "Close a request on record"),
)
async def close_on_record(to: ToRequest, body: ReasonsBody) -> Response:
    """As it stands, and never as agreement; a reply is still taken."""
    return await to.give(CloseOnRecord, **dict(body))
