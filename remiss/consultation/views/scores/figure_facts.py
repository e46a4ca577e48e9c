"""An event as a third party needs it to count scorecards again: without names and words."""

import hashlib
from collections.abc import Mapping
from typing import Any

from remiss.consultation.views.scores.counted_kinds import COUNTED

OF_THE_CASE = frozenset(
    {
        "consultation_opened",
        "officer_replaced",
        "draft_amended",
        "calendar_changed",
        "consultation_suspended",
        "consultation_resumed",
        "outage_recorded",
        "consultation_concluded",
    }
)
KINDS = COUNTED | OF_THE_CASE
"""Which events figures follow from."""
KEPT = frozenset(
    {
        *("consultation", "version", "actor", "id", "role", "event", "kind", "at", "agency"),
        *("drafting_agency", "code", "officer", "official", "responsible_official", "by"),
        *("questions", "changed", "matches", "draft", "urgency", "policy", "reply_within"),
        *("calendar_days", "hours", "days", "profile", "area", "override", "reply_by", "due_at"),
        *("number", "request", "late", "days_late", "entry", "received_on", "basis", "before"),
        *("upheld", "repeated", "last_day", "since", "reply", "answers", "position"),
        *("clause_comments", "declined", "contradicted", "dispositions", "comment", "comments"),
        *("assessment", "rubric", "verdict", "retired", "findings", "rule", "returns"),
    }
)
"""The names of what is kept, wherever they stand in an event."""
AS_THEY_ARE = frozenset({"calendar", "retired"})
"""Kept with all that is in them; nothing there is about a person."""
SHORTENED = frozenset({"proposed_wording"})
"""Words of which it counts only that there are some."""
DIGESTED = frozenset({("override", "reason")})
"""Words, in what they stand, of which it counts only whether they are the same; no others, for
whoever guesses a short reason (an illness, a leave) finds it by its digest."""
SOME_WORDS = "…"


def figure_facts(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """What is left of a recorded event as JSON; None where no figure follows from its kind."""
    return _cut(body) if body["event"]["kind"] in KINDS else None


def _cut(value: Any, within: str = "") -> Any:
    if isinstance(value, list):
        return [_cut(each, within) for each in value]
    if not isinstance(value, Mapping):
        return value
    found: dict[str, Any] = {}
    for name, inner in value.items():
        if name in AS_THEY_ARE:
            found[name] = inner
        elif name in SHORTENED:
            found[name] = SOME_WORDS if inner.strip() else ""
        elif (within, name) in DIGESTED and isinstance(inner, str):
            found[name] = hashlib.sha256(inner.encode()).hexdigest()
        elif name in KEPT:
            found[name] = _cut(inner, name)
    return found
