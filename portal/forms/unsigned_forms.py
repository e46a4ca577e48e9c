"""Forms that arrive when nobody is signed in, or who signs has to prove it: kept, not sent."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from portal.anyone import Anyone
from portal.door.own_path import own_path
from portal.door.signing_in import doorway, services
from portal.forms.form_drafts import keep_note, kept_form
from portal.forms.note import KeptUpload, Note
from portal.forms.own_fields import own_kept, own_key, own_number, typed_values
from portal.forms.posted import Posted, read_posted
from portal.pages.unsent_pages import ExpiredPage, NotReceivedPage
from portal.render import show
from portal.visit import Visit
from remiss.ledger.portal.kept_forms import keep_form
from remiss.ledger.portal.sessions import PortalSession
from remiss.problems.problem import Problem
from remiss.texts import text

EXPIRED = 401
MOST_KEPT_BYTES = 32 * 1024 * 1024
"""Of the files of one form."""


async def keep_unsigned(request: Request, ended: PortalSession | None) -> Response | None:
    """The page that says what was kept of a form, for whom; None for what is no form of work.

    Raises:
        Problem: as `read_posted`.
    """
    posted = await read_posted(request)
    try:
        if "key" not in posted.values:
            return None
        visitor = Anyone.asking(request.scope)
        note = await _note(posted)
        kept = await _keep(request, ended, without_kept(visitor.here), note) if ended else ""
        page = _page(request, visitor, posted, note, kept)
        whose = ended.actor.name if ended and kept else None
        return show(visitor, page.model_copy(update={"whose": whose}), EXPIRED)
    finally:
        await posted.close()


async def keep_unproved(
    request: Request, visit: Visit, leads: Callable[[str], Response]
) -> Response | None:
    """Where the address of the form as it was kept `leads`; None for what is no form of work.

    What cannot be kept stays on the page that says so.

    Raises:
        Problem: as `read_posted`.
    """
    posted = await read_posted(request)
    try:
        if "key" not in posted.values:
            return None
        place, note = without_kept(visit.here), await _note(posted)
        try:
            kept = await keep_note(visit, place, "proof_needed", note, instead_of=own_kept(posted))
        except Problem as problem:
            return _held(visit, place, posted, note, problem)
        return leads(with_kept(place, kept.id))
    finally:
        await posted.close()


async def hold_unreceived(request: Request, problem: Problem) -> Response | None:
    """The page that holds a form while nobody can be asked whose it is; None for what is none.

    Raises:
        Problem: as `read_posted`.
    """
    posted = await read_posted(request)
    try:
        if "key" not in posted.values:
            return None
        visitor = Anyone.asking(request.scope)
        return _held(visitor, visitor.here, posted, await _note(posted), problem)
    finally:
        await posted.close()


def _held(
    visitor: Anyone | Visit, action: str, posted: Posted, note: Note, problem: Problem
) -> Response:
    page = NotReceivedPage(
        title=text("portal.not_received.title"),
        what=None,
        why=problem.message,
        action=action,
        fields=_fields(note, posted.value("do") or "save"),
        draft_saved=False,
        not_kept=tuple(upload.filename or "" for _, upload in posted.uploads),
    )
    answer = show(visitor, page, problem.status_code)
    answer.headers.update(problem.headers or {})
    return answer


def with_kept(place: str, kept: str) -> str:
    """The page of a form, to be filled from a kept one."""
    return f"{place}{'&' if '?' in place else '?'}{urlencode({'kept': kept})}"


def without_kept(here: str) -> str:
    """The place of a form, of which the page may have been filled from a kept one."""
    return re.sub(r"[?&]kept=[0-9a-f]*", "", here)


async def _keep(request: Request, ended: PortalSession, place: str, note: Note) -> str:
    """The id under which it is kept; "" where the person has too much of that."""
    has = services(request)
    kept = kept_form(has.notes, ended.actor.id, place, "session_over", note)
    return kept.id if await keep_form(has.portal, kept) else ""


async def _note(posted: Posted) -> Note:
    uploads: list[KeptUpload] = []
    too_large: list[str] = []
    left = MOST_KEPT_BYTES
    for field, upload in posted.uploads:
        name = upload.filename or ""
        if (upload.size or 0) > left:
            too_large.append(name)
            continue
        uploads.append(await _content(field, name, upload))
        left -= upload.size or 0
    return Note(
        key=own_key(posted),
        values=typed_values(posted),
        attached=posted.values.get("attached", ()),
        draft=own_number(posted),
        uploads=tuple(uploads),
        too_large=tuple(too_large),
    )


async def _content(field: str, name: str, upload: UploadFile) -> KeptUpload:
    return KeptUpload(field=field, name=name, content=await upload.read())


def _page(request: Request, visitor: Anyone, posted: Posted, note: Note, kept: str) -> ExpiredPage:
    place = without_kept(visitor.here)
    back = visitor.to(with_kept(place, kept) if kept else place)
    do = posted.value("do") or "save"
    return ExpiredPage(
        title=text("portal.expired.title" if kept else "portal.expired.title_not_kept"),
        whose=None,
        kept=bool(kept),
        arrived_at=datetime.now(UTC),
        words=note.words,
        files=tuple(upload.name for upload in note.uploads),
        not_kept=note.too_large if kept else tuple(u.filename or "" for _, u in posted.uploads),
        sign_in=visitor.to("/sign-in?" + urlencode({"next": own_path(back)})),
        again=place,
        fields=() if kept else _fields(note, do),
        idle_minutes=round(doorway(request).rules.idle.total_seconds() / 60),
    )


def _fields(note: Note, do: str) -> tuple[tuple[str, str], ...]:
    typed = tuple((name, each) for name, typed in note.values.items() for each in typed)
    files = tuple(("attached", sha256) for sha256 in note.attached)
    return (("key", note.key), ("draft", str(note.draft)), *files, *typed, ("do", do))
