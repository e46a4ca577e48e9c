"""What every paper of a case has in common: how it is documented, and what it is made from."""

from typing import Any

from api.documentation import read, refusals
from remiss.consultation.life.events import Event
from remiss.views.seen_case import SeenCase


def rendered(action: str, vi: str, en: str) -> dict[str, Any]:
    """How a document is documented: a read that may also come too early."""
    documented = read(action, vi, en)
    return {**documented, "responses": {**documented["responses"], **refusals(409)}}


def events_of(seen: SeenCase) -> tuple[Event, ...]:
    """Everything that led to the case as it is."""
    return tuple(stored.recorded.event for stored in seen.events)
