"""Many at once, and the same thing again."""

import asyncio
import time

from temporalio.client import Client

from lab.chaos.case_bodies import reply
from lab.chaos.clients import Case
from lab.chaos.people import FINANCE, head
from lab.chaos.plan import Plan
from lab.chaos.scene import Scene, Unmet, fault
from lab.chaos.update_openings import ASKED, code_of, open_by_update, opening_of

CROWD, SMALL_CROWD = 300, 100
SHORT_HISTORY = Plan(dynamic_config={"limit.historyCount.suggestContinueAsNew": 60}, apis=2)


@fault(
    "300 văn bản trả lời của 300 cơ quan cho một hồ sơ trong một giây",
    "300 replies of 300 agencies to one case within a second",
    plan=Plan(apis=2),
    loaded=False,
    in_short=True,
)
async def three_hundred_replies_at_once(scene: Scene) -> None:
    """The case is opened by its Update, as no registry has 300 agencies; they reply by HTTP."""
    crowd = SMALL_CROWD if scene.short else CROWD
    case = "HS-CROWDCROWD22"
    await open_by_update(scene.rig.settings, opening_of(case, crowd, scene.clients.draft))
    began = time.monotonic()
    codes = [code_of(number) for number in range(crowd)]
    path = f"/consultations/{case}/requests/{{}}/reply"
    told = await asyncio.gather(
        *(
            scene.clients.write(
                head(code),
                path.format(code),
                reply(ASKED, scene.clients.draft, f"số {code}.", clear=True),
                f"số {code}.",
            )
            for code in codes
        )
    )
    seconds = time.monotonic() - began
    if (taken := sum(each.outcome == "acknowledged" for each in told)) != crowd:
        raise Unmet(f"{taken} of {crowd} replies were acknowledged")
    scene.note(
        f"{crowd} văn bản gửi cùng lúc được xác nhận trong {seconds:.0f} giây, sau "
        f"{scene.clients.tries} lần gửi",
        f"{crowd} replies sent together were acknowledged within {seconds:.0f} s, after "
        f"{scene.clients.tries} attempts",
    )


@fault(
    "Hồ sơ sang lượt chạy mới (continue-as-new), rồi một lệnh cũ được gửi lại cùng khóa",
    "Continue-as-new, and then a command repeated under its old key",
    plan=SHORT_HISTORY,
)
async def repeated_after_continue_as_new(scene: Scene) -> None:
    """The load continues its cases as new all the time; of one the first commands come again."""
    case = await Case.open(scene.clients)
    if case is None:
        raise Unmet("no case could be opened")
    key = "repeated-after-continue-as-new"
    path = f"/consultations/{case.id}/requests/{FINANCE}/acknowledge"
    first = await scene.clients.write(head(FINANCE), path, {}, key=key)
    client = await Client.connect(scene.rig.settings.temporal_address or "")
    handle = client.get_workflow_handle(case.id)
    run = (await handle.describe()).run_id
    for _ in range(20):
        await case.assigns(FINANCE)
        if (await handle.describe()).run_id != run:
            break
    else:
        raise Unmet("the case never continued as new")
    again = await asyncio.gather(
        *(scene.clients.write(head(FINANCE), path, {}, key=key) for _ in range(10))
    )
    if {(told.events, told.outcome) for told in again} != {(first.events, "acknowledged")}:
        raise Unmet(f"answered otherwise the second time: {again}")
