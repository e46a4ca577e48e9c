"""The clauses of one version of a draft, found by the addresses people write."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from remiss.documents.draft.clause import Clause
from remiss.documents.draft.clause_order import Order, clause_order

_ARTICLE = 4
"""The place of the Điều among the numbers of an address."""
_ANNEX = 0


class ClauseIndex:
    """Finds a clause however its address is written: “Điều 7, khoản 2”, “khoản 2 điều 7”."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._exact: dict[str, Clause] = {}
        self._named: dict[Order, list[Clause]] = defaultdict(list)
        for clause in clauses:
            self._exact[_folded(clause.address)] = clause
            self._named[_key(clause.address)].append(clause)

    def find(self, address: str) -> tuple[Clause, ...]:
        """The clauses it may name: one, none, or several that only their text tells apart.

        What names an article of the decision, or of the text it issues, may mean either.
        """
        group, numbers, words = _key(address)
        exact = self._exact.get(_folded(address))
        if exact and group != 1:
            return (exact,)
        groups = (1, 2) if group == 1 else (group,)
        named = (self._named.get((one, numbers, words), ()) for one in groups)
        return tuple(clause for some in named for clause in some)


def _key(address: str) -> Order:
    """Where an article is named, chapters and sections say nothing more of it."""
    group, numbers, words = clause_order(address)
    if numbers and numbers[_ARTICLE]:
        between = ((),) * (_ARTICLE - 1)
        numbers = (numbers[_ANNEX], *between, *numbers[_ARTICLE:])
    return group, numbers, words


def _folded(address: str) -> str:
    return " ".join(address.casefold().split())


def whole_texts(clauses: Sequence[Clause]) -> list[str]:
    """The words of each clause with those of every clause within it, in the same order."""
    said: list[list[str]] = [[] for _ in clauses]
    within: list[int] = []
    for at, clause in enumerate(clauses):
        within = [*within[: clause.depth], at]
        line = clause.text if len(within) == 1 else f"{clause.label} {clause.text}".strip()
        said[at].append(clause.text)
        for above in within[:-1]:
            said[above].append(line)
    return ["\n".join(part for part in parts if part) for parts in said]
