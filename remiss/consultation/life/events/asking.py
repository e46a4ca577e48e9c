"""Asking: a case opened, a draft amended, an agency asked."""

from typing import Literal

from pydantic import AwareDatetime

from remiss.consultation.life.events.base import EventBase, RequestEventBase
from remiss.consultation.policy import Policy
from remiss.consultation.relevance import Match
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import Agency, Directory, Draft, Person, Question, Sentence, Value


class ConsultationOpened(EventBase):
    kind: Literal["consultation_opened"] = "consultation_opened"
    consultation: str
    drafting_agency: Agency
    officer: Person
    draft: Draft
    questions: tuple[Question, ...]
    directory: Directory
    policy: Policy
    calendar: WorkCalendar


class DraftAmended(EventBase):
    """A new version of the draft opens a round for the questions that changed."""

    kind: Literal["draft_amended"] = "draft_amended"
    round: int
    draft: Draft
    changed: tuple[Question, ...]
    directory: Directory
    by: Person


class Override(Value):
    """A supervisor's reason for asking an agency no question concerns."""

    reason: Sentence
    by: Person


class RequestSent(RequestEventBase):
    kind: Literal["request_sent"] = "request_sent"
    round: int = 1
    profile: Agency
    matches: tuple[Match, ...]
    override: Override | None = None
    due_at: AwareDatetime


class RequestWidened(RequestEventBase):
    """An open request now asks more, or asks it anew: a full deadline from here on.

    `matches` are the questions added or changed; `days_late` what was late until now.
    """

    kind: Literal["request_widened"] = "request_widened"
    round: int
    matches: tuple[Match, ...]
    days_late: int
    due_at: AwareDatetime


class RequestWithdrawn(RequestEventBase):
    kind: Literal["request_withdrawn"] = "request_withdrawn"
    reason: Sentence
    by: Person
