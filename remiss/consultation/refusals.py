"""Every way the domain says no: a stable code, and what to do about it in both languages."""

from enum import StrEnum
from typing import Any, Literal, NamedTuple

from remiss.texts import Bilingual


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
    "day_named_twice": Words(
        Because.INVALID,
        vi="Ngày {day} được nêu hai lần. Hãy giữ lại một dòng cho mỗi ngày.",
        en="{day} is named twice. Keep one line for each day.",
    ),
    "day_unknown_to_calendar": Words(
        Because.INVALID,
        vi="Ngày {day} nằm ngoài lịch làm việc (từ {first} đến {last}). Hãy kiểm tra lại năm.",
        en="{day} lies outside the working calendar ({first} to {last}). Check the year.",
    ),
    "past_day_made_working": Words(
        Because.CONFLICT,
        vi="Ngày {day} đã qua, không thể trở thành ngày làm việc: như vậy sẽ tính trễ hạn về "
        "trước. Chỉ ghi nhận được ngày đã nghỉ thực tế, hoặc ngày làm việc từ hôm nay trở đi.",
        en="{day} is past and cannot become a working day: that would make people late after the "
        "fact. Record a day that was in fact off, or working days from today on.",
    ),
    "override_changes_nothing": Words(
        Because.CONFLICT,
        vi="Ngày {day} trong lịch làm việc đã đúng như vậy, không có gì để ghi. Hãy xem lịch tại "
        "/v1/calendar.",
        en="The working calendar has {day} like this already; there is nothing to record. See "
        "/v1/calendar.",
    ),
    "too_much_at_once": Words(
        Because.INVALID,
        vi="Thao tác này quá lớn để ghi nhận một lần. Hãy rút gọn câu hỏi, chuyển phần dài vào tệp "
        "đính kèm, hoặc hỏi ít cơ quan hơn rồi bổ sung từng cơ quan sau.",
        en="This is too much to record at once. Shorten the questions, move what is long into an "
        "attachment, or ask fewer agencies and add the others one by one.",
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
    "silence_of_an_agency_not_asked": Words(
        Because.INVALID,
        vi="Giả định im lặng nêu {agencies}, không nằm trong danh sách lấy ý kiến. Hãy chỉ nêu cơ "
        "quan có trong danh sách.",
        en="{agencies} is assumed to stay silent but is not asked. Name only agencies on the list.",
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
    "consultation_suspended": Words(
        Because.CONFLICT,
        vi="Hồ sơ đang tạm dừng, mọi thời hạn đều dừng lại. Hãy chờ hồ sơ được tiếp tục; văn "
        "bản trả lời vẫn được tiếp nhận.",
        en="The consultation is suspended and every clock stands still. Wait until it is resumed; "
        "replies are still taken.",
    ),
    "not_suspended": Words(
        Because.CONFLICT,
        vi="Hồ sơ không bị tạm dừng, không có gì để tiếp tục.",
        en="The consultation is not suspended; there is nothing to resume.",
    ),
    "clarification_not_foreseen": Words(
        Because.CONFLICT,
        vi="Chính sách thời hạn của hồ sơ này không cho dừng thời hạn để hỏi lại. Hãy trao đổi "
        "trực tiếp với cán bộ phụ trách; thời hạn vẫn tính.",
        en="This case's policy does not let a question stop the clock. Speak to the officer in "
        "charge; the clock runs on.",
    ),
    "clarifications_spent": Words(
        Because.CONFLICT,
        vi="Cơ quan đã đề nghị làm rõ đủ {at_most} lần theo chính sách. Hãy trả lời phần đã rõ "
        "và nêu điều còn vướng trong văn bản.",
        en="The agency has asked for clarification {at_most} times, which is all the policy "
        "allows. Answer what is clear, and say in the reply what is not.",
    ),
    "deadline_has_passed": Words(
        Because.CONFLICT,
        vi="Đã quá hạn trả lời ({due_at}), việc này chỉ thực hiện được trước hạn. Hãy gửi văn "
        "bản trả lời.",
        en="The deadline ({due_at}) has passed, and this is possible only before it. Send the "
        "reply.",
    ),
    "question_not_owed": Words(
        Because.INVALID,
        vi="Nội dung {question} không còn chờ cơ quan trả lời. Các nội dung còn lại: {owed}.",
        en="Question {question} does not wait for the agency's answer. Those that do: {owed}.",
    ),
    "nothing_to_clarify": Words(
        Because.CONFLICT,
        vi="{agency} không có đề nghị làm rõ nào đang chờ trả lời.",
        en="{agency} has asked for no clarification that waits for an answer.",
    ),
    "extension_not_foreseen": Words(
        Because.CONFLICT,
        vi="Chính sách thời hạn của hồ sơ này không cho gia hạn. Hãy trả lời đúng hạn.",
        en="This case's policy foresees no extension. Reply in time.",
    ),
    "extension_asked_before": Words(
        Because.CONFLICT,
        vi="Cơ quan đã xin gia hạn một lần cho yêu cầu này; mỗi yêu cầu chỉ được xin một lần.",
        en="The agency has asked for more time once; each request allows it once.",
    ),
    "extension_to_no_later": Words(
        Because.INVALID,
        vi="Ngày đề nghị không muộn hơn hạn hiện nay ({due_at}). Hãy nêu ngày sau hạn này.",
        en="The day asked for is no later than the present deadline ({due_at}). Name a later day.",
    ),
    "extension_beyond_cap": Words(
        Because.INVALID,
        vi="Ngày đề nghị vượt mức gia hạn tối đa của chính sách. Ngày muộn nhất: {latest}.",
        en="The day asked for is beyond what the policy allows. The latest day is {latest}.",
    ),
    "no_extension_to_decide": Words(
        Because.CONFLICT,
        vi="{agency} không có đề nghị gia hạn nào đang chờ quyết định.",
        en="{agency} has asked for no extension that waits for a decision.",
    ),
    "extension_outside_request": Words(
        Because.INVALID,
        vi="Ngày cho gia hạn phải sau hạn hiện nay ({due_at}) và không muộn hơn ngày cơ quan "
        "đề nghị ({asked}).",
        en="The day granted must lie after the present deadline ({due_at}) and no later than "
        "the day asked for ({asked}).",
    ),
    "reasons_needed_to_refuse": Words(
        Because.INVALID,
        vi="Không đồng ý thì phải nêu lý do để cơ quan biết.",
        en="A refusal needs reasons, so that the agency knows them.",
    ),
    "decline_not_foreseen": Words(
        Because.CONFLICT,
        vi="Chính sách của hồ sơ này chưa có bước từ chối nội dung ngoài chức năng. Hãy nêu rõ "
        "trong văn bản trả lời.",
        en="This case's policy has no step for declining a question. Say so in the reply.",
    ),
    "question_declined_twice": Words(
        Because.INVALID,
        vi="Nội dung {questions} được nêu hai lần. Hãy nêu mỗi nội dung một lần.",
        en="Questions {questions} are named twice. Name each once.",
    ),
    "declined_before": Words(
        Because.CONFLICT,
        vi="Cơ quan đã từ chối nội dung {question} một lần; việc đó đã hoặc đang được xem xét.",
        en="The agency declined question {question} before; that was ruled on, or will be.",
    ),
    "declined_to_itself": Words(
        Because.INVALID,
        vi="Nội dung {question}: cơ quan được nêu là chính cơ quan từ chối. Hãy nêu cơ quan có "
        "chức năng trả lời.",
        en="Question {question}: the agency named is the one declining. Name the agency whose "
        "question it is.",
    ),
    "no_decline_to_settle": Words(
        Because.CONFLICT,
        vi="{agency} không có nội dung nào từ chối đang chờ quyết định.",
        en="{agency} has declined no question that waits for a ruling.",
    ),
    "decline_awaits_ruling": Words(
        Because.CONFLICT,
        vi="Cơ quan đã từ chối mọi nội dung còn lại; việc này đang chờ quyết định. Thời hạn của cơ "
        "quan đang dừng.",
        en="The agency declined every question left, and a ruling is awaited. Its clock stands "
        "still.",
    ),
    "request_transferred": Words(
        Because.CONFLICT,
        vi="Nội dung hỏi đã được chuyển đến cơ quan có chức năng; cơ quan không phải trả lời nữa.",
        en="What was asked went to the agency whose matter it is; no answer is owed.",
    ),
    "deputy_of_oneself": Words(
        Because.INVALID,
        vi="{official} không thể là người thay thế của chính mình. Hãy nêu người khác.",
        en="{official} cannot stand in for themself. Name someone else.",
    ),
    "delegation_is_over": Words(
        Because.INVALID,
        vi="Thời hạn ủy quyền kết thúc lúc {until}, không sau thời điểm bắt đầu hoặc hiện tại. "
        "Hãy nêu thời điểm muộn hơn.",
        en="The delegation would end at {until}, which is not after its start or the present. "
        "Name a later end.",
    ),
    "signature_not_delegated": Words(
        Because.FORBIDDEN,
        vi="Chỉ người đứng đầu {agency} hoặc người được ủy quyền mới được ký văn bản này.",
        en="Only the head of {agency}, or whom they delegated it to, may sign this reply.",
    ),
    "signature_delegated_for": Words(
        Because.FORBIDDEN,
        vi="Việc ủy quyền ký có hiệu lực từ {since} đến {until}; ngoài thời gian đó người được ủy "
        "quyền không được ký.",
        en="The signature is delegated from {since} to {until}; outside that time the delegate may "
        "not sign.",
    ),
    "no_part_to_give": Words(
        Because.CONFLICT,
        vi="Không có phần việc nào đang chờ ý kiến của bạn trong yêu cầu này.",
        en="No part of this request waits for your contribution.",
    ),
    "draft_not_changed": Words(
        Because.INVALID,
        vi="Bản dự thảo {sha256} đã được lấy ý kiến trong hồ sơ này. Hãy tải lên bản đã sửa đổi.",
        en="Draft {sha256} was consulted on in this case already. Upload the amended one.",
    ),
    "nothing_to_take_over": Words(
        Because.CONFLICT,
        vi="{agency} không có việc nào đang chờ cán bộ phụ trách quyết định.",
        en="Nothing of {agency} waits for the officer's decision.",
    ),
    "ordered_day_has_passed": Words(
        Because.INVALID,
        vi="Ngày ấn định kết thúc trước thời điểm hiện tại ({now}). Hãy nêu ngày muộn hơn.",
        en="The day ordered ends before now ({now}). Name a later day.",
    ),
    "reply_awaits_decision": Words(
        Because.CONFLICT,
        vi="{agency} đã trả lời và văn bản đang chờ quyết định; hãy quyết định văn bản đó trước.",
        en="{agency} has replied and its reply awaits a decision; decide on that first.",
    ),
    "request_settled": Words(
        Because.CONFLICT,
        vi="Yêu cầu gửi {agency} đã có kết quả ({stage}), không thay đổi được nữa.",
        en="The request to {agency} has its outcome ({stage}) and cannot be changed.",
    ),
    "officer_in_charge_already": Words(
        Because.CONFLICT,
        vi="{officer} đang là cán bộ phụ trách hồ sơ này. Hãy nêu người khác.",
        en="{officer} is in charge of this case already. Name someone else.",
    ),
    "officer_of_another_agency": Words(
        Because.INVALID,
        vi="{officer} không phải cán bộ soạn thảo của {agency}. Hãy nêu người của cơ quan soạn "
        "thảo.",
        en="{officer} does not draft for {agency}. Name someone of the drafting agency.",
    ),
    "comment_named_twice": Words(
        Because.INVALID,
        vi="Ý kiến {comments} được nêu hai lần. Hãy nêu mỗi ý kiến một lần.",
        en="Comments {comments} are named twice. Name each once.",
    ),
    "no_such_comment": Words(
        Because.INVALID,
        vi="Không có ý kiến nào mã {comment} của cơ quan này. Xem mã ý kiến trong hồ sơ.",
        en="This agency has made no comment {comment}. The case lists the ids.",
    ),
    "disposition_needs_reason": Words(
        Because.INVALID,
        vi="Ý kiến {comment}: không tiếp thu toàn bộ thì phải giải trình lý do, phần tiếp thu hoặc "
        "thời điểm.",
        en="Comment {comment}: what is not adopted in full needs an explanation: why, which "
        "part, or when.",
    ),
    "disposition_is_final": Words(
        Because.CONFLICT,
        vi="Ý kiến {comments} đã được xem xét lại sau phản hồi của cơ quan; kết quả đó là cuối "
        "cùng.",
        en="Comments {comments} were disposed of again after the agency's objection; that stands.",
    ),
    "not_disposed_yet": Words(
        Because.CONFLICT,
        vi="Ý kiến {comment} chưa được tiếp thu, giải trình nên chưa có gì để phản hồi.",
        en="Comment {comment} was not disposed of yet; there is nothing to object to.",
    ),
    "objected_before": Words(
        Because.CONFLICT,
        vi="Cơ quan đã phản hồi về ý kiến {comment}; mỗi ý kiến chỉ phản hồi một lần.",
        en="The agency objected about comment {comment} before; each allows it once.",
    ),
    "objection_too_late": Words(
        Because.CONFLICT,
        vi="Thời gian phản hồi về kết quả tiếp thu đã hết lúc {until}.",
        en="The time to object ended at {until}.",
    ),
    "no_such_late_reply": Words(
        Because.INVALID,
        vi="Không có văn bản trả lời muộn số thứ tự {number}. Xem danh sách văn bản trong hồ sơ.",
        en="There is no late reply {number}. The case lists the replies.",
    ),
    "comments_undisposed": Words(
        Because.CONFLICT,
        vi="Chưa thể kết thúc: ý kiến {comments} chưa được tiếp thu hoặc giải trình.",
        en="It cannot conclude yet: comments {comments} were neither adopted nor answered.",
    ),
    "late_replies_unused": Words(
        Because.CONFLICT,
        vi="Chưa thể kết thúc: chưa nêu cách sử dụng văn bản gửi muộn của {agencies}.",
        en="It cannot conclude yet: say how the late replies of {agencies} were used.",
    ),
    "objections_possible": Words(
        Because.CONFLICT,
        vi="Chưa thể kết thúc: các cơ quan còn được phản hồi về kết quả tiếp thu đến {until}.",
        en="It cannot conclude yet: agencies may object to what became of their comments until "
        "{until}.",
    ),
}
