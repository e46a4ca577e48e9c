"""Bodies that decline questions, and that rule on it."""

from pydantic import Field

from remiss.consultation.values import Declined, QuestionId, Sentence, Value


class DeclineBody(Value):
    """Questions that are another agency's: the field each falls under, and whose it is."""

    declined: tuple[Declined, ...] = Field(min_length=1, max_length=50)
    reasons: Sentence


class RulingBody(Value):
    """Whether one declined question is another agency's; keeping it needs reasons."""

    question: QuestionId
    confirmed: bool
    reasons: Sentence | None = None
