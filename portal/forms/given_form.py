"""A form as it was posted: read, kept, turned into a body, and answered."""

import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from portal.addresses import address
from portal.forms.attached_files import list_attached, take_uploads
from portal.forms.field_faults import FieldFault, FieldsNotTaken, fault, read_body
from portal.forms.form import Form
from portal.forms.form_drafts import DraftIsNewer, load_form, note_of, save_form
from portal.forms.own_fields import own_kept, own_key, own_number, typed_values
from portal.forms.place import Place
from portal.forms.posted import MOST_BYTES, Posted, Values, read_posted, too_long
from portal.forms.refused_form import is_broken, not_received, not_taken, two_tabs
from portal.page import Page
from portal.parts.over import OVER
from portal.render import show
from portal.visit import Visit
from remiss.consultation.classified_marks import check_unmarked_texts
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import AttachedFile, Person
from remiss.ledger.portal.kept_forms import drop_kept, find_kept
from remiss.problems.problem import Problem, Refused
from remiss.texts import size_name

B = TypeVar("B", bound=BaseModel)
PageOf = Callable[[Form], Page]
Send = Callable[[], Awaitable[Response]]
SEE_OTHER, NOT_TAKEN = 303, 422
LEADS = {"save": "#keep", "upload": "#files", "remove": "#files", "turn": "#main"}
"""Where the browser lands after what `answer` does by itself."""
LANGUAGES = {"lang-vi": address, "lang-en": lambda path: address(path, "en")}


