"""Bodies that change, order or end something; a reason stays on record."""

from remiss.consultation.values import Person, Sentence, Value
from remiss.sending.bodies.days import Day


class ReasonBody(Value):
    """Why it is done; it stays on record."""

    reason: Sentence


class OfficerBody(Value):
    """The new officer in charge, of the drafting agency."""

    officer: Person
    reason: Sentence


class OrderBody(Value):
    """The day by whose end an agency replies."""

    to: Day
    reasons: Sentence


class MoveBody(Value):
    """The later day by whose end every agency that had less replies."""

    to: Day
    reason: Sentence


class ReturnDateBody(Value):
    """The later day on which the applicant is told to come, and why, as the letter gives it."""

    return_on: Day
    reason: Sentence


class ReasonsBody(Value):
    """Why the Office steps in; it stays on record."""

    reasons: Sentence
