"""Where a reply stands in the ledger: the event that holds its words."""

from remiss.consultation.life.events import (
    CorrectionAccepted,
    CorrectionReceived,
    Event,
    ReplyReceived,
)
from remiss.consultation.state import Request
from remiss.ledger.reads.stored_events import LedgerEvent
from remiss.views.seen_case import SeenCase


def event_of_reply(seen: SeenCase, request: Request, number: int) -> LedgerEvent | None:
    """The event a reply came with; of a correction, that with which its text was signed.

    None: the case has no such reply.
    """
    told = (e for e in seen.told_in(request) if isinstance(e, ReplyReceived))
    came: Event | None = next((e for e in told if e.number == number), None)
    came = came or _correction(seen, request, number)
    return next((s for s in seen.events if came and s.recorded.event is came), None)


def _correction(seen: SeenCase, request: Request, number: int) -> CorrectionReceived | None:
    """The correction that took a reply's place under this number."""
    last = None
    for stored in seen.events:
        match stored.recorded.event:
            case CorrectionReceived() as event if _is_of(event, request):
                last = event
            case CorrectionAccepted() as event if _is_of(event, request):
                if event.number == number:
                    return last
            case _:
                pass
    return None


def _is_of(event: CorrectionReceived | CorrectionAccepted, request: Request) -> bool:
    return (event.agency, event.request) == (request.agency.code, request.ordinal)
