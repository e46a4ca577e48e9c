"""Bodies that decline questions, that rule on it, and that say what followed outside."""

from pydantic import Field

from remiss.consultation.values import (
    Declined,
    DocumentNumber,
    FollowUpOutcome,
    QuestionId,
    Sentence,
    Value,
)
from remiss.sending.bodies.example import example


class DeclineBody(Value):
    """Questions that are another agency's: the field each falls under, and whose it is."""

    declined: tuple[Declined, ...] = Field(min_length=1, max_length=50)
    reasons: Sentence

    model_config = example(
        declined=[
            {"question": "kinh-phi", "field": "justice.sanction", "to": "H99.03"},
            {
                "question": "giay-phep",
                "field": "industry.chemical",
                "body": {"name": "Bộ Công Thương", "rule": "Khoản 2 Điều 15 Luật Hóa chất"},
            },
        ],
        reasons="Một nội dung về mức xử phạt; một nội dung do Bộ cấp phép.",
    )


class ReferralBody(Value):
    """Words of the last reply are meant as a decline: the field, and whose the question is."""

    declined: Declined
    reasons: Sentence | None = Field(
        default=None,
        description="Để trống: dùng chính lời văn bản. / None: the words of the reply.",
    )

    model_config = example(
        declined={"question": "kinh-phi", "field": "justice.sanction", "to": "H99.03"}
    )


class FollowUpBody(Value):
    """What was done about a question that is for a body outside the registry."""

    question: QuestionId
    outcome: FollowUpOutcome
    text: Sentence = Field(
        description="Đã báo cáo ai, được trả lời thế nào, hoặc vì sao không. / To whom it was "
        "reported, what was answered, or why not."
    )
    document: DocumentNumber | None = Field(
        default=None, description="Số, ký hiệu văn bản. / The number of the letter."
    )

    model_config = example(
        question="giay-phep",
        outcome="reported",
        text="Đã trình Ủy ban nhân dân tỉnh văn bản xin ý kiến Bộ Công Thương.",
        document="215/TTr-SNV",
    )


class RulingBody(Value):
    """Whether one declined question is another agency's; keeping it needs reasons."""

    question: QuestionId
    confirmed: bool
    reasons: Sentence | None = None

    model_config = example(question="kinh-phi", confirmed=True)
