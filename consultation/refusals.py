"""Every way the domain says no: a stable code, and what to do about it in both languages."""

from enum import StrEnum
from typing import Any

from consultation.values import Bilingual


class Because(StrEnum):
    """What sort of no it is; the HTTP layer turns this into a status."""

    INVALID = "invalid"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


class Refusal(Exception):  # noqa: N818 -- the domain's word for it
    """A command the rules do not allow; nothing was changed by it."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = {name: _plain(value) for name, value in facts.items()}
        because, vi, en = CATALOGUE[code]
        self.because = because
        self.message = Bilingual(vi=vi.format(**self.facts), en=en.format(**self.facts))
        super().__init__(f"{code}: {self.message.en}")

    def as_dict(self) -> dict[str, Any]:
        """The shape in which a refusal crosses process boundaries."""
        return {
            "code": self.code,
            "because": self.because,
            "message": self.message.model_dump(),
            "facts": self.facts,
        }


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(str(item) for item in value)
    return str(value)


_INVALID, _FORBIDDEN, _UNKNOWN, _CONFLICT = Because

CATALOGUE: dict[str, tuple[Because, str, str]] = {
    "no_question": (
        _INVALID,
        "Hồ sơ chưa có nội dung xin ý kiến. Hãy nêu ít nhất một câu hỏi, kèm mã lĩnh vực.",
        "The consultation asks nothing. Add at least one question with its field.",
    ),
    "no_agency": (
        _INVALID,
        "Hồ sơ chưa chọn cơ quan nào. Hãy chọn cơ quan liên quan trực tiếp; "
        "có thể dùng chức năng gợi ý cơ quan.",
        "No agency is asked. Choose those directly concerned; the relevance suggestion lists them.",
    ),
    "duplicate_question": (
        _INVALID,
        "Mã câu hỏi {questions} bị trùng. Mỗi câu hỏi cần một mã riêng.",
        "Question ids {questions} occur twice. Give each question an id of its own.",
    ),
    "duplicate_agency": (
        _INVALID,
        "Cơ quan {agencies} được nêu hai lần. Hãy nêu mỗi cơ quan một lần.",
        "Agencies {agencies} are named twice. Name each once.",
    ),
    "unknown_field": (
        _INVALID,
        "Câu hỏi {question}: mã lĩnh vực “{field}” không có trong danh mục. "
        "Hãy chọn mã tại /v1/taxonomy.",
        "Question {question}: field “{field}” is not in the taxonomy. Choose one from /v1/taxonomy.",
    ),
    "unknown_agency": (
        _INVALID,
        "Mã cơ quan {agency} không có trong sổ đăng ký. Hãy chọn mã tại /v1/agencies.",
        "Agency {agency} is not in the registry. Choose one from /v1/agencies.",
    ),
    "drafting_agency_asked": (
        _INVALID,
        "{agency} là cơ quan soạn thảo, không tự xin ý kiến của mình. Hãy bỏ khỏi danh sách.",
        "{agency} drafts the document and cannot be asked about it. Take it off the list.",
    ),
    "question_without_agency": (
        _INVALID,
        "Câu hỏi {questions} chưa có cơ quan nào trả lời. Hãy thêm cơ quan có chức năng phù hợp "
        "hoặc bỏ câu hỏi.",
        "No agency asked is concerned by {questions}. Add one whose mandate covers it, "
        "or drop the question.",
    ),
    "agency_not_concerned": (
        _INVALID,
        "Không câu hỏi nào thuộc chức năng, nhiệm vụ của {agency}; chỉ lấy ý kiến cơ quan liên quan "
        "trực tiếp. Hãy bỏ cơ quan này, hoặc để người giám sát thêm kèm lý do được ghi nhận.",
        "No question falls within the mandate of {agency}; only agencies directly concerned are "
        "asked. Leave it out, or have a supervisor add it with a reason on record.",
    ),
    "agency_already_asked": (
        _CONFLICT,
        "{agency} đã được lấy ý kiến trong hồ sơ này; không cần thêm lần nữa.",
        "{agency} is already asked in this consultation; there is nothing to add.",
    ),
    "already_opened": (
        _CONFLICT,
        "Hồ sơ này đã được mở. Hãy dùng hồ sơ hiện có hoặc gửi yêu cầu với khóa chống trùng mới.",
        "This consultation is already open. Use it, or send the request under a new idempotency key.",
    ),
    "consultation_not_found": (
        _UNKNOWN,
        "Không tìm thấy hồ sơ lấy ý kiến này. Hãy kiểm tra lại mã hồ sơ.",
        "There is no such consultation. Check its id.",
    ),
    "request_not_found": (
        _UNKNOWN,
        "Không tìm thấy yêu cầu cho ý kiến này. Hãy kiểm tra mã hồ sơ và mã cơ quan.",
        "There is no such request. Check the consultation's id and the agency's code.",
    ),
    "not_permitted": (
        _FORBIDDEN,
        "Vai trò “{role}” không được thực hiện việc này. Người được làm: {allowed}.",
        "Role “{role}” may not do this. It is for: {allowed}.",
    ),
    "not_the_officer_in_charge": (
        _FORBIDDEN,
        "Chỉ cán bộ phụ trách ({officer}) hoặc người giám sát của cơ quan soạn thảo được làm việc này.",
        "Only the officer in charge ({officer}) or a supervisor of the drafting agency may do this.",
    ),
    "consultation_closed": (
        _CONFLICT,
        "Hồ sơ đã kết thúc ({stage}), không thể thay đổi. Ý kiến gửi muộn vẫn được tiếp nhận.",
        "The consultation is over ({stage}) and cannot be changed. Late replies are still taken.",
    ),
    "consultation_cancelled": (
        _CONFLICT,
        "Hồ sơ đã bị hủy, không tiếp nhận thêm ý kiến.",
        "The consultation was cancelled and takes no more replies.",
    ),
    "consultation_archived": (
        _CONFLICT,
        "Hồ sơ đã lưu trữ từ {archived_at}. Hãy gửi ý kiến bằng văn bản cho cơ quan soạn thảo.",
        "The consultation was archived on {archived_at}. Write to the drafting agency directly.",
    ),
    "request_withdrawn": (
        _CONFLICT,
        "Yêu cầu này đã được rút, cơ quan không phải trả lời nữa.",
        "This request was withdrawn; no answer is owed.",
    ),
    "already_acknowledged": (
        _CONFLICT,
        "Yêu cầu đã được tiếp nhận lúc {acknowledged_at}; không cần tiếp nhận lại.",
        "The request was acknowledged at {acknowledged_at}; there is nothing more to do.",
    ),
    "request_not_awaiting": (
        _CONFLICT,
        "Yêu cầu đang ở bước “{stage}”, chưa thể thực hiện việc này. Hãy xem bước tiếp theo trong hồ sơ.",
        "The request is at stage “{stage}”, where this cannot be done. See the case for its next step.",
    ),
    "reply_under_review": (
        _CONFLICT,
        "Văn bản trả lời trước đang chờ cán bộ soạn thảo xem xét đến {review_due_at}. "
        "Hãy chờ kết quả rồi gửi lại nếu cần.",
        "The previous reply is with the officer for review until {review_due_at}. "
        "Wait for the outcome, then reply again if needed.",
    ),
    "already_answered": (
        _CONFLICT,
        "Ý kiến của cơ quan đã được chấp nhận; không thể thay bằng văn bản khác.",
        "The agency's reply was accepted and cannot be replaced.",
    ),
    "late_reply_already_taken": (
        _CONFLICT,
        "Ý kiến gửi muộn của cơ quan đã được tiếp nhận; không thể thay bằng văn bản khác.",
        "The agency's late reply was already taken and cannot be replaced.",
    ),
    "reply_to_another_draft": (
        _INVALID,
        "Văn bản trả lời nêu bản dự thảo {given}, nhưng bản đang lấy ý kiến là {current}. "
        "Hãy tải đúng bản dự thảo và trả lời lại.",
        "The reply names draft {given}, but the draft consulted on is {current}. "
        "Fetch that draft and reply to it.",
    ),
    "answers_to_unasked_questions": (
        _INVALID,
        "Văn bản trả lời câu hỏi {questions} không nằm trong yêu cầu gửi cơ quan. "
        "Hãy chỉ trả lời các câu hỏi: {asked}.",
        "The reply answers {questions}, which the agency was not asked. Answer only: {asked}.",
    ),
    "question_answered_twice": (
        _INVALID,
        "Câu hỏi {questions} được trả lời hai lần trong cùng văn bản. Hãy gộp thành một câu trả lời.",
        "The reply answers {questions} twice. Give one answer to each question.",
    ),
    "nothing_to_sign": (
        _CONFLICT,
        "Chưa có dự thảo văn bản trả lời nào chờ ký. Chuyên viên cần trình dự thảo trước.",
        "No reply is waiting for a signature. The official prepares one first.",
    ),
    "nothing_to_review": (
        _CONFLICT,
        "Không có văn bản trả lời nào của {agency} đang chờ xem xét.",
        "No reply of {agency} is waiting for review.",
    ),
    "nothing_to_contest": (
        _CONFLICT,
        "Không có văn bản nào bị trả lại để khiếu nại.",
        "There is no returned reply to contest.",
    ),
    "returned_by_a_person": (
        _CONFLICT,
        "Văn bản do {reviewer} xem xét và trả lại, kèm lý do. Hãy bổ sung theo lý do đã nêu rồi gửi lại.",
        "{reviewer} reviewed and returned this reply, with reasons. Complete it accordingly and reply again.",
    ),
    "reasons_needed": (
        _INVALID,
        "Trả lại văn bản phải nêu lý do để cơ quan biết cần bổ sung điểm nào.",
        "A return needs reasons, so that the agency knows what to complete.",
    ),
    "requests_open": (
        _CONFLICT,
        "Chưa thể kết thúc: còn {agencies} chưa có kết quả. Hãy chờ trả lời, chờ hết các bước "
        "đôn đốc, hoặc rút yêu cầu kèm lý do.",
        "It cannot conclude yet: {agencies} have no outcome. Wait for their replies or the end of "
        "the ladder, or withdraw them with a reason.",
    ),
    "withdrawal_leaves_question": (
        _CONFLICT,
        "Rút {agency} thì câu hỏi {questions} không còn cơ quan trả lời. Hãy thêm cơ quan khác trước.",
        "Withdrawing {agency} would leave {questions} with no agency. Add another agency first.",
    ),
    "already_settled": (
        _CONFLICT,
        "Yêu cầu gửi {agency} đã có kết quả ({stage}), không thể rút.",
        "The request to {agency} is settled ({stage}) and cannot be withdrawn.",
    ),
}
