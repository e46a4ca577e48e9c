"""What a person typed and did not send: listed, and one of two texts chosen."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from portal.declared import FOR_SIGNED_IN
from portal.forms.form_drafts import keep_note, kept_form, list_open, note_of, where
from portal.forms.note import Note, seal_note
from portal.forms.own_fields import own_kept, own_number
from portal.forms.posted import read_posted
from portal.forms.unsigned_forms import with_kept
from portal.pages.drafts_page import drafts_page
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.ledger.portal.kept_forms import KeptForm, drop_kept, find_kept, list_kept
from remiss.ledger.portal.stored_drafts import DraftId, StoredDraft, find_draft, save_draft
from remiss.problems.problem import Problem

router = APIRouter()
SEE_OTHER = 303


@router.get("/drafts", dependencies=[FOR_SIGNED_IN])
async def read_drafts(visit: Visitor) -> Response:
    """Drafts the person saved last, and forms kept for them."""
    now = datetime.now(UTC)
    kept = await list_kept(visit.has.portal, visit.actor.id, now)
    return show(visit, drafts_page(visit, await list_open(visit), kept))


@router.post("/drafts/choose", dependencies=[FOR_SIGNED_IN])
async def choose(request: Request, visit: Visitor) -> Response:
    """Go on with the text just posted, or with the one saved; the other is kept seven days.

    A second press finds the text where the first has put it, and leads there as well.

    Raises:
        Problem: `kept_form_gone`, `too_much_kept`.
    """
    posted = await read_posted(request)
    await posted.close()
    now, kept = datetime.now(UTC), own_kept(posted)
    mine = await find_kept(visit.has.portal, kept, visit.actor.id, now)
    if mine is None:
        return RedirectResponse(visit.to(await _where_it_stands(visit, kept)) + "#keep", SEE_OTHER)
    note = note_of(visit.has.notes, mine)
    draft = DraftId(note.owner, mine.place)
    back = mine.place
    if posted.value("use") == "mine" and _is_theirs(visit, draft):
        exchanged = await _exchange(visit, draft, own_number(posted), mine, note)
        back = mine.place if exchanged else with_kept(mine.place, mine.id)
    return RedirectResponse(visit.to(back) + "#keep", SEE_OTHER)


async def _exchange(visit: Visit, draft: DraftId, number: int, mine: KeptForm, note: Note) -> bool:
    """Put a kept text in the place of the saved one, which is kept in its stead.

    False where somebody saved yet again meanwhile: the next save will show both.
    """
    has, now = visit.has, datetime.now(UTC)
    saved = await find_draft(has.portal, draft, now)
    if saved is not None and saved.number != number:
        return _is_kept_text(visit, saved, mine.id)
    if saved is not None:
        theirs = note_of(has.notes, saved)
        await keep_note(visit, draft.place, "two_tabs", theirs, instead_of=mine.id)
    now_mine = note.model_copy(update={"by": visit.actor.name, "at": now})
    sealed = seal_note(has.notes, now_mine, where(draft))
    done = await save_draft(has.portal, draft, number, visit.actor.id, sealed, now)
    if done is None:  # another press may have done it at this very moment
        saved = await find_draft(has.portal, draft, now)
        return saved is not None and _is_kept_text(visit, saved, mine.id)
    await drop_kept(has.portal, mine.id, visit.actor.id)
    return True


async def _where_it_stands(visit: Visit, kept: str) -> str:
    """The page of the draft that has taken up a text kept under this id.

    Raises:
        Problem: `kept_form_gone`, where none of the person's drafts says it.
    """
    for draft in await list_open(visit):
        if _is_kept_text(visit, draft, kept):
            return draft.id.place
    raise Problem("kept_form_gone")


def _is_kept_text(visit: Visit, draft: StoredDraft, kept: str) -> bool:
    """Whether a draft says what was kept under this id, which follows from the text."""
    note = note_of(visit.has.notes, draft)
    place, person = draft.id.place, visit.actor.id
    return kept_form(visit.has.notes, person, place, "two_tabs", note).id == kept


def _is_theirs(visit: Visit, draft: DraftId) -> bool:
    """Whether the draft is the visitor's, or of the agency they act for."""
    return draft.owner in {f"person:{visit.actor.id}", f"agency:{visit.actor.agency}"}
