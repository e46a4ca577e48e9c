"""A case as it stood at an instant: the instant in the address, and what an answer says of it."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError

from remiss.consultation.authority import may_see
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation
from remiss.consultation.telling.names import names_in
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.values import Actor
from remiss.consultation.views.retrospect import AsOf, as_of, known_by
from remiss.consultation.visibility import sees_event
from remiss.ledger.reads.pool import Ledger
from remiss.problems.problem import Problem
from remiss.views.seen_case import SeenCase, see

_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
_SPACE = re.compile(r" (?=[0-9]{2}:[0-9]{2}$)")
"""What a plus sign becomes in an address whose author did not encode it."""


def _written_out(given: Any) -> Any:
    """Date, time and offset; a bare number or day would leave open which moment is meant."""
    text = _SPACE.sub("+", given) if isinstance(given, str) else ""
    if not _INSTANT.fullmatch(text):
        raise PydanticCustomError("instant", "must be a moment with its offset")
    return text


At = Annotated[
    Annotated[AwareDatetime, BeforeValidator(_written_out)] | None,
    Query(
        description="Xem đúng như đã biết vào thời điểm này (kèm múi giờ), không gồm những gì được "
        "ghi nhận sau đó; để trống: hiện nay. / As it was known at this moment (with its offset), "
        "without what was recorded afterwards; none: now.",
        examples=["2026-12-01T09:00:00+07:00"],
    ),
]


async def see_at(
    ledger: Ledger, actor: Actor, consultation: str, at: datetime | None
) -> tuple[SeenCase, AsOf | None]:
    """The case as it stands, or as it stood at `at` and what to say of that.

    Who may not see the case now learns nothing of what it was.

    Raises:
        Refusal: `consultation_not_found`.
        Problem: `instant_ahead`; `nothing_at_that_time`, before the case was opened or the
            caller's agency was asked.
    """
    now = await see(ledger, actor, consultation)
    if at is None:
        return now, None
    if at > max(now.events[-1].recorded.event.at, datetime.now(UTC)):
        raise Problem("instant_ahead", at=in_local_time(at).isoformat())
    recorded = tuple(stored.recorded for stored in now.events)
    known = now.events[: len(known_by(recorded, at))]
    case = fold(stored.recorded.event for stored in known)
    if not isinstance(case, Consultation) or not may_see(actor, case):
        raise Problem("nothing_at_that_time", at=in_local_time(at).isoformat())
    said = as_of(recorded, at, names_in(now.case), lambda event: sees_event(actor, event))
    return SeenCase(actor, case, known, behind=consultation in ledger.behind), said
