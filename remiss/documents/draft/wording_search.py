"""Words that were adopted, looked for in the final text: there as asked, near, or not at all.

Signs and capitals are nothing, for a sentence moves; every word counts, in its order.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from remiss.consultation.values import LONGEST_PASSAGE, WordingFinding
from remiss.documents.draft.clause import Clause
from remiss.documents.draft.clause_index import whole_texts

NEAR = 0.5
"""The share of the wording's words, and pairs of words, that a passage near it has at least."""
LEAST_QUOTED = 4
"""Words in quotation marks that are the wording, where something is said around them."""
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"(?:thành|như sau|là|bằng|ghi)\s*:?\s*[“\"«]([^”\"»]+)[”\"»]", re.IGNORECASE)
"""What is to stand there, where the wording speaks about it: what it takes out is quoted too."""
_LABEL = re.compile(
    r"^\s*(?:(?:điều|khoản|điểm)\s+[\w.]+\s*[.:]?\s*|\d+(?:\.\d+)*[.)]\s+|[a-zđ]\)\s+)+",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.;:!?])\s+|\n+")


class FoundWording(NamedTuple):
    """Whether a wording is there, in which clause, and the words that come nearest."""

    finding: WordingFinding
    address: str = ""
    passage: str = ""


class FinalTextSearch:
    """One final text, in which one wording after the other is looked for."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._own = [_words(clause.text) for clause in clauses]
        self._whole = [_joined(_words(said)) for said in whole_texts(clauses)]
        self._all = _joined([w for c in clauses for w in _words(f"{c.label} {c.text}")])
        self._shingles = [_shingles(words) for words in self._own]

    def find(self, wording: str) -> FoundWording:
        """Where it stands."""
        meant = [words for words in map(_words, _meant(wording)) if words]
        exact = [place for words in meant if (place := self._exact(words)) is not None]
        if exact:
            return FoundWording(WordingFinding.EXACT, min(exact)[1])
        if not meant:
            return FoundWording(WordingFinding.NOT_FOUND)
        return max(map(self._near, meant), key=lambda near: near[0])[1]

    def _exact(self, words: Sequence[str]) -> tuple[int, str] | None:
        """The length and the address of the smallest clause that holds the words in a row."""
        said = _joined(words)
        holding = (
            (len(whole), clause.address)
            for clause, whole in zip(self._clauses, self._whole, strict=True)
            if said in whole
        )
        anywhere = (len(self._all), "") if said in self._all else None
        return min(holding, default=anywhere)

    def _near(self, words: Sequence[str]) -> tuple[float, FoundWording]:
        asked = _shingles(words)
        shares = [len(asked & there) / len(asked) for there in self._shingles]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is None or shares[best] < NEAR:
            return 0.0, FoundWording(WordingFinding.NOT_FOUND)
        clause = self._clauses[best]
        passage = _passage(clause.text, asked)
        return shares[best], FoundWording(WordingFinding.CHANGED, clause.address, passage)


def _meant(wording: str) -> Iterator[str]:
    """The wording as it is, without the number it begins with, and what it quotes."""
    yield wording
    yield _LABEL.sub("", wording)
    for quoted in _QUOTED.findall(wording):
        if len(_words(quoted)) >= LEAST_QUOTED:
            yield quoted
            yield _LABEL.sub("", quoted)


def _passage(text: str, asked: frozenset[str]) -> str:
    """The sentences in a row that come nearest, cut where they are too long."""
    parts = [part for part in _SENTENCES.split(text) if part.strip()]
    runs = ((i, j) for i in range(len(parts)) for j in range(i + 1, min(i + 8, len(parts)) + 1))
    best = max(runs, key=lambda run: _likeness(asked, _words(" ".join(parts[slice(*run)]))))
    said = " ".join(parts[slice(*best)])
    return said if len(said) <= LONGEST_PASSAGE else said[: LONGEST_PASSAGE - 1] + "…"


def _likeness(asked: frozenset[str], words: Sequence[str]) -> float:
    there = _shingles(words)
    return 2 * len(asked & there) / (len(asked) + len(there) or 1)


def _words(text: str) -> list[str]:
    """The words with their marks, in one form of Unicode."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _joined(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _shingles(words: Sequence[str]) -> frozenset[str]:
    return frozenset(words) | {f"{a} {b}" for a, b in pairwise(words)}
