"""The file behind the figures of a period, from which a third party counts them again."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from remiss.consultation.authority import AUTHORITY, Relation
from remiss.consultation.permission import not_permitted, permit_role
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor
from remiss.consultation.views.scores.figure_facts import figure_facts
from remiss.consultation.visibility import recused_for
from remiss.ledger.reads.pages import Wanted
from remiss.ledger.reads.scorecards.figure_events import LinkedBody, counted_events
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.scorecard_reads import summed
from remiss.ledger.reads.signed_checkpoints import list_checkpoints
from remiss.views.personal_figures import CARDS, Looking, open_to


class EventForm(StrEnum):
    """What of each event stands in the file."""

    FACTS = "facts"
    """What formulas read, without names and words."""
    WHOLE = "whole"
    """Every word, so that the chains can be computed again; what is inside an agency as well."""


async def figure_events(looking: Looking, period: Period, form: EventForm) -> AsyncIterator[bytes]:
    """The lines of the file, after it is on record whose figures are read.

    Raises:
        Problem: `period_reversed`; `ledger_unavailable`: it cannot be put on record.
        Refusal: `not_permitted`; `inspection_without_reason`.
    """
    _check(looking.reader, form)
    for scorecard, card in CARDS.items():
        found = await summed(looking.ledger, card, period.spans(), None)
        people = {each.part for each in found if each.part}
        if not await open_to(looking, scorecard, people, period):
            raise Refusal("inspection_without_reason")
    signed = await list_checkpoints(looking.ledger, Wanted(limit=1))
    head = {
        "kind": "figure_events",
        "form": form.value,
        "from": period.from_.isoformat() if period.from_ else None,
        "to": period.to.isoformat() if period.to else None,
        "at": datetime.now(UTC).isoformat(),
        "checkpoint": json.loads(signed.items[0]) if signed.items else None,
    }
    return _lines(looking, period, form, head)


def _check(reader: Actor, form: EventForm) -> None:
    permit_role(reader, "read_figure_events")
    rule = AUTHORITY["read_inside"]
    if form is EventForm.WHOLE and (Relation.OVERSEEING, reader.role) not in rule.who:
        raise not_permitted(
            reader, frozenset(role for held, role in rule.who if held is Relation.OVERSEEING)
        )


async def _lines(
    looking: Looking, period: Period, form: EventForm, head: dict[str, Any]
) -> AsyncIterator[bytes]:
    yield _line(head)
    count = left_out = 0
    recused = recused_for(looking.reader)
    async for some in counted_events(looking.ledger, period, recused):
        shown = list(_shown(some.events, form))
        count, left_out = count + len(shown), left_out + some.left_out
        yield b"".join(shown)
    yield _line({"kind": "end", "events": count, "left_out": left_out})


def _shown(events: list[LinkedBody], form: EventForm) -> Iterator[bytes]:
    for each in events:
        body = each.body if form is EventForm.WHOLE else figure_facts(each.body)
        if body is not None:
            yield _line({"hash": each.hash, "event": body})


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
