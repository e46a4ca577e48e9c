"""Text as rules compare it: no case, no diacritics, one form of Unicode, and a way back.

People write with and without diacritics, composed and decomposed, in capitals; a rule sees one
spelling, and what it finds is quoted verbatim from the original. Everything here is linear.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

SENTENCE_END = re.compile(
    r"(?<=[.!?])\s{1,9}"
    r"|\n[ \t]{0,9}\n\s{0,99}"
    r"|\n[ \t]{0,9}(?=[-+*•]|\d{1,2}[.)]|[a-z]\))"
)
WORD = re.compile(r"\w+")
MARKS = re.compile("[\u0300-\u036f]+")
"""The combining marks of Latin writing, all of Vietnamese among them."""


def fold(text: str) -> str:
    """`text` without case and diacritics: “Đề nghị” and “DE NGHI” are both “de nghi”.

    Folding a text is folding its characters one by one, which is what makes quoting possible.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return MARKS.sub("", decomposed).replace("đ", "d")


_fold_character = lru_cache(maxsize=8_192)(fold)


def words_of(folded: str) -> str:
    """The words alone, each between single spaces, so that phrases are found as ` phrase `."""
    return f" {' '.join(WORD.findall(folded))} "


class Sentence:
    """One sentence: its folded text, its words, and its place in the original."""

    def __init__(self, text: "PlainText", start: int, end: int) -> None:
        self._text, self._start = text, start
        self.folded = text.folded[start:end]
        self.words = words_of(self.folded)

    def quote(self, phrase: str) -> str | None:
        """The words of `phrase` as the original writes them; None when they are not here."""
        pattern = r"\W{1,9}".join(map(re.escape, phrase.split()))
        found = re.search(rf"\b{pattern}\b", self.folded)
        if found is None:
            return None
        return self._text.original(self._start + found.start(), self._start + found.end())


class PlainText:
    """A text in folded form that remembers where every character came from."""

    def __init__(self, text: str) -> None:
        self._source = text
        self.folded = fold(text)
        self.sentences = tuple(self._sentences())

    @cached_property
    def _ends(self) -> list[int]:
        """Where each original character's folded form ends; a mark of its own adds nothing."""
        return list(accumulate(map(len, map(_fold_character, self._source))))

    def original(self, start: int, end: int) -> str:
        """The original's characters behind `folded[start:end]`, their marks included."""
        ends = self._ends
        return self._source[bisect_right(ends, start) : bisect_right(ends, end)]

    def _sentences(self) -> Iterator[Sentence]:
        start = 0
        for end in SENTENCE_END.finditer(self.folded):
            yield Sentence(self, start, end.start())
            start = end.end()
        yield Sentence(self, start, len(self.folded))
