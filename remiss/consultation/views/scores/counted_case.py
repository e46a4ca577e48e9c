"""What scorecards read of a case itself: who drafts, in which rounds, by which days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from remiss.consultation.life.events import (
    CalendarChanged,
    ConsultationConcluded,
    ConsultationOpened,
    ConsultationResumed,
    ConsultationSuspended,
    DraftAmended,
    Event,
    OfficerReplaced,
    OutageRecorded,
)
from remiss.consultation.values import AgencyCode, Urgency
from remiss.consultation.views.scores.counted_event import (
    CountedPerson,
    day_of,
    minute_of,
    named,
)
from remiss.consultation.views.scores.working_days import CountedDays, Pause, Stop, in_last_hour
from remiss.texts import VIET_NAM


class CountedConclusion(NamedTuple):
    """The case was concluded: under whom, on which day, `took` working days after its opening."""

    officer: CountedPerson
    day: str
    took: int


class CountedCase(NamedTuple):
    """What scorecards read of the case itself.

    `officer` is in charge now; `questions` are how many each officer asked, while in charge, in
    each round. `since` is the working day it opened on; `policy_days` the working days its policy
    gives for a reply, None where it counts otherwise; `stops` are suspensions and outages by their
    days, `pauses` the same by their minutes.
    """

    agency: AgencyCode
    opened_on: str
    opened_by: CountedPerson
    officer: CountedPerson
    questions: Sequence[tuple[CountedPerson, int]]
    since: str
    days: CountedDays
    policy_days: int | None
    urgent: bool
    last_hour: bool
    stops: Sequence[Stop] = ()
    conclusions: Sequence[CountedConclusion] = ()
    pauses: Sequence[Pause] = ()

    @classmethod
    def opened(cls, event: ConsultationOpened) -> "CountedCase":
        """The case as it opens."""
        by, within = named(event.officer), event.policy.reply_within
        days = CountedDays.of(event.calendar, event.at.astimezone(VIET_NAM).date())
        return cls(
            agency=event.drafting_agency.code,
            opened_on=day_of(event),
            opened_by=by,
            officer=by,
            questions=[(by, len(event.questions))],
            since=days.effective(event.at),
            days=days,
            policy_days=None if within.by_calendar or within.hours else within.days,
            urgent=event.draft.urgency is not Urgency.NORMAL,
            last_hour=in_last_hour(event.calendar, event.at),
        )

    @classmethod
    def stored(cls, facts: Mapping[str, Any]) -> "CountedCase":
        """The case of these facts, which are its fields as JSON."""
        people = {name: CountedPerson(*facts[name]) for name in ("opened_by", "officer")}
        lists = {
            "questions": [(CountedPerson(*by), amount) for by, amount in facts["questions"]],
            "days": CountedDays(*facts["days"]),
            "stops": [(begun, ended) for begun, ended in facts["stops"]],
            "pauses": [(begun, ended) for begun, ended in facts.get("pauses", ())],
            "conclusions": [
                CountedConclusion(CountedPerson(*by), day, took)
                for by, day, took in facts["conclusions"]
            ],
        }
        return cls(**{**facts, **people, **lists})

    def after(self, event: Event) -> "CountedCase":
        """The case after an event of its own; itself where scorecards read nothing of it."""
        changed = self._changed(event)
        return self._replace(**changed) if changed else self

    def _changed(self, event: Event) -> dict[str, Any]:
        changed: dict[str, Any] = {}
        match event:
            case OfficerReplaced():
                changed["officer"] = named(event.officer)
            case DraftAmended():
                changed["questions"] = [*self.questions, (self.officer, len(event.changed))]
            case CalendarChanged():
                opened_on = date.fromisoformat(self.opened_on)
                changed["days"] = CountedDays.of(event.calendar, opened_on)
            case ConsultationSuspended():
                changed["stops"] = [*self.stops, (day_of(event), None)]
                changed["pauses"] = [*self.pauses, (minute_of(event.at), None)]
            case ConsultationResumed():
                changed["stops"] = [(begun, end or day_of(event)) for begun, end in self.stops]
                now = minute_of(event.at)
                changed["pauses"] = [(begun, end or now) for begun, end in self.pauses]
            case OutageRecorded():
                away = event.since.astimezone(VIET_NAM).date().isoformat()
                changed["stops"] = [*self.stops, (away, day_of(event))]
                lost = minute_of(event.since), minute_of(event.at)
                changed["pauses"] = [*self.pauses, lost]
            case ConsultationConcluded():
                took = self.days.between(self.since, self.days.effective(event.at))
                concluded = CountedConclusion(self.officer, day_of(event), took)
                changed["conclusions"] = [*self.conclusions, concluded]
            case _:
                pass
        return changed
