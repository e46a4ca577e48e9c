"""A case reopened: the command, and what it leads to."""

from typing import Literal

from pydantic import AwareDatetime

from remiss.consultation.life.message import CommandBase, EventBase
from remiss.consultation.life.steering.moved_deadline import DeadlineMoved
from remiss.consultation.values import Person, Sentence
from remiss.consultation.values.stages import CaseStage


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
