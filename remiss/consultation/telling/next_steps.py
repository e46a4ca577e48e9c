"""What someone who is told of an event should do next, and by when."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any

from remiss.consultation.state import Consultation, Request
from remiss.texts import Bilingual, day_and_time, say


class NextStep(StrEnum):
    """What to do next; its words stand under `next_step.<name>`, with `{at}` and `{due}`."""

    REPLY = auto()
    REPLY_IN_TIME = auto()
    REPLY_OR_EXPLAIN = auto()
    REPLY_NOW = auto()
    REPLY_URGED = auto()
    SEE_TO_IT = auto()
    ASSIGN = auto()
    PREPARE = auto()
    SIGN = auto()
    COMPLETE = auto()
    COMPLETE_IT = auto()
    REVIEW = auto()
    INTERVENE = auto()
    DIRECT = auto()
    WATCH = auto()
    LATE_STILL = auto()
    LATE_UNTIL = auto()
    USE_IT = auto()
    NO_REPLY_NEEDED = auto()
    NEW_DEADLINE = auto()
    RESUME = auto()
    STAND_IN = auto()
    CONTRIBUTE = auto()
    SIGN_FOR = auto()
    REWRITE = auto()
    PASS_ON = auto()
    PASS_ON_CORRECTION = auto()
    CLARIFY = auto()
    SEE_TO_CLARIFYING = auto()
    DECIDE_EXTENSION = auto()
    DECIDE_LATE_EXTENSION = auto()
    RULE = auto()
    FOLLOW_UP = auto()
    FOLLOW_UP_NOW = auto()
    AWAIT_ANSWER = auto()
    STILL_YOURS = auto()
    SIGN_CORRECTION = auto()
    RULE_ON_CORRECTION = auto()
    CONFIRM_ENTRY = auto()
    CONFIRM_OWN_ENTRY = auto()
    OBJECT = auto()
    DISPOSE = auto()
    DISPOSE_AGAIN = auto()
    TAKE_CHARGE = auto()
    PAUSED = auto()
    RELIEVED = auto()
    READ_CLARIFICATION = auto()
    READ_NEW_FILE = auto()


WITHOUT_DEADLINE = frozenset(
    {
        NextStep.LATE_STILL,
        NextStep.USE_IT,
        NextStep.NO_REPLY_NEEDED,
        NextStep.SIGN_CORRECTION,
        NextStep.PASS_ON_CORRECTION,
        NextStep.CONFIRM_ENTRY,
        NextStep.CONFIRM_OWN_ENTRY,
        NextStep.DISPOSE,
        NextStep.DISPOSE_AGAIN,
        NextStep.TAKE_CHARGE,
        NextStep.PAUSED,
        NextStep.RELIEVED,
        NextStep.FOLLOW_UP_NOW,
    }
)


def say_next_step(step: NextStep, at: datetime, due_at: datetime | None) -> Bilingual:
    """What to do next, about an event of `at`."""
    due = day_and_time(due_at) if due_at else None
    return say(f"next_step.{step}", at=day_and_time(at), due=due)


def find_due(
    step: NextStep, event: Any, case: Consultation, request: Request | None
) -> datetime | None:
    """By when: the deadline that is meant, in the event, in the case after it, or in the request.

    For most steps it is the reply's.
    """
    if step in WITHOUT_DEADLINE:
        return None
    if step is NextStep.LATE_UNTIL:
        return case.archive_at
    return _of_event(step, event) if step in NAMED_BY else _of_request(step, request)


NAMED_BY: dict[NextStep, str] = {
    NextStep.DECIDE_EXTENSION: "decide_by",
    NextStep.DECIDE_LATE_EXTENSION: "decide_by",
    NextStep.RULE: "settle_by",
    NextStep.RULE_ON_CORRECTION: "review_due_at",
    NextStep.OBJECT: "object_until",
    NextStep.FOLLOW_UP: "due_at",
    NextStep.AWAIT_ANSWER: "answer_by",
}
"""The field of the event that names the deadline."""


def _of_event(step: NextStep, event: Any) -> datetime | None:
    found: datetime | None = getattr(event, NAMED_BY[step])
    return found


def _of_request(step: NextStep, request: Request | None) -> datetime | None:
    if request is None:
        return None
    match step:
        case NextStep.REVIEW:
            return request.review_due_at
        case NextStep.CLARIFY | NextStep.SEE_TO_CLARIFYING:
            return request.clarification.answer.due_at if request.clarification else None
        case _:
            return request.due_at
