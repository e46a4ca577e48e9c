"""Every way the domain says no: a stable code, and what to do about it in both languages."""

from enum import StrEnum
from typing import Any, Literal, NamedTuple

from consultation.values import Bilingual


class Because(StrEnum):
    """What sort of no it is; the HTTP layer turns this into a status."""

    INVALID = "invalid"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


class Words(NamedTuple):
    """What a refusal says, and what sort of no it is."""

    because: Because
    vi: str
    en: str


class Refusal(Exception):  # noqa: N818 -- the field's own word
    """A command the rules do not allow; nothing was changed by it."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = {name: _plain(value) for name, value in facts.items()}
        self.because, vi, en = CATALOGUE[code]
        self.message = Bilingual(
            vi=vi.format(**{name: _said(value, "vi") for name, value in facts.items()}),
            en=en.format(**{name: _said(value, "en") for name, value in facts.items()}),
        )
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
    """A fact as data: texts and lists of texts, or both languages of a label."""
    if isinstance(value, Bilingual):
        return value.model_dump()
    if isinstance(value, str | None):
        return value
    return [_plain(item) for item in value]


def _said(value: Any, language: Literal["vi", "en"]) -> str:
    """A fact as it stands in a sentence."""
    if isinstance(value, Bilingual):
        return value.vi if language == "vi" else value.en
    if isinstance(value, str | None):
        return value or ""
    return ", ".join(_said(item, language) for item in value)


CATALOGUE: dict[str, Words] = {
    "calendar_too_short": Words(
        Because.CONFLICT,
        vi="Lịch làm việc của hồ sơ không đủ dài để tính thời hạn ({reason}). Hãy báo quản trị "
        "viên.",
        en="The case's working calendar does not reach far enough for this deadline ({reason}). "
        "Tell an administrator.",
    ),
    "no_question": Words(
        Because.INVALID,
        vi="Hồ sơ chưa có nội dung xin ý kiến. Hãy nêu ít nhất một câu hỏi, kèm mã lĩnh vực.",
        en="The consultation asks nothing. Add at least one question with its field.",
    ),
    "no_agency": Words(
        Because.INVALID,
        vi="Hồ sơ chưa chọn cơ quan nào. Hãy chọn cơ quan liên quan trực tiếp; có thể dùng chức "
        "năng gợi ý cơ quan.",
        en="No agency is asked. Choose those directly concerned; the relevance suggestion lists "
        "them.",
    ),
    "duplicate_question": Words(
        Because.INVALID,
        vi="Mã câu hỏi {questions} bị trùng. Mỗi câu hỏi cần một mã riêng.",
        en="Question ids {questions} occur twice. Give each question an id of its own.",
    ),
    "duplicate_agency": Words(
        Because.INVALID,
        vi="Cơ quan {agencies} được nêu hai lần. Hãy nêu mỗi cơ quan một lần.",
        en="Agencies {agencies} are named twice. Name each once.",
    ),
    "unknown_field": Words(
        Because.INVALID,
        vi="Câu hỏi {question}: mã lĩnh vực “{field}” không có trong danh mục. Hãy chọn mã tại "
        "/v1/taxonomy.",
        en="Question {question}: field “{field}” is not in the taxonomy. Choose one from "
        "/v1/taxonomy.",
    ),
    "unknown_agency": Words(
        Because.INVALID,
        vi="Mã cơ quan {agency} không có trong sổ đăng ký. Hãy chọn mã tại /v1/agencies.",
        en="Agency {agency} is not in the registry. Choose one from /v1/agencies.",
    ),
    "drafting_agency_asked": Words(
        Because.INVALID,
        vi="{agency} là cơ quan soạn thảo, không tự xin ý kiến của mình. Hãy bỏ khỏi danh sách.",
        en="{agency} drafts the document and cannot be asked about it. Take it off the list.",
    ),
    "question_without_agency": Words(
        Because.INVALID,
        vi="Câu hỏi {questions} chưa có cơ quan nào trả lời. Hãy thêm cơ quan có chức năng phù "
        "hợp hoặc bỏ câu hỏi.",
        en="No agency asked is concerned by {questions}. Add one whose mandate covers it, or "
        "drop the question.",
    ),
    "agency_not_concerned": Words(
        Because.INVALID,
        vi="Không câu hỏi nào thuộc chức năng, nhiệm vụ của {agency}; chỉ lấy ý kiến cơ quan "
        "liên quan trực tiếp. Hãy bỏ cơ quan này, hoặc để người giám sát thêm kèm lý do được "
        "ghi nhận.",
        en="No question falls within the mandate of {agency}; only agencies directly concerned "
        "are asked. Leave it out, or have a supervisor add it with a reason on record.",
    ),
    "agency_already_asked": Words(
        Because.CONFLICT,
        vi="{agency} đã được lấy ý kiến trong hồ sơ này; không cần thêm lần nữa.",
        en="{agency} is already asked in this consultation; there is nothing to add.",
    ),
    "already_opened": Words(
        Because.CONFLICT,
        vi="Hồ sơ này đã được mở. Hãy dùng hồ sơ hiện có hoặc gửi yêu cầu với khóa chống trùng "
        "mới.",
        en="This consultation is already open. Use it, or send the request under a new "
        "idempotency key.",
    ),
    "consultation_not_found": Words(
        Because.UNKNOWN,
        vi="Không tìm thấy hồ sơ lấy ý kiến này. Hãy kiểm tra lại mã hồ sơ.",
        en="There is no such consultation. Check its id.",
    ),
    "request_not_found": Words(
        Because.UNKNOWN,
        vi="Không tìm thấy yêu cầu cho ý kiến này. Hãy kiểm tra mã hồ sơ và mã cơ quan.",
        en="There is no such request. Check the consultation's id and the agency's code.",
    ),
    "not_permitted": Words(
        Because.FORBIDDEN,
        vi="Vai trò “{role}” không được thực hiện việc này. Người được làm: {allowed}.",
        en="Role “{role}” may not do this. It is for: {allowed}.",
    ),
    "not_the_officer_in_charge": Words(
        Because.FORBIDDEN,
        vi="Chỉ cán bộ phụ trách ({officer}) hoặc người giám sát của cơ quan soạn thảo được làm "
        "việc này.",
        en="Only the officer in charge ({officer}) or a supervisor of the drafting agency may do"
        " this.",
    ),
    "consultation_closed": Words(
        Because.CONFLICT,
        vi="Hồ sơ đã kết thúc ({stage}), không thể thay đổi. Ý kiến gửi muộn vẫn được tiếp nhận.",
        en="The consultation is over ({stage}) and cannot be changed. Late replies are still "
        "taken.",
    ),
    "consultation_cancelled": Words(
        Because.CONFLICT,
        vi="Hồ sơ đã bị hủy, không tiếp nhận thêm ý kiến.",
        en="The consultation was cancelled and takes no more replies.",
    ),
    "consultation_archived": Words(
        Because.CONFLICT,
        vi="Hồ sơ đã lưu trữ từ {archived_at}. Hãy gửi ý kiến bằng văn bản cho cơ quan soạn thảo.",
        en="The consultation was archived on {archived_at}. Write to the drafting agency directly.",
    ),
    "request_withdrawn": Words(
        Because.CONFLICT,
        vi="Yêu cầu này đã được rút, cơ quan không phải trả lời nữa.",
        en="This request was withdrawn; no answer is owed.",
    ),
    "already_acknowledged": Words(
        Because.CONFLICT,
        vi="Yêu cầu đã được tiếp nhận lúc {acknowledged_at}; không cần tiếp nhận lại.",
        en="The request was acknowledged at {acknowledged_at}; there is nothing more to do.",
    ),
    "request_not_awaiting": Words(
        Because.CONFLICT,
        vi="Yêu cầu đang ở bước “{stage}”, chưa thể thực hiện việc này. Hãy xem bước tiếp theo "
        "trong hồ sơ.",
        en="The request is at stage “{stage}”, where this cannot be done. See the case for its "
        "next step.",
    ),
    "reply_under_review": Words(
        Because.CONFLICT,
        vi="Văn bản trả lời trước đang chờ cán bộ soạn thảo xem xét đến {review_due_at}. Hãy chờ"
        " kết quả rồi gửi lại nếu cần.",
        en="The previous reply is with the officer for review until {review_due_at}. Wait for "
        "the outcome, then reply again if needed.",
    ),
    "already_answered": Words(
        Because.CONFLICT,
        vi="Ý kiến của cơ quan đã được chấp nhận; không thể thay bằng văn bản khác.",
        en="The agency's reply was accepted and cannot be replaced.",
    ),
    "reply_to_another_draft": Words(
        Because.INVALID,
        vi="Văn bản trả lời nêu bản dự thảo {given}, nhưng bản đang lấy ý kiến là {current}. Hãy"
        " tải đúng bản dự thảo và trả lời lại.",
        en="The reply names draft {given}, but the draft consulted on is {current}. Fetch that "
        "draft and reply to it.",
    ),
    "answers_to_unasked_questions": Words(
        Because.INVALID,
        vi="Văn bản trả lời câu hỏi {questions} không nằm trong yêu cầu gửi cơ quan. Hãy chỉ trả"
        " lời các câu hỏi: {asked}.",
        en="The reply answers {questions}, which the agency was not asked. Answer only: {asked}.",
    ),
    "question_answered_twice": Words(
        Because.INVALID,
        vi="Câu hỏi {questions} được trả lời hai lần trong cùng văn bản. Hãy gộp thành một câu "
        "trả lời.",
        en="The reply answers {questions} twice. Give one answer to each question.",
    ),
    "nothing_to_sign": Words(
        Because.CONFLICT,
        vi="Chưa có dự thảo văn bản trả lời nào chờ ký. Chuyên viên cần trình dự thảo trước.",
        en="No reply is waiting for a signature. The official prepares one first.",
    ),
    "another_text_to_sign": Words(
        Because.CONFLICT,
        vi="Dự thảo văn bản trả lời đã được thay bằng bản khác sau khi xem. Hãy đọc bản hiện tại "
        "rồi ký.",
        en="The prepared reply was replaced by another after you read it. Read the present one, "
        "then sign it.",
    ),
    "nothing_to_review": Words(
        Because.CONFLICT,
        vi="Không có văn bản trả lời nào của {agency} đang chờ xem xét.",
        en="No reply of {agency} is waiting for review.",
    ),
    "nothing_to_contest": Words(
        Because.CONFLICT,
        vi="Không có văn bản nào bị trả lại để khiếu nại.",
        en="There is no returned reply to contest.",
    ),
    "decided_by_the_office": Words(
        Because.CONFLICT,
        vi="Văn phòng UBND tỉnh đã xem xét khiếu nại và giữ nguyên việc trả lại, kèm lý do. Hãy bổ "
        "sung theo lý do đã nêu rồi gửi lại.",
        en="The Office considered the contest and upheld the return, with reasons. Complete the "
        "reply accordingly and send it again.",
    ),
    "before_another_reviewer": Words(
        Because.FORBIDDEN,
        vi="Văn bản này đang do {reviewer} xem xét; việc quyết định thuộc về {reviewer}.",
        en="This reply lies before {reviewer}; the decision is theirs.",
    ),
    "judge_in_own_case": Words(
        Because.FORBIDDEN,
        vi="Đây là văn bản của chính {agency}; người của cơ quan không tự quyết định. Hết thời "
        "gian xem xét, văn bản được chấp nhận.",
        en="This is the reply of {agency} itself, whose own people do not decide on it. When the "
        "review time is over it is accepted.",
    ),
    "reasons_needed": Words(
        Because.INVALID,
        vi="Trả lại văn bản phải nêu lý do để cơ quan biết cần bổ sung điểm nào.",
        en="A return needs reasons, so that the agency knows what to complete.",
    ),
    "requests_open": Words(
        Because.CONFLICT,
        vi="Chưa thể kết thúc: còn {agencies} chưa có kết quả. Hãy chờ trả lời, chờ hết các bước"
        " đôn đốc, hoặc rút yêu cầu kèm lý do.",
        en="It cannot conclude yet: {agencies} have no outcome. Wait for their replies or the "
        "end of the ladder, or withdraw them with a reason.",
    ),
    "withdrawal_leaves_question": Words(
        Because.CONFLICT,
        vi="Rút {agency} thì câu hỏi {questions} không còn cơ quan trả lời. Hãy thêm cơ quan "
        "khác trước.",
        en="Withdrawing {agency} would leave {questions} with no agency. Add another agency first.",
    ),
    "already_settled": Words(
        Because.CONFLICT,
        vi="Yêu cầu gửi {agency} đã có kết quả ({stage}), không thể rút.",
        en="The request to {agency} is settled ({stage}) and cannot be withdrawn.",
    ),
}
