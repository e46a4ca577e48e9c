"""Nhập hộ: a reply that came on paper or in a meeting is entered with its scan.

It is read and decided on as any reply. The drafting side enters it as late as the day it came, the
clerk of its own agency as late as it is entered: nobody dates their own reply back. Its agency
confirms it, or disputes it: then it counts for nothing, and the agency is asked as before.
docs/decisions/0051-a-reply-entered-for-its-agency.md
"""

from datetime import datetime, time

from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.replying.messages import (
    ConfirmEntry,
    EnterReply,
    EntryConfirmed,
    EntryDisputed,
)
from remiss.consultation.life.replying.taken_reply import check_reply, received
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, ReceivedReply, Request, Stage
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Hold
from remiss.consultation.values import Entry, Role

DISPUTABLE = frozenset({Stage.ANSWERED, Stage.IN_REVIEW})


def enter(case: Consultation, request: Request, command: EnterReply) -> tuple[Event, ...]:
    """A reply that is taken now; its scan is there for whoever wants to see what was written."""
    calendar = case.calendar_of(request.agency)
    check_reply(case, request, command.reply)
    if not command.reply.attachments:
        raise Refusal("entered_without_scan")
    own = command.actor.role is Role.CLERK
    sent, today = calendar.local(request.sent_at).date(), calendar.local(command.at).date()
    if own and command.received_on != today:
        raise Refusal("own_entry_of_another_day", today=today)
    if not sent <= command.received_on <= today:
        raise Refusal("entered_on_another_day", sent=sent, today=today)
    day = datetime.combine(command.received_on, time(), calendar.local(command.at).tzinfo)
    late = request.clock.days_late(calendar, command.at if own else day)
    days_late = 0 if request.outside else late
    on = command.received_on
    by = Entry(by=command.actor.person, way=command.way, received_on=on, own=own)
    given = received(case, request, command, command.reply)
    as_came = {"days_late": days_late, "late": days_late > 0, "entry": by}
    signed = {"signatory": command.signed_by, "delegated_by": None}
    return (given.model_copy(update={**as_came, **signed}),)


def confirm(case: Consultation, command: ConfirmEntry) -> tuple[Event, ...]:
    """The word of the head of its agency: once, and with reasons where it is no."""
    request = request_of(case, command.agency)
    entered = _entered(request, command.number)
    by = command.actor.person
    if command.confirmed:
        return (EntryConfirmed(agency=command.agency, at=command.at, number=entered.number, by=by),)
    if command.reasons is None:
        raise Refusal("dispute_needs_reason")
    if entered.number != len(request.replies) or request.stage not in DISPUTABLE:
        raise Refusal("entry_followed", number=entered.number)
    return (
        EntryDisputed(
            agency=command.agency,
            at=command.at,
            number=entered.number,
            by=by,
            reasons=command.reasons,
            due_at=after_dispute(case, request, command.at).due_at,
        ),
    )


def after_dispute(case: Consultation, request: Request, at: datetime) -> Clock:
    """What was left when the reply was entered, and the time to correct a reply at least."""
    clock, calendar = request.clock, case.calendar_of(request.agency)
    if request.stage is Stage.ANSWERED:
        clock = clock.hold(Hold.ASSESSMENT, request.settled_at or at)
    return clock.give_back(calendar, Hold.ASSESSMENT, at, case.policy.correct_within)


def _entered(request: Request, number: int) -> ReceivedReply:
    found = (reply for reply in request.replies if reply.number == number and reply.entry)
    reply = next(found, None)
    if reply is None:
        raise Refusal("no_such_entry", number=number)
    if reply.entry_confirmed is not None:
        raise Refusal("entry_decided_before", number=number)
    return reply
