"""Many at once, and the same thing again."""

import asyncio
import time
from datetime import UTC, datetime

from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateStage
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.contrib.pydantic import pydantic_data_converter

from lab.chaos.case_bodies import reply
from lab.chaos.clients import Case
from lab.chaos.people import FINANCE, OFFICER, head
from lab.chaos.plan import Plan
from lab.chaos.scene import Scene, Unmet, fault
from remiss.consultation.life.commands import Open
from remiss.consultation.ports import WORKFLOW, CaseStart, Receipt
from remiss.consultation.values import (
    Agency,
    Directory,
    Draft,
    DraftKind,
    Mandate,
    Question,
    Urgency,
)
from remiss.reference.calendars import working_calendar
from remiss.reference.policies import policy_for
from remiss.texts import Bilingual

CROWD, SMALL_CROWD = 300, 100
ASKED, FIELD = "q-crowd", "crowd"
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
    case = await _open_with(scene, crowd)
    began = time.monotonic()
    codes = [_code(number) for number in range(crowd)]
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


async def _open_with(scene: Scene, agencies: int) -> str:
    """The id of a case that asks so many agencies, all in one field."""
    command = _opening(scene, agencies)
    client = await Client.connect(
        scene.rig.settings.temporal_address or "", data_converter=pydantic_data_converter
    )
    update = await client.start_update_with_start_workflow(
        command.kind,
        command,
        id=command.id,
        start_workflow_operation=WithStartWorkflowOperation(
            WORKFLOW,
            CaseStart(),
            id=command.consultation,
            task_queue=scene.rig.settings.task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        ),
        wait_for_stage=WorkflowUpdateStage.COMPLETED,
        result_type=Receipt,
    )
    await update.result()
    return command.consultation


def _opening(scene: Scene, agencies: int) -> Open:
    now = datetime.now(UTC)
    draft = Draft(
        subject="Lấy ý kiến rộng rãi",
        kind=DraftKind.GUIDELINE,
        urgency=Urgency.URGENT,
        sha256=scene.clients.draft,
    )
    asked = tuple(_agency(number) for number in range(agencies))
    home = Agency(code="H99.02", name=Bilingual(vi="Sở Nội vụ", en="Home Affairs"), mandates=())
    return Open(
        id=f"{OFFICER.id}:crowd",
        actor=OFFICER,
        at=now,
        consultation="HS-CROWDCROWD22",
        drafting_agency=home,
        draft=draft,
        questions=(Question(id=ASKED, text="Nội dung này có phù hợp không?", field=FIELD),),
        agencies=tuple(agency.code for agency in asked),
        directory=Directory(
            version="crowd",
            fields={FIELD: Bilingual(vi="Mọi cơ quan", en="Every agency")},
            agencies=(home, *asked),
        ),
        policy=policy_for(draft.kind, draft.urgency),
        calendar=working_calendar(now.year, now.year + 2),
    )


def _code(number: int) -> str:
    return f"H{70 + number // 100}.{number % 100:02}"


def _agency(number: int) -> Agency:
    name = f"Cơ quan {number}"
    mandate = Mandate(field=FIELD, title=name, legal_basis="Quyết định thành lập")
    return Agency(
        code=_code(number), name=Bilingual(vi=name, en=f"Agency {number}"), mandates=(mandate,)
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
