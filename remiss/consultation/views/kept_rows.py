"""The rows of a case as it goes on: of a request that did not change, they are not made again."""

from collections import defaultdict
from collections.abc import Sequence
from operator import is_

from remiss.consultation.life.declining.circle_path import Circle, circles_of
from remiss.consultation.life.ladder.alarms import Watch
from remiss.consultation.state import Comment, Consultation, Request
from remiss.consultation.views.rows import ConsultationRow, RequestRow, listed_request, stored_row
from remiss.consultation.views.search_words import search_words

OF_EACH = frozenset({"requests", "comments", "version"})
"""What is not of the whole case: other requests, others' comments, and how far the case is."""

Known = tuple[Request, list[Comment], tuple[Circle, ...], RequestRow]
"""What a row was made from, and the row."""


class KeptRows:
    """Makes the rows of one case, version after version, as the function `view` makes them.

    A row depends on its request, on the comments of its agency, on the circles its request closes
    and on what is true of the whole case. States share what did not change, so that it is the same
    object; where anything of the whole is another, all is made anew. `watch` keeps the alarms of
    the same case.
    """

    def __init__(self, watch: Watch) -> None:
        self._whole: list[object] = []
        self._rows: dict[str, Known] = {}
        self._search: dict[str, tuple[str, ...]] = {}
        self._watch = watch

    def view(self, case: Consultation) -> ConsultationRow:
        """The rows of the case at its current version, for the read tables."""
        whole = [value for name, value in case if name not in OF_EACH]
        if not _same(whole, self._whole):
            self._whole, self._rows, self._search = whole, {}, search_words(case)
        comments = defaultdict[str, list[Comment]](list)
        for comment in case.comments.values():
            comments[comment.agency].append(comment)
        rows = tuple(
            self._row(case, request, comments[code]) for code, request in case.requests.items()
        )
        return stored_row(case, rows, self._search, self._watch.alarms(case))

    def _row(self, case: Consultation, request: Request, comments: list[Comment]) -> RequestRow:
        code, circles = request.agency.code, circles_of(case, request)
        if known := self._rows.get(code):
            before, commented, closed, row = known
            if before is request and closed == circles and _same(commented, comments):
                return row
        row = listed_request(case, request, self._watch.next_alarm)
        self._rows[code] = request, comments, circles, row
        return row


def _same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))
