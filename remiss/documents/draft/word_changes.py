"""Two texts compared word by word: what stays, what was taken out, what was put in."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from remiss.consultation.values import Value
from remiss.texts import Text

LONGEST = 3_000
"""Words beyond which two texts are not compared in detail: it would take too long."""
_WORD = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")


class WordChange(StrEnum):
    """What happened to some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class ChangedWords(Value):
    """Words in a row of which the same is to be said; all in their order make up both texts."""

    change: WordChange
    text: Text


def word_changes(old: str, new: str) -> tuple[ChangedWords, ...]:
    """From one text to the other, character by character.

    Without what was added it is the old one, without what was removed the new one.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > LONGEST:
        return _whole(WordChange.REMOVED, old) + _whole(WordChange.ADDED, new)
    return tuple(_changes(before, after))


def _changes(before: list[str], after: list[str]) -> Iterator[ChangedWords]:
    for what, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield from _whole(WordChange.KEPT, "".join(after[m:n]))
        else:
            yield from _whole(WordChange.REMOVED, "".join(before[i:j]))
            yield from _whole(WordChange.ADDED, "".join(after[m:n]))


def _whole(change: WordChange, said: str) -> tuple[ChangedWords, ...]:
    return (ChangedWords(change=change, text=said),) if said else ()
