"""What a person's calendar holds of theirs: the deadlines to answer by, or to decide by."""

from collections.abc import Iterator

from portal.pages.calendar_feed_page import ASKED, DECIDING
from portal.parts.icalendar import DueEntry
from portal.paths import request_path, task_path
from remiss.consultation.state import UNSETTLED
from remiss.consultation.values import Actor, Role
from remiss.ledger.connection import Reader
from remiss.ledger.reads.agency_inbox import InboxItem, list_inbox
from remiss.ledger.reads.pages import Wanted
from remiss.ledger.reads.waiting_tasks import TaskItem, list_tasks
from remiss.texts import Bilingual, say
from remiss.texts.catalogue import Language, in_sentence

MOST = 200
"""Soonest due first; a calendar with more says nothing to anybody."""


async def due_entries(
    ledger: Reader, actor: Actor, portal: str, language: Language
) -> tuple[DueEntry, ...]:
    """Of an official what lies with them; of a head or clerk the agency's; else what to decide.

    `portal`: where the portal stands, with its language.

    Raises:
        Problem: `ledger_unavailable`.
    """
    if actor.role in ASKED:
        own = actor if actor.role is Role.AGENCY_OFFICIAL else None
        inbox = await list_inbox(ledger, actor.agency, UNSETTLED, Wanted(limit=MOST), own)
        return tuple(_to_answer(item, portal, language) for item in inbox.items)
    if actor.role in DECIDING:
        tasks = await list_tasks(ledger, actor, Wanted(limit=MOST))
        return tuple(_to_decide(tasks.items, portal, language))
    return ()


def _to_answer(item: InboxItem, portal: str, language: Language) -> DueEntry:
    row, code = item.request, item.request.agency
    asked = {"subject": item.subject, "agency": row.known.name}
    url = f"{portal}{request_path(item.consultation, code)}"
    return DueEntry(
        uid=f"{item.consultation}.{code}.{row.known.ordinal}@remiss",
        due_at=row.due_at,
        changed_at=item.recorded_at,
        summary=_said(say("portal.calendar_feed.answer", **asked), language),
        description=_said(say("portal.calendar_feed.more", url=url, **asked), language),
        url=url,
    )


def _to_decide(items: tuple[TaskItem, ...], portal: str, language: Language) -> Iterator[DueEntry]:
    for item in items:
        task = item.task
        if task.due_at is None:
            continue
        about = (item.consultation, task.agency, task.kind, task.question or task.number or "")
        facts = {"subject": item.subject, "agency": item.request.known.name}
        url = f"{portal}{task_path(item.consultation, task)}"
        yield DueEntry(
            uid=f"{'.'.join(map(str, about))}@remiss",
            due_at=task.due_at,
            changed_at=item.recorded_at,
            summary=_said(say("portal.calendar_feed.decide", what=item.what, **facts), language),
            description=_said(say("portal.calendar_feed.more", url=url, **facts), language),
            url=url,
        )


def _said(said: Bilingual, language: Language) -> str:
    return str(in_sentence(said, language))