@dataclass
class GivenForm:
    """A posted form of one visit."""

    visit: Visit
    shown: Form
    """As a page shows it, with what became of it so far."""
    do: str
    """The button pressed; Enter presses the first of the form, which saves."""
    posted: Posted = field(default_factory=Posted, repr=False)

    @property
    def key(self) -> str:
        """The idempotency key of what this form does."""
        return self.shown.key

    @property
    def draft(self) -> int:
        """The number of the draft as it is saved now."""
        return self.shown.draft

    @property
    def values(self) -> Values:
        """What was typed, without the fields every form has."""
        return self.shown.values

    @property
    def files(self) -> tuple[AttachedFile, ...]:
        """The files uploaded so far."""
        return self.shown.files

    @property
    def attached(self) -> tuple[str, ...]:
        """Their sha256, as bodies take them."""
        return self.shown.attached

    def value(self, name: str) -> str:
        """What one field holds; "" where nothing."""
        return self.shown.value(name)

    def body(self, kind: type[B], rows: Mapping[str, str] | None = None, **known: Any) -> B:
        """The body that was typed; `known` are fields the page sets itself.

        `rows` names, for a list, the field without which a row of it is left out:
        `rows={"dispositions": "kind"}`.

        Raises:
            FieldsNotTaken: some fields cannot be taken; `answer` shows them.
        """
        return read_body(kind, self.values, self._person, rows or {}, known)

    def wrong(self, name: str, kind: str, **facts: Any) -> FieldsNotTaken:
        """To raise for what only the page can judge; its words are `portal.field.<kind>`."""
        return FieldsNotTaken((fault(name, kind, **facts),))

    async def answer(self, page: PageOf, send: Send) -> Response:
        """Save, upload, remove, or have `send` do what the button says; show `page` when it fails.

        What was typed is saved before anything else: whatever `send` meets, no word is lost. What
        is marked as secret is saved nowhere, and stands on the page that says so.
        """
        try:
            return await self._answer(page, send)
        except DraftIsNewer as error:
            return two_tabs(self.visit, self.shown, error)
        except FieldsNotTaken as error:
            return self._shown_again(page, self.shown.changed(faults=error.faults))
        except (Refusal, Refused, Problem) as error:
            if is_broken(error):
                return not_received(self.visit, self.shown, self.do, error)
            return self._shown_again(page, not_taken(self.shown, error))
        finally:
            await self.posted.close()

    async def _answer(self, page: PageOf, send: Send) -> Response:
        if name := too_long(self.values):
            size = sum(len(each.encode()) for each in self.values[name])
            raise self.wrong(
                name, "form_too_long", size=size_name(size), most=size_name(MOST_BYTES)
            )
        faults = await self._take_files()
        check_unmarked_texts(chain.from_iterable(self.values.values()))
        if self.shown.place.keeps:
            self.shown = await save_form(self.visit, self.shown)
            await self._forget_kept()
        if faults:
            raise FieldsNotTaken(faults)
        then, removed = self.posted.value("then"), self.posted.value("remove")
        if then in LANGUAGES:
            return RedirectResponse(LANGUAGES[then](self.shown.place.address), SEE_OTHER)
        if then == "sign-out":
            return RedirectResponse(self.visit.to("/sign-out"), SEE_OTHER)
        leads = LEADS.get("remove" if removed else self.do)
        if leads is None:
            return await send()
        if self.shown.place.keeps:
            here = self.visit.to(self.shown.place.address)
            return RedirectResponse(here + leads, SEE_OTHER)
        return show(self.visit, page(self.shown))

    def _shown_again(self, page: PageOf, form: Form) -> Response:
        return show(self.visit, page(form), NOT_TAKEN)

    async def _take_files(self) -> tuple[FieldFault, ...]:
        """Store what was uploaded and list it, without what is to be removed."""
        uploads = [*self.posted.uploads, *await self._kept_uploads()]
        taken, faults = await take_uploads(self.visit, uploads)
        removed = set(self.posted.values.get("remove", ()))
        files = {f.sha256: f for f in (*self.files, *taken) if f.sha256 not in removed}
        self.shown = self.shown.changed(files=tuple(files.values()))
        return faults

    async def _kept_uploads(self) -> list[tuple[str, UploadFile]]:
        """Files that came with the form while nobody was signed in."""
        if not self.shown.kept:
            return []
        now = datetime.now(UTC)
        kept = await find_kept(self.visit.has.portal, self.shown.kept, self.visit.actor.id, now)
        if kept is None:
            return []
        uploads = note_of(self.visit.has.notes, kept).uploads
        return [
            (upload.field, UploadFile(io.BytesIO(upload.content), filename=upload.name))
            for upload in uploads
        ]

    async def _forget_kept(self) -> None:
        """What was kept stands in the draft now."""
        if self.shown.kept:
            await drop_kept(self.visit.has.portal, self.shown.kept, self.visit.actor.id)
            self.shown = self.shown.changed(kept="", waiting=())

    def _person(self, person_id: str) -> Person | None:
        """Who has this id: the visitor, or somebody of the list of people."""
        if person_id == self.visit.actor.id:
            return self.visit.actor.person
        known = self.visit.has.people.find(person_id)
        return Person(id=known.id, name=known.name) if known else None


async def open_form(request: Request, visit: Visit, place: Place) -> Form:
    """The form of a page that is asked for: its draft, a form kept for the visitor, or empty.

    Raises:
        Problem: `ledger_unavailable`, `draft_sealed`.
    """
    form = await load_form(visit, place, request.query_params.get("kept", ""))
    return form.changed(over=request.scope.get(OVER, ()))


async def read_form(request: Request, visit: Visit, place: Place) -> GivenForm:
    """The form that was posted to a place.

    Raises:
        Problem: `form_not_taken`, `malformed_form`; as the limits of bodies say.
    """
    posted = await read_posted(request)
    try:
        shown = (await _shown(visit, place, posted)).changed(over=request.scope.get(OVER, ()))
        return GivenForm(visit, shown, posted.value("do") or "save", posted)
    except Problem:
        await posted.close()
        raise


async def _shown(visit: Visit, place: Place, posted: Posted) -> Form:
    return Form(
        place=place,
        key=own_key(posted),
        draft=own_number(posted),
        kept=own_kept(posted),
        values=typed_values(posted),
        files=await list_attached(visit, posted.values.get("attached", ())),
    )
