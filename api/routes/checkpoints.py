"""The checkpoints of the ledger, for those who compare them with what lies elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from api.callers import Caller, Has
from api.documentation import read
from api.paging import Cursor, CursorText, Limit
from remiss.consultation.values import Value
from remiss.evidence.checkpoint import Checkpoint, CheckpointFile
from remiss.problems.problem import Problem

router = APIRouter(prefix="/checkpoints", tags=["checkpoints"])
Number = Annotated[
    int, Path(ge=1, le=2**31 - 1, description="Số bản chốt sổ / Its number", examples=[12])
]


class TrustedKey(Value):
    """A key whose signatures count."""

    id: str
    pem: str


class CheckpointList(Value):
    """Checkpoints, newest first; `next` is the cursor of the page after this one."""

    items: tuple[Checkpoint, ...]
    keys: tuple[TrustedKey, ...] = Field(
        description="Compare with what the Office told you by another way."
    )
    next: str | None


class Filters(Value):
    """Which page."""

    cursor: CursorText = None
    limit: Limit = 50


@router.get("", **read("Bản chốt sổ, mới nhất trước", "Checkpoints, newest first"))
async def list_checkpoints(
    has: Has, _actor: Caller, filters: Annotated[Filters, Query()]
) -> CheckpointList:
    """What was signed about all chains of the ledger, and when; with the public keys."""
    rows = await has.ledger.fetch("checkpoints", _before(filters.cursor), filters.limit + 1)
    items = tuple(Checkpoint.model_validate_json(row["body"]) for row in rows[: filters.limit])
    last = items[-1].statement if len(rows) > filters.limit else None
    return CheckpointList(
        items=items,
        keys=tuple(TrustedKey(id=key.id, pem=key.pem) for key in has.checkpoint_keys.values()),
        next=Cursor(at=last.at, id=str(last.number)).encode() if last else None,
    )


@router.get("/{number}", **read("Một bản chốt sổ", "One checkpoint"))
async def read_checkpoint(has: Has, _actor: Caller, number: Number) -> CheckpointFile:
    """With the heads it appended and the proof that the list before only grew, as in its file."""
    rows = await has.ledger.fetch("checkpoint", number)
    if not rows:
        raise Problem("checkpoint_not_found", number=number)
    return CheckpointFile.model_validate_json(rows[0]["body"])


def _before(cursor: str | None) -> int | None:
    """The number of the last row seen.

    Raises:
        Problem: `invalid_cursor`.
    """
    seen = Cursor.decode(cursor)
    if seen is None:
        return None
    if not (seen.id.isascii() and seen.id.isdecimal() and len(seen.id) < 10):  # noqa: PLR2004
        raise Problem("invalid_cursor")
    return int(seen.id)
