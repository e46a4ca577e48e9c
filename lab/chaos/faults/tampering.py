"""Evidence meddled with behind the service's back: it is found, named, and can be put right."""

import hashlib
import os
from collections.abc import Sequence

import httpx

from lab.chaos.clients import DRAFT, Case
from lab.chaos.people import OFFICER
from lab.chaos.plan import Failed
from lab.chaos.scene import Scene, Unmet, fault

TURNED = bytes([DRAFT[0] ^ 1]) + DRAFT[1:]
"""The draft with one bit of it turned."""


@fault(
    "Tệp đính kèm bị sửa, bị xóa trong kho; trigger của sổ cái bị tắt",
    "A file changed and removed in the store; the ledger's trigger switched off",
    loaded=False,
)
async def evidence_meddled_with(scene: Scene) -> None:
    """Nothing damaged is served; `remiss verify` names each; the true file repairs the store."""
    case = await Case.open(scene.clients)
    if case is None:
        raise Unmet("no case could be opened")
    await scene.rig.command("verify")
    sha256 = hashlib.sha256(DRAFT).hexdigest()
    path = scene.rig.settings.data_dir / "attachments" / sha256[:2] / sha256
    for content in (TURNED, b"", None):
        path.unlink() if content is None else path.write_bytes(content)
        answer = await scene.clients.read(OFFICER, f"/attachments/{sha256}")
        if answer.is_success or DRAFT in answer.content:
            raise Unmet(f"a damaged file was served: {answer.status_code}")
        await _is_found(scene, sha256)
        await scene.clients.upload()
        answer = await scene.clients.read(OFFICER, f"/attachments/{sha256}")
        if (answer.status_code, answer.content) != (httpx.codes.OK, DRAFT):
            raise Unmet(f"the true file did not repair it: {answer.status_code}")
    await scene.rig.command("verify")
    await scene.rig.execute("alter table event disable trigger all")
    await _is_found(scene, "ENABLE ALWAYS TRIGGER")
    await scene.rig.execute("alter table event enable always trigger event_append_only")
    await scene.rig.command("verify")


async def _is_found(scene: Scene, *named: str) -> None:
    """`remiss verify` fails, and says what is wrong.

    Raises:
        Unmet: it holds, or speaks of something else.
    """
    try:
        await scene.rig.command("verify")
    except Failed as found:
        _check_words(str(found), named)
    else:
        raise Unmet(f"verify found nothing: {named}")


def _check_words(said: str, named: Sequence[str]) -> None:
    missing = [each for each in named if each not in said]
    if missing or "Traceback" in said:
        raise Unmet(f"verify does not name {missing}:{os.linesep}{said}")
