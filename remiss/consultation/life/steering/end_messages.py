"""How a case ends, and that it goes on after all."""

from typing import Literal

from pydantic import AwareDatetime

from remiss.consultation.life.message import CommandBase, EventBase
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.values import Person, QuestionId, Sentence, added_later
from remiss.consultation.values.stages import CaseStage


class ConsultationConcluded(EventBase):
    """`archive_at`: until then a late reply is still taken, and an answer from outside noted."""

    kind: Literal["consultation_concluded"] = "consultation_concluded"
    by: Person
    archive_at: AwareDatetime
    unanswered: tuple[QuestionId, ...] = added_later(
        (), description="Reported to a body outside the registry, which had not answered."
    )


class ConsultationCancelled(EventBase):
    kind: Literal["consultation_cancelled"] = "consultation_cancelled"
    by: Person
    reason: Sentence


class Reopen(CommandBase):
    """Have a case that is over go on."""

    kind: Literal["reopen"] = "reopen"
    reason: Sentence


class ConsultationReopened(EventBase):
    """It was over since `closed_at`, and as `stage` says; `moved` are those without an outcome."""

    kind: Literal["consultation_reopened"] = "consultation_reopened"
    by: Person
    reason: Sentence
    stage: CaseStage
    closed_at: AwareDatetime
    moved: tuple[DeadlineMoved, ...]
