"""Bodies sent by the agency asked about its own delay."""

from remiss.consultation.values import Sentence, Value


class DelayReasonBody(Value):
    """Why the reply is not given yet."""

    reason: Sentence
