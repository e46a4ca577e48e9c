"""A request: its page, its deadline, its draft and papers, and the word that it was received."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import FileResponse, Response

from portal.declared import FOR_SIGNED_IN, Seen, does
from portal.forms import Form, Place, act, read_form
from portal.pages.requests.deadline_page import deadline_page
from portal.pages.requests.draft_page import draft_page
from portal.pages.requests.own_opinions_page import PAGE as OPINIONS
from portal.pages.requests.own_opinions_page import ROWS, own_opinions_page
from portal.pages.requests.request_page import request_page
from portal.paths import request_path
from portal.present_cases import at_present
from portal.render import show
from portal.safe_headers import download, download_headers
from portal.visit import Visit, Visitor
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.life.commands import Acknowledge
from remiss.consultation.values import AgencyCode, Sha256
from remiss.documents.letters import letter_paper, request_letter, urging_letter
from remiss.documents.letters.past_notices import last_request, last_urging
from remiss.files.file_names import hash_name
from remiss.files.formats.file_types import DOCX
from remiss.files.recognition import media_type_of
from remiss.ledger.reads.pages import Wanted
from remiss.problems.problem import Problem
from remiss.sending.caller_command import command
from remiss.texts import say
from remiss.views.draft.draft_clauses import draft_clauses, version_sha256
from remiss.views.file_access import intact_file, may_read
from remiss.views.reply.own_opinions import own_opinions
from remiss.views.seen_case import SeenCase

router = APIRouter()
PAGE = "/requests/{case}/{agency}"
Hash = Annotated[Sha256, Path()]
Version = Annotated[int | None, Query(ge=1, le=1000)]
Ordinal = Annotated[int | None, Query(ge=1, le=1000)]
"""Which of the agency's requests in the case; left out: the present one."""
Cursor = Annotated[str | None, Query(max_length=200)]
PDF = "application/pdf"
READER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""No browser's reader of PDF works in a sandbox; it runs apart from pages by itself."""


@router.get(PAGE, dependencies=[does("read_request")])
async def show_request(
    visit: Visitor, seen: Seen, agency: AgencyCode, ordinal: Ordinal = None
) -> Response:
    """Question, deadline and draft before anything else; of an earlier request no act."""
    found = await at_present(visit, seen)
    form = Form(place=_acknowledging(visit, seen, agency))
    return show(visit, request_page(found, seen.request(agency, ordinal), form))


