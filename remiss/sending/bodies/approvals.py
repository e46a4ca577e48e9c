"""Bodies that approve an opening with an urgent grade, or send it back."""

from remiss.consultation.values import Sentence, Sha256, Value
from remiss.sending.bodies.example import example


class UrgencyBody(Value):
    """Which opening with an urgent grade is approved: the one that was read."""

    sha256: Sha256

    model_config = example(
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )


class UrgencyBackBody(UrgencyBody):
    """Which one is sent back, and why."""

    reasons: Sentence

    model_config = example(
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        reasons="Hạn của UBND tỉnh còn 10 ngày làm việc; đề nghị chọn mức thường.",
    )
