"""What a letter says of one case, as the case stands when the letter is written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from remiss.consultation.state import WITH_AGENCY, Consultation, Request
from remiss.consultation.telling.next_steps import say_next_step
from remiss.consultation.telling.notice import ASKED, Notice
from remiss.consultation.telling.standing_steps import due_now, stands
from remiss.notices.outbox.parcel import Waiting
from remiss.texts import Bilingual

LAST = datetime.max.replace(tzinfo=UTC)


class OpenDuty(NamedTuple):
    """One thing still to be done: what was told of it, the words for it now, and by when."""

    notice: Notice
    todo: Bilingual
    due_at: datetime | None


class CaseEntry(NamedTuple):
    """Everything a letter tells one address of a case: events in order, duties soonest first."""

    notices: tuple[Notice, ...]
    duties: tuple[OpenDuty, ...]
    case: Consultation | None

    @property
    def first(self) -> Notice:
        """What the entry is headed by: what is due soonest, else what happened last."""
        return self.duties[0].notice if self.duties else self.notices[-1]

    @property
    def due_at(self) -> datetime | None:
        return self.duties[0].due_at if self.duties else None

    @property
    def asked(self) -> Request | None:
        """The request, where the letter goes to an agency that has it to answer."""
        told = self.first
        if self.case is None or told.addressee.part not in ASKED:
            return None
        with_agency = (r for r in self.case.open_requests if r.stage in WITH_AGENCY)
        return next((r for r in with_agency if r.agency.code == told.agency), None)


def entries(rows: Sequence[Waiting], cases: Mapping[str, Consultation]) -> tuple[CaseEntry, ...]:
    """One for each case, the soonest due first, then what is to be done, then what is over."""
    found: dict[str, list[Notice]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.stream, row.version)):
        found[row.stream] += row.notices
    made = (_entry(tuple(told), cases.get(stream)) for stream, told in found.items())
    return tuple(sorted(made, key=_urgency))


def _entry(told: tuple[Notice, ...], case: Consultation | None) -> CaseEntry:
    duties = sorted(_duties(told, case), key=lambda duty: duty.due_at or LAST)
    return CaseEntry(told, tuple(duties), case)


def _urgency(entry: CaseEntry) -> tuple[bool, datetime]:
    return not entry.duties, entry.due_at or LAST


def _duties(told: Sequence[Notice], case: Consultation | None) -> Iterator[OpenDuty]:
    """The last that stands for each addressee in each request; equal words of two stand once."""
    last = {(n.addressee, n.agency): n for n in told if case is None or stands(n, case)}
    duties = (duty for notice in last.values() if (duty := _duty(notice, case)))
    yield from {(duty.notice.agency, duty.todo): duty for duty in duties}.values()


def _duty(notice: Notice, case: Consultation | None) -> OpenDuty | None:
    if notice.todo is None:
        return None
    due_at = due_now(notice, case) if case else notice.due_at
    todo = say_next_step(notice.step, notice.at, due_at) if notice.step else notice.todo
    return OpenDuty(notice, todo, due_at)
