"""Bodies that decide on a reply, and that contest a return."""

from remiss.consultation.life.commands import Decision
from remiss.consultation.values import Sentence, Value


class ReviewBody(Value):
    """The officer's decision; a return needs reasons."""

    decision: Decision
    reasons: Sentence | None = None


class ContestBody(Value):
    """Why the return was wrong."""

    reasons: Sentence
