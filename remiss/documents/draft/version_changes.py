"""Two versions of a draft compared clause by clause."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import Field

from remiss.consultation.values import ClauseAnchor, Value
from remiss.documents.draft.clause import Clause
from remiss.documents.draft.clause_matching import match_clauses, same_words
from remiss.documents.draft.word_changes import ChangedWords, word_changes
from remiss.texts import Text


class ClauseChange(StrEnum):
    """What happened to a clause; one that only moved with what it lies in did not change."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved_and_changed"


class ChangedClause(Value):
    """One clause that is not as it was."""

    change: ClauseChange
    anchor: ClauseAnchor | None = Field(description="In the later version; None: it is not there.")
    address: Text | None
    from_anchor: ClauseAnchor | None = Field(description="In the earlier version.")
    from_address: Text | None
    words: tuple[ChangedWords, ...]


def changed_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[ChangedClause, ...]:
    """What changed, in the order of the later text; what was removed stands after what it was."""
    became = match_clauses(old, new)
    came_from = {after.anchor: before for before in old if (after := became.get(before.anchor))}
    gone = _gone_after(old, became)
    found = [_changed(clause, None) for clause in gone[None]]
    for after in new:
        found += _change(came_from.get(after.anchor), after, became)
        found += (_changed(clause, None) for clause in gone.get(after.anchor, ()))
    return tuple(found)


def _gone_after(
    old: Sequence[Clause], became: dict[ClauseAnchor, Clause]
) -> dict[ClauseAnchor | None, list[Clause]]:
    """The clauses that are gone, by the later anchor of the last one before them that is not."""
    gone: dict[ClauseAnchor | None, list[Clause]] = {None: []}
    last: ClauseAnchor | None = None
    for clause in old:
        if to := became.get(clause.anchor):
            last = to.anchor
        else:
            gone.setdefault(last, []).append(clause)
    return gone


def _change(
    before: Clause | None, after: Clause, became: dict[ClauseAnchor, Clause]
) -> Iterator[ChangedClause]:
    if before is None or not same_words(before, after) or _moved(before, after, became):
        yield _changed(before, after, moved=before is not None and _moved(before, after, became))


def _moved(before: Clause, after: Clause, became: dict[ClauseAnchor, Clause]) -> bool:
    """Whether it has another number, or lies in something else than what it lay in became."""
    parent = became.get(before.parent) if before.parent else None
    within = parent.anchor if parent else None
    return before.number != after.number or within != after.parent


def _changed(before: Clause | None, after: Clause | None, *, moved: bool = False) -> ChangedClause:
    return ChangedClause(
        change=_kind(before, after, moved=moved),
        anchor=after.anchor if after else None,
        address=after.address if after else None,
        from_anchor=before.anchor if before else None,
        from_address=before.address if before else None,
        words=word_changes(before.text if before else "", after.text if after else ""),
    )


def _kind(before: Clause | None, after: Clause | None, *, moved: bool) -> ClauseChange:
    if before is None:
        return ClauseChange.ADDED
    if after is None:
        return ClauseChange.REMOVED
    if not moved:
        return ClauseChange.CHANGED
    return ClauseChange.MOVED if same_words(before, after) else ClauseChange.MOVED_AND_CHANGED
