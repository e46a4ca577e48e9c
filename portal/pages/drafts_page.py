"""The page of drafts and kept forms."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from portal.forms.form_drafts import note_of
from portal.forms.unsigned_forms import with_kept
from portal.pages.unsent_pages import DraftsPage, KeptEntry
from portal.visit import Visit
from remiss.ledger.portal.kept_forms import FORMS_KEPT, KeptForm
from remiss.ledger.portal.stored_drafts import DRAFTS_KEPT, StoredDraft
from remiss.texts import Bilingual, say, text

OPENING = re.compile(r"/cases/new/[0-9a-f]{16}/")
CASE = re.compile(r"\bHS-[A-Z0-9]{12}\b")


def drafts_page(
    visit: Visit, drafts: Iterable[StoredDraft], kept: Iterable[KeptForm]
) -> DraftsPage:
    """What the visit's person typed and did not send.

    Raises:
        Problem: `draft_sealed`.
    """
    return DraftsPage(
        title=text("portal.drafts.title"),
        drafts=tuple(_entry(visit, of_one) for of_one in _together(drafts)),
        kept=tuple(
            KeptEntry(
                address=with_kept(form.place, form.id),
                why=form.why,
                **_typed(visit, form, form.place, form.kept_at, FORMS_KEPT),
            )
            for form in kept
        ),
    )


def _together(drafts: Iterable[StoredDraft]) -> list[list[StoredDraft]]:
    """The drafts in their order; those of one opening as one, where its last save stands."""
    found: dict[str, list[StoredDraft]] = {}
    for draft in drafts:
        opening = OPENING.match(draft.id.place)
        found.setdefault(opening[0] if opening else draft.id.place, []).append(draft)
    return list(found.values())


def _entry(visit: Visit, drafts: list[StoredDraft]) -> KeptEntry:
    """Where one left off, and how much there is of it in all."""
    last, place = drafts[0], drafts[0].id.place
    typed = [_typed(visit, each, place, each.saved_at, DRAFTS_KEPT) for each in drafts]
    subject = _subject(visit, drafts)
    what = typed[0]["what"]
    return KeptEntry(
        address=last.id.place,
        **{
            **typed[0],
            "what": say("portal.drafts.opening", what=what, subject=subject) if subject else what,
            "words": sum(each["words"] for each in typed),
            "files": sum(each["files"] for each in typed),
        },
    )


def _subject(visit: Visit, drafts: list[StoredDraft]) -> str:
    """What the opening is about, as far as that was typed; "" for any other draft."""
    notes = [note_of(visit.has.notes, each) for each in drafts if OPENING.match(each.id.place)]
    typed = (note.values.get("draft.subject", ("",))[-1].strip() for note in notes)
    return next((each for each in typed if each), "")


def _typed(
    visit: Visit, stored: StoredDraft | KeptForm, place: str, at: datetime, kept: timedelta
) -> dict[str, Any]:
    note = note_of(visit.has.notes, stored)
    return {
        "what": note.title or _of_no_title(place),
        "at": at,
        "until": at + kept,
        "words": note.words,
        "files": len(note.attached) + len(note.uploads),
    }


def _of_no_title(place: str) -> Bilingual:
    """What a form is called that came when nobody was signed in: its page had no say."""
    case = CASE.search(place)
    return say("portal.drafts.of_case", case=case[0]) if case else text("portal.drafts.of_a_page")
