"""Urging several requests with one act: which, with what words; and what became of each."""

from collections.abc import Iterable
from typing import ClassVar

from portal.forms import Form
from portal.navigation import OFFICE
from portal.page import Page
from portal.parts.tag import State, Tag
from portal.paths import request_path
from remiss.consultation.values import Value
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.texts import Bilingual, Text, day_and_time, say, text


class ChosenRequest(Value):
    """One request to urge."""

    place: str
    """`HS-…/H99.04`."""
    agency: Bilingual
    case: str
    subject: Text
    due: Bilingual
    path: str


class UrgingPage(Page):
    """The requests chosen, and the words for all of them."""

    template: ClassVar[str] = "office/urging.html"
    here: ClassVar[str] = OFFICE

    chosen: tuple[ChosenRequest, ...]
    form: Form


class UrgedRequest(Value):
    """What became of one of them: recorded, or refused and why."""

    of: ChosenRequest
    tag: Tag
    told: Bilingual
    letter: str | None
    """Where its letter is, once it is recorded."""
    known: bool = True
    """False: nobody could take it now; the same act may be pressed again."""


class UrgedPage(Page):
    """What one act recorded, request by request."""

    template: ClassVar[str] = "office/urged.html"
    here: ClassVar[str] = OFFICE

    counted: Bilingual
    urged: tuple[UrgedRequest, ...]


def chosen_request(item: InboxItem) -> ChosenRequest:
    """As the page lists it."""
    row = item.request
    return ChosenRequest(
        place=f"{item.consultation}/{row.agency}",
        agency=row.known.name,
        case=item.consultation,
        subject=item.subject,
        due=day_and_time(row.due_at),
        path=request_path(item.consultation, row.agency),
    )


def urging_page(items: Iterable[InboxItem], form: Form) -> UrgingPage:
    """The page of this form."""
    chosen = tuple(map(chosen_request, items))
    title = say("portal.office.urging.title", count=len(chosen))
    return UrgingPage(title=title, chosen=chosen, form=form)


def recorded(item: InboxItem, *, whole: bool) -> UrgedRequest:
    """It is in the ledger of its case, or accepted and on its way there."""
    of = chosen_request(item)
    return UrgedRequest(
        of=of,
        tag=Tag(state=State.DONE, text=text("portal.office.urged.recorded")),
        told=text("portal.office.urged.told" if whole else "portal.office.urged.on_its_way"),
        letter=f"{of.path}/urging.docx" if whole else None,
    )


def refused(item: InboxItem, why: Bilingual, *, known: bool = True) -> UrgedRequest:
    """Nothing was recorded, and why."""
    tag = Tag(state=State.HOLD, text=text("portal.office.urged.refused"))
    return UrgedRequest(of=chosen_request(item), tag=tag, told=why, letter=None, known=known)


def urged_page(urged: tuple[UrgedRequest, ...]) -> UrgedPage:
    """The outcome, request by request."""
    done = sum(each.tag.state is State.DONE for each in urged)
    return UrgedPage(
        title=text("portal.office.urged.title"),
        counted=say("portal.office.urged.counted", done=done, refused=len(urged) - done),
        urged=urged,
    )
