"""What a page says that shows a case as it stood: when, and what was learnt only afterwards."""

from datetime import UTC, datetime

from portal.paths import case_path
from remiss.consultation.values import Value
from remiss.consultation.views.retrospect import AsOf
from remiss.texts import Bilingual, Text, local_time, say

MOST_LATER = 6
"""Named on the page; of more it says how many."""


class PastMoment(Value):
    """The moment a page shows."""

    at: Text
    """As addresses carry it."""
    said: Bilingual
    later: tuple[Bilingual, ...]
    """What belongs before it and was recorded after it."""
    more_later: int
    events: str
    """Where the events known then are."""


def past_moment(case: str, as_of: AsOf) -> PastMoment:
    """Of what a read says beside the case it shows."""
    at, later = written_moment(as_of.at), as_of.learnt_later
    return PastMoment(
        at=at,
        said=as_of.text,
        later=tuple(
            say("portal.case.then.learnt", at=local_time(each.recorded_at), what=each.text)
            for each in later[:MOST_LATER]
        ),
        more_later=max(0, len(later) - MOST_LATER),
        events=f"{case_path(case, 'ledger')}?at={at}",
    )


def case_at(case: str, moment: datetime) -> str:
    """The path of a case as it stood."""
    return f"{case_path(case)}?at={written_moment(moment)}"


def written_moment(moment: datetime) -> str:
    """As an address takes it unescaped, to the microsecond: an event's own moment has it in it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
