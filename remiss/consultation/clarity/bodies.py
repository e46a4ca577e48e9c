"""Bodies known by name: in full, abbreviated, merged or ended, and who took over.

The names lie in `lexicon_bodies.toml`. A letter may send a question to a body that is no more: it
is then its successor's.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from remiss.consultation.diacritics import folded
from remiss.consultation.relevance import covers
from remiss.consultation.values import Agency, FieldCode

_WORD = re.compile(r"[^\W_]+[\u0300-\u036f]*(?:[^\W_]+[\u0300-\u036f]*)*")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
SAYS_NOTHING = "va"
"""“và”, which a name may be written without: “Sở TN&MT”, “Sở TNMT”."""
PLACE = frozenset(("tinh", "huyen"))
"""After these a name goes on with that of a place."""


class Successor(NamedTuple):
    """Who took over, by its name in the registry; `fields` is the part, empty for everything."""

    name: str
    fields: tuple[FieldCode, ...] = ()


class Body(NamedTuple):
    """One body: its full name first; since when it is no more, and on what that rests."""

    names: tuple[str, ...]
    until: date | None = None
    successors: tuple[Successor, ...] = ()
    source: str = ""

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def former(self) -> bool:
        return self.until is not None

    def successors_for(self, field: FieldCode | None) -> tuple[Successor, ...]:
        """Who took over a field; all of them where it is not known, or nobody's in particular."""
        named = (s for s in self.successors if field and any(covers(f, field) for f in s.fields))
        return tuple(named) or self.successors


class Mention(NamedTuple):
    """A body named in a text, from character `start` up to, not including, `end`."""

    body: Body
    start: int
    end: int


@lru_cache(maxsize=1)
def bodies() -> tuple[Body, ...]:
    """Every body of the lexicon, as written there."""
    path = Path(__file__).with_name("lexicon_bodies.toml")
    written = tomllib.loads(path.read_text(encoding="utf-8"))["body"]
    return tuple(
        Body(
            names=tuple(each["names"]),
            until=each.get("until"),
            successors=tuple(
                Successor(name=s["name"], fields=tuple(s.get("fields", ())))
                for s in each.get("successors", ())
            ),
            source=each.get("source", ""),
        )
        for each in written
    )


def find_body(named: str) -> Body | None:
    """The body of this name, written with or without marks, and with a place behind it or not."""
    _, plain = _known()
    return next((plain[key] for key in _keys(named) if key in plain), None)


def find_agency(
    named: str, agencies: Iterable[Agency], field: FieldCode | None = None
) -> Agency | None:
    """The agency that a name means: its own, an abbreviation, or a body it took over from.

    None where no agency is meant, or several are and `field` does not tell them apart.
    """
    by_name = {_plain(agency.name.vi): agency for agency in agencies}
    for key in _keys(named):
        if found := by_name.get(key):
            return found
    body = find_body(named)
    if body is None:
        return None
    meant = [name for name in body.names if _plain(name) in by_name]
    if not meant and body.former:
        names = (successor.name for successor in body.successors_for(field))
        meant = [name for name in names if _plain(name) in by_name]
    return by_name[_plain(meant[0])] if len(meant) == 1 else None


def mentions(text: str) -> tuple[Mention, ...]:
    """The bodies a text names, the longest name at each place."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    words = [(*_forms(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
    start = 0
    while start < len(words):
        body, end = _longest(words, start)
        if body is not None:
            yield Mention(body, words[start][2], words[end - 1][3])
        start = end if body is not None else start + 1


def _longest(words: list[tuple[str, str, int, int]], start: int) -> tuple[Body | None, int]:
    marked_names, plain_names = _known()
    marked = plain = ""
    found: Body | None = None
    until = start
    if words[start][1] == SAYS_NOTHING:
        return None, start
    for end in range(start, min(start + _longest_name(), len(words))):
        written, bare = words[end][:2]
        if bare != SAYS_NOTHING:
            marked, plain = marked + written, plain + bare
            body = (plain_names if marked == plain else marked_names).get(marked)
            found, until = (body, end + 1) if body is not None else (found, until)
    return found, until


@lru_cache(maxsize=1)
def _known() -> tuple[Mapping[str, Body], Mapping[str, Body]]:
    """Bodies by the letters of each name: with marks, and without."""
    named = [(name, body) for body in bodies() for name in body.names]
    marked = {"".join(written for written, _ in _letters(name)): body for name, body in named}
    return marked, {_plain(name): body for name, body in named}


@lru_cache(maxsize=1)
def _longest_name() -> int:
    return max(len(_WORD.findall(name)) for body in bodies() for name in body.names)


def _letters(name: str) -> Iterator[tuple[str, str]]:
    """Each word of a name in its two forms, but for those that say nothing."""
    both = (_forms(match.group()) for match in _WORD.finditer(name))
    return (form for form in both if form[1] != SAYS_NOTHING)


@lru_cache(maxsize=4_096)
def _forms(word: str) -> tuple[str, str]:
    """A word with its marks, the tone last wherever it was written, and without any."""
    letters = unicodedata.normalize("NFD", word.casefold())
    tone = "".join(mark for mark in letters if mark in TONES)
    bare = "".join(letter for letter in letters if letter not in TONES)
    return bare + tone, folded(word)


def _plain(name: str) -> str:
    return "".join(bare for _, bare in _letters(name))


def _keys(named: str) -> Iterator[str]:
    """The letters of a name: as it stands, then up to the word that begins its place."""
    bare = [plain for _, plain in _letters(named)]
    yield "".join(bare)
    for at, word in enumerate(bare):
        if at and word in PLACE:
            yield "".join(bare[: at + 1])
            yield "".join(bare[:at])
