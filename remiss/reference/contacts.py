"""Where people and agencies are reached: e-mail addresses, and agencies' own systems."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from remiss.consultation.telling.notice import Addressee
from remiss.consultation.telling.parts import Part
from remiss.consultation.values import AgencyCode, Value
from remiss.reference.issuers import Abbreviation
from remiss.reference.yaml_file import DATA, ReferenceDataError, read
from remiss.settings import InvalidSettingsError, Settings, variable
from remiss.texts import Text, say

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._%+-]*@{_LABEL}(?:\.{_LABEL})+")
_LONGEST = 254


def _is_email(text: str) -> str:
    if len(text) > _LONGEST or not _EMAIL.fullmatch(text):
        raise ValueError(say("reference.contact.email").both())
    return text


def _is_url(text: str) -> str:
    if not text.isascii() or not urlsplit(text).hostname or "://" not in text:
        raise ValueError(say("reference.contact.url").both())
    return text


Email = Annotated[str, AfterValidator(_is_email)]
Url = Annotated[str, AfterValidator(_is_url)]


class AgencyContact(Value):
    """The mailbox of an agency's registry (văn thư), and the address of its own system if any."""

    mailbox: Email
    webhook: Url | None = None


class PersonContact(Value):
    """A person's own mailbox, and what their agency's letters say of the one to call.

    A mailbox alone may be written without its name.
    """

    mailbox: Email
    post: Text | None = Field(default=None, description="Chuyên viên, Trưởng phòng.")
    unit: Abbreviation | None = Field(
        default=None, description="The unit they work in, by its abbreviation in the registry."
    )
    telephone: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _mailbox_alone(cls, written: Any) -> Any:
        return {"mailbox": written} if isinstance(written, str) else written


class Contacts(Value):
    """Who is reached where. Secrets of webhooks are settings, and are not kept here."""

    office: Email
    chairman: Email
    agencies: dict[AgencyCode, AgencyContact]
    people: dict[str, PersonContact] = Field(default_factory=dict)

    def mailbox(self, addressee: Addressee) -> str | None:
        """A named person's own address; else, for their attention, that of where they belong."""
        if addressee.person and addressee.person.id in self.people:
            return self.people[addressee.person.id].mailbox
        match addressee.part:
            case Part.OFFICE | Part.VICE_CHAIRMAN:
                return self.office
            case Part.CHAIRMAN:
                return self.chairman
            case _:
                agency = self.agencies.get(addressee.agency or "")
                return agency.mailbox if agency else None

    def webhook(self, agency: AgencyCode) -> str | None:
        """The address of an agency's own system."""
        contact = self.agencies.get(agency)
        return contact.webhook if contact else None

    @property
    def webhooks(self) -> dict[AgencyCode, str]:
        """The addresses of all systems that are told."""
        return {code: c.webhook for code, c in self.agencies.items() if c.webhook}


@cache
def load_contacts(path: Path = DATA / "contacts.yaml") -> Contacts:
    """The contacts at `path`.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    return read(path, Contacts)


def contacts_in_force(settings: Settings) -> Contacts:
    """The contacts the settings name, or those shipped.

    Raises:
        InvalidSettingsError: the file is wrong or cannot be read.
    """
    if settings.contacts_file is None:
        return load_contacts()
    try:
        return load_contacts(settings.contacts_file)
    except (ReferenceDataError, OSError) as error:
        raise InvalidSettingsError(f"{variable('contacts_file')}: {error}") from error
