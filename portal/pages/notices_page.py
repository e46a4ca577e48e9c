"""The page of notices: what the visitor was told, newest first, and what to do next."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from portal.navigation import NOTICES
from portal.page import Page
from portal.parts.paging import Paging
from portal.parts.work import WorkGroup
from portal.paths import case_path, request_path
from remiss.consultation.values import Value
from remiss.ledger.reads.notices.told_notices import NoticeItem
from remiss.texts import Bilingual, Text


class ShownNotice(Value):
    """One notice."""

    id: str
    at: datetime
    title: Bilingual
    what: Bilingual
    todo: Bilingual | None
    subject: Text
    case: str
    path: str


class NoticesPage(Page):
    template: ClassVar[str] = "notices.html"
    here: ClassVar[str] = NOTICES

    first: tuple[WorkGroup, ...]
    """Openings with an urgent grade: no event tells of them, for there is no case yet."""
    notices: tuple[ShownNotice, ...]
    paging: Paging


def told(items: Iterable[NoticeItem]) -> tuple[ShownNotice, ...]:
    """Notices as the page shows them; each leads to what it is about."""
    return tuple(
        ShownNotice(
            id=item.id,
            at=item.at,
            title=item.title,
            what=item.what,
            todo=item.todo,
            subject=item.subject,
            case=item.consultation,
            path=request_path(item.consultation, item.agency)
            if item.agency
            else case_path(item.consultation),
        )
        for item in items
    )
