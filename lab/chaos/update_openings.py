"""Cases opened by their Update, where no registry has such agencies and no calendar such days."""

from datetime import UTC, datetime

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from lab.chaos.people import SUPERVISOR
from lab.chaos.processes import all_of
from lab.opening_update import open_by
from remiss.consultation.life.commands import Open
from remiss.consultation.policy import Policy
from remiss.consultation.time.calendar import WorkCalendar
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
from remiss.reference.policies.in_force import policy_for
from remiss.settings import Settings
from remiss.texts import Bilingual

ASKED, FIELD = "q-crowd", "crowd"


def opening_of(
    case: str,
    agencies: int,
    sha256: str,
    policy: Policy | None = None,
    calendar: WorkCalendar | None = None,
) -> Open:
    """The opening of a case that asks so many agencies, all in one field."""
    now = datetime.now(UTC)
    draft = Draft(
        subject="Lấy ý kiến rộng rãi",
        kind=DraftKind.GUIDELINE,
        urgency=Urgency.URGENT,
        sha256=sha256,
    )
    asked = tuple(_agency(number) for number in range(agencies))
    home = Agency(code="H99.02", name=Bilingual(vi="Sở Nội vụ", en="Home Affairs"), mandates=())
    return Open(
        id=f"{SUPERVISOR.id}:{case}",
        actor=SUPERVISOR,
        at=now,
        consultation=case,
        drafting_agency=home,
        draft=draft,
        questions=(Question(id=ASKED, text="Nội dung này có phù hợp không?", field=FIELD),),
        agencies=tuple(agency.code for agency in asked),
        urgency_reason="Thử sự cố.",
        directory=Directory(
            version="crowd",
            fields={FIELD: Bilingual(vi="Mọi cơ quan", en="Every agency")},
            agencies=(home, *asked),
        ),
        policy=policy or policy_for(draft.kind, draft.urgency),
        calendar=calendar or working_calendar(now.year, now.year + 2),
    )


async def open_by_update(settings: Settings, *commands: Open) -> None:
    """Open the cases, all at once; each is open, and recorded, when this returns."""
    client = await Client.connect(
        settings.temporal_address or "",
        namespace=settings.temporal_namespace,
        data_converter=pydantic_data_converter,
    )
    await all_of(open_by(client, settings.task_queue, command) for command in commands)


def code_of(number: int) -> str:
    """The code of one of the agencies, counted from 0."""
    return f"H{70 + number // 100}.{number % 100:02}"


def _agency(number: int) -> Agency:
    name = f"Cơ quan {number}"
    mandate = Mandate(field=FIELD, title=name, legal_basis="Quyết định thành lập")
    return Agency(
        code=code_of(number), name=Bilingual(vi=name, en=f"Agency {number}"), mandates=(mandate,)
    )
