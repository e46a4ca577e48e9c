"""A state in words, with a shape before any colour."""

from enum import StrEnum

from remiss.consultation.values import Value
from remiss.texts import Bilingual


class State(StrEnum):
    """How a state looks: late ■, near ◷, done ✓, hold Ⅱ, plain without a shape."""

    LATE = "late"
    NEAR = "near"
    DONE = "done"
    HOLD = "hold"
    PLAIN = "plain"


class Tag(Value):
    """A state, and the words for it."""

    state: State
    text: Bilingual
