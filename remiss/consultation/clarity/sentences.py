"""Words and sentences of a reply, each with its place in the original.

People write with and without diacritics, composed and decomposed, in capitals. A word keeps two
forms: `marked`, with its diacritics in one order, and `plain`, without any. Spans are cut from the
original, so what is quoted is verbatim. Everything here is linear.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

WORD = re.compile(
    r"\d+(?:/\d+)*[/-][A-ZĐ][\w/-]*"  # the number of a document: 45/2025/NĐ-CP
    r"|\d+(?:[.,/:]\d+)*"  # a figure, a date, an hour
    r"|[^\W_][\w\u0300-\u036f]*"
)
BREAK = re.compile(r"[.!?;…]+(?=\s|$|[\"”»)\]])|[\]}](?=\s)|\n+")
MARKS = re.compile("[\u0300-\u036f]")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
POINT = frozenset(".):/")
"""What follows the number or letter of a point: “1.”, “b)”."""
SHORT = 2
"""Characters of the number or letter of a point, at most."""
LONGEST = 100
"""Words after which a sentence is cut where nobody ended it; keeps every look-around bounded."""
ALIKE = {"qui": "quy", "ki": "ky", "li": "ly", "mi": "my", "hi": "hy"}
"""Syllables written with i or y as the writer pleases."""


class Word(NamedTuple):
    """One word: its two forms, and where it stands in the original."""

    marked: str
    plain: str
    start: int
    end: int


@lru_cache(maxsize=16_384)
def forms(written: str) -> tuple[str, str]:
    """The two forms of one word: “Hoà” and “hòa” are both (“hoà”, “hoa”), tone last."""
    letters = unicodedata.normalize("NFD", written.casefold())
    tone = "".join(mark for mark in letters if mark in TONES)
    bare = "".join(letter for letter in letters if letter not in TONES)
    plain = MARKS.sub("", bare).replace("đ", "d")
    same = ALIKE.get(plain, plain) if bare == plain else bare
    return same + tone, plain


class Sentence:
    """Neighbouring words that end together, at most `LONGEST` of them."""

    def __init__(self, text: str, words: tuple[Word, ...], block: int, *, opens: bool) -> None:
        self.text, self.words, self.block, self.opens = text, words, block, opens

    @cached_property
    def marked_share(self) -> float:
        """How much of the sentence carries diacritics; prose in full spelling has over 0.6."""
        letters = [word for word in self.words if not word.plain[0].isdigit()]
        return sum(word.marked != word.plain for word in letters) / max(len(letters), 1)

    def quote(self, first: int = 0, last: int | None = None) -> str:
        """The original's characters from word `first` up to, not including, word `last`."""
        words = self.words[first:last]
        return self.text[words[0].start : words[-1].end] if words else ""

    @cached_property
    def numbered(self) -> bool:
        """Whether it opens with a number or letter and its full stop or bracket."""
        end = self.words[0].end
        return len(self.words[0].plain) <= SHORT and self.text[end : end + 1] in POINT

    @cached_property
    def raw(self) -> str:
        """The original's characters, from the first word to the last."""
        return self.quote()


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`; each line that holds words is a block of its own."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    block = start = 0
    fresh = True
    held: tuple[Word, ...] = ()
    for end, at_line_end in _ends(text):
        words = held + tuple(_words(text, start, end))
        start, held = end, ()
        if len(words) == 1 and len(words[0].plain) <= SHORT and not at_line_end:  # “1.”, “a)”
            held = words
            continue
        for first in range(0, len(words), LONGEST):
            yield Sentence(text, words[first : first + LONGEST], block, opens=fresh)
            fresh = False
        if at_line_end and words:
            block, fresh = block + 1, True


def _ends(text: str) -> Iterator[tuple[int, bool]]:
    for end in BREAK.finditer(text):
        yield end.end(), "\n" in end.group()
    yield len(text), True


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for found in WORD.finditer(text, start, end):
        yield Word(*forms(found.group()), *found.span())
