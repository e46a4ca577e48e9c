"""Whose each figure is inside the agency asked: the official it had named, or nobody yet."""

from collections.abc import Iterable, Sequence

from remiss.consultation.views.scores.counted_event import CountedEvent, CountedPerson
from remiss.consultation.views.scores.reply_course import CountedAgency
from remiss.consultation.views.scores.tally import NOBODY


class Officials:
    """Of all events about one agency in a case.

    An event is the official's whom its request named last by then, by an assignment or as the one
    responsible for a reply; before anybody was, the first's whom it named later.
    """

    def __init__(self, agency: CountedAgency) -> None:
        self._by_event = dict[int, CountedPerson]()
        for request in _requests(agency.events):
            named = next((e.official for e in request if e.official), NOBODY)
            for event in request:
                named = event.official or named
                self._by_event[id(event)] = named
        self._by_reply = {
            (course.request, course.number): self.of_reply(course.events)
            for course in agency.replies
        }

    def of(self, event: CountedEvent) -> CountedPerson:
        """Whose an event is that is about no reply."""
        return self._by_event.get(id(event), NOBODY)

    def of_reply(self, events: Sequence[CountedEvent]) -> CountedPerson:
        """Whose a reply is: who was named responsible for it."""
        return next((event.official for event in events if event.official), NOBODY)

    def of_comment(self, comment: str) -> CountedPerson:
        """Whose a comment is: it is named for its agency, request and reply."""
        _, request, reply, *_ = comment.split("-")
        place = int(request), int(reply.partition(".")[0])
        return self._by_reply.get(place, NOBODY)


def _requests(events: Iterable[CountedEvent]) -> list[list[CountedEvent]]:
    """The events of each request in turn."""
    found: list[list[CountedEvent]] = []
    for event in events:
        if event.kind == "request_sent" or not found:
            found.append([])
        found[-1].append(event)
    return found
