"""What the Office urged an agency with, in its words; and the letter of it."""

from collections.abc import Iterator
from datetime import datetime

from portal.paths import request_path
from remiss.consultation.authority import may, relation
from remiss.consultation.life.events import RequestUrged
from remiss.consultation.state import Request
from remiss.consultation.values import Value
from remiss.texts import Text
from remiss.views.seen_case import SeenCase


class Urging(Value):
    """One time the Office urged; `letter` is where its letter is, for whoever may read that."""

    at: datetime
    by: Text
    words: Text
    letter: str | None = None


def urgings(seen: SeenCase, request: Request) -> tuple[Urging, ...]:
    """Of the agency's requests in the case, newest first."""
    found = tuple(_found(seen, request))
    if not found:
        return ()
    code = request.agency.code
    reads = may(seen.actor, "read_letters_about", relation(seen.actor, seen.case, code))
    letter = request_path(seen.case.id, code, "urging.docx") if reads else None
    return (found[0].model_copy(update={"letter": letter}), *found[1:])


def _found(seen: SeenCase, request: Request) -> Iterator[Urging]:
    for stored in reversed(seen.events):
        event = stored.recorded.event
        if isinstance(event, RequestUrged) and event.agency == request.agency.code:
            yield Urging(at=event.at, by=event.by.name, words=event.words)
