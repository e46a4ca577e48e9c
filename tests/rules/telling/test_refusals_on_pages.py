"""What a page may have to show: a refusal speaks of the API only in a remark that says so."""

import re

import pytest

from remiss.texts.catalogue import TEXTS

REFUSALS = sorted(key for key in TEXTS if key.startswith("refusal."))
REMARK = re.compile(r"\([^()]*\bAPI\b[^()]*\)|{\w+}")
OF_THE_API = re.compile(r"/v1/|Idempotency|\b(?:papers|procedure|urgency_reason)\b")


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_names_the_api_in_a_remark_alone(key: str) -> None:
    """Whoever reads it on a page has no address to call and no header to set."""
    words = REMARK.sub("", TEXTS[key].vi)
    assert not OF_THE_API.search(words), words


def test_there_is_a_remark_to_leave_out() -> None:
    """Callers of the API are told their own words even so."""
    assert any(OF_THE_API.search(TEXTS[key].vi) for key in REFUSALS)
