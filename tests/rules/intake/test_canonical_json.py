"""Canonical JSON is spelled as the reference implementation of RFC 8785 spells it."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from remiss.strict.canonical_json import canonical_json, read_canonical

TEXTS = st.text()
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(VALUES)
def test_any_value_is_spelled_as_the_reference_spells_it(value: Any) -> None:
    """Whichever way is taken, the bytes are those of the reference."""
    assert canonical_json(value) == rfc8785.dumps(value)


@given(VALUES, st.sampled_from((None, 1)))
def test_any_text_is_read_and_spelled_as_the_reference_does(value: Any, indent: int | None) -> None:
    """However the text was spelled, as PostgreSQL spells what it stores."""
    text = json.dumps(value, ensure_ascii=indent is None, indent=indent)
    assert read_canonical(text) == (value, rfc8785.dumps(value))


@pytest.mark.parametrize(
    "text", ["[1e400]", "[9007199254740993]", "[1e30]", '"\\ud800"', "[1,", "NaN"]
)
def test_a_text_is_refused_or_read_as_before(text: str) -> None:
    """What the reference refuses is refused, whoever reads it."""
    try:
        canonical = rfc8785.dumps(json.loads(text))
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 -- each library says it in its own words
            read_canonical(text)
    else:
        assert read_canonical(text).canonical == canonical


@pytest.mark.parametrize(
    "value",
    [
        {"\ufb33": 1, "\U0001f600": 2, "é": 3},
        [1.0, 1e16, 1e-7, -0.0, 333333333.33333329],
        {"a": '\x00\x1f\x7f\u2028"\\\b\f\n\r\t/'},
        9007199254740991,
        {"at": "2026-03-02T08:00:46.116280+07:00", "mức": "chi: 1.5,2.5"},
    ],
)
def test_what_is_easily_spelled_otherwise(value: Any) -> None:
    """Real numbers, escapes, keys beyond the first plane: as the reference."""
    assert canonical_json(value) == rfc8785.dumps(value)
    assert json.loads(canonical_json(value)) == value


@pytest.mark.parametrize("value", [2**53, -(2**60), float("nan"), float("inf"), "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    """Numbers that programs read differently, and half characters."""
    with pytest.raises(ValueError):  # noqa: PT011 -- each library says it in its own words
        canonical_json({"each": [value]})
