"""Words somebody copied from a reply, found again in it letter for letter."""

import re
import unicodedata
from collections.abc import Iterable

QUOTES = "\"'“”‘’„«»"
AROUND = f"{QUOTES} \t\r\n…."
ANY_QUOTE = f"[{QUOTES}]"


def find_quoted(said: str, texts: Iterable[str]) -> tuple[str, ...] | None:
    """The passages as they stand in `texts`: what was copied is one, or else each line of it.

    Spaces, line breaks, capitals, the kind of quotation mark and how a letter with its marks is
    composed make no difference. None where a passage stands in none.
    """
    sought = list(texts)
    if whole := _passage(said, sought):
        return (whole,)
    found = [_passage(line, sought) for line in said.splitlines() if line.strip(AROUND)]
    passages = tuple(passage for passage in found if passage)
    return passages if passages and len(passages) == len(found) else None


def _passage(said: str, texts: Iterable[str]) -> str | None:
    pattern = re.compile(r"\s+".join(map(_word, said.strip(AROUND).split())), re.IGNORECASE)
    found = (pattern.search(text) for text in texts) if pattern.pattern else ()
    return next((match.group() for match in found if match), None)


def _word(word: str) -> str:
    forms = dict.fromkeys(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    return f"(?:{'|'.join(map(_letters, forms))})"


def _letters(word: str) -> str:
    return "".join(ANY_QUOTE if letter in QUOTES else re.escape(letter) for letter in word)
