"""What the drafting side and the Office send."""

from typing import Any

from pydantic import Field

from remiss.consultation.life.events import Disposed
from remiss.consultation.values import (
    AgencyCode,
    Draft,
    LateUse,
    Person,
    QuestionId,
    Sentence,
    Sha256,
    Value,
)
from remiss.sending.bodies.agency import Day, example
from remiss.sending.bodies.opening import QUESTIONS, SHA256, QuestionBody


class AnswerBody(Value):
    """The answer to a clarification; its files are uploaded first."""

    text: Sentence
    attachments: tuple[Sha256, ...] = Field(default=(), max_length=20)

    model_config = example(text="Bảng tính kinh phí được gửi kèm.", attachments=[SHA256])


class ExtensionDecisionBody(Value):
    """Grant more time, to the day asked for or an earlier one, or refuse it with reasons."""

    granted: bool
    to: Day | None = Field(
        default=None, description="Để trống: ngày cơ quan đề nghị. / None: the day asked for."
    )
    reasons: Sentence | None = None

    model_config = example(granted=True, to="2026-12-03")


class RulingBody(Value):
    """Whether one declined question is another agency's; keeping it needs reasons."""

    question: QuestionId
    confirmed: bool
    reasons: Sentence | None = None

    model_config = example(question="kinh-phi", confirmed=True)


class DispositionsBody(Value):
    """What became of comments of one agency; anything but adopting needs an explanation."""

    dispositions: tuple[Disposed, ...] = Field(min_length=1, max_length=100)

    model_config = example(
        dispositions=[
            {
                "comment": "H99.04-1-1-kinh-phi",
                "kind": "adopted_in_part",
                "explanation": "Tiếp thu mức chi; nguồn kinh phí giữ theo dự thảo.",
            }
        ]
    )


class LateUseBody(Value):
    """How a reply that came after its request's outcome was used."""

    request: int = Field(
        default=1,
        ge=1,
        le=1000,
        description="Yêu cầu thứ mấy của cơ quan. / Which of the agency's requests.",
    )
    number: int = Field(ge=1, le=1000, description="Văn bản lần thứ mấy. / Which of its replies.")
    use: LateUse
    explanation: Sentence

    model_config = example(number=1, use="considered", explanation="Đã tham khảo tại Điều 5.")


AMENDED: dict[str, Any] = {
    "subject": "Hướng dẫn đánh giá cán bộ, công chức theo tiêu chí định lượng (dự thảo 2)",
    "kind": "guideline",
    "sha256": SHA256,
}


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

    model_config = example(draft=AMENDED, changed=QUESTIONS[:1])


class OfficerBody(Value):
    """The new officer in charge, of the drafting agency."""

    officer: Person
    reason: Sentence

    model_config = example(
        officer={"id": "snv.quang.vu", "name": "Vũ Minh Quang"}, reason="Điều động công tác."
    )


class OrderBody(Value):
    """The day by whose end an agency replies."""

    to: Day
    reasons: Sentence

    model_config = example(to="2026-12-04", reasons="Trình UBND tỉnh tại phiên họp ngày 07/12.")


class ReasonsBody(Value):
    """Why the Office steps in; it stays on record."""

    reasons: Sentence

    model_config = example(reasons="Hồ sơ cần có ý kiến trước phiên họp của UBND tỉnh.")
