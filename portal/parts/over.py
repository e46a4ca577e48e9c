"""That a case does not run, so that an act is not possible in it: since when, by whom, and why."""

from collections.abc import Iterator, Mapping

from remiss.consultation.decider import why_not_now
from remiss.consultation.life.events import (
    ConsultationArchived,
    ConsultationCancelled,
    ConsultationConcluded,
    ConsultationSuspended,
)
from remiss.consultation.life.message import EventBase
from remiss.consultation.state import CaseStage
from remiss.texts import Bilingual, day_and_time, say
from remiss.views.seen_case import SeenCase

OVER = "remiss.over"
"""Where a request's scope says why what its address does is not possible any more."""
ENDS: Mapping[CaseStage, tuple[type[EventBase], ...]] = {
    CaseStage.SUSPENDED: (ConsultationSuspended,),
    CaseStage.CANCELLED: (ConsultationCancelled,),
    CaseStage.CONCLUDED: (ConsultationConcluded,),
    CaseStage.ARCHIVED: (ConsultationConcluded, ConsultationArchived),
}


def over(seen: SeenCase, action: str) -> tuple[Bilingual, ...]:
    """Who ended or stopped the case and when, then the rules' words; empty: the act is possible."""
    refusal = why_not_now(seen.case, action)
    return (*_ended(seen), refusal.message) if refusal else ()


def _ended(seen: SeenCase) -> Iterator[Bilingual]:
    for kind in ENDS.get(seen.case.stage, ()):
        events = (stored.recorded.event for stored in reversed(seen.events))
        match next((one for one in events if isinstance(one, kind)), None):
            case ConsultationSuspended(by=by, at=at):
                yield say("portal.over.suspended", name=by.name, at=day_and_time(at))
            case ConsultationCancelled(by=by, at=at):
                yield say("portal.over.cancelled", name=by.name, at=day_and_time(at))
            case ConsultationConcluded(by=by, at=at):
                yield say("portal.over.concluded", name=by.name, at=day_and_time(at))
            case ConsultationArchived(at=at):
                yield say("portal.over.archived", at=day_and_time(at))
            case _:
                return
