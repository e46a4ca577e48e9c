"""Words and sentences of a reply, each with its place in the original.

People write with and without diacritics, composed and decomposed, in capitals, with lines broken
by a program. A word is compared without its marks and in small letters, so none of this makes a
difference; spans are cut from the original, so what is quoted is verbatim. Everything is linear.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from remiss.consultation.diacritics import folded

WORD = re.compile(
    r"\d+(?:/\d+)*[/-][A-ZĐ][\w/-]*"  # the number of a document: 45/2025/NĐ-CP
    r"|\d+(?:[.,/:]\d+)*"  # a figure, a date, an hour
    r"|[^\W_][\w\u0300-\u036f\u00ad]*",  # \u00ad: where a program may break the word
    re.IGNORECASE,
)
BREAK = re.compile(r"(?<![.!?;…])[.!?;…]++(?=\s|$|[\"”»)\]])|[\]}:](?=\s)")
OPENS_A_POINT = re.compile(
    r"\s*(?:[-–+*•·➤]|\(?\d{1,2}(?:\.\d{1,2})*[.):/](?=\s|\D)|\(?[a-hA-HđĐ][.)]|[IVX]{1,4}[.)])"
)
ENDED = re.compile(r"[.!?;:…][\"”»)\]]*$")
INTRODUCES = frozenset((("nhu", "sau"), ("sau", "day"), ("as", "follows")))
"""The words before a colon that announces what is said, and is a sentence of its own."""
ABBREVIATED = frozenset(("tp", "kt", "tm", "tl", "ths", "ts", "bs", "ks", "mr", "ms", "dr", "no"))
SHORT = 2
"""Characters of the number or letter of a point, at most."""
LONGEST = 100
"""Words after which a sentence is cut where nobody ended it; keeps every look-around bounded."""
NARROW, WIDE = 35, 140
"""Characters of a line that a program may have broken: a shorter one was meant, a longer one is
a paragraph."""
RAGGED, AT_LEAST = 14, 3
"""Characters by which broken lines differ, at most, and how many of them show that they are."""
ALIKE = {"qui": "quy", "ki": "ky", "li": "ly", "mi": "my", "hi": "hy"}
"""Syllables written with i or y as the writer pleases."""


class Word(NamedTuple):
    """One word: without marks and in small letters, and where it stands in the original."""

    plain: str
    start: int
    end: int


@lru_cache(maxsize=16_384)
def plain_form(written: str) -> str:
    """A word without its marks, in small letters: “Hoà” and “HÒA” are both “hoa”."""
    letters = folded(written.replace("\u00ad", ""))
    return ALIKE.get(letters, letters)


class Sentence:
    """Neighbouring words that end together, at most `LONGEST` of them."""

    def __init__(self, text: str, words: tuple[Word, ...], *, opens: bool, last: bool) -> None:
        self.text, self.words, self.opens, self.last = text, words, opens, last

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        return tuple(word.plain for word in self.words)

    @cached_property
    def raw(self) -> str:
        """The original's characters, from the first word to the last."""
        return self.text[self.words[0].start : self.words[-1].end]

    @cached_property
    def numbered(self) -> bool:
        """Whether it opens with a number or letter and its full stop or bracket."""
        end = self.words[0].end
        return len(self.words[0].plain) <= SHORT and self.text[end : end + 1] in {
            ".",
            ")",
            ":",
            "/",
        }

    @cached_property
    def introduces(self) -> bool:
        """Whether a colon after it announces what follows."""
        return self.text[self.words[-1].end :][:1] == ":"


class Line(NamedTuple):
    """A line as it was meant, and where it stands; it may run over several as they are broken."""

    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`; a line somebody meant ends one."""
    return tuple(sentence for line in _lines(text) for sentence in _sentences(text, line))


def _lines(text: str) -> Iterator[Line]:
    """The lines as they were meant: those a program broke are one again."""
    places = [Line(*found.span()) for found in re.finditer(r"[^\n]+", text)]
    width = _width([end - start for start, end in places])
    start = None
    for line, then in pairwise([*places, None]):
        if line is None:
            continue
        start = line.start if start is None else start
        if then is None or not _goes_on(text, line, then, width):
            yield Line(start, line.end)
            start = None


def _width(lengths: Sequence[int]) -> int:
    """Where a program broke the lines; 0 where no three of them end near the same place."""
    width = max(lengths, default=0)
    near = sum(width - length <= RAGGED for length in lengths)
    return width if NARROW <= width <= WIDE and near >= AT_LEAST else 0


def _goes_on(text: str, line: Line, then: Line, width: int) -> bool:
    """Whether the next line goes on with this one: its first word would not have fitted here."""
    written, next_one = text[line.start : line.end].rstrip(), text[then.start : then.end].lstrip()
    touching = then.start - line.end == 1 and bool(written) and bool(next_one)
    if not touching or OPENS_A_POINT.match(next_one):
        return False
    first = next_one.split(maxsplit=1)[0]
    full = 0 < width < len(written) + 1 + len(first) and len(written) >= NARROW
    if ENDED.search(written[-3:]):
        return full and not written.endswith(":")
    return full or next_one[0].islower()


def _sentences(text: str, line: Line) -> Iterator[Sentence]:
    held: tuple[Word, ...] = ()
    opens = True
    for start, end, by_colon in _pieces(text, line):
        words = held + tuple(_words(text, start, end))
        last = end >= line.end
        if not last and len(words) < LONGEST and _goes_on_after(words, by_colon=by_colon):
            held = words
            continue
        held = ()
        for first in range(0, len(words), LONGEST):
            yield Sentence(text, words[first : first + LONGEST], opens=opens, last=last)
            opens = False
    if held:
        yield Sentence(text, held[:LONGEST], opens=opens, last=True)


def _pieces(text: str, line: Line) -> Iterator[tuple[int, int, bool]]:
    start = line.start
    for end in BREAK.finditer(text, line.start, line.end):
        yield start, end.end(), end.group() == ":"
        start = end.end()
    yield start, line.end, False


def _goes_on_after(words: tuple[Word, ...], *, by_colon: bool) -> bool:
    """“1.”, “a)”, “KT.”, “1. Về mức phí:” say nothing yet."""
    if not words or (len(words) == 1 and len(words[0].plain) <= SHORT):
        return True
    if by_colon:
        return tuple(word.plain for word in words[-2:]) not in INTRODUCES
    return words[-1].plain in ABBREVIATED


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for found in WORD.finditer(text, start, end):
        yield Word(plain_form(found.group()), *found.span())
