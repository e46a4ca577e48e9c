"""JSON as the models can hold it, and what it means for two values to be the same."""

import math
import unicodedata
from typing import Any

from hypothesis import strategies as st

Json = Any
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LARGEST = 2**53 - 1
NUMBERS = st.integers(-LARGEST, LARGEST) | st.floats(
    -1e15, 1e15, allow_nan=False, allow_infinity=False
)
"""Whole numbers every program reads alike, and the shares and scores of assessments."""
SCALARS = st.none() | st.booleans() | NUMBERS | TEXT
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=12
)
EVENTS = st.dictionaries(TEXT, JSON, max_size=5)


def same(one: Json, other: Json) -> bool:
    """Whether two values are one value of JSON: true is no 1, 1 is 1.0, keys have no order."""
    match one, other:
        case bool() | None, _:
            return one is other
        case int() | float(), int() | float() if not isinstance(other, bool):
            return one == other
        case str(), str():
            return one == other
        case list(), list():
            return len(one) == len(other) and all(map(same, one, other))
        case dict(), dict():
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        case _:
            return False


@st.composite
def almost(draw: st.DrawFn, value: Json) -> Json:
    """The value with one thing about it changed, or only written in another way."""
    match value:
        case dict() if value and bool(draw(st.booleans())):
            key = draw(st.sampled_from(sorted(value)))
            kept = {name: each for name, each in reversed(value.items()) if name != key}
            return kept | draw(st.just({}) | almost(value[key]).map(lambda new: {key: new}))
        case list() if value and bool(draw(st.booleans())):
            at = draw(st.integers(0, len(value) - 1))
            inside = almost(value[at]).map(lambda new: [*value[:at], new, *value[at + 1 :]])
            shorter, reverse = value[:at] + value[at + 1 :], value[::-1]
            return draw(inside | st.sampled_from([shorter, reverse]))
        case str():
            forms = [unicodedata.normalize(form, value) for form in ("NFC", "NFD", "NFKC")]
            return draw(st.sampled_from([*forms, value + " ", value.swapcase(), [value]]))
        case bool():
            return draw(st.sampled_from([not value, int(value), str(value).lower(), None]))
        case int() | float() if math.isfinite(value):
            nearer = value - 1 if value > 0 else value + 1  # stays among the numbers there are
            return draw(st.sampled_from([nearer, -value, float(value), str(value)]))
        case _:
            return draw(SCALARS | st.just([]) | st.just({}) | st.just([value]))
