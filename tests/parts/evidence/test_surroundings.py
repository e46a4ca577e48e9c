"""What stands around the chains is looked at too, and each finding weighs what it is worth."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from remiss.evidence.audit import audit
from remiss.evidence.audit_report import Audit, Weight
from tests.given.case import SHA
from tests.given.office import Office


@pytest.fixture
async def told(office: Office) -> Office:
    """A case, of which everybody was told, and a checkpoint after that."""
    await office.stores("HS-1")
    await office.tells()
    await office.signs(1)
    return office


async def _audit(office: Office, **changes: Any) -> Audit:
    """As `remiss verify` does it, so long after everything was recorded."""
    at = datetime.now(UTC) + timedelta(**changes.pop("later", {}))
    options = {"is_sound": lambda _: True, "clock": lambda: at, **changes}
    return await audit(office.dsn, office.folder, office.issuer()._keys, **options)


def _remarks(found: Audit) -> list[tuple[Weight, str]]:
    return [(remark.weight, remark.key) for remark in found.remarks]


async def test_where_all_is_in_place_nothing_is_remarked(told: Office) -> None:
    """However much later it is looked at: everything there is was signed."""
    for later in ({"minutes": 1}, {"days": 400}):
        found = await _audit(told, later=later)
        assert (found.holds, found.is_judged, _remarks(found)) == (True, True, [])
        assert "1 files that events name: all are what they were" in found.verdict.en


async def test_a_tail_of_checkpoints_that_is_gone_is_missed_by_its_age(told: Office) -> None:
    """Events nobody signed: at first nothing, then a warning, then no proof."""
    await told.stores("HS-2")
    for later, remarked, judged in (
        ({"minutes": 30}, [], True),
        ({"hours": 2}, [(Weight.WARNING, "unsigned_since")], True),
        ({"days": 2}, [(Weight.UNJUDGED, "unsigned_since")], False),
    ):
        found = await _audit(told, later=later)
        assert (_remarks(found), found.is_judged, found.holds) == (remarked, judged, True)


async def test_all_checkpoints_gone_is_no_proof_where_something_signs(told: Office) -> None:
    """Rows, files and the list of what they signed: the key and old events are left."""
    await told.tampers("delete from checkpoint", "delete from signed_notice")
    (told.path / "00000001.json").unlink()
    found = await _audit(told, later={"days": 2})
    assert _remarks(found) == [(Weight.UNJUDGED, "no_checkpoint")]
    unsigned = await audit(told.dsn, told.folder, {}, lambda _: True)
    assert unsigned.remarks == ()


async def test_strangers_in_the_folder_of_checkpoints_are_named(told: Office) -> None:
    """Whatever they are called; what is being written is none."""
    for name in ("00000002.json.bak", "1.json", "notes.txt", ".00000002.json.0123456789abcdef"):
        (told.path / name).write_bytes(b"{}")
    found = await _audit(told)
    assert _remarks(found) == [(Weight.WARNING, "unknown_files")]
    assert "00000002.json.bak, 1.json, notes.txt" in found.verdict.en
    assert "0123456789abcdef" not in found.verdict.en


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("update notice_place set transaction_id = '900000000'", "place_ahead"),
        ("update notice_place set position = position + 1000", "place_nowhere"),
        ("delete from notice_place", "place_nowhere"),
        ("delete from notice", "untold_cases"),
        ("alter table event disable trigger all", "guards_off"),
        ("grant delete on checkpoint to public", "wide_grant"),
        ("update migration set sha256 = 'x' where name = '0001_event'", "migration_changed"),
    ],
)
async def test_what_watches_over_evidence_is_watched(
    told: Office, statement: str, key: str
) -> None:
    """Place, notices, triggers, grants and migrations: each change does not hold."""
    await told.owner.execute(statement)
    found = await _audit(told)
    assert (Weight.BROKEN, key) in _remarks(found)
    assert not found.holds
    assert "KHÔNG toàn vẹn" in found.verdict.vi


async def test_files_are_read_where_they_are_and_missed_where_not(told: Office) -> None:
    """A damaged one does not hold; one that cannot be read, or no store at all, is not judged."""

    def unreadable(_sha256: str) -> bool:
        raise OSError(5, "Input/output error")

    damaged = await _audit(told, is_sound=lambda sha256: sha256 != SHA)
    assert (damaged.holds, _remarks(damaged)) == (False, [(Weight.BROKEN, "file_damaged")])
    for is_sound, key in ((unreadable, "file_unreadable"), (None, "store_missing")):
        found = await _audit(told, is_sound=is_sound)
        assert (found.holds, found.is_judged) == (True, False)
        assert _remarks(found) == [(Weight.UNJUDGED, key)]
