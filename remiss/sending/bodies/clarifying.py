"""Bodies that ask back or ask for more time, and that answer either."""

from pydantic import Field

from remiss.consultation.values import (
    ClarificationGround,
    NamedPaper,
    QuestionId,
    Sentence,
    Sha256,
    Value,
)
from remiss.sending.bodies.body_days import Day
from remiss.sending.bodies.example import example


class ClarificationBody(Value):
    """What the agency needs before it can answer."""

    ground: ClarificationGround
    question: QuestionId | None = Field(
        default=None, description="Để trống: cả dự thảo. / None: the draft as a whole."
    )
    text: Sentence
    papers: tuple[NamedPaper, ...] = Field(
        default=(),
        max_length=20,
        description="Từng giấy tờ còn thiếu và quy định về giấy tờ đó; bắt buộc khi lý do là thiếu "
        "tài liệu. / Each paper missing and the rule that requires it; asked for on the ground of "
        "missing papers.",
    )

    model_config = example(
        ground="missing_document",
        question="kinh-phi",
        text="Chưa có tài liệu để góp ý về mức chi.",
        papers=[{"name": "Bảng tính kinh phí", "rule": "Khoản 2 Điều 42 Luật Ngân sách nhà nước"}],
    )


class AnswerBody(Value):
    """The answer to a clarification; its files are uploaded first."""

    text: Sentence
    attachments: tuple[Sha256, ...] = Field(default=(), max_length=20)
    only_for_asker: bool = Field(
        default=False,
        description="Chỉ cơ quan đề nghị làm rõ được đọc; mặc định mọi cơ quan được lấy ý kiến đều "
        "đọc được. / Only the agency that asked reads it; otherwise all that are asked do.",
    )

    model_config = example(
        text="Bảng tính kinh phí được gửi kèm.",
        attachments=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )


class ExtensionBody(Value):
    """More time, to the end of a day."""

    to: Day
    reason: Sentence

    model_config = example(to="2026-12-04", reason="Chờ số liệu quyết toán quý III.")


class ExtensionDecisionBody(Value):
    """Grant more time, to the day asked for or an earlier one, or refuse it with reasons."""

    granted: bool
    to: Day | None = Field(
        default=None, description="Để trống: ngày cơ quan đề nghị. / None: the day asked for."
    )
    reasons: Sentence | None = None

    model_config = example(granted=True, to="2026-12-03")
