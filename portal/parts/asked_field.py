"""One field of a form, as its page asks for it: a line, a text, a choice, a person, files."""

from enum import StrEnum

from remiss.consultation.values import Value
from remiss.texts import Bilingual, Text


class Option(Value):
    """One thing to choose; `hint` says what choosing it leads to."""

    value: str
    label: Bilingual | Text
    hint: Bilingual | None = None


class AskedKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    """One of a few, each a row to press."""
    DAYS = "days"
    """The same, side by side."""
    LIST = "list"
    TICK = "tick"
    PERSON = "person"
    FILES = "files"
    FIND = "find"
    """Words by which the choices above it are found, with a button of its own."""
    SET = "set"
    """By the page: what exactly is decided on."""


class AskedField(Value):
    """A field by its name in the body."""

    name: str
    kind: AskedKind = AskedKind.LINE
    label: Bilingual | None = None
    """None: as the texts of its page call it."""
    options: tuple[Option, ...] = ()
    hint: Bilingual | None = None
    optional: bool = False
    most: int = 2000
    """Characters the body takes of what is typed."""
    otherwise: str = ""
    """What stands in it before anybody typed."""
