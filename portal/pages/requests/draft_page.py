"""The draft that is asked about, to be read on a screen: its clauses, and the file beside them."""

from typing import ClassVar

from portal.addresses import WORK
from portal.page import Page
from portal.pages.requests.request_acts import may_reply
from portal.paths import request_path
from remiss.consultation.values import AgencyCode, AttachedFile
from remiss.documents.draft.clause import Clause
from remiss.texts import Bilingual, Text, say
from remiss.views.draft.draft_clauses import DraftClauses
from remiss.views.seen_case import SeenCase

IN_BROWSER = frozenset({"application/pdf"})


class DraftPage(Page):
    """One version of the draft, clause by clause."""

    template: ClassVar[str] = "requests/draft.html"
    here: ClassVar[str] = WORK

    case: str
    request: str
    subject: Text
    version: int
    number: Text | None
    file: AttachedFile | None
    sha256: str
    opens_in_browser: bool
    """A PDF opens in its reader at an address of its own."""
    note: Bilingual
    clauses: tuple[Clause, ...]
    comments: bool
    """Whether the visitor may comment on its clauses in a reply."""


def draft_page(seen: SeenCase, agency: AgencyCode, read: DraftClauses) -> DraftPage:
    """The version that was read."""
    (version,) = (one for one in seen.case.versions if one.round == read.version)
    draft = version.draft
    return DraftPage(
        title=say("portal.draft.title", round=read.version),
        case=seen.case.id,
        request=request_path(seen.case.id, agency),
        subject=draft.subject,
        version=read.version,
        number=draft.number,
        file=draft.file,
        sha256=draft.sha256,
        opens_in_browser=bool(draft.file and draft.file.media_type in IN_BROWSER),
        note=read.note,
        clauses=read.clauses,
        comments=read.version == seen.case.round and may_reply(seen, seen.request(agency)),
    )
