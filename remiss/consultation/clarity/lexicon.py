"""The senses of the lexicon, found in a sentence."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from remiss.consultation.clarity.sentences import Sentence, forms, sentences

FULLY_MARKED, HARDLY_MARKED = 0.6, 0.2
"""Shares of marked words above which only marked forms count, and below which only plain ones."""


AGAINST = frozenset(
    (
        "delay",
        "wait",
        "withhold",
        "touchy",
        "layout",
        "papers",
        "refer",
        "others_do",
        "stock",
        "body",
    )
)


class Hit(NamedTuple):
    """A phrase of one sense, from word `start` up to, not including, word `end`."""

    sense: str
    start: int
    end: int


Node = dict[str, Any]
ENDS = ""
"""The key under which a node keeps the senses of the phrases that end there."""


def hits(sentence: Sentence) -> tuple[Hit, ...]:
    """Every phrase of every sense; a sense's longest phrase at each place.

    Where the spelling is only partly marked, a phrase of several words may match without marks.
    """
    marked, plain = _tries()
    found: set[Hit] = set()
    if sentence.marked_share >= HARDLY_MARKED:
        found.update(_walk(marked, [word.marked for word in sentence.words]))
    if sentence.marked_share < FULLY_MARKED:
        least = 2 if sentence.marked_share >= HARDLY_MARKED else 1
        bare = _walk(plain, [word.plain for word in sentence.words])
        found.update(hit for hit in bare if hit.end - hit.start >= least)
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.end, hit.sense)))


def _walk(trie: Node, words: list[str]) -> Iterator[Hit]:
    for start in range(len(words)):
        node, longest = trie, {}
        for end in range(start, len(words)):
            if (step := node.get(words[end])) is None:
                break
            node = step
            longest.update(dict.fromkeys(node.get(ENDS, ()), end + 1))
        yield from (Hit(sense, start, end) for sense, end in longest.items())


@lru_cache(maxsize=1)
def _tries() -> tuple[Node, Node]:
    marked: Node = {}
    plain: Node = {}
    for sense, phrases in read()["senses"].items():
        for phrase in _phrases(phrases):
            _plant(marked, [form for form, _ in phrase], sense)
            if _readable_bare(phrase, sense):
                _plant(plain, [form for _, form in phrase], sense)
    return marked, plain


def _readable_bare(phrase: tuple[tuple[str, str], ...], sense: str) -> bool:
    """Without its marks, one short word is too many words at once to count against a reply."""
    return len(phrase) > 1 or sense not in AGAINST or phrase[0][0] == phrase[0][1]


def _phrases(written: Iterable[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    for phrase in written:
        yield from product(*([forms(one) for one in word.split("/")] for word in phrase.split()))


def _plant(trie: Node, words: list[str], sense: str) -> None:
    node = trie
    for word in words:
        node = node.setdefault(word, {})
    node.setdefault(ENDS, set()).add(sense)


@lru_cache(maxsize=1)
def read() -> dict[str, Any]:
    """The lexicon as written."""
    return tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Words, without marks, too common to show what a sentence is about."""
    return frozenset(word.plain for s in sentences(read()["common"]["words"]) for word in s.words)
