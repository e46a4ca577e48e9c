"""Answers where a form did not lead to what it asks: shown again, not received, or two of them."""

from collections.abc import Iterable, Iterator

from starlette.responses import Response

from portal.forms.form import Form, new_key
from portal.forms.form_drafts import DraftIsNewer, note_of
from portal.forms.hidden_fields import hidden_fields
from portal.forms.note import Note
from portal.pages.unsent_pages import Difference, NotReceivedPage, TextPiece, TwoTabsPage
from portal.render import show
from portal.visit import Visit
from remiss.consultation.refusals import Because, Refusal
from remiss.documents.draft.word_changes import ChangedWords, WordChange, word_changes
from remiss.problems.problem import Problem, Refused
from remiss.texts import Bilingual, text

CONFLICT, UNAVAILABLE = 409, 503
Error = Refusal | Refused | Problem
NOT_SHOWN = frozenset({401, 404, 429})
"""Statuses with a page of their own, whatever was typed: that is in the draft."""


def is_broken(error: Error) -> bool:
    """Whether it may succeed when it is simply sent again."""
    return isinstance(error, Problem) and error.status_code == UNAVAILABLE


def not_taken(form: Form, error: Error) -> Form:
    """The form with the refusal's own words.

    A key that was used for something else is replaced, so that the next press is a new action.

    Raises:
        the error itself, where it has a page of its own.
    """
    if isinstance(error, Refusal):
        if error.because is Because.UNKNOWN:
            raise error
        return form.changed(refusal=error.message)
    if error.status_code in NOT_SHOWN:
        raise error
    if error.code == "idempotency_key_reused":
        return form.changed(refusal=text("portal.form.sent_before"), key=new_key())
    return form.changed(refusal=error.message)


def not_received(visit: Visit, form: Form, do: str, error: Error) -> Response:
    """The page from which the same is sent again, under the same key."""
    page = NotReceivedPage(
        title=text("portal.not_received.title"),
        what=form.place.title,
        why=error.message,
        action=form.place.address,
        fields=hidden_fields(form, do),
        draft_saved=form.saved is not None,
    )
    answer = show(visit, page, UNAVAILABLE)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


def two_tabs(visit: Visit, form: Form, newer: DraftIsNewer) -> Response:
    """Both texts side by side, to choose from."""
    notes = visit.has.notes
    mine, saved = note_of(notes, newer.mine), note_of(notes, newer.saved)
    by = None if newer.saved.saved_by == visit.actor.id else saved.by
    page = TwoTabsPage(
        title=text("portal.two_tabs.title"),
        what=form.place.title,
        mine=newer.mine.id,
        mine_at=newer.mine.kept_at,
        saved=newer.saved.number,
        saved_at=newer.saved.saved_at,
        saved_by=by,
        mine_files=len(mine.attached),
        saved_files=len(saved.attached),
        differences=tuple(_differences(form, mine, saved)),
    )
    return show(visit, page, CONFLICT)


def _differences(form: Form, mine: Note, saved: Note) -> Iterator[Difference]:
    """Each field that is not the same in both, in the order of the form."""
    for name in dict.fromkeys((*mine.values, *saved.values)):
        ours, theirs = _typed(mine, name), _typed(saved, name)
        if ours != theirs:
            changes = word_changes(theirs, ours)
            yield Difference(
                label=form.label(name) or Bilingual(vi=name, en=name),
                mine=_without(changes, WordChange.REMOVED),
                saved=_without(changes, WordChange.ADDED),
            )


def _typed(note: Note, name: str) -> str:
    """What stands in a field, but for the one character no text of ours may hold."""
    return ", ".join(note.values.get(name, ())).replace("\x00", "")


def _without(changes: Iterable[ChangedWords], absent: WordChange) -> tuple[TextPiece, ...]:
    """One of two texts in pieces."""
    return tuple(
        TextPiece(text=each.text, differs=each.change is not WordChange.KEPT)
        for each in changes
        if each.change is not absent
    )
