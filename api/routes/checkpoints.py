"""The checkpoints of the ledger, for those who compare them with what lies elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from api.callers import Caller, Has
from api.documentation import read
from api.page_query import Paged
from api.path_prefixes import V1
from remiss.consultation.values import Value
from remiss.evidence.checkpoint import Checkpoint, CheckpointFile
from remiss.ledger.reads import signed_checkpoints
from remiss.problems.problem import Problem

router = APIRouter(prefix=f"{V1}/checkpoints", tags=["checkpoints"])
Number = Annotated[
    int, Path(ge=1, le=2**31 - 1, description="Số của bản xác nhận / Its number", examples=[12])
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


@router.get(
    "",
    **read("read_checkpoints", "Bản xác nhận nhật ký, mới nhất trước", "Checkpoints, newest first"),
)
async def list_checkpoints(
    has: Has, _actor: Caller, page: Annotated[Paged, Query()]
) -> CheckpointList:
    """What was signed about all chains of the ledger, and when; with the public keys."""
    found = await signed_checkpoints.list_checkpoints(has.ledger, page.wanted)
    return CheckpointList(
        items=tuple(map(Checkpoint.model_validate_json, found.items)),
        keys=tuple(TrustedKey(id=key.id, pem=key.pem) for key in has.checkpoint_keys.values()),
        next=found.next,
    )


@router.get("/{number}", **read("read_checkpoints", "Một bản xác nhận nhật ký", "One checkpoint"))
async def read_checkpoint(has: Has, _actor: Caller, number: Number) -> CheckpointFile:
    """With the heads it appended and the proof that the list before only grew, as in its file."""
    found = await signed_checkpoints.read_checkpoint(has.ledger, number)
    if found is None:
        raise Problem("checkpoint_not_found", number=number)
    return CheckpointFile.model_validate_json(found)
