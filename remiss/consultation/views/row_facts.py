"""What a page says of a row without its case: names, the calendar, the time left, the next move.

Kept in the read tables beside the columns that callers of the API read.
"""

from pydantic import AwareDatetime

from remiss.consultation.life.declining.circle_path import Circle, circles_of
from remiss.consultation.life.ladder.alarms import Alarm
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Circulation, Consultation, Delegation, Request
from remiss.consultation.values import AgencyCode, PersonId, ServedTask, Value, added_later
from remiss.consultation.views.reply.standing_replies import StandingReply, standing_replies
from remiss.consultation.views.stalling import stalls_from, turn_of
from remiss.texts import Bilingual


class CaseRowFacts(Value):
    """Of a case. A calendar's version names all of it: two with one version are equal."""

    drafting_agency: Bilingual
    lies_in: AgencyCode | None = added_later(None, description="The drafting agency's territory.")
    calendar: str
    task: ServedTask | None = added_later(None)

    @classmethod
    def of(cls, case: Consultation) -> "CaseRowFacts":
        agency = case.drafting_agency
        return cls(
            drafting_agency=agency.name,
            lies_in=agency.lies_in,
            calendar=case.calendar.version,
            task=case.task,
        )


class RequestRowFacts(Value):
    """Of one request: its names and numbers, where its clock stands, whose signature it waits for.

    A field at its default is not stored.
    """

    name: Bilingual
    ordinal: int = added_later(1)
    lies_in: AgencyCode | None = added_later(None)
    outside: bool = added_later(default=False)
    held_since: AwareDatetime | None = added_later(None)
    late_before: int = added_later(0)
    official: PersonId | None = added_later(None)
    highest_level: EscalationLevel = added_later(EscalationLevel.NONE)
    alarm_ordinal: int = added_later(0, description="Of the alarm in the columns.")
    alarm_level: EscalationLevel = added_later(EscalationLevel.NONE)
    delegation: Delegation | None = added_later(None)
    circulation: Circulation | None = added_later(None)
    in_progress: bool = added_later(default=False)
    stalls_from: AwareDatetime | None = added_later(None)
    turn_since: AwareDatetime | None = added_later(
        None, description="Since when whoever has the next move has it."
    )
    turn_until: AwareDatetime | None = added_later(
        None, description="By when they are to make it, where that is not the deadline."
    )
    circles: tuple[Circle, ...] = added_later(
        (), description="Questions that would come back to an agency which sent them away."
    )
    stood_by: tuple[StandingReply, ...] = added_later(
        (), description="Of all the agency's requests in the case."
    )

    @classmethod
    def of(cls, case: Consultation, request: Request, alarm: Alarm | None) -> "RequestRowFacts":
        waits = case.waits_for(request)
        turn = turn_of(request) if waits else None
        return cls(
            name=request.agency.name,
            ordinal=request.ordinal,
            lies_in=request.agency.lies_in,
            outside=request.outside,
            held_since=request.clock.held_since,
            late_before=request.clock.late_before,
            official=request.official.id if request.official else None,
            highest_level=request.highest_level,
            alarm_ordinal=alarm.ordinal if alarm else 0,
            alarm_level=alarm.level if alarm else EscalationLevel.NONE,
            delegation=request.delegation,
            circulation=request.circulation,
            in_progress=waits,
            stalls_from=stalls_from(case, request),
            turn_since=turn.since if turn else None,
            turn_until=turn.until if turn and turn.until != request.due_at else None,
            circles=circles_of(case, request) if waits else (),
            stood_by=tuple(standing_replies(case, request.agency.code)),
        )
