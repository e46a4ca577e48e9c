"""What someone who is told of an event should do next, and by when."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from remiss.consultation.state import Consultation, Request

Due = Callable[[Any, Consultation, Request | None], datetime | None]
"""Finds the deadline that is meant: in the event, in the case after it, or in the request."""


class Todo(NamedTuple):
    """What to do next, with `{at}` (the event's time) and `{due}` in it."""

    vi: str
    en: str
    due: Due | None = None


def reply_due(_event: Any, _case: Consultation, request: Request | None) -> datetime | None:
    return request.due_at if request else None


def review_due(_event: Any, _case: Consultation, request: Request | None) -> datetime | None:
    return request.review_due_at if request else None


def clarification_due(_event: Any, _case: Consultation, request: Request | None) -> datetime | None:
    asked = request.clarification if request else None
    return asked.answer.due_at if asked else None


def extension_due(event: Any, _case: Consultation, _request: Request | None) -> datetime | None:
    found: datetime = event.decide_by
    return found


def decline_due(event: Any, _case: Consultation, _request: Request | None) -> datetime | None:
    found: datetime | None = event.settle_by
    return found


def objection_due(event: Any, _case: Consultation, _request: Request | None) -> datetime | None:
    found: datetime | None = event.object_until
    return found


def archived_at(_event: Any, case: Consultation, _request: Request | None) -> datetime | None:
    return case.archive_at


REPLY = Todo(
    vi="Đề nghị tiếp nhận yêu cầu, phân công công chức tham mưu và gửi văn bản trả lời có chữ ký "
    "của người có thẩm quyền trong thời gian từ {at} đến {due}.",
    en="Acknowledge the request, assign an official and send a signed reply between {at} and "
    "{due}.",
    due=reply_due,
)
REPLY_IN_TIME = Todo(
    vi="Đề nghị gửi văn bản trả lời chậm nhất {due}.",
    en="Send the reply by {due}.",
    due=reply_due,
)
REPLY_NOW = Todo(
    vi="Đề nghị gửi văn bản trả lời ngay; hạn {due} đã qua, số ngày chậm được ghi vào hồ sơ.",
    en="Send the reply now: it was due at {due}, and the days of delay go on record.",
    due=reply_due,
)
SEE_TO_IT = Todo(
    vi="Đề nghị chỉ đạo gửi văn bản trả lời ngay; hạn {due} đã qua.",
    en="See to it that the reply is sent now: it was due at {due}.",
    due=reply_due,
)
PREPARE = Todo(
    vi="Đề nghị dự thảo văn bản trả lời, trình người có thẩm quyền ký để kịp gửi chậm nhất {due}.",
    en="Prepare the reply and lay it before whoever signs for the agency, to be sent by {due}.",
    due=reply_due,
)
SIGN = Todo(
    vi="Đề nghị xem xét, ký văn bản trả lời chậm nhất {due}; bản chưa ký không làm dừng thời hạn.",
    en="Review and sign the reply by {due}; unsigned, it stops no clock.",
    due=reply_due,
)
COMPLETE = Todo(
    vi="Đề nghị bổ sung văn bản theo các điểm đã nêu trong thời gian từ {at} đến {due}; nếu không "
    "đồng ý với việc trả lại, cơ quan có thể đề nghị xem xét lại, kèm lý do.",
    en="Complete the reply as pointed out, between {at} and {due}; an agency that disagrees may "
    "contest the return, with reasons.",
    due=reply_due,
)
COMPLETE_IT = Todo(
    vi="Đề nghị chỉ đạo bổ sung văn bản theo các điểm đã nêu, chậm nhất {due}.",
    en="See to it that the reply is completed as pointed out, by {due}.",
    due=reply_due,
)
REVIEW = Todo(
    vi="Đề nghị xem xét và quyết định chấp nhận hoặc trả lại, kèm lý do, trong thời gian từ {at} "
    "đến {due}; quá hạn, văn bản được chấp nhận.",
    en="Accept the reply or return it with reasons, between {at} and {due}; after that it stands "
    "as accepted.",
    due=review_due,
)
INTERVENE = Todo(
    vi="Đề nghị đôn đốc cơ quan trả lời; hạn {due} đã qua.",
    en="Urge the agency to reply: it was due at {due}.",
    due=reply_due,
)
DIRECT = Todo(
    vi="Kính báo cáo để xem xét, chỉ đạo; hạn trả lời {due} đã qua.",
    en="For your consideration and direction: the reply was due at {due}.",
    due=reply_due,
)
WATCH = Todo(
    vi="Đề nghị xem xét việc cơ quan nhiều lần trả lời chưa đạt yêu cầu; hạn bổ sung {due}.",
    en="Look into the repeated returns; the reply is now due at {due}.",
    due=reply_due,
)
LATE_STILL = Todo(
    vi="Văn bản gửi muộn vẫn được tiếp nhận và ghi nhận là muộn.",
    en="A late reply is still taken, and marked as late.",
)
LATE_UNTIL = Todo(
    vi="Văn bản gửi muộn còn được tiếp nhận đến {due}.",
    en="A late reply is still taken until {due}.",
    due=archived_at,
)
USE_IT = Todo(
    vi="Đề nghị xem xét, sử dụng ý kiến gửi muộn này.",
    en="Consider this late reply.",
)
NO_REPLY_NEEDED = Todo(
    vi="Cơ quan không cần trả lời nữa.",
    en="No reply is needed any more.",
)
NEW_DEADLINE = Todo(
    vi="Hạn trả lời hiện nay là {due}.",
    en="The reply is now due at {due}.",
    due=reply_due,
)
RESUME = Todo(
    vi="Thời hạn tiếp tục tính; đề nghị gửi văn bản trả lời chậm nhất {due}.",
    en="The clock runs on; send the reply by {due}.",
    due=reply_due,
)
STAND_IN = Todo(
    vi="Đề nghị thay thế công chức được giao khi vắng mặt; hạn trả lời {due}.",
    en="Stand in for the named official when they are away; the reply is due at {due}.",
    due=reply_due,
)
CONTRIBUTE = Todo(
    vi="Đề nghị gửi phần ý kiến phối hợp để cơ quan kịp trả lời chậm nhất {due}.",
    en="Give your part in time for the agency to reply by {due}.",
    due=reply_due,
)
SIGN_FOR = Todo(
    vi="Trong thời gian được ủy quyền, đề nghị xem xét, ký văn bản trả lời; hạn trả lời {due}.",
    en="While the delegation lasts, review and sign the reply; it is due at {due}.",
    due=reply_due,
)
REWRITE = Todo(
    vi="Đề nghị soạn lại và trình ký để kịp gửi chậm nhất {due}.",
    en="Write it again and lay it before the signatory, to be sent by {due}.",
    due=reply_due,
)
CLARIFY = Todo(
    vi="Đề nghị làm rõ chậm nhất {due}; thời hạn của cơ quan được hỏi dừng đến khi có văn bản làm "
    "rõ.",
    en="Answer by {due}; the agency's clock stands still until you do.",
    due=clarification_due,
)
SEE_TO_CLARIFYING = Todo(
    vi="Đề nghị chỉ đạo làm rõ ngay; hạn {due} đã qua.",
    en="See to it that the answer is given now: it was due at {due}.",
    due=clarification_due,
)
DECIDE_EXTENSION = Todo(
    vi="Đề nghị quyết định cho hoặc không cho gia hạn chậm nhất {due}; quá hạn, đề nghị được chấp "
    "thuận.",
    en="Grant or refuse it by {due}; after that the time asked for is granted.",
    due=extension_due,
)
RULE = Todo(
    vi="Đề nghị quyết định nội dung bị từ chối thuộc cơ quan nào, chậm nhất {due}.",
    en="Rule by {due} whose the declined question is.",
    due=decline_due,
)
STILL_YOURS = Todo(
    vi="Nội dung vẫn thuộc cơ quan; đề nghị trả lời chậm nhất {due}.",
    en="The question stays with the agency; reply by {due}.",
    due=reply_due,
)
OBJECT = Todo(
    vi="Nếu không đồng ý với kết quả tiếp thu, giải trình, cơ quan có thể phản hồi một lần, kèm lý "
    "do, đến {due}.",
    en="An agency that disagrees with what became of its comments may object once, with reasons, "
    "until {due}.",
    due=objection_due,
)
DISPOSE = Todo(
    vi="Đề nghị tiếp thu hoặc giải trình từng ý kiến trong văn bản.",
    en="Dispose of each comment in the reply.",
)
DISPOSE_AGAIN = Todo(
    vi="Đề nghị xem xét lại và giải trình lần cuối các ý kiến này.",
    en="Look again at these comments and dispose of them for good.",
)
TAKE_CHARGE = Todo(
    vi="Đề nghị tiếp nhận và phụ trách hồ sơ từ {at}.",
    en="Take charge of the case from {at}.",
)
PAUSED = Todo(
    vi="Thời hạn tạm dừng; cơ quan sẽ được thông báo khi hồ sơ tiếp tục.",
    en="The clock stands still; you will be told when the case goes on.",
)
