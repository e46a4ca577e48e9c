"""What callers send. Who they are comes from their token, never from a body."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Body
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from remiss.consultation.life.commands import Decision
from remiss.consultation.values import (
    AgencyCode,
    Draft,
    FieldCode,
    Person,
    QuestionId,
    Reply,
    Sentence,
    Sha256,
    Value,
)
from remiss.texts import Text

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
QUESTIONS: list[Any] = [
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
]


class QuestionBody(Value):
    """One point to ask. Without a field it is refused, with the fields it may fall under."""

    id: QuestionId
    text: Sentence
    field: FieldCode | None = Field(
        default=None,
        description="Mã lĩnh vực; thiếu mã thì bị từ chối kèm gợi ý, không tự chọn thay. / The "
        "field's code; without one the answer is a refusal with proposals, never a choice.",
    )


EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
"""Beyond these no working calendar is worth its name."""

Subject = Annotated[Text, StringConstraints(max_length=500)]


class OpenBody(Value):
    """A draft, what is asked about it, and of whom."""

    draft: Draft
    questions: tuple[QuestionBody, ...] = Field(max_length=100)
    agencies: tuple[AgencyCode, ...] = Field(max_length=200)
    override_reason: Sentence | None = Field(
        default=None,
        description="Chỉ người giám sát: lý do hỏi cơ quan không có nội dung liên quan. / "
        "Supervisors only: why an agency no question concerns is asked.",
    )

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "draft": {
                        "subject": "Hướng dẫn đánh giá cán bộ, công chức theo tiêu chí định lượng",
                        "kind": "guideline",
                        "urgency": "normal",
                        "sha256": SHA256,
                        "number": "1024/SNV-CCVC",
                    },
                    "questions": QUESTIONS,
                    "agencies": ["H99.04", "H99.08"],
                }
            ]
        }
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

    model_config = ConfigDict(json_schema_extra={"examples": [{"agency": "H99.03"}]})


class AssignBody(Value):
    """Who prepares the reply, and who stands in for them."""

    official: Person
    deputy: Person | None = None

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "official": {"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"},
                    "deputy": {"id": "stc.ha.tran", "name": "Trần Thu Hà"},
                }
            ]
        }
    )


REPLY: dict[str, Any] = {
    "position": "agree_with_changes",
    "text": "Sở Tài chính thống nhất với dự thảo, đề nghị bổ sung một nội dung.",
    "answers": [
        {
            "question": "kinh-phi",
            "position": "agree_with_changes",
            "text": "Kinh phí lấy từ dự toán chi thường xuyên được giao năm 2026.",
            "proposed_wording": "Kinh phí thực hiện bố trí trong dự toán chi "
            "thường xuyên của cơ quan, không bổ sung ngoài dự toán.",
        }
    ],
    "legal_basis": "Luật Ngân sách nhà nước, Điều 31",
    "responsible_official": {"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"},
    "draft_sha256": SHA256,
    "number": "512/STC-QLNS",
}
ReplyBody = Annotated[Reply, Body(examples=[REPLY])]


class SignBody(Value):
    """Which prepared text is signed: `unsigned_sha256` of the request, as it was read."""

    reply_sha256: Sha256

    model_config = ConfigDict(json_schema_extra={"examples": [{"reply_sha256": SHA256}]})


class ReviewBody(Value):
    """The officer's decision; a return needs reasons."""

    decision: Decision
    reasons: Sentence | None = None

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "decision": "return",
                    "reasons": "Đề nghị nêu rõ định mức chi và căn cứ áp dụng.",
                }
            ]
        }
    )


class ContestBody(Value):
    """Why the return was wrong."""

    reasons: Sentence

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"reasons": "Văn bản đã trả lời đủ câu hỏi tại mục 2, trang 1."}]
        }
    )


class ReasonBody(Value):
    """Why it is done; it stays on record."""

    reason: Sentence

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"reason": "Nội dung liên quan đã được tách sang văn bản khác."}]
        }
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

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"questions": QUESTIONS, "agencies": ["H99.04"]}]}
    )


class FieldsBody(Value):
    """A question to find the field for."""

    text: Sentence
    subject: Subject = Field(
        default="",
        description="Trích yếu dự thảo, giúp gợi ý khi câu hỏi ngắn. / The draft's subject, which "
        "helps where the question is short.",
    )

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Gói thầu thiết bị có được chỉ định thầu không?",
                    "subject": "Kế hoạch mua sắm thiết bị dạy học năm 2026",
                }
            ]
        }
    )
