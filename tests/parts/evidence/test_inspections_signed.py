"""Inspections enter the checkpoints, and samples are drawn from what these speak for."""

from collections.abc import AsyncIterator

import pytest

from remiss.consultation.inspecting.draw import digest
from remiss.consultation.inspecting.messages import Criteria, Unit
from remiss.evidence.checkpoint_findings import CheckpointFindingKind as Kind
from remiss.evidence.sample_record import SampleFault, SampleRecord, read_record
from remiss.ledger.portal.tables import PortalTables
from remiss.problems.problem import Problem
from remiss.sending.bodies.inspecting import CommitSampleBody, DrawSampleBody, OpenInspectionBody
from remiss.sending.inspections import (
    commit_sample,
    draw_sample,
    open_inspection,
    read_inspection,
    sample_record,
)
from tests.given.checkpoints import a_signer
from tests.given.office import Office
from tests.given.people import AUDITOR

SEED = "mot-ma-boc-tham-da-giu"
KEYS = {a_signer().public.id: a_signer().public}
OPENS = OpenInspectionBody(decision="12/QĐ-TTr", reason="Kiểm tra đột xuất quý I")
EVERY_REASON = "Theo kế hoạch kiểm tra năm"


def commits(
    unit: Unit = Unit.REQUESTS, size: int | None = 2, **criteria: object
) -> CommitSampleBody:
    return CommitSampleBody(
        unit=unit,
        criteria=Criteria.model_validate(criteria),
        size=size,
        seed_sha256=digest(SEED) if size else None,
        reason=EVERY_REASON,
    )


DRAWS = DrawSampleBody(seed=SEED)


@pytest.fixture
async def tables(office: Office) -> AsyncIterator[PortalTables]:
    tables = await PortalTables.connect(office.dsn)
    yield tables
    await tables.close()


@pytest.fixture
async def inspection(office: Office, tables: PortalTables) -> str:
    """Opened, over the cases of three stories that a checkpoint signed."""
    for id_ in ("HS-1", "HS-2", "HS-3"):
        await office.stores(id_)
    await office.signs(1)
    return await open_inspection(tables, AUDITOR, "opens", OPENS)


async def drawn(office: Office, tables: PortalTables, inspection: str) -> SampleRecord:
    """Committed, signed and drawn."""
    await commit_sample(tables, AUDITOR, "commits", inspection, commits())
    await office.signs(2, hours=1)
    await draw_sample(tables, AUDITOR, "draws", inspection, 1, DRAWS)
    return await sample_record(tables, AUDITOR, inspection, 1)


async def test_nothing_is_drawn_before_a_checkpoint_signed_the_commitment(
    office: Office, tables: PortalTables, inspection: str
) -> None:
    """The next one does, and its root is mixed into the draw."""
    await commit_sample(tables, AUDITOR, "commits", inspection, commits())
    with pytest.raises(Problem) as early:
        await draw_sample(tables, AUDITOR, "draws", inspection, 1, DRAWS)
    assert early.value.code == "checkpoint_not_yet"
    await office.signs(2, hours=1)
    await draw_sample(tables, AUDITOR, "draws", inspection, 1, DRAWS)
    (sample,) = (await read_inspection(tables, AUDITOR, inspection)).samples
    root = office.folder.read().files[2].statement.root
    assert sample.sample.drawn
    assert (sample.sample.drawn.checkpoint, sample.sample.drawn.root) == (2, root)


async def test_what_comes_after_that_checkpoint_is_not_drawn_from(
    office: Office, tables: PortalTables, inspection: str
) -> None:
    """Whenever the inspector draws, the list is the same."""
    await commit_sample(tables, AUDITOR, "commits", inspection, commits(Unit.CASES, None))
    await office.signs(2, hours=1)
    await office.stores("HS-4")
    await office.signs(3, hours=1)
    await draw_sample(tables, AUDITOR, "draws", inspection, 1, DrawSampleBody())
    (sample,) = (await read_inspection(tables, AUDITOR, inspection)).samples
    assert sample.sample.drawn
    assert sample.sample.drawn.drawn == ("HS-1", "HS-2", "HS-3")


