"""Bodies that decide on a reply, and that contest a return."""

from pydantic import Field

from remiss.consultation.life.commands import Decision
from remiss.consultation.values import Sentence, Value


class ReviewBody(Value):
    """The officer's decision; a return needs reasons."""

    decision: Decision
    reasons: Sentence | None = None
    named_before: bool = Field(
        default=False,
        description="Lần bổ sung này chỉ nhắc lại điều đã nêu ở lần trước: không cộng thêm thời "
        "gian. / Only what an earlier return named: no time is given for it again.",
    )


class ContestBody(Value):
    """Why the return was wrong."""

    reasons: Sentence
