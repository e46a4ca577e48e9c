"""Bodies sent by people inside the agency asked."""

from remiss.consultation.values import Person, Sentence, Sha256, Value
from remiss.sending.bodies.days import Moment


class AssignBody(Value):
    """Who prepares the reply, and who stands in for them."""

    official: Person
    deputy: Person | None = None


class DelegationBody(Value):
    """Who signs in the head's place, from when until when."""

    to: Person
    since: Moment
    until: Moment
    reason: Sentence


class ColleagueBody(Value):
    """A colleague, and the part of the reply they write."""

    colleague: Person
    part: Sentence


class ContributionBody(Value):
    """The part one was asked for."""

    text: Sentence


class SendBackBody(Value):
    """Which prepared text is to be written again, as it was read, and why."""

    reply_sha256: Sha256
    reasons: Sentence
