"""Bodies that decide on a reply, and that contest a return."""

from pydantic import Field

from remiss.consultation.life.commands import Decision
from remiss.consultation.values import Sentence, Value
from remiss.sending.bodies.example import example


class ReviewBody(Value):
    """The officer's decision; a return needs reasons."""

    decision: Decision
    reasons: Sentence | None = None
    named_before: bool = Field(
        default=False,
        description="Lần bổ sung này chỉ nhắc lại điều đã nêu ở lần trước: không cộng thêm thời "
        "gian. / Only what an earlier return named: no time is given for it again.",
    )

    model_config = example(
        decision="return", reasons="Đề nghị nêu rõ định mức chi và căn cứ áp dụng."
    )


class ContestBody(Value):
    """Why the return was wrong."""

    reasons: Sentence

    model_config = example(reasons="Văn bản đã trả lời đủ các nội dung tại mục 2, trang 1.")