async def test_the_record_draws_the_same_again_and_proves_its_commitment(
    office: Office, tables: PortalTables, inspection: str
) -> None:
    """From the file and the public key alone, also while more is recorded since."""
    record = await drawn(office, tables, inspection)
    again = read_record(record.encoded, "record")
    assert again.faults(KEYS) == ()
    assert again.again == record.drawn.drawn
    assert len(record.drawn.drawn) == 2
    await commit_sample(tables, AUDITOR, "again", inspection, commits())
    await office.signs(3, hours=1)
    assert (await sample_record(tables, AUDITOR, inspection, 1)).encoded == record.encoded


async def test_what_was_changed_in_a_record_is_found(
    office: Office, tables: PortalTables, inspection: str
) -> None:
    """Seed, commitment, list, sample, root and signature each hold the others."""
    record = await drawn(office, tables, inspection)
    event = record.committed.event
    other = event.model_copy(update={"commitment": digest("mot-ma-boc-tham-khac-di")})
    drawn_ = record.drawn
    reseeded = drawn_.model_copy(update={"seed": "mot-ma-boc-tham-khac-di"})
    swapped = drawn_.model_copy(update={"drawn": tuple(reversed(drawn_.drawn))})
    changed = {
        "committed": (record.committed.model_copy(update={"event": other}), SampleFault.CHAIN),
        "population": (record.population[1:], SampleFault.POPULATION),
        "after": (("ab" * 32,), SampleFault.CHAIN),
    }
    for name, (value, fault) in changed.items():
        assert fault in record.model_copy(update={name: value}).faults(KEYS), name
    assert SampleFault.SEED in record.model_copy(update={"drawn": reseeded}).faults(KEYS)
    assert record.model_copy(update={"drawn": swapped}).faults(KEYS) == (SampleFault.DRAWN,)
    stranger = a_signer(2).public
    assert record.faults({stranger.id: stranger}) == (SampleFault.SIGNATURE,)


async def test_criteria_narrow_what_is_drawn_from(
    office: Office, tables: PortalTables, inspection: str
) -> None:
    """By agency asked, by drafting agency, by day."""
    (all_,) = await _populations(office, tables, inspection, commits(size=None))
    agencies = {line.partition("/")[2].partition("#")[0] for line in all_}
    assert len(agencies) > 1
    one = min(agencies)
    (asked,) = await _populations(office, tables, inspection, commits(size=None, asked=(one,)))
    assert asked == tuple(line for line in all_ if f"/{one}#" in line)
    (nobody,) = await _populations(
        office, tables, inspection, commits(size=None, drafting=("H00.00",))
    )
    (never,) = await _populations(office, tables, inspection, commits(size=None, last="2001-01-01"))
    assert nobody == never == ()


async def _populations(
    office: Office, tables: PortalTables, inspection: str, *bodies: CommitSampleBody
) -> list[tuple[str, ...]]:
    found = []
    for body in bodies:
        number = await commit_sample(tables, AUDITOR, str(hash(body)), inspection, body)
        await office.issues(hours=1)
        given = DrawSampleBody()
        await draw_sample(tables, AUDITOR, f"draws {number}", inspection, number, given)
        found.append((await sample_record(tables, AUDITOR, inspection, number)).population)
    return found


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("update inspection_entry set body = replace(body, '12/', '13/')", Kind.INSPECTION_ALTERED),
        ("delete from inspection_entry where number = 2", Kind.INSPECTION_MISSING),
    ],
)
async def test_an_altered_or_missing_entry_is_found(
    office: Office, tables: PortalTables, inspection: str, statement: str, kind: Kind
) -> None:
    """By `remiss verify`, with the checkpoint that had signed it."""
    await commit_sample(tables, AUDITOR, "commits", inspection, commits())
    await office.signs(2, hours=1)
    assert (await office.audits()).holds
    await office.tampers(statement)
    audited = await office.audits()
    assert kind in {each.kind for each in audited.findings}
    assert not audited.holds


async def test_the_same_key_acts_once(
    office: Office, tables: PortalTables, inspection: str
) -> None:
    """Opened, committed and drawn twice over, it is one of each."""
    assert await open_inspection(tables, AUDITOR, "opens", OPENS) == inspection
    for _ in range(2):
        assert await commit_sample(tables, AUDITOR, "commits", inspection, commits()) == 1
    await office.signs(2, hours=1)
    for _ in range(2):
        await draw_sample(tables, AUDITOR, "draws", inspection, 1, DRAWS)
    assert len((await read_inspection(tables, AUDITOR, inspection)).entries) == 3
