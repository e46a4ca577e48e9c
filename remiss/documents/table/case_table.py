"""The consolidated table of a case, from its events: every request once, every comment once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from remiss.consultation.life.events import ConsultationOpened, DraftAmended, Event
from remiss.consultation.state import CaseStage, Consultation
from remiss.documents.letters.past_notices import events_of
from remiss.documents.table.consolidation import (
    AskedAgency,
    Consolidation,
    RequestOutcome,
    Row,
    Totals,
    Treatment,
)
from remiss.documents.table.table_questions import difficult_questions, outside_questions
from remiss.documents.table.table_requests import Put, RequestStory, asked_of
from remiss.documents.table.table_rows import in_order, rows_of


def consolidation(case: Consultation, events: Sequence[Event]) -> Consolidation:
    """The table of `case`; `events` are those that led to it."""
    texts = tuple(_texts(events))
    told = tuple(
        RequestStory(
            case,
            request,
            events_of(events, request.agency.code, request.ordinal),
            texts,
            tuple(case.comments_of(request)),
        )
        for request in case.all_requests
    )
    asked = tuple(map(asked_of, told))
    rows = tuple(in_order(row for one in told for row in rows_of(one)))
    return Consolidation(
        consultation=case.id,
        as_of=events[-1].at,
        stage=case.stage,
        draft=case.draft,
        drafting_agency=case.drafting_agency.code,
        drafting_agency_name=case.drafting_agency.name,
        officer=case.officer,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        amends=_amended(case),
        final_text=case.final_text,
        silence_basis=case.policy.silence.printed_basis,
        asked=asked,
        rows=rows,
        totals=totals(asked, rows),
        difficult=tuple(difficult_questions(case)),
        outside=tuple(outside_questions(case)),
    )


def _amended(case: Consultation) -> datetime | None:
    """When the case was last concluded before it was reopened; cancelled, it had no table."""
    ended = (o.closed_at for o in case.reopenings if o.stage is not CaseStage.CANCELLED)
    return max(ended, default=None)


def totals(asked: Sequence[AskedAgency], rows: Sequence[Row]) -> Totals:
    """Every request counted once, every comment counted once."""
    outcomes, treatments = Counter(a.outcome for a in asked), Counter(r.treatment for r in rows)
    return Totals(
        agencies=len({a.agency for a in asked}),
        requests=len(asked),
        outcomes={outcome: outcomes[outcome] for outcome in RequestOutcome},
        late=sum(answer.days_late > 0 for a in asked for answer in a.answers),
        comments=len(rows),
        treatments={treatment: treatments[treatment] for treatment in Treatment},
    )


def _texts(events: Iterable[Event]) -> Iterator[Put]:
    for event in events:
        match event:
            case ConsultationOpened():
                yield from (Put(1, question) for question in event.questions)
            case DraftAmended():
                yield from (Put(event.round, question) for question in event.changed)
            case _:
                continue
