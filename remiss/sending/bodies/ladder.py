"""Bodies sent by the agency asked about its own delay."""

from remiss.consultation.values import Sentence, Value
from remiss.sending.bodies.example import example


class DelayReasonBody(Value):
    """Why the reply is not given yet."""

    reason: Sentence

    model_config = example(
        reason="Chờ số liệu thực hiện 6 tháng của 12 xã, phường; đã đôn đốc ngày "
        "20/11/2026, dự kiến có trước ngày 26/11/2026."
    )
