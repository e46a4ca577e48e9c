"""Bodies that open a consultation or rehearse it, ask one more agency, and amend the draft."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from remiss.consultation.values import (
    MOST_OUTSIDE,
    AgencyCode,
    Draft,
    FieldCode,
    LetterNumber,
    OutsideBody,
    Procedure,
    QuestionId,
    Sentence,
    ServedTask,
    Sha256,
    Value,
    added_later,
)
from remiss.sending.bodies.body_days import Day
from remiss.sending.bodies.example import example
from remiss.texts import Text

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
"""Beyond these no working calendar is worth its name."""

Subject = Annotated[Text, StringConstraints(max_length=500)]


class QuestionBody(Value):
    """One point to ask. Without a field it is refused, with the fields it may fall under."""

    id: QuestionId
    text: Sentence
    field: FieldCode | None = Field(
        default=None,
        description="Mã lĩnh vực; thiếu mã thì không mở được hồ sơ, kèm gợi ý, không tự chọn thay. "
        "/ The field's code; without one the answer is a refusal with proposals, never a choice.",
    )
    difficult: bool = Field(
        default=False,
        description="Nội dung khó, mới, chưa có tiền lệ: ai chưa có ý kiến thì nêu rõ. / New or "
        "difficult: whoever is silent on it is named.",
    )


class OpenBody(Value):
    """A draft, what is asked about it, and of whom."""

    draft: Draft
    questions: tuple[QuestionBody, ...] = Field(max_length=100)
    agencies: tuple[AgencyCode, ...] = Field(max_length=200)
    outside: tuple[OutsideBody, ...] = Field(
        default=(),
        max_length=MOST_OUTSIDE,
        description="Cơ quan, tổ chức ngoài danh mục (bộ, hội, quân đội), lấy ý kiến bằng công "
        "văn; ý kiến của họ do bên chủ trì nhập hộ. / Bodies outside the registry, asked by "
        "letter; what they answer the drafting side enters.",
    )
    procedure: Procedure | None = Field(
        default=None,
        description="Hồ sơ thủ tục hành chính của người nộp, khi loại văn bản là "
        "administrative_procedure: không thời hạn nào muộn hơn ngày hẹn trả kết quả (Nghị định "
        "118/2025/NĐ-CP, sửa đổi bởi Nghị định 367/2025/NĐ-CP). / The applicant's file, for the "
        "kind administrative_procedure: no deadline lies beyond its return date.",
    )
    override_reason: Sentence | None = Field(
        default=None,
        description="Chỉ lãnh đạo cơ quan chủ trì soạn thảo: lý do lấy ý kiến cơ quan không có nội "
        "dung liên quan. / Leaders of the drafting agency only: "
        "why an agency no question concerns is asked.",
    )
    urgency_reason: Sentence | None = Field(
        default=None,
        description="Lý do của mức độ khẩn, thượng khẩn, hỏa tốc; bắt buộc với các mức độ này. / "
        "Why the grade is urgent; required where it is.",
    )
    reply_by: Day | None = Field(
        default=None,
        description="Ngày trả lời muộn hơn thời hạn của chính sách, cho mọi cơ quan được lấy "
        "ý kiến. / A later day than the policy gives, for every agency asked.",
    )
    task: ServedTask | None = added_later(
        None, description="Nhiệm vụ được giao mà hồ sơ phục vụ. / The task the case serves."
    )

    model_config = example(
        draft={
            "subject": "Hướng dẫn đánh giá cán bộ, công chức theo tiêu chí định lượng",
            "kind": "guideline",
            "urgency": "normal",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "number": "1024/SNV-CCVC",
        },
        questions=[
            {
                "id": "kinh-phi",
                "text": "Nguồn kinh phí tổ chức đánh giá lấy từ dự toán nào, định mức bao nhiêu?",
                "field": "fin.budget",
            },
            {
                "id": "du-lieu",
                "text": "Dữ liệu đánh giá được chia sẻ qua nền tảng dùng chung nào của tỉnh?",
                "field": "digital.data",
            },
        ],
        agencies=["H99.04", "H99.08"],
    )


class RehearsedDraft(Draft):
    """A draft that may not be finished: nobody is sent it."""

    sha256: Sha256 = Field(
        default="0" * 64,
        description="Có thể bỏ trống, vì chưa gửi dự thảo. / May be left out: nothing is sent.",
    )


class RehearseBody(OpenBody):
    """The body of an opening, when it would be sent, and who is assumed to stay silent."""

    draft: RehearsedDraft
    opens_at: AwareDatetime | None = Field(
        default=None,
        ge=EARLIEST,
        le=LATEST,
        description="Thời điểm mở hồ sơ giả định; bỏ trống: ngay bây giờ. / When it would be "
        "opened; left out: now.",
    )
    silent: tuple[AgencyCode, ...] | None = Field(
        default=None,
        max_length=200,
        description="Cơ quan giả định không trả lời, các cơ quan khác trả lời vào ngày cuối; bỏ "
        "trống: không cơ quan nào trả lời; []: mọi cơ quan đều trả lời. / Agencies assumed to "
        "stay silent while the others answer on their last day; left out: all are silent; []: "
        "none is.",
    )


class AddAgencyBody(Value):
    """One more agency to ask."""

    agency: AgencyCode
    override_reason: Sentence | None = None

    model_config = example(agency="H99.03")


class LetterBody(Value):
    """Number and day of the letter that asked the agency."""

    number: LetterNumber = Field(
        description="Số, ký hiệu công văn lấy ý kiến đã ban hành. / Its number, with its signs."
    )
    signed_on: Day = Field(description="Ngày ban hành. / The day on it.")

    model_config = example(number="2148/SNV-CCVC", signed_on="2026-11-13")


class AmendBody(Value):
    """A new version of the draft, and the questions it puts anew or for the first time."""

    draft: Draft
    changed: tuple[QuestionBody, ...] = Field(min_length=1, max_length=100)
    agencies: tuple[AgencyCode, ...] = Field(
        default=(),
        max_length=200,
        description="Hỏi thêm, ngoài những cơ quan đã được hỏi về các nội dung này. / To ask "
        "besides those already asked about these questions.",
    )

    model_config = example(
        draft={
            "subject": "Hướng dẫn đánh giá cán bộ, công chức theo tiêu chí định lượng (dự thảo 2)",
            "kind": "guideline",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
        changed=[
            {
                "id": "kinh-phi",
                "text": "Nguồn kinh phí tổ chức đánh giá lấy từ dự toán nào, định mức bao nhiêu?",
                "field": "fin.budget",
            }
        ],
    )


class DraftFileBody(Value):
    """The right file, and what was wrong with the one that was sent."""

    sha256: Sha256
    reason: Sentence

    model_config = example(
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        reason="Tệp đã gửi thiếu Phụ lục II.",
    )


class RelevanceBody(Value):
    """Questions to find the agencies for."""

    questions: tuple[QuestionBody, ...] = Field(min_length=1, max_length=100)
    territories: tuple[AgencyCode, ...] = Field(
        default=(),
        max_length=200,
        description="Xã, phường dự thảo nêu tên. / Communes and wards the draft names.",
    )
    agencies: tuple[AgencyCode, ...] | None = Field(
        default=None,
        max_length=200,
        description="Cơ quan đã chọn; có thì trả lời nêu cơ quan còn thiếu. / Agencies chosen so "
        "far; given, the answer says who is left out.",
    )
    subject: Subject = Field(default="", description="Trích yếu dự thảo. / The draft's subject.")

    model_config = example(
        questions=[
            {
                "id": "kinh-phi",
                "text": "Nguồn kinh phí tổ chức đánh giá lấy từ dự toán nào, định mức bao nhiêu?",
                "field": "fin.budget",
            },
            {
                "id": "du-lieu",
                "text": "Dữ liệu đánh giá được chia sẻ qua nền tảng dùng chung nào của tỉnh?",
                "field": "digital.data",
            },
        ],
        agencies=["H99.04"],
    )


class FieldsBody(Value):
    """A question to find the field for."""

    text: Sentence
    subject: Subject = Field(
        default="",
        description="Trích yếu dự thảo, giúp gợi ý khi nội dung ngắn. / The draft's subject, which "
        "helps where the question is short.",
    )

    model_config = example(
        text="Gói thầu thiết bị có được chỉ định thầu không?",
        subject="Kế hoạch mua sắm thiết bị dạy học năm 2026",
    )
