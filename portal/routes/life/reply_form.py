"""The form of a reply: begun, filled, checked, and given; the same for a correction."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fastapi import Request as HttpRequest
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from portal.forms import Form, GivenForm, Place, act, open_form, read_form
from portal.forms.comment_rows import (
    COMMENTS,
    PAGE,
    at_row,
    named_row,
    next_row,
    row_of,
    with_others,
    with_values,
)
from portal.forms.form_drafts import load_form, save_form
from portal.forms.posted import Values
from portal.pages.requests.act_pages import people_options
from portal.pages.requests.own_opinions_page import BESIDE
from portal.pages.requests.reply_desk import Writing, asked_of
from portal.pages.requests.reply_fields import Quick, fields_of_reply, with_clause, with_quick
from portal.pages.requests.reply_page import PressResult, reply_page
from portal.paths import request_path
from portal.present_cases import at_present
from portal.render import show
from portal.visit import Visit
from remiss.consultation.life.commands import CorrectReply, SubmitReply
from remiss.consultation.life.replying.proposal import confirmed_reply
from remiss.consultation.life.replying.trial import ReplyTrial, try_correction, try_reply
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import (
    AgencyCode,
    Reply,
    ReplyCorrection,
    Role,
)
from remiss.ledger.reads.pages import Wanted
from remiss.sending.caller_command import command
from remiss.sending.named_in_body import as_listed
from remiss.texts import say
from remiss.views.draft.comment_tables import read_table
from remiss.views.draft.draft_clauses import clauses_in
from remiss.views.file_access import with_files
from remiss.views.reply.own_opinions import own_opinions
from remiss.views.seen_case import SeenCase

SEE_OTHER = 303
Given = TypeVar("Given", SubmitReply, CorrectReply)
Press = Callable[[GivenForm], Awaitable[Response]]
WRITES = (Role.AGENCY_OFFICIAL, Role.AGENCY_HEAD)
TABLE, TURN = "table:", "page:"
"""What buttons of the page begin with that bring a table in, or turn a page of comments."""
ROWS = {"answers": "question", COMMENTS: "clause"}


@dataclass
class ReplyForm:
    """A visitor at the reply of their agency; `shown` is what the last press brought up."""

    visit: Visit
    desk: Writing
    shown: PressResult = field(default_factory=PressResult)

    @classmethod
    async def of(
        cls, visit: Visit, seen: SeenCase, agency: AgencyCode, corrects: int | None = None
    ) -> "ReplyForm":
        """The form at the present of its case.

        Raises:
            Refusal: `request_not_found`; `no_such_reply`, of a number no reply has.
        """
        request = seen.request(agency)
        if corrects is not None and corrects not in {one.number for one in request.replies}:
            raise Refusal("request_not_found")
        people = people_options(visit.has.people.of(agency), *WRITES)
        now = (await at_present(visit, seen)).now
        before = await own_opinions(visit.has.ledger, seen, request, Wanted(limit=BESIDE))
        return cls(visit, Writing(seen, request, now, people, corrects, before))

    @property
    def place(self) -> Place:
        """All of the agency go on with the draft of a reply."""
        case, agency = self.desk.seen.case.id, self.desk.request.agency.code
        number = self.desk.corrects
        below = ("reply",) if number is None else ("replies", str(number), "correction")
        key = "portal.reply.draft_of" if number is None else "portal.reply.draft_of_correction"
        return Place.of(
            self.visit,
            self._path(*below),
            say(key, case=case),
            "portal.reply",
            shared_by=agency,
        )

    def page(self, form: Form) -> Any:
        """The page of it."""
        return reply_page(self.desk, form, self.shown)

    async def begun(self, http: HttpRequest, clause: str | None) -> Response:
        """With its draft; a comment on a clause that was chosen beside the text stands open."""
        form = await open_form(http, self.visit, self.place)
        if not form.values:
            form = form.changed(values=self._first_values())
        elif form.kept:
            form = with_others(form, await self._whole())
        if clause:
            draft = await clauses_in(self.visit.has.store, self.desk.seen.case.draft.sha256)
            form = with_clause(form, draft.clauses, clause)
        return show(self.visit, self.page(form))

    async def given(self, http: HttpRequest) -> Response:
        """What the press made of it."""
        form = await read_form(http, self.visit, self.place)
        form.shown = with_others(form.shown, await self._whole())
        if form.do.startswith(TURN):
            page = form.do.removeprefix(TURN)
            form.shown = with_values(form.shown, {PAGE: (page,)})
        return await form.answer(self.page, lambda: self._done(form))

    async def _whole(self) -> Values:
        """All that stands in the draft, or would in a form nobody has saved."""
        return (await load_form(self.visit, self.place)).values or self._first_values()

    async def _done(self, form: GivenForm) -> Response:
        """What the button says; of one that is no button of the page, nothing but saving."""
        if form.do.startswith(TABLE):
            return await self._bring(form, form.do.removeprefix(TABLE))
        done: Mapping[str, Press] = {
            "check": self._looked_at,
            "preview": self._looked_at,
            "send": self._give,
            "quick": self._give,
            "confirm": self._confirm,
            "add": self._saved,
            "current": self._saved,
        }
        return await done.get(form.do, self._saved)(form)

    async def _give(self, form: GivenForm) -> Response:
        reply = await (self._quick(form) if form.do == "quick" else self._reply(form))
        return await self._send(form, reply)

    async def _looked_at(self, form: GivenForm) -> Response:
        """As the letter; or as a machine reads it, which is recorded nowhere."""
        reply = await self._reply(form)
        if form.do == "preview":
            self.shown = PressResult(reply=reply, preview=True)
        else:
            self.shown = PressResult(reply=reply, trial=self._tried(form, reply))
        return show(self.visit, self.page(form.shown))

    async def _confirm(self, form: GivenForm) -> Response:
        """Give the letter with the answers that were read from it, if they are the ones shown."""
        letter = await self._reply(form)
        tried = self._at_present(self._submitting(form, letter))
        case, request = self.desk.seen.case, self.desk.request
        given = confirmed_reply(case, request, tried, form.value("proposed_sha256"))
        return await self._send(form, given)

    async def _send(self, form: GivenForm, reply: Reply) -> Response:
        case = self.desk.seen.case.id
        return await act(self.visit, case, self._command(form, reply), self._path(), form)

    def _command(self, form: GivenForm, reply: Reply) -> SubmitReply | CorrectReply:
        number, agency = self.desk.corrects, self.desk.request.agency.code
        if number is None:
            return self._submitting(form, reply)
        corrects = form.body(ReplyCorrection, number=number)
        said = {"agency": agency, "reply": reply, "corrects": corrects}
        return command(CorrectReply, self.visit.actor, form.key, **said)

    def _submitting(self, form: GivenForm, reply: Reply) -> SubmitReply:
        agency = self.desk.request.agency.code
        return command(SubmitReply, self.visit.actor, form.key, agency=agency, reply=reply)

    async def _reply(self, form: GivenForm) -> Reply:
        """The reply that was typed, without answers in which nothing was."""
        typed = form.body(Reply, rows=ROWS, attachments=form.attached, files=())
        answers = tuple(answer for answer in typed.answers if not answer.says_nothing)
        return await self._with_files(typed.model_copy(update={"answers": answers}))

    async def _quick(self, form: GivenForm) -> Reply:
        """What was typed, and the same word on all that was not answered."""
        return with_quick(await self._reply(form), form.body(Quick).quick, asked_of(self.desk))

    async def _with_files(self, reply: Reply) -> Reply:
        has, actor = self.visit.has, self.visit.actor
        return await run_in_threadpool(with_files, has.store, actor, reply)

    def _tried(self, form: GivenForm, reply: Reply) -> ReplyTrial:
        """What giving it would lead to.

        Raises:
            Refusal: as giving it would be refused.
        """
        case, request = self.desk.seen.case, self.desk.request
        given = self._command(form, reply)
        if isinstance(given, CorrectReply):
            return try_correction(case, request, self._at_present(given))
        return try_reply(case, request, self._at_present(given))

    def _at_present(self, given: Given) -> Given:
        """The command as the case would take it now; it is tried, and never given."""
        return as_listed(self.visit.has.people, given.model_copy(update={"at": self.desk.now}))

    async def _bring(self, form: GivenForm, sha256: str) -> Response:
        """The comments of the agency's own table, beneath those that stand there already."""
        has = self.visit.has
        found = await read_table(self.desk.seen, has.store, sha256)
        first = next_row(form.shown)
        fields: dict[str, tuple[str, ...]] = {}
        for number, one in enumerate(found.comments, first):
            fields |= row_of(number, one.comment)
        brought = with_values(form.shown, fields)
        brought = at_row(brought, first) if found.comments else brought
        form.shown = await save_form(self.visit, brought)
        self.shown = PressResult(problems=found.problems, brought=len(found.comments))
        return show(self.visit, self.page(form.shown))

    async def _saved(self, form: GivenForm) -> Response:
        """Back to the page, with what the button adds to what was typed."""
        fields, new = self._added(form), next_row(form.shown)
        added = with_values(form.shown, fields)
        added = at_row(added, new) if form.do == "add" else added
        form.shown = await save_form(self.visit, added)
        if form.do == "draft":
            return RedirectResponse(self.visit.to(self._path("draft")), SEE_OTHER)
        leads = f"#{COMMENTS}.{new}.clause" if form.do == "add" else "#keep"
        leads = "#comments" if form.do.startswith(TURN) else leads
        return RedirectResponse(self.visit.to(self.place.address) + leads, SEE_OTHER)

    def _path(self, *below: str) -> str:
        return request_path(self.desk.seen.case.id, self.desk.request.agency.code, *below)

    def _added(self, form: GivenForm) -> Mapping[str, tuple[str, ...]]:
        if form.do == "add":
            return named_row(next_row(form.shown), {"clause": "", "text": ""})
        if form.do == "current":
            return {"draft_sha256": (self.desk.seen.case.draft.sha256,)}
        return {}

    def _first_values(self) -> Mapping[str, tuple[str, ...]]:
        """Of a form nobody has saved: who writes it; of a correction what is corrected."""
        number, request = self.desk.corrects, self.desk.request
        official = request.official or self.visit.actor
        who = {"responsible_official": (official.id,)}
        if number is None:
            return who
        earlier = next(one.reply for one in request.replies if one.number == number)
        return who | dict(fields_of_reply(earlier, self.desk.seen.case.question_numbers))
