"""How far the comments of each agency are, and where its results are sent from."""

from collections.abc import Iterator, Sequence

from portal.forms import Form
from portal.pages.comments.entries import (
    ListedComment,
    answer_to,
)
from portal.paths import case_path
from remiss.consultation.values import AgencyCode, Value
from remiss.texts import Bilingual, say
from remiss.views.seen_case import SeenCase


class AgencyProgress(Value):
    """How far one agency's comments are, and where its results are sent from."""

    code: AgencyCode
    name: Bilingual
    standing: Bilingual
    path: str | None
    """Where they are read before they are sent; None: nothing waits."""


def progress_of_agencies(
    seen: SeenCase, entries: Sequence[ListedComment], form: Form
) -> Iterator[AgencyProgress]:
    for code in dict.fromkeys(entry.agency for entry in entries):
        theirs = [entry for entry in entries if entry.agency == code]
        waiting = [entry for entry in theirs if entry.waits]
        whole = sum(answer_to(entry, form.values).whole for entry in waiting)
        key = "ready" if waiting and whole == len(waiting) else "waiting" if waiting else "sent"
        yield AgencyProgress(
            code=code,
            name=theirs[0].agency_name,
            standing=say(
                f"portal.comments.standing.{key}",
                whole=whole,
                waiting=len(waiting),
                all=len(theirs),
            ),
            path=case_path(seen.case.id, "comments", code) if waiting else None,
        )
