"""Forms: how a page with a form is written. See docs/portal.md for one worked through.

A page with a form has a place, a page model with a field `form: Form`, and two routes::

    def place(visit: Visit, case: str, agency: str) -> Place:     # one for both routes
        return Place.of(
            visit,
            f"/requests/{case}/{agency}/extension",       # where both routes stand
            say("portal.extension.draft", case=case),     # its name among the drafts
            "portal.extension",    # `portal.extension.field.reason` is the label of `reason`
        )                          # shared_by=agency: all of the agency go on with the draft
                                   # keeps=False: nothing to type, so no draft

    @router.get("/requests/{case}/{agency}/extension", dependencies=[does("ask_extension")])
    async def show_extension(request: Request, visit: Visitor, seen: Seen, ...) -> Response:
        form = await open_form(request, visit, place(visit, case, agency))
        return show(visit, extension_page(seen, form))

    @router.post("/requests/{case}/{agency}/extension", dependencies=[does("ask_extension")])
    async def ask_extension(request: Request, visit: Visitor, seen: Seen, ...) -> Response:
        form = await read_form(request, visit, place(visit, case, agency))

        async def send() -> Response:
            body = form.body(ExtensionBody)
            asked = command(AskExtension, visit.actor, form.key, agency=agency, **dict(body))
            return await act(visit, case, asked, then=f"/requests/{case}/{agency}", form=form)

        return await form.answer(lambda shown: extension_page(seen, shown), send)

`answer` does the rest: it stores files, saves the draft before anything else, saves, uploads,
removes, switches language by itself, and shows the page again with 422 and what was typed when a
field or the rules say no, with 409 when a newer draft lies there, with 503 when nobody took it.

**Names of fields.** The path within the body, joined by dots, as the errors of the API name it:
`reason`, `answers.0.position`, `answers.0.not_ours.body`. A list of single values is one name
posted several times. A person may be posted by id alone (`official`), a day as 09/12/2026 or as a
choice's 2026-12-09, a moment as 17:00 09/12/2026. A blank field is left out. The id of an input is
its name.

**Buttons.** `name="do"`: `save`, `upload`, and the page's own (`send`, `check`), which `send()`
tells apart by `form.do`. Each has a `do`: without one a press saves. `name="remove"` takes a file
out by its sha256; `name="then"` leaves: `lang-en`, `lang-vi`, `sign-out`.

**In templates**: macros of `components/forms.html` (`start`, `errors`, `field`, `choices`, `files`,
`keep`); `<form method="post" action="{{ url(page.form.place.address) }}#errors">`, with
`enctype="multipart/form-data"` where it has files.
"""

from portal.forms.field_faults import FieldsNotTaken
from portal.forms.form import Form
from portal.forms.given_form import GivenForm, open_form, read_form
from portal.forms.outcome import act
from portal.forms.place import Place

__all__ = ["FieldsNotTaken", "Form", "GivenForm", "Place", "act", "open_form", "read_form"]
