"""Words compared without case and diacritics: “Đề nghị” and “DE NGHI” are the same two words."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f]+")


def words(text: str) -> tuple[str, ...]:
    """The words of `text` as written, in one form of Unicode."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text)))


def folded(word: str) -> str:
    """`word` without case and diacritics."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return _MARKS.sub("", decomposed).replace("đ", "d")