@router.post(f"{PAGE}/acknowledge", dependencies=[does("acknowledge")])
async def acknowledge(request: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """One button; the clock runs either way."""
    form = await read_form(request, visit, _acknowledging(visit, seen, agency))
    found = await at_present(visit, seen)

    async def send() -> Response:
        given = command(Acknowledge, visit.actor, form.key, agency=agency)
        return await act(visit, seen.case.id, given, request_path(seen.case.id, agency), form)

    return await form.answer(lambda shown: request_page(found, seen.request(agency), shown), send)


@router.get(f"{PAGE}/deadline", dependencies=[does("read_request")])
async def show_deadline(
    visit: Visitor, seen: Seen, agency: AgencyCode, ordinal: Ordinal = None
) -> Response:
    """Why the deadline is what it is, move by move."""
    found = await at_present(visit, seen)
    return show(visit, deadline_page(found, seen.request(agency, ordinal)))


@router.get(f"{PAGE}/{OPINIONS}", dependencies=[does("read_own_opinions")])
async def show_own_opinions(
    visit: Visitor, seen: Seen, agency: AgencyCode, cursor: Cursor = None
) -> Response:
    """What the agency itself answered before on the fields it is asked about."""
    found, request = await at_present(visit, seen), seen.request(agency)
    read = await own_opinions(visit.has.ledger, seen, request, Wanted(cursor, ROWS))
    return show(visit, own_opinions_page(found, request, read, cursor))


@router.get(f"{PAGE}/draft", dependencies=[does("read_request")])
async def show_draft(
    visit: Visitor, seen: Seen, agency: AgencyCode, version: Version = None
) -> Response:
    """The draft as text, clause by clause; its file beside it."""
    seen.request(agency)
    read = await draft_clauses(seen, visit.has.store, version)
    return show(visit, draft_page(seen, agency, read))


@router.get(f"{PAGE}/draft/pdf", dependencies=[does("read_request")])
async def open_draft(
    visit: Visitor, seen: Seen, agency: AgencyCode, version: Version = None
) -> Response:
    """A draft that is a PDF, in the browser's own reader, at an address that shows nothing else.

    Raises:
        Problem: `attachment_not_found`, of what is no PDF.
    """
    seen.request(agency)
    sha256 = version_sha256(seen, version or seen.case.round)
    path = await asyncio.to_thread(intact_file, visit.has.store, sha256)
    if await asyncio.to_thread(media_type_of, path) != PDF:
        raise Problem("attachment_not_found")
    headers = {"Content-Disposition": "inline", "Content-Security-Policy": READER_POLICY}
    return FileResponse(path, headers=headers, media_type=PDF)


@router.get(f"{PAGE}/letter", dependencies=[does("read_request")])
async def download_letter(
    visit: Visitor, seen: Seen, agency: AgencyCode, ordinal: Ordinal = None
) -> Response:
    """The letter that asked, as it went out; of an earlier request its own.

    Raises:
        Problem: `notice_not_given`.
    """
    asked = seen.request(agency, ordinal)
    events = tuple(stored.recorded.event for stored in seen.events)
    standing = last_request(events, agency, asked.ordinal)
    if standing is None:
        raise Problem("notice_not_given")

    def render() -> bytes:
        desk = visit.has.desk.now()
        return letter_paper.docx(request_letter.letter(standing, agency, desk), desk)

    name = say("portal.request.letter_file", case=seen.case.id, agency=agency).vi
    return download(await asyncio.to_thread(render), f"{name}.docx", DOCX)


@router.get(f"{PAGE}/urging.docx", dependencies=[does("read_letters_about")])
async def download_urging(visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """The letter by which the Office urged the agency last, for its signature.

    Raises:
        Problem: `notice_not_given`.
    """
    seen.request(agency)
    events = tuple(stored.recorded.event for stored in seen.events)
    standing = last_urging(events, agency)
    if standing is None:
        raise Problem("notice_not_given")

    def render() -> bytes:
        desk = visit.has.desk.now()
        return letter_paper.docx(urging_letter.letter(standing, agency, desk), desk)

    name = say("portal.request.urging_file", case=seen.case.id, agency=agency).vi
    return download(await asyncio.to_thread(render), f"{name}.docx", DOCX)


@router.get("/files/{sha256}", dependencies=[FOR_SIGNED_IN])
async def download_file(visit: Visitor, sha256: Hash) -> Response:
    """A file, for those whose agency uploaded it, or a case they may see names it to them.

    Raises:
        Problem: `attachment_not_found`, `attachment_damaged`.
    """
    has, actor = visit.has, visit.actor
    if actor.role not in AUTHORITY["read_attachment"].roles or not await may_read(
        has.store, has.ledger, actor, sha256
    ):
        raise Problem("attachment_not_found")
    path = await asyncio.to_thread(intact_file, has.store, sha256)
    media_type = await asyncio.to_thread(media_type_of, path)
    kept = await asyncio.to_thread(has.store.name_for, sha256, actor.agency)
    headers = download_headers(kept or hash_name(sha256, media_type))
    return FileResponse(path, headers=headers, media_type=media_type)


def _acknowledging(visit: Visit, seen: SeenCase, agency: AgencyCode) -> Place:
    return Place.of(
        visit,
        request_path(seen.case.id, agency, "acknowledge"),
        say("portal.request.act.acknowledge"),
        "portal.request",
        keeps=False,
    )
