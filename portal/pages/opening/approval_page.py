"""An urgent grade before a leader: what the officer is told of it, and the leader's own page."""

from datetime import datetime
from typing import ClassVar

from portal.addresses import WORK
from portal.forms import Form, Place
from portal.page import Page
from portal.pages.opening.foreseen import Foreseen
from portal.parts.tag import State, Tag
from portal.parts.work import Act, WorkGroup, WorkItem
from portal.visit import Visit
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.values import AgencyCode, Role, Sha256, Value
from remiss.reference.people import People
from remiss.sending.urgent_openings import UrgentOpening
from remiss.texts import Bilingual, Text, day_and_time, label, say, text


class AskedApproval(Value):
    """Where an officer stands who needs a leader: not asked yet, waiting, or sent back."""

    leaders: Text
    """Who may approve it, as the list of people has them; "" where none is kept."""
    waits: Bilingual | None = None
    sent_back: Bilingual | None = None
    words: Text | None = None
    """Of the leader who sent it back."""
    may_ask: bool = True
    """Whether asking now lays something before a leader that none has decided on."""


class ApprovalPage(Page):
    """All that opens, read by whoever approves it, or by the officer who asked."""

    template: ClassVar[str] = "urgent-openings/opening.html"
    here: ClassVar[str] = WORK

    form: Form
    case: str
    asked_by: Text
    asked_at: datetime
    sha256: Sha256
    sent_back: Bilingual | None
    words: Text | None
    changed: bool
    """Whether something else stands here now than what was read."""
    may_decide: bool
    rewrite: str | None
    """Where its officer goes on writing it."""
    refusal: Bilingual | None
    """Why it could not be opened so; then it is only sent back."""
    foreseen: Foreseen | None


def approval_path(opening: str) -> str:
    """Where it is read: /urgent-openings/HS-WJLCNATDUW4J."""
    return f"/urgent-openings/{opening}"


def approval_place(visit: Visit, opening: str) -> Place:
    """Where its form stands; words that were typed there are kept for whoever typed them."""
    title = say("portal.urgency.draft_of", case=opening)
    return Place.of(visit, approval_path(opening), title, "portal.opening")


def approval_page(
    visit: Visit,
    asked: UrgentOpening,
    form: Form,
    foreseen: Foreseen | None = None,
    refusal: Bilingual | None = None,
    rewrite: str | None = None,
) -> ApprovalPage:
    """The page; `foreseen` is what the rehearsal showed, `refusal` why there is none."""
    back = asked.sent_back
    return ApprovalPage(
        title=text("portal.urgency.title"),
        form=form,
        case=asked.id,
        asked_by=asked.asked_by.name,
        asked_at=asked.asked_at,
        sha256=asked.sha256,
        sent_back=_sent_back(asked),
        words=back.reasons if back else None,
        changed=form.value("sha256", asked.sha256) != asked.sha256,
        may_decide=visit.actor.role is Role.SUPERVISOR and back is None,
        rewrite=rewrite,
        refusal=refusal,
        foreseen=foreseen,
    )


def approval_asked(
    people: People, agency: AgencyCode, asked: UrgentOpening | None, sha256: Sha256
) -> AskedApproval:
    """What the officer is told; `sha256` is of what is written now."""
    leaders = ", ".join(
        person.name for person in people.of(agency) if Role.SUPERVISOR in person.roles
    )
    if asked is None:
        return AskedApproval(leaders=leaders)
    same = asked.sha256 == sha256
    if asked.sent_back:
        return AskedApproval(
            leaders=leaders,
            sent_back=_sent_back(asked),
            words=asked.sent_back.reasons,
            may_ask=not same,
        )
    since = day_and_time(asked.asked_at)
    waits = say("portal.urgency.waits" if same else "portal.urgency.waits_as_before", since=since)
    return AskedApproval(leaders=leaders, waits=waits, may_ask=not same)


async def urgent_openings(visit: Visit) -> tuple[UrgentOpening, ...]:
    """What waits for the approval of its urgent grade, or came back; the Office decides none."""
    if visit.actor.role not in AUTHORITY["read_urgent_openings"].roles:
        return ()
    return await visit.has.urgent_openings.waiting(visit.actor)


def urgent_group(visit: Visit, asked: tuple[UrgentOpening, ...]) -> tuple[WorkGroup, ...]:
    """What waits for a leader, or came back, as a group of work; none where nothing does."""
    if not asked:
        return ()
    heading = say("portal.urgency.group", count=len(asked))
    items = tuple(_item(visit, each) for each in asked)
    return (WorkGroup(id="g-urgent", heading=heading, items=items),)


def _item(visit: Visit, asked: UrgentOpening) -> WorkItem:
    leads = visit.actor.role is Role.SUPERVISOR
    path = approval_path(asked.id)
    home = visit.has.registry.agency(asked.agency)
    agency = home.name if home else asked.agency
    back = asked.sent_back
    if back or not leads:
        name = text("portal.urgency.change" if back else "portal.urgency.read")
    else:
        name = text("portal.urgency.decide")
    grade = label(asked.body.draft.urgency)
    return WorkItem(
        tag=Tag(state=State.HOLD if back else State.NEAR, text=grade),
        due_at=None,
        time_note=say("portal.work.waits_since", since=day_and_time(asked.asked_at)),
        heading=asked.body.draft.subject,
        path=path,
        context=(say("portal.urgency.asked_by", name=asked.asked_by.name),),
        said=back.reasons if back else asked.body.urgency_reason,
        standing=tuple(filter(None, [_sent_back(asked)])),
        desk=say("portal.desk.person", name=asked.asked_by.name, agency=agency)
        if back
        else say("portal.desk.head", agency=agency),
        act=Act(name=name, path=path, due_now=leads or back is not None),
    )


def _sent_back(asked: UrgentOpening) -> Bilingual | None:
    back = asked.sent_back
    if back is None:
        return None
    return say("portal.urgency.sent_back", name=back.by.name, at=day_and_time(back.at))
