"""A leader's approval of an urgent grade, as the command that opens the case."""

from fastapi.concurrency import run_in_threadpool

from remiss.consultation.life.commands import Open
from remiss.consultation.values import Actor, Sha256
from remiss.serving.services import Services
from remiss.views.file_access import draft_with_file


async def approve_opening(
    has: Services, leader: Actor, opening: str, key: str, sha256: Sha256
) -> Open:
    """What a leader read under this digest, to be opened by them for the officer who asked.

    Raises:
        Refusal, Problem: as `UrgentOpenings.read`, `UrgentOpening.command` and `draft_with_file`.
    """
    asked = await has.urgent_openings.read(leader, opening, sha256)
    meant = asked.command(leader, key, has.registry, has.field_index)
    draft = await run_in_threadpool(draft_with_file, has.store, leader, meant.draft)
    meant = meant.model_copy(update={"draft": draft})
    await has.urgent_openings.note_opened(meant)
    return meant
