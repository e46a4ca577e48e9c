"""After closing every agency asked reads what the others replied, unless it is kept from them.

The rule and its mark are of cases whose letter said so.
docs/decisions/0084-replies-read-after-closing.md
"""

from remiss.consultation.life.changes import Changes
from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.steering.reading_messages import (
    KeepFromOthers,
    LetOthersRead,
    RepliesKeptFromOthers,
    RepliesLetToOthers,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import READ_AFTER_CLOSING
from remiss.consultation.state import Consultation, KeptReplies, Request


def keep_from_others(case: Consultation, command: KeepFromOthers) -> tuple[Event, ...]:
    """Before the case is concluded or after; what was read by then stays read.

    Raises:
        Refusal: `request_not_found`, `others_never_read`, `kept_from_others_already`.
    """
    request = _read_by_others(case, command)
    if case.kept_from_others(command.agency):
        raise Refusal("kept_from_others_already", agency=request.agency.name)
    by = command.actor.person
    return (
        RepliesKeptFromOthers(agency=command.agency, at=command.at, reason=command.reason, by=by),
    )


def let_others_read(case: Consultation, command: LetOthersRead) -> tuple[Event, ...]:
    """Only what is kept from them.

    Raises:
        Refusal: `request_not_found`, `others_never_read`, `not_kept_from_others`.
    """
    request = _read_by_others(case, command)
    if not case.kept_from_others(command.agency):
        raise Refusal("not_kept_from_others", agency=request.agency.name)
    by = command.actor.person
    return (RepliesLetToOthers(agency=command.agency, at=command.at, reason=command.reason, by=by),)


def _read_by_others(case: Consultation, command: KeepFromOthers | LetOthersRead) -> Request:
    request = request_of(case, command.agency)
    if case.rules < READ_AFTER_CLOSING:
        raise Refusal("others_never_read")
    return request


def kept(case: Consultation, event: RepliesKeptFromOthers) -> Changes:
    """With the reason, until it is taken back."""
    one = KeptReplies(agency=event.agency, reason=event.reason, by=event.by, at=event.at)
    return {"kept_replies": (*case.kept_replies, one)}


def let(case: Consultation, event: RepliesLetToOthers) -> Changes:
    """Nothing stands against it any more."""
    left = tuple(one for one in case.kept_replies if one.agency != event.agency)
    return {"kept_replies": left}
