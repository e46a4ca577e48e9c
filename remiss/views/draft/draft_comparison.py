"""Two versions of a case's draft side by side, and its comments where their clauses stand now."""

import asyncio
from collections.abc import Iterator

from pydantic import Field

from remiss.consultation.state import Request
from remiss.consultation.values import AgencyCode, Sha256, Value
from remiss.documents.draft.clause import Clause
from remiss.documents.draft.clause_matching import (
    ClauseFate,
    FollowedClause,
    follow_clauses,
)
from remiss.documents.draft.clause_order import clause_order
from remiss.documents.draft.version_changes import ChangedClause, changed_clauses
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.texts import Bilingual
from remiss.views.comment_detail import CommentDetail, comment_detail
from remiss.views.draft.draft_clauses import ReadClauses, clauses_in, version_sha256
from remiss.views.seen_case import SeenCase


class DraftComparison(Value):
    """What changed from one version of the draft to another."""

    consultation: str
    from_version: int
    to_version: int
    readable: bool = Field(description="Whether clauses were found in both; else nothing is said.")
    changes: tuple[ChangedClause, ...] = Field(description="In the order of the later version.")
    followed: tuple[FollowedClause, ...] = Field(
        description="What became of each clause of the earlier version that has another anchor or "
        "other words now, or is gone."
    )


class PlacedComment(Value):
    """A comment on a clause, and where that clause stands in the present version."""

    agency: AgencyCode
    agency_name: Bilingual
    request: int
    comment: CommentDetail
    now: FollowedClause | None = Field(
        description="None: the comment names no clause that was found in the version it answers."
    )


class PlacedComments(Value):
    """The comments on clauses the reader may see, in the order of the present version."""

    consultation: str
    version: int
    comments: tuple[PlacedComment, ...]


async def draft_comparison(
    seen: SeenCase, store: Store, earlier: int | None, later: int | None
) -> DraftComparison:
    """From one version to a later one: from the last but one to the present, where none is named.

    Raises:
        Problem: `no_such_version`; `no_earlier_version`, where there is but one.
    """
    to = later or seen.case.round
    from_ = earlier or to - 1
    if from_ < 1 or from_ >= to:
        raise Problem("no_earlier_version")
    old, new = [await _version(seen, store, number) for number in (from_, to)]
    changes = await asyncio.to_thread(changed_clauses, old.clauses, new.clauses)
    followed = await asyncio.to_thread(follow_clauses, old.clauses, new.clauses)
    readable = bool(old.clauses and new.clauses)
    return DraftComparison(
        consultation=seen.case.id,
        from_version=from_,
        to_version=to,
        readable=readable,
        changes=changes if readable else (),
        followed=tuple(one for one in followed if readable and one.fate is not ClauseFate.SAME),
    )


async def changes_since(
    seen: SeenCase, store: Store, sha256: Sha256
) -> tuple[ChangedClause, ...] | None:
    """From the present version to a file that nobody was sent yet; None: one was not readable."""
    old, new = await _version(seen, store, seen.case.round), await clauses_in(store, sha256)
    if not (old.clauses and new.clauses):
        return None
    return await asyncio.to_thread(changed_clauses, old.clauses, new.clauses)


async def placed_comments(seen: SeenCase, store: Store) -> PlacedComments:
    """Every comment on a clause the reader may see, beside what became of that clause."""
    present = (await _version(seen, store, seen.case.round)).clauses
    followed: dict[int, dict[str, FollowedClause]] = {}
    requests = (*seen.earlier, *seen.requests)
    comments = [placed for request in requests for placed in _of(seen, request)]
    for version in {one.comment.version for one in comments}:
        old = (await _version(seen, store, version)).clauses
        became = await asyncio.to_thread(follow_clauses, old, present)
        followed[version] = {one.anchor: one for one in became}
    placed = [_placed(one, followed[one.comment.version]) for one in comments]
    places = {clause.anchor: at for at, clause in enumerate(present)}
    placed.sort(key=lambda one: _order(one, places, present))
    return PlacedComments(
        consultation=seen.case.id, version=seen.case.round, comments=tuple(placed)
    )


async def _version(seen: SeenCase, store: Store, number: int) -> ReadClauses:
    return await clauses_in(store, version_sha256(seen, number))


def _of(seen: SeenCase, request: Request) -> Iterator[PlacedComment]:
    for comment in seen.case.comments_of(request):
        if comment.place is not None:
            yield PlacedComment(
                agency=request.agency.code,
                agency_name=request.agency.name,
                request=request.ordinal,
                comment=comment_detail(request, comment),
                now=None,
            )


def _placed(one: PlacedComment, followed: dict[str, FollowedClause]) -> PlacedComment:
    return one.model_copy(update={"now": followed.get(one.comment.anchor or "")})


def _order(
    one: PlacedComment, places: dict[str, int], present: tuple[Clause, ...]
) -> tuple[int, object]:
    """By the place of its clause now; those without one after them, by their addresses."""
    if one.now and one.now.to:
        return places[one.now.to], ()
    return len(present), clause_order(one.comment.clause or "")
