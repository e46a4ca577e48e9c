"""Sheets and amendments enter the checkpoints: one that is altered or gone is found."""

from datetime import UTC, datetime

import pytest

from remiss.consultation.views.sheets.sheet import SHEET_CHAIN
from remiss.evidence.checkpoint import heads
from remiss.evidence.checkpoint_findings import CheckpointFindingKind as Kind
from remiss.ledger import mark_lost
from remiss.ledger.sheets.sheet_making import make_due
from tests.given.office import Office

LATER = datetime(2028, 1, 2, 17, 45, tzinfo=UTC)
ALTERED = """
update sheet_entry set body = replace(body, '2028-01-02', '2028-01-03') where number = $N
"""
GONE = "delete from sheet_entry where number = $N"
FITTED = """
update sheet_entry set hash = sha256(
    coalesce((select b.hash from sheet_entry b where b.number = sheet_entry.number - 1), ''::bytea)
    || convert_to(body, 'UTF8')
) where number = $N
"""


@pytest.fixture
async def kept(office: Office) -> Office:
    """Sheets of a case half lived, signed; then the rest of it, amended and signed again."""
    await office.stores("HS-1", slice(0, 6))
    await make_due(office.pool, LATER)
    await office.signs(1)
    await office.stores("HS-1", slice(6, None))
    assert (await make_due(office.pool, LATER)).amended
    await office.signs(2, hours=1)
    return office


async def _numbers(office: Office, kind: str) -> list[int]:
    rows = await office.owner.fetch("select number from sheet_entry where kind = $1", kind)
    return sorted(row["number"] for row in rows)


async def test_what_nobody_touched_holds(kept: Office) -> None:
    """Each checkpoint signs the newest entry where there is one newer than before."""
    assert (await kept.audits()).holds
    assert not (await kept.issues(minutes=5)).made
    files = kept.folder.read().files
    signed = [h.version for h in heads(list(files.values())) if h.stream == SHEET_CHAIN]
    assert signed == [max(await _numbers(kept, "sheet")), max(await _numbers(kept, "amendment"))]


@pytest.mark.parametrize("kind", ["sheet", "amendment"])
async def test_an_altered_entry_is_found(kept: Office, kind: str) -> None:
    """By its number, and with the checkpoint that had signed it."""
    (number, *_) = await _numbers(kept, kind)
    await kept.tampers(ALTERED.replace("$N", str(number)))
    (found,) = (await kept.audits()).findings
    assert (found.kind, found.version) == (Kind.SHEET_ALTERED, number)
    assert found.number == {"sheet": 1, "amendment": 2}[kind]


async def test_an_entry_made_to_fit_contradicts_what_was_signed(kept: Office) -> None:
    """Whoever computes the hashes anew cannot sign them."""
    last = max(await _numbers(kept, "amendment"))
    await kept.tampers(ALTERED.replace("$N", str(last)), FITTED.replace("$N", str(last)))
    (found,) = (await kept.audits()).findings
    assert (found.kind, found.version, found.number) == (Kind.SHEET_ALTERED, last, 2)


@pytest.mark.parametrize("kind", ["sheet", "amendment"])
async def test_a_missing_entry_is_found(kept: Office, kind: str) -> None:
    """Also the last, whose number nothing else shows."""
    number = _numbers(kept, kind)
    gone = max(await number)
    await kept.tampers(GONE.replace("$N", str(gone)))
    found = [(f.kind, f.version) for f in (await kept.audits()).findings]
    assert (Kind.SHEET_MISSING, gone) in found


async def test_a_number_that_was_signed_is_not_given_again(kept: Office) -> None:
    """After the last entries are gone, what is made next leaves a gap that tells."""
    last = max(await _numbers(kept, "amendment"))
    await kept.tampers("delete from sheet_entry where kind = 'amendment'")
    await make_due(kept.pool, LATER)
    assert min(await _numbers(kept, "amendment")) == last + 1
    assert {f.kind for f in (await kept.audits()).findings} >= {Kind.SHEET_MISSING}


async def test_what_an_older_backup_took_along_is_no_tampering(kept: Office) -> None:
    """It is told, and the missing sheets are made again."""
    await kept.tampers("delete from sheet_entry")
    await mark_lost(kept.pool, "HS-1", after=1, up_to=2, told_before=kept.now)
    await make_due(kept.pool, LATER)
    audited = await kept.audits()
    assert [f.kind for f in audited.findings] == []
    assert "sheets_lost" in [remark.key for remark in audited.remarks]
