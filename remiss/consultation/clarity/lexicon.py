"""The senses of the lexicon, found in a sentence: phrases compared without marks."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from remiss.consultation.clarity.sentences import Sentence, sentences

Node = dict[str, Any]
ENDS = ""
"""The key under which a node keeps the senses of the phrases that end there."""


class Hit(NamedTuple):
    """A phrase of one sense, from word `start` up to, not including, word `end`."""

    sense: str
    start: int
    end: int


def hits(sentence: Sentence) -> tuple[Hit, ...]:
    """Every phrase of every sense; a sense's longest phrase at each place."""
    found = set(_walk(_senses(), sentence.plain))
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.end, hit.sense)))


def _walk(trie: Node, words: tuple[str, ...]) -> Iterator[Hit]:
    for start in range(len(words)):
        node, longest = trie, {}
        for end in range(start, len(words)):
            if (step := node.get(words[end])) is None:
                break
            node = step
            longest.update(dict.fromkeys(node.get(ENDS, ()), end + 1))
        yield from (Hit(sense, start, end) for sense, end in longest.items())


@lru_cache(maxsize=1)
def _senses() -> Node:
    trie: Node = {}
    for sense, phrases in read("lexicon.toml")["senses"].items():
        for words in phrases_of(phrases):
            _plant(trie, words, sense)
    return trie


def phrases_of(written: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The words of each phrase, without marks; `a/b` is either word."""
    for phrase in written:
        choices = ([plain_words(one) for one in word.split("/")] for word in phrase.split())
        for chosen in product(*choices):
            yield tuple(word for words in chosen for word in words)


def plain_words(text: str) -> tuple[str, ...]:
    """Every word of a text, without marks."""
    return tuple(word for sentence in sentences(text) for word in sentence.plain)


def _plant(trie: Node, words: tuple[str, ...], sense: str) -> None:
    node = trie
    for word in words:
        node = node.setdefault(word, {})
    node.setdefault(ENDS, set()).add(sense)


@lru_cache(maxsize=8)
def read(name: str) -> dict[str, Any]:
    """A lexicon as written."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Words too common to show what a sentence is about."""
    return frozenset(plain_words(read("lexicon.toml")["common"]["words"]))
