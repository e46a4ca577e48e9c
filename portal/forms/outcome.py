"""From a command to what its person is shown: the outcome, or that it is being recorded."""

from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from portal.addresses import PORTAL
from portal.forms.given_form import SEE_OTHER, GivenForm
from portal.outcome_line import say_done
from portal.visit import Visit
from remiss.consultation.life.commands import Command, Open
from remiss.ledger.portal.kept_forms import drop_kept
from remiss.ledger.portal.stored_drafts import end_draft, note_sent
from remiss.problems.problem import Problem

DONE = "remiss_done"
"""The cookie that a page's own script reads; it names nothing but a key."""
DAY_SECONDS = 24 * 60 * 60


async def act(
    visit: Visit, consultation: str, command: Command, then: str, form: GivenForm | None = None
) -> Response:
    """Have a case carry out a command; to `then` once recorded, else to the page that waits.

    `then` is an address below /portal, as `visit.to` takes it. The draft of `form` ends here, or
    once the waiting page finds the command recorded. The same command again leads to the same.

    Raises:
        Refusal, Refused, Problem: as `Delivery.give`; `GivenForm.answer` shows the form again.
    """
    has = visit.has
    if isinstance(command, Open):
        receipt = await has.delivery.open_case(command)
    else:
        receipt = await has.delivery.give(consultation, command)
    if receipt is not None and receipt.recorded:
        await end_form(visit, form)
        laid = "reply_drafted" if "reply_drafted" in receipt.events else command.kind
        return lead_to_outcome(visit, command.id.partition(":")[2], then, laid)
    await _note(visit, form, consultation, command)
    key = command.id.partition(":")[2]
    query = urlencode({"then": then, "done": command.kind})
    waiting = _landing(f"/waiting/{consultation}/{key}?{query}")
    return RedirectResponse(visit.to(waiting), SEE_OTHER)


def lead_to_outcome(visit: Visit, key: str, then: str, done: str) -> Response:
    """On to the outcome; the browser is told which key acted, to forget what it kept of it.

    The page it lands on says once what was `done`: a name below `portal.done` of the texts.
    """
    answer = RedirectResponse(visit.to(_landing(then)), SEE_OTHER)
    secure = (visit.has.public_url or "").startswith("https://")
    answer.set_cookie(DONE, key, max_age=DAY_SECONDS, path=PORTAL, secure=secure, samesite="lax")
    say_done(answer, done, secure=secure)
    return answer


def _landing(path: str) -> str:
    """Where on the page the browser lands: else it keeps the `#errors` it posted to."""
    return path if "#" in path else f"{path}#main"


async def end_form(visit: Visit, form: GivenForm | None) -> None:
    """The draft is over; where that cannot be written now, it is left."""
    if form is None:
        return
    try:
        if form.shown.place.keeps:
            await end_draft(visit.has.portal, form.shown.place.draft, form.draft)
        if form.shown.kept:
            await drop_kept(visit.has.portal, form.shown.kept, visit.actor.id)
    except Problem:
        return


async def _note(visit: Visit, form: GivenForm | None, consultation: str, command: Command) -> None:
    """Note what the draft was sent as; the command was accepted, whatever becomes of the note."""
    if form is None or not form.shown.place.keeps:
        return
    try:
        draft = form.shown.place.draft
        await note_sent(visit.has.portal, draft, form.draft, command.id, consultation)
    except Problem:
        return
