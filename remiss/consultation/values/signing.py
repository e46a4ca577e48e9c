"""Who signs for an agency, and the desks a reply passes before: as the list of people has it.

A reply is signed by the head (no form), a deputy head in charge of its field (KT.), the head of a
unit by order (TL.), or whoever a head authorised (TUQ.) (Nghị định số 30/2020/NĐ-CP, Điều 13).
"""

from enum import StrEnum

from pydantic import Field

from remiss.consultation.values.codes import FieldCode, Value
from remiss.consultation.values.person import Person


class DeskKind(StrEnum):
    """A desk of an agency, from the nearest to the head's."""

    UNIT_HEAD = "unit_head"
    DEPUTY_HEAD = "deputy_head"
    HEAD = "head"


class SigningForm(StrEnum):
    """In whose place somebody signs who is not the head."""

    KT = "kt"
    TL = "tl"
    TUQ = "tuq"


class DeskStep(Value):
    """One desk on the way of a reply; its person, or None for whoever heads the agency."""

    desk: DeskKind
    person: Person | None = None


class Charge(Value):
    """A deputy head or a Vice-Chairman, and the fields they are in charge of."""

    person: Person
    fields: tuple[FieldCode, ...]


class SigningOrder(Value):
    """How an agency signs, as the list of people had it when a command was given.

    `desks` is the chain its agency keeps, the last of them signs; empty: none is kept, and a reply
    goes straight to whoever may sign.
    """

    desks: tuple[DeskKind, ...] = ()
    unit_head: Person | None = Field(
        default=None, description="Who heads the unit of whoever gives the command."
    )
    deputies: tuple[Charge, ...] = ()
    head: Person | None = Field(default=None, description="None where the list has not just one.")
    complete: bool = False
