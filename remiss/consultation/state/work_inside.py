"""The work inside an agency on its reply: who acknowledged, signs, writes a part; why it waits."""

from pydantic import AwareDatetime

from remiss.consultation.values import Person, Value


class PersonAt(Value):
    """Who did something to a request, and when."""

    person: Person
    at: AwareDatetime


class DelayReason(Value):
    """Why a reply is not given yet, in the agency's own words; it excuses nothing by itself."""

    reason: str
    by: Person
    at: AwareDatetime


class Delegation(Value):
    """A head's signature, lent to someone for a time."""

    to: Person
    since: AwareDatetime
    until: AwareDatetime
    by: Person


class Involvement(Value):
    """A colleague's part of the reply; `given_at` is None until they gave it."""

    colleague: Person
    part: str
    since: AwareDatetime
    given_at: AwareDatetime | None = None
