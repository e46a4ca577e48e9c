"""The final text of a case: where it has the wordings that were adopted."""

import asyncio
from collections.abc import Sequence

from pydantic import Field

from remiss.consultation.state import Comment, Consultation
from remiss.consultation.values import (
    MOST_WORDINGS,
    AgencyCode,
    CommentId,
    FinalWording,
    Sha256,
    Value,
    WordingFinding,
)
from remiss.documents.draft.clause import Clause
from remiss.documents.draft.wording_search import FinalTextSearch, FoundWording
from remiss.files.file_text import Legibility
from remiss.files.store import Store
from remiss.texts import Bilingual
from remiss.views.draft.draft_clauses import ReadClauses, clauses_in
from remiss.views.file_access import check_uploaded
from remiss.views.seen_case import SeenCase

ALL_PASSAGES = 300_000
"""Characters of all passages of one final text: its events fit one message."""


class AdoptedWording(Value):
    """What an agency asked for that was adopted."""

    comment: CommentId
    agency: AgencyCode
    wording: str
    in_part: bool


class TriedFinalText(Value):
    """Where the adopted wordings stand in a file; nothing was recorded."""

    sha256: Sha256
    legibility: Legibility
    note: Bilingual
    adopted: tuple[AdoptedWording, ...]
    wordings: tuple[FinalWording, ...] = Field(description="Of each, in the same order.")


async def try_final_text(seen: SeenCase, store: Store, sha256: Sha256) -> TriedFinalText:
    """A file the drafting agency uploaded, searched for every wording that was adopted.

    What was explained before and is found as it was keeps its explanation.

    Raises:
        Problem: `attachments_not_uploaded`.
    """
    await asyncio.to_thread(check_uploaded, store, seen.actor, [sha256])
    read = await clauses_in(store, sha256)
    adopted = adopted_wordings(seen.case)
    located = await asyncio.to_thread(_located, seen.case, adopted, read)
    return TriedFinalText(
        sha256=sha256,
        legibility=read.legibility,
        note=read.note,
        adopted=adopted,
        wordings=located,
    )


def adopted_wordings(case: Consultation) -> tuple[AdoptedWording, ...]:
    """Every wording that was adopted, in whole or in part."""
    found = (_adopted(case, comment) for comment in case.comments.values() if comment.adopted)
    return tuple(one for one in found if one.wording.strip())[:MOST_WORDINGS]


def _adopted(case: Consultation, comment: Comment) -> AdoptedWording:
    request = case.requests_of(comment.agency)[comment.request - 1]
    reply = request.replies[comment.reply - 1].reply
    return AdoptedWording(
        comment=comment.id,
        agency=comment.agency,
        wording=reply.said_on(comment.question, comment.place).proposed_wording,
        in_part=comment.disposition is not None and comment.disposition.kind == "adopted_in_part",
    )


def _located(
    case: Consultation, adopted: Sequence[AdoptedWording], read: ReadClauses
) -> tuple[FinalWording, ...]:
    found = _search(adopted, read.clauses)
    room = ALL_PASSAGES // max(1, sum(bool(one.passage) for one in found))
    return tuple(
        _with_explanation(
            case,
            FinalWording(
                comment=asked.comment,
                finding=one.finding,
                address=one.address[:300],
                passage=one.passage[:room],
            ),
        )
        for asked, one in zip(adopted, found, strict=True)
    )


def _search(adopted: Sequence[AdoptedWording], clauses: Sequence[Clause]) -> list[FoundWording]:
    if not clauses:
        return [FoundWording(WordingFinding.UNREAD) for _ in adopted]
    search = FinalTextSearch(clauses)
    return [search.find(one.wording) for one in adopted]


def _with_explanation(case: Consultation, found: FinalWording) -> FinalWording:
    before = case.comments[found.comment].final
    if before is None or before.model_copy(update={"explanation": None}) != found:
        return found
    return before
