"""The steps that time brings, told by a case that never was: asked of one agency, unanswered.

They come from the rehearsal and through it from the rules themselves, on a calendar without
holidays; a policy's order and lengths of time are read off, never written anew.
"""

from datetime import UTC, date, datetime, time
from functools import lru_cache

from remiss.consultation.life.commands import Open
from remiss.consultation.life.ladder.alarms import Alarm
from remiss.consultation.policy import EscalationLevel, Policy
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.telling.temporal_ui import step_label
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.open_hours import Session
from remiss.consultation.values import (
    Actor,
    Agency,
    Charge,
    Directory,
    Draft,
    DraftKind,
    Mandate,
    Person,
    Question,
    Role,
)
from remiss.consultation.views.procedure.described_step import DescribedStep, Doer, Part
from remiss.consultation.views.rehearsals.rehearsed_case import foresee
from remiss.consultation.views.rehearsals.triggers import trigger_of
from remiss.texts import Bilingual, text

NOBODY = "-"
FIELD = "any"
ASKED, DRAFTING = "H00.02", "H00.01"
NAME = Bilingual(vi=NOBODY, en=NOBODY)
OPENS = datetime(2026, 3, 2, 1, tzinfo=UTC)
TEMPLATES = {
    "reminder": "cong-van-nhac.docx",
    "overdue": "cong-van-don-doc.docx",
    "escalation.head": "cong-van-gui-nguoi-dung-dau.docx",
    "escalation.office": "cong-van-gui-van-phong.docx",
    "escalation.chairman": "bao-cao-chu-tich.docx",
}
"""The letters that go with a step, by the names of their templates."""


@lru_cache(maxsize=256)
def timed_steps(policy: Policy) -> tuple[DescribedStep, ...]:
    """What happens to a request that nobody answers, in order, from reminder to silence."""
    course = foresee(_opening(policy), frozenset({ASKED}))
    return tuple(
        _step(policy, each.alarm, each.event.kind)
        for each in course.happened
        if each.alarm is not None
    )


def _step(policy: Policy, alarm: Alarm, kind: str) -> DescribedStep:
    trigger, id_ = trigger_of(policy, alarm), _id(alarm)
    template = TEMPLATES.get(id_) or TEMPLATES.get(alarm.step)
    silence = kind == "silence_recorded"
    return DescribedStep(
        id=id_,
        part=Part.NO_REPLY,
        doer=Doer.SYSTEM,
        name=_begun(step_label(alarm)),
        who=text("procedure.doer.system"),
        time=_begun(trigger.words),
        anchor=trigger.anchor,
        span=trigger.span,
        grace=trigger.grace,
        form=text("procedure.form.letter") if template else None,
        template=template,
        basis=policy.silence.legal_basis if silence else policy.legal_basis,
        recorded_as=(kind,),
    )


def _begun(words: Bilingual) -> Bilingual:
    """With a capital, as the beginning of a line."""
    return Bilingual(vi=_capital(words.vi), en=_capital(words.en))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _id(alarm: Alarm) -> str:
    if alarm.ordinal:
        return f"{alarm.step}.{alarm.ordinal}"
    if alarm.level is not EscalationLevel.NONE:
        return f"{alarm.step}.{alarm.level.name.lower()}"
    return alarm.step.value


def _opening(policy: Policy) -> Open:
    """One question, to one agency, of nobody's; whom a law says to ask is left out of it."""
    person = Person(id=NOBODY, name=NOBODY)
    charges = (Charge(person=person, fields=(FIELD,)),) if policy.vice_chairman_after else ()
    return Open(
        id="procedure",
        actor=Actor(id=NOBODY, name=NOBODY, role=Role.OFFICER, agency=DRAFTING),
        at=OPENS,
        consultation="HS-PROCEDURE",
        drafting_agency=Agency(code=DRAFTING, name=NAME, mandates=()),
        draft=Draft(subject=NOBODY * 5, kind=DraftKind.OTHER, sha256="0" * 64),
        questions=(Question(id="any", text=NOBODY, field=FIELD),),
        agencies=(ASKED,),
        directory=_directory(),
        policy=policy.model_copy(update={"must_ask": (), "kinds": ()}),
        calendar=_weekdays(),
        rules=CURRENT_RULES,
        vice_chairmen=charges,
    )


def _directory() -> Directory:
    mandate = Mandate(field=FIELD, title=NOBODY, legal_basis=NOBODY)
    asked = Agency(code=ASKED, name=NAME, mandates=(mandate,))
    return Directory(version=NOBODY, fields={FIELD: NAME}, agencies=(asked,))


def _weekdays() -> WorkCalendar:
    """Every weekday, eight hours, and no holiday."""
    return WorkCalendar(
        version=NOBODY,
        first=date(2026, 1, 1),
        last=date(2028, 12, 31),
        days_off={},
        working_weekends={},
        sessions=(
            Session(opens=time(7, 30), closes=time(11, 30)),
            Session(opens=time(13), closes=time(17)),
        ),
    )
