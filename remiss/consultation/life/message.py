"""The base of every command and event: who, when, about which agency, due when."""

import hashlib
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from remiss.consultation.values import (
    Actor,
    AgencyCode,
    PeopleNamed,
    PersonId,
    SigningOrder,
    Value,
    added_later,
)

CommandId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,160}$")]

_CIRCUMSTANCES = {
    "at",
    "directory",
    "policy",
    "calendar",
    "rules",
    "drafting_agency",
    "profile",
    "named",
    "signing",
    "wordings",
    "vice_chairmen",
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


class NamingCommandBase(CommandBase):
    """A command that names people, with what a list of people says of them if one is kept."""

    named: PeopleNamed | None = added_later(None, description="None: no list of people is kept.")

    @property
    def unlisted(self) -> tuple[PersonId, ...]:
        """Whom the list does not know; who knows them is for people to find out."""
        return self.named.unlisted if self.named else ()


class SigningCommandBase(CommandBase):
    """A command that gives or signs a reply, with how its agency signs if a list is kept."""

    signing: SigningOrder | None = added_later(None, description="None: no list of people is kept.")


class EventBase(Value):
    """Something that happened, and when."""

    at: AwareDatetime


class RequestEventBase(EventBase):
    """Something that happened to one agency's request."""

    agency: AgencyCode


class TimedEventBase(RequestEventBase):
    """Something time brought about; `fell_due_at` is when it should have been recorded."""

    fell_due_at: AwareDatetime
