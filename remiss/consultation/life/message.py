"""The base of every command and event: who, when, about which agency, due when."""

import hashlib
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from remiss.consultation.values import Actor, AgencyCode, Value

CommandId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,160}$")]

_CIRCUMSTANCES = {
    "at",
    "directory",
    "policy",
    "calendar",
    "rules",
    "drafting_agency",
    "profile",
}


class CommandBase(Value):
    """Who gives a command, when (by the workflow's clock), and under which id it acts once."""

    id: CommandId
    actor: Actor
    at: AwareDatetime

    def fingerprint(self) -> str:
        """A digest of what was asked, by whom; not of when, nor of the registry behind it."""
        asked = self.model_dump_json(exclude=_CIRCUMSTANCES)
        return hashlib.sha256(asked.encode()).hexdigest()


class EventBase(Value):
    """Something that happened, and when."""

    at: AwareDatetime


class RequestEventBase(EventBase):
    """Something that happened to one agency's request."""

    agency: AgencyCode


class TimedEventBase(RequestEventBase):
    """Something time brought about; `fell_due_at` is when it should have been recorded."""

    fell_due_at: AwareDatetime
