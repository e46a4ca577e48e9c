"""Mail servers and agencies' systems that are down, slow, or answer rubbish."""

import asyncio

from lab.chaos.scene import Scene, fault


@fault(
    "Máy chủ thư và hệ thống của cơ quan: ngừng, chậm, từ chối tạm, trả lời bậy",
    "Mail server and agencies' systems down, slow, busy, and answering rubbish",
)
async def receivers_misbehave(scene: Scene) -> None:
    """Each for some seconds under load; SIGTERM comes while they are slow."""
    await scene.rig.receivers.kill()
    await scene.progress()
    await scene.rig.receivers.start()
    for mood in ("busy", "rubbish", "slow"):
        scene.rig.mood(mood)
        await scene.progress()
        await asyncio.sleep(2)
    await scene.drains()
    await scene.progress()
    scene.rig.mood("good")
