"""The fields that every form has and no body: key, draft, kept, attached."""

import re

from portal.forms.form import OWN_NAMES
from portal.forms.posted import Posted, Values
from remiss.problems.problem import Problem
from remiss.texts import text

KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")
KEPT = re.compile(r"[0-9a-f]{32}")
LAST_NUMBER = 1_000_000_000


def own_key(posted: Posted) -> str:
    """The idempotency key.

    Raises:
        Problem: `malformed_form`; without one it is no form of ours, or the half of one.
    """
    given = posted.value("key")
    if not KEY.fullmatch(given):
        raise Problem("malformed_form", why=text("portal.form.unread.key"))
    return given


def own_number(posted: Posted) -> int:
    """The number of the draft it was filled from."""
    given = posted.value("draft")
    plain = given.isascii() and given.isdigit() and len(given) < len(str(LAST_NUMBER))
    return int(given) if plain else 0


def own_kept(posted: Posted) -> str:
    """The id of the kept form it was filled from, or ""."""
    given = posted.value("kept")
    return given if KEPT.fullmatch(given) else ""


def typed_values(posted: Posted) -> Values:
    """All the rest: what somebody typed or chose, and what the page set beside it."""
    return {name: typed for name, typed in posted.values.items() if name not in OWN_NAMES}
