"""The base of every error a person sees: what is wrong, where, what to do, in both languages."""

from remiss.texts.bilingual import Bilingual


class BilingualError(Exception):
    """Says what is wrong, where, and what to do next, in Vietnamese and in English."""

    def __init__(self, *, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.message = Bilingual(vi=vi, en=en)
