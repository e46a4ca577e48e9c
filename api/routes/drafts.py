"""The draft of a case, clause by clause."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.callers import Caller, CaseId, Has
from api.documentation import ask, read
from api.downloads import Xlsx, answer
from api.path_prefixes import CASE
from api.rendered_papers import rendered
from remiss.documents.draft.comment_form import blank_comment_table
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.draft_bodies import CommentTableBody
from remiss.texts import text
from remiss.views.draft.comment_tables import ReadCommentTable, read_table
from remiss.views.draft.draft_clauses import DraftClauses, draft_clauses
from remiss.views.draft.draft_comparison import (
    DraftComparison,
    PlacedComments,
    draft_comparison,
    placed_comments,
)
from remiss.views.seen_case import see

router = APIRouter(prefix=f"{CASE}/draft", tags=["consultations"], route_class=StrictRoute)
Version = Annotated[
    int | None,
    Query(ge=1, description="Bản dự thảo thứ mấy; để trống: bản mới nhất. / Default: the newest."),
]


@router.get(
    "/clauses",
    **read("read_case", "Các điều, khoản, điểm của dự thảo", "The clauses of the draft"),
)
async def read_draft_clauses(
    has: Has, actor: Caller, consultation: CaseId, version: Version = None
) -> DraftClauses:
    """Chương, Mục, Điều, khoản, điểm with address, words and anchor; whoever reads the draft."""
    seen = await see(has.ledger, actor, consultation)
    return await draft_clauses(seen, has.store, version)


@router.get(
    "/comparison",
    **rendered("read_case", "So sánh hai lần dự thảo", "Compare two versions of the draft"),
)
async def compare_versions(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    earlier: Annotated[int | None, Query(alias="from", ge=1)] = None,
    later: Annotated[int | None, Query(alias="to", ge=1)] = None,
) -> DraftComparison:
    """Clauses added, removed, moved and changed, word by word; the newest two by default."""
    seen = await see(has.ledger, actor, consultation)
    return await draft_comparison(seen, has.store, earlier, later)


@router.get(
    "/comments",
    **read("read_case", "Ý kiến theo điều, khoản", "Comments on clauses, by clause"),
)
async def read_placed_comments(has: Has, actor: Caller, consultation: CaseId) -> PlacedComments:
    """Those the caller may read, each where its clause stands in the present version."""
    seen = await see(has.ledger, actor, consultation)
    return await placed_comments(seen, has.store)


@router.get(
    "/comment-table.xlsx",
    response_class=Xlsx,
    **read("read_case", "Mẫu bảng ý kiến góp ý (XLSX)", "A blank table of comments (XLSX)"),
)
async def blank_table(has: Has, actor: Caller, consultation: CaseId) -> Response:
    """STT, điều khoản, nội dung dự thảo, ý kiến, đề xuất, lý do; the clauses are written in."""
    seen = await see(has.ledger, actor, consultation)
    found = await draft_clauses(seen, has.store, None)
    case = seen.case
    version = case.versions[-1]
    name = f"{text('comment_form.sheet').vi} {case.id}"
    return await answer(
        Xlsx,
        name,
        "xlsx",
        lambda: blank_comment_table(version.draft, found.clauses, version.at),
    )


@router.post(
    "/comment-table/read",
    **ask("read_case", "Đọc thử bảng ý kiến góp ý", "Read a table of comments"),
)
async def try_table(
    has: Has, actor: Caller, consultation: CaseId, body: CommentTableBody
) -> ReadCommentTable:
    """The comments of an uploaded XLSX or DOCX, each on its clause, and what is unclear by row."""
    seen = await see(has.ledger, actor, consultation)
    return await read_table(seen, has.store, body.sha256)
