"""Which clause of a later text a clause of an earlier one became: by its place and its words.

Clauses are told apart from the outermost in, so that a khoản is looked for first in what its Điều
became. How alike two are is the share of words, and of pairs of words, that both have.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from pydantic import Field

from remiss.consultation.values import ClauseAnchor, Value
from remiss.documents.draft.clause import Clause, ClauseKind
from remiss.documents.draft.clause_index import whole_texts
from remiss.documents.draft.comment_columns import plain
from remiss.texts import Text

ALIKE = 0.5
"""How alike two clauses are at least that are one, if they stand in different places."""
COMMON = 300
"""Clauses beyond which a word that stands in them tells none of them apart."""
SAME_PARENT, SAME_NUMBER = 0.2, 0.1
"""What speaks for two clauses besides their words."""


class ClauseFate(StrEnum):
    """What became of a clause of an earlier version."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved_and_changed"
    GONE = "gone"


class FollowedClause(Value):
    """A clause of an earlier version, and the one it is in the later."""

    anchor: ClauseAnchor
    address: Text
    fate: ClauseFate
    to: ClauseAnchor | None = Field(description="None: it is gone.")
    to_address: Text | None


def follow_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[FollowedClause, ...]:
    """What became of each clause of the old text, in its order."""
    became = match_clauses(old, new)
    return tuple(_followed(clause, became.get(clause.anchor)) for clause in old)


def match_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> dict[ClauseAnchor, Clause]:
    """The later clause by the anchor of the earlier; those that are gone are left out."""
    matching = _Matching(old, new)
    for kind in ClauseKind:
        matching.match(kind)
    return matching.became


def _followed(clause: Clause, to: Clause | None) -> FollowedClause:
    return FollowedClause(
        anchor=clause.anchor,
        address=clause.address,
        fate=fate_of(clause, to),
        to=to.anchor if to else None,
        to_address=to.address if to else None,
    )


def fate_of(clause: Clause, to: Clause | None) -> ClauseFate:
    """Whether it stands where it stood, and says what it said; spaces and capitals are nothing."""
    if to is None:
        return ClauseFate.GONE
    moved, changed = clause.anchor != to.anchor, not same_words(clause, to)
    if moved:
        return ClauseFate.MOVED_AND_CHANGED if changed else ClauseFate.MOVED
    return ClauseFate.CHANGED if changed else ClauseFate.SAME


def same_words(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the same, but for how lines are broken."""
    return one.text.split() == other.text.split()


class _Matching:
    """The clauses of two texts, matched as far as one has come."""

    def __init__(self, old: Sequence[Clause], new: Sequence[Clause]) -> None:
        self._old, self._new = old, new
        self._taken: set[ClauseAnchor] = set()
        self._said = {
            id(clause): _shingles(said)
            for text in (old, new)
            for clause, said in zip(text, whole_texts(text), strict=True)
        }
        self.became: dict[ClauseAnchor, Clause] = {}

    def match(self, kind: ClauseKind) -> None:
        """Those of one kind: by likeness, the likeliest first; then by their place alone."""
        new = {clause.anchor: clause for clause in self._new if clause.kind is kind}
        old = [clause for clause in self._old if clause.kind is kind]
        pairs = sorted(self._pairs(old, list(new.values())), key=lambda pair: -pair[0])
        for _, before, after in pairs:
            self._take(before, after)
        for before in old:
            there = new.get(before.anchor)
            if there is not None and self._parents_match(before, there):
                self._take(before, there)

    def _take(self, before: Clause, after: Clause) -> None:
        if before.anchor not in self.became and after.anchor not in self._taken:
            self.became[before.anchor] = after
            self._taken.add(after.anchor)

    def _pairs(
        self, old: Iterable[Clause], new: Sequence[Clause]
    ) -> Iterable[tuple[float, Clause, Clause]]:
        holding: Mapping[str, list[int]] = self._holding(new)
        for before in old:
            said = self._said[id(before)]
            shared = Counter(at for one in said for at in holding.get(one, ()))
            for at, common in shared.items():
                after = new[at]
                likeness = 2 * common / (len(said) + len(self._said[id(after)]))
                if likeness >= ALIKE:
                    yield likeness + self._besides(before, after), before, after

    def _holding(self, new: Sequence[Clause]) -> Mapping[str, list[int]]:
        holding: dict[str, list[int]] = defaultdict(list)
        for at, clause in enumerate(new):
            for one in self._said[id(clause)]:
                holding[one].append(at)
        return {one: places for one, places in holding.items() if len(places) <= COMMON}

    def _besides(self, before: Clause, after: Clause) -> float:
        return SAME_PARENT * self._parents_match(before, after) + SAME_NUMBER * (
            before.number == after.number
        )

    def _parents_match(self, before: Clause, after: Clause) -> bool:
        if before.parent is None or after.parent is None:
            return before.parent == after.parent
        to = self.became.get(before.parent)
        return to is not None and to.anchor == after.parent


def _shingles(said: str) -> frozenset[str]:
    words = plain(said).split()
    return frozenset(words) | {f"{a} {b}" for a, b in pairwise(words)}
