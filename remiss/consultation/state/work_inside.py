"""The work inside an agency on its reply: who acknowledged, signs, writes a part, has it now."""

from pydantic import AwareDatetime, Field

from remiss.consultation.values import DeskKind, DeskStep, Person, Value


class PersonAt(Value):
    """Who did something to a request, and when."""

    person: Person
    at: AwareDatetime


class DelayReason(Value):
    """Why a reply is not given yet, in the agency's own words; it excuses nothing by itself."""

    reason: str
    by: Person
    at: AwareDatetime


class Forwarded(Value):
    """To whom the clerk passed the request on; None: to whoever heads the agency."""

    to: Person | None
    at: AwareDatetime
    by: Person
    note: str | None = None
    leads: bool = Field(default=False, description="It is to be assigned there, not answered.")


class Delegation(Value):
    """A head's signature, lent to someone for a time."""

    to: Person
    since: AwareDatetime
    until: AwareDatetime
    by: Person


class InternalDeadline(Value):
    """By when the head wants a reply prepared; `passed` once that was told as gone by."""

    due_at: AwareDatetime
    by: Person
    passed: bool = False

    def as_passed(self) -> "InternalDeadline":
        """The same, told."""
        return self.model_copy(update={"passed": True})


class Involvement(Value):
    """A colleague's part of the reply; `given_at` is None until they gave it."""

    colleague: Person
    part: str
    since: AwareDatetime
    given_at: AwareDatetime | None = None


class PassedDesk(Value):
    """A desk that passed a prepared reply on: who had it there, since when, until when."""

    desk: DeskKind
    person: Person
    since: AwareDatetime
    at: AwareDatetime
    note: str | None = None


class Circulation(Value):
    """A prepared reply on its way to a signature (trình ký): desks, and where it lies now."""

    prepared_by: Person
    desks: tuple[DeskStep, ...]
    place: int = Field(description="The desk it lies on, counted from 0.")
    since: AwareDatetime = Field(description="Since when it lies there.")
    passed: tuple[PassedDesk, ...] = ()

    @property
    def desk(self) -> DeskStep:
        """Where it lies now."""
        return self.desks[self.place]

    @property
    def at_last_desk(self) -> bool:
        return self.place == len(self.desks) - 1
