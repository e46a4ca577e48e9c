"""What a line about a request says: what is left of its time, whose move it is, what time does."""

from portal.parts.case_in_time import CaseInTime
from portal.parts.tag import State, Tag
from portal.parts.time_left import say_left, whole_day
from remiss.consultation.life.ladder.alarms import Alarm, Step
from remiss.consultation.state import CaseStage, Holder, Stage
from remiss.consultation.telling.temporal_ui import step_label
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import DeskKind
from remiss.consultation.views.current_desk import CurrentDesk
from remiss.consultation.views.lateness import days_late_by
from remiss.consultation.views.rows import RequestRow
from remiss.texts import Bilingual, day_and_time, label, say, text

OUTCOMES = {Stage.ANSWERED: State.DONE, Stage.SILENT: State.LATE}


def tag_of(row: RequestRow, case: CaseInTime, *, to_the_minute: bool = False) -> Tag:
    """What is left to the agency; how late it is; that it is stopped; or what came of it."""
    if row.settled:
        return Tag(state=OUTCOMES.get(row.stage, State.PLAIN), text=label(row.stage))
    if case.stage is not CaseStage.OPEN:
        return Tag(state=State.HOLD, text=label(case.stage))
    calendar, clock = case.calendar_of(row), _clock(row)
    if clock.held:
        return Tag(state=State.HOLD, text=text("portal.deadline.stopped"))
    if late := days_late_by(calendar, clock, case.now, outside=row.known.outside):
        return Tag(state=State.LATE, text=say("portal.deadline.late", days=late))
    left = say_left(
        calendar.time_between(case.now, clock.due_at),
        whole_day(calendar),
        to_the_minute=to_the_minute,
    )
    key = "portal.deadline.left_working" if to_the_minute else "portal.deadline.left"
    return Tag(state=State.NEAR, text=say(key, left=left))


def left_when_stopped(row: RequestRow, case: CaseInTime) -> Bilingual | None:
    """What was left when the clock stopped, and since when; None while it runs."""
    calendar, clock = case.calendar_of(row), _clock(row)
    left = clock.left(calendar)
    if left is None or clock.held_since is None:
        return None
    return say(
        "portal.deadline.left_when_stopped",
        left=say_left(left, whole_day(calendar)),
        since=day_and_time(clock.held_since),
    )


def desk_of(row: RequestRow, case: CaseInTime) -> Bilingual:
    """Who has the next move: a person where there is one, else whoever they act for."""
    holder = row.holder if case.waits_for(row) else Holder.NOBODY
    home, agency = case.facts.drafting_agency, row.known.name
    match holder:
        case Holder.AGENCY if row.official:
            return say("portal.desk.person", name=row.official, agency=agency)
        case Holder.AGENCY:
            return say("portal.desk.unassigned", agency=agency)
        case Holder.OFFICER:
            return say("portal.desk.person", name=case.officer_name, agency=home)
        case Holder.HEAD:
            return say("portal.desk.head", agency=home)
        case _:
            return label(holder)


def desk_within(desk: CurrentDesk | None) -> Bilingual | None:
    """On whose desk it lies inside its agency, and for what; for readers of the inside alone."""
    if desk is None:
        return None
    task = text(f"portal.desk.task.{desk.task}")
    if desk.person and desk.due_at:
        due = day_and_time(desk.due_at)
        return say("portal.desk.within_by", name=desk.person.name, task=task, due=due)
    if desk.person:
        return say("portal.desk.within", name=desk.person.name, task=task)
    return say("portal.desk.within", name=label(desk.desk or DeskKind.HEAD), task=task)


def next_step_of(row: RequestRow) -> Bilingual | None:
    """What time does next to a request, and when; None where it does nothing more."""
    if row.next_alarm_at is None or row.next_step is None:
        return None
    alarm = Alarm(
        at=row.next_alarm_at,
        step=Step(row.next_step),
        ordinal=row.known.alarm_ordinal,
        level=row.known.alarm_level,
    )
    return say("portal.deadline.next_step", at=day_and_time(alarm.at), step=step_label(alarm))


def _clock(row: RequestRow) -> Clock:
    """Where the clock of the request stands; not what it was allowed, nor how it came there."""
    return Clock(
        started_at=row.sent_at,
        within=WorkSpan(),
        held_since=row.known.held_since,
        first_due_at=row.first_due_at,
        due_at=row.due_at,
        late_before=row.known.late_before,
    )
