"""Words that name nothing: “hồ sơ liên quan theo quy định” is no paper and no rule."""

import tomllib
from functools import lru_cache
from pathlib import Path

from remiss.consultation.diacritics import folded, words


def says_something(text: str) -> bool:
    """Whether anything is left of `text` without the words that fit every paper and every rule."""
    return any(folded(word) not in _stock() for word in words(text))


@lru_cache(maxsize=1)
def _stock() -> frozenset[str]:
    path = Path(__file__).with_name("lexicon_papers.toml")
    written = tomllib.loads(path.read_text(encoding="utf-8"))["stock"]
    return frozenset(folded(word) for phrase in written for word in words(phrase))
