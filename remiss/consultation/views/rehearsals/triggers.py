"""The entry of a policy behind an alarm: which, how long before or after the deadline, in words."""

from enum import StrEnum
from typing import NamedTuple

from remiss.consultation.life.ladder.alarms import Alarm, Step
from remiss.consultation.policy import Policy
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.views.deadline_words import span_label
from remiss.texts import Bilingual, say, text


class Anchor(StrEnum):
    """What a length of time is counted from."""

    BEFORE_DUE = "before_due"
    DUE_DAY = "due_day"
    """When offices open on the day of the deadline."""
    DUE = "due"
    AFTER_DUE = "after_due"
    EVENT = "event"
    """From what the step itself names: a question asked, a reply received."""


class Trigger(NamedTuple):
    """When a policy lets something happen; `grace` is counted from the last notice."""

    anchor: Anchor
    words: Bilingual
    span: WorkSpan | None = None
    grace: WorkSpan | None = None


def trigger_of(policy: Policy, alarm: Alarm) -> Trigger:
    """The entry of the policy behind an alarm of a request that nobody answers."""
    match alarm.step:
        case Step.REMINDER:
            before = policy.reminders[alarm.ordinal - 1]
            words = say("rehearsal.trigger.reminder", before=span_label(before))
            return Trigger(Anchor.BEFORE_DUE, words, before)
        case Step.LISTING:
            return Trigger(Anchor.DUE_DAY, text("rehearsal.trigger.listing"))
        case Step.ESCALATION:
            rung = next(rung for rung in policy.ladder if rung.level is alarm.level)
            return _after(rung.after)
        case Step.VICE_CHAIRMAN if policy.vice_chairman_after:
            return _after(policy.vice_chairman_after)
        case Step.SILENCE:
            rule = policy.silence
            after, grace = span_label(rule.after), span_label(rule.grace)
            words = say("rehearsal.trigger.silence", after=after, grace=grace)
            return Trigger(Anchor.AFTER_DUE, words, rule.after, rule.grace)
        case _:
            return Trigger(Anchor.DUE, text("rehearsal.trigger.due"))


def _after(after: WorkSpan) -> Trigger:
    words = say("rehearsal.trigger.escalation", after=span_label(after))
    return Trigger(Anchor.AFTER_DUE, words, after)
