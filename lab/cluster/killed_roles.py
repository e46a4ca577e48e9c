"""Each role of the Temporal server killed in turn, under load, with clients who contend."""

import asyncio
import secrets

from lab.chaos.clients import Case
from lab.chaos.plan import Elsewhere, Plan
from lab.chaos.scene import Act, Fault, Scene, Unmet
from lab.checking.official_register import stale_or_lost
from lab.cluster.concurrent_acts import ConcurrentActs
from lab.cluster.own_servers_page import register
from lab.cluster.temporal_cluster import ROLES, Cluster, start_balancer
from remiss.machine.process_group import Group
from remiss.texts import Bilingual

DEAD_SECONDS = 3.0
WORKERS, APIS = 3, 2


async def role_killed(cluster: Cluster, role: str) -> Fault:
    """The fault of one role: its servers die one after the other, each while the other serves."""
    if role not in ROLES:
        raise ValueError(role)
    told = Bilingual(
        vi=f"Từng máy chủ vai trò {role} của cụm Temporal bị kill -9, rồi chạy lại",
        en=f"Each {role} server of the Temporal cluster killed, and started again",
    )
    plan = Plan(workers=WORKERS, apis=APIS, elsewhere=await elsewhere(cluster))
    return Fault(
        name=f"{role}-killed",
        told=told,
        act=_killing(cluster, role),
        plan=plan,
        loaded=True,
        in_short=False,
        drains=False,
    )


def _killing(cluster: Cluster, role: str) -> Act:
    async def act(scene: Scene) -> None:
        case = await Case.open(scene.clients)
        if case is None:
            raise Unmet("no case could be opened")
        acts = ConcurrentActs(scene.clients, case)
        acts.start()
        for server in cluster.roles[role]:
            await server.kill()
            await asyncio.sleep(DEAD_SECONDS)
            await scene.progress()
            await server.start()
            await scene.progress()
        await acts.finish()
        if unexplained := stale_or_lost(acts.history):
            raise Unmet("; ".join(unexplained))
        scene.note(
            f"{len(acts.history)} thao tác đồng thời xếp được thành một thứ tự; "
            f"{acts.left_out} lần đọc lúc sổ cái còn chậm không tính",
            f"{len(acts.history)} concurrent acts are explained by one order; {acts.left_out} "
            "reads while the ledger lagged were left out",
        )

    return act


async def elsewhere(cluster: Cluster) -> Elsewhere:
    """A namespace of its own on the cluster, for one rig, and the way there."""
    namespace = f"rig-{secrets.token_hex(4)}"
    await register(cluster.address, namespace)

    async def way_in(group: Group, port: int) -> None:
        await start_balancer(group, port, cluster.frontends)

    return Elsewhere(namespace, way_in)
