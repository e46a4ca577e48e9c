"""Inspections as both kinds of HTTP use them: commands given, and what inspectors read."""

import base64
import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from remiss.consultation.classified_marks import check_unmarked_texts, typed_texts
from remiss.consultation.inspecting.decide import decide
from remiss.consultation.inspecting.inspection import Inspection, Sample, fold
from remiss.consultation.inspecting.messages import (
    INSPECTION_CHAIN,
    CommandBase,
    CommitSample,
    DrawSample,
    InspectionId,
    OpenInspection,
    RecordedEvent,
    SampleCommitted,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor
from remiss.consultation.visibility import recused_for
from remiss.evidence.checkpoint_comparison import parse_rows
from remiss.evidence.covering_proof import prove_covered
from remiss.evidence.sample_record import SampleRecord
from remiss.ledger.connection import Reader
from remiss.ledger.inspecting.inspection_chain import (
    OpenedInspection,
    entries_between,
    entries_of,
    is_about,
    kept_population,
    list_inspections,
    record_command,
)
from remiss.ledger.inspecting.population import (
    CheckpointAfter,
    checkpoint_after,
    population_at,
)
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.ledger.reads.signed_checkpoints import checkpoints_up_to
from remiss.problems.problem import Problem
from remiss.sending.bodies.inspecting import CommitSampleBody, DrawSampleBody, OpenInspectionBody
from remiss.sending.caller_command import command_id, readable

C = TypeVar("C", bound=CommandBase)


class ReadSample(NamedTuple):
    """A sample, the entry that committed it, and the checkpoint that signed that, once there."""

    sample: Sample
    entry: RecordedEvent
    checkpoint: CheckpointAfter | None


class ReadInspection(NamedTuple):
    """An inspection as an inspector reads it."""

    id: InspectionId
    inspection: Inspection
    entries: tuple[RecordedEvent, ...]
    samples: tuple[ReadSample, ...]

    def sample(self, number: int) -> ReadSample:
        """One of its samples.

        Raises:
            Refusal: `sample_not_found`.
        """
        if not 0 < number <= len(self.samples):
            raise Refusal("sample_not_found")
        return self.samples[number - 1]


def new_seed() -> str:
    """A seed nobody has seen; it is kept nowhere."""
    return secrets.token_hex(16)


async def open_inspection(
    tables: PortalTables, actor: Actor, key: str, body: OpenInspectionBody
) -> InspectionId:
    """Open one by its decision; the same key again opens the same.

    Raises:
        Refusal: `not_permitted`, `classified_text`.
        Problem: `ledger_unavailable`.
    """
    identity = command_id(actor, key)
    digest = hashlib.sha256(identity.encode()).digest()
    id_ = "KT-" + base64.b32encode(digest).decode()[:12]
    command = _given(
        OpenInspection, actor, key, inspection=id_, decision=body.decision, reason=body.reason
    )
    return (await record_command(tables, id_, command, decide)).inspection


async def commit_sample(
    tables: PortalTables, actor: Actor, key: str, id_: str, body: CommitSampleBody, **known: Any
) -> int:
    """Commit the next sample; its number.

    Raises: as `open_inspection`, and as the rules say; `inspection_not_found`.
    """
    await read_inspection(tables, actor, id_)
    given = {**body.model_dump(exclude={"seed_sha256"}), "commitment": body.seed_sha256, **known}
    entry = await record_command(tables, id_, _given(CommitSample, actor, key, **given), decide)
    assert isinstance(entry.event, SampleCommitted)  # noqa: S101 -- of this command
    return entry.event.number


async def draw_sample(
    tables: PortalTables, actor: Actor, key: str, id_: str, number: int, body: DrawSampleBody
) -> None:
    """Draw what was committed, once the next checkpoint has signed that.

    Raises: as `commit_sample`; `sample_not_found`. Problem: `checkpoint_not_yet`.
    """
    found = await read_sample(tables, actor, id_, number)
    if found.checkpoint is None:
        raise Problem("checkpoint_not_yet")
    at = found.checkpoint
    population = await population_at(tables, at.number, found.sample.committed)
    signed = {"checkpoint": at.number, "root": at.root, "signature": at.signature}
    facts = {"number": number, "seed": body.seed, "population": population}
    command = _given(DrawSample, actor, key, **facts, **signed)
    await record_command(tables, id_, command, decide)


async def read_inspection(source: Reader, actor: Actor, id_: str) -> ReadInspection:
    """One, for inspectors but those whose own agency it is about.

    Raises:
        Refusal: `inspection_not_found`.
    """
    entries = await entries_of(source, id_)
    found = fold(each.event for each in entries)
    recused = recused_for(actor)
    if not isinstance(found, Inspection) or (recused and await is_about(source, id_, recused)):
        raise Refusal("inspection_not_found")
    committed = [each for each in entries if isinstance(each.event, SampleCommitted)]
    samples = [
        ReadSample(sample, entry, await checkpoint_after(source, entry.number))
        for sample, entry in zip(found.samples, committed, strict=True)
    ]
    return ReadInspection(entries[0].inspection, found, entries, tuple(samples))


async def read_sample(source: Reader, actor: Actor, id_: str, number: int) -> ReadSample:
    """One sample of an inspection.

    Raises:
        Refusal: `inspection_not_found`, `sample_not_found`.
    """
    return (await read_inspection(source, actor, id_)).sample(number)


async def inspections(source: Reader, actor: Actor, wanted: Wanted) -> ListPage[OpenedInspection]:
    """Those an inspector may read, the last opened first.

    Raises:
        Problem: `invalid_cursor`.
    """
    return await list_inspections(source, recused_for(actor), wanted)


async def sample_record(source: Reader, actor: Actor, id_: str, number: int) -> SampleRecord:
    """What anyone needs to draw a sample again.

    Raises:
        Refusal: as `read_sample`; `sample_not_found`, while it is not drawn.
    """
    found = await read_sample(source, actor, id_, number)
    drawn = found.sample.drawn
    if drawn is None:
        raise Refusal("sample_not_found")
    table = parse_rows(await checkpoints_up_to(source, drawn.checkpoint))
    log = [table.files[each] for each in sorted(table.files)]
    covering = prove_covered(log, INSPECTION_CHAIN)
    assert covering  # noqa: S101 -- by this checkpoint the sample was drawn
    span = await entries_between(source, found.entry.number, covering.head.version)
    before = [each.hash.hex() for each in span if each.number < found.entry.number]
    return SampleRecord(
        committed=found.entry,
        before=before[-1] if before else None,
        after=_digests(each.body for each in span if each.number > found.entry.number),
        covering=covering,
        drawn=drawn,
        population=await kept_population(source, drawn.population),
    )


def _digests(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(hashlib.sha256(text.encode()).hexdigest() for text in texts)


def _given(kind: type[C], actor: Actor, key: str, **asked: Any) -> C:
    check_unmarked_texts(typed_texts(asked))
    return kind(id=command_id(actor, key), actor=readable(actor), at=datetime.now(UTC), **asked)
