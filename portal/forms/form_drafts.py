"""Drafts of forms: loaded, saved over the save they were filled from and no other, ended."""

import hashlib
from datetime import UTC, datetime

from portal.forms.attached_files import list_attached
from portal.forms.form import Form, Saved
from portal.forms.note import Note, open_note, seal_note
from portal.forms.place import Place
from portal.visit import Visit
from remiss.ledger.portal import stored_drafts as table
from remiss.ledger.portal.kept_forms import KeptForm, WhyKept, drop_kept, find_kept, keep_form
from remiss.ledger.portal.stored_drafts import DraftId, StoredDraft
from remiss.problems.problem import Problem
from remiss.sending.command_status import command_status
from remiss.temporal.codec import SealedNotes


class DraftIsNewer(Exception):  # noqa: N818 -- an answer, not a fault
    """Somebody saved since the form was filled; what was posted is kept as `mine`."""

    def __init__(self, saved: StoredDraft, mine: KeptForm) -> None:
        super().__init__(saved.id.place)
        self.saved, self.mine = saved, mine


async def load_form(visit: Visit, place: Place, kept: str = "") -> Form:
    """The form of a page: with its draft, or the form kept under this id; else empty.

    Raises:
        Problem: `ledger_unavailable`, `draft_sealed`.
    """
    if kept and (found := await _kept(visit, place, kept)):
        return found
    stored = await find_open(visit, place.draft) if place.keeps else None
    if stored is None:
        return Form(place=place)
    note = note_of(visit.has.notes, stored)
    own = stored.saved_by == visit.actor.id
    form = await _filled(visit, place, note)
    saved = Saved(at=stored.saved_at, by=None if own else note.by)
    return form.changed(draft=stored.number, saved=saved)


async def find_open(visit: Visit, draft: DraftId) -> StoredDraft | None:
    """The draft, unless what it was sent as has been recorded meanwhile. Raises as `load_form`."""
    stored = await table.find_draft(visit.has.portal, draft, datetime.now(UTC))
    return stored if stored and not await _is_over(visit, stored) else None


async def list_open(visit: Visit) -> tuple[StoredDraft, ...]:
    """The drafts the visit's person saved last, as `find_open`."""
    found = await table.list_drafts(visit.has.portal, visit.actor.id, datetime.now(UTC))
    return tuple([stored for stored in found if not await _is_over(visit, stored)])


async def save_form(visit: Visit, form: Form) -> Form:
    """Save what stands in a form; the form as it stands in the draft.

    Saving the same again changes nothing, so that a double press conflicts with nobody.

    Raises:
        DraftIsNewer: somebody saved since; what was posted is kept.
        Problem: as `load_form`.
    """
    now, notes = datetime.now(UTC), visit.has.notes
    note = Note.of(form, visit.actor.name, now)
    sealed = seal_note(notes, note, where(form.place.draft))
    person = visit.actor.id
    number = await table.save_draft(
        visit.has.portal, form.place.draft, form.draft, person, sealed, now
    )
    if number is None:
        return await _same_or_newer(visit, form, note)
    return form.changed(draft=number, saved=Saved(at=now))


async def _same_or_newer(visit: Visit, form: Form, note: Note) -> Form:
    stored = await table.find_draft(visit.has.portal, form.place.draft, datetime.now(UTC))
    if stored is None:  # it ended at this very moment
        return await save_form(visit, form.changed(draft=0))
    if note.says_the_same(note_of(visit.has.notes, stored)):
        return form.changed(draft=stored.number, saved=Saved(at=stored.saved_at))
    place = form.place.address
    mine = await keep_note(visit, place, "two_tabs", note, instead_of=form.kept)
    if form.kept not in {"", mine.id}:
        await drop_kept(visit.has.portal, form.kept, visit.actor.id)
    raise DraftIsNewer(stored, mine)


async def keep_note(
    visit: Visit, place: str, why: WhyKept, note: Note, instead_of: str = ""
) -> KeptForm:
    """Keep a form for the visit's person; the one it is kept `instead_of` takes no room.

    Raises:
        Problem: `too_much_kept`; as `load_form`.
    """
    kept = kept_form(visit.has.notes, visit.actor.id, place, why, note)
    if not await keep_form(visit.has.portal, kept, instead_of):
        raise Problem("too_much_kept")
    return kept


def kept_form(notes: SealedNotes, person: str, place: str, why: WhyKept, note: Note) -> KeptForm:
    """A form to keep; the same form sent twice is one."""
    typed = note.model_copy(update={"at": None}).model_dump_json()
    name = hashlib.sha256(f"{person}\n{place}\n{why}\n{typed}".encode()).hexdigest()[:32]
    sealed = seal_note(notes, note, f"{person}\n{name}")
    return KeptForm(name, person, place, why, datetime.now(UTC), sealed)


def note_of(notes: SealedNotes, stored: StoredDraft | KeptForm) -> Note:
    """What was typed in a draft or kept form.

    Raises:
        Problem: `draft_sealed`.
    """
    if isinstance(stored, KeptForm):
        return open_note(notes, stored.sealed, f"{stored.person}\n{stored.id}")
    return open_note(notes, stored.sealed, where(stored.id))


def where(draft: DraftId) -> str:
    """What a draft is bound to, so that its row opens nowhere else."""
    return f"{draft.owner}\n{draft.place}"


async def _is_over(visit: Visit, stored: StoredDraft) -> bool:
    """Whether it was sent and that is recorded; then it ends here."""
    if stored.command is None or stored.consultation is None:
        return False
    status = await command_status(
        visit.has.ledger, visit.has.updates, stored.consultation, stored.command
    )
    if status.status != "recorded":
        return False
    await table.end_sent(visit.has.portal, stored.command)
    return True


async def _kept(visit: Visit, place: Place, kept: str) -> Form | None:
    found = await find_kept(visit.has.portal, kept, visit.actor.id, datetime.now(UTC))
    if found is None or found.place != place.address:
        return None
    note = note_of(visit.has.notes, found)
    form = await _filled(visit, place, note)
    waiting = tuple(upload.name for upload in note.uploads)
    return form.changed(draft=note.draft, kept=kept, waiting=waiting, saved=Saved(at=found.kept_at))


async def _filled(visit: Visit, place: Place, note: Note) -> Form:
    files = await list_attached(visit, note.attached)
    return Form(place=place, key=note.key, values=note.values, files=files)
