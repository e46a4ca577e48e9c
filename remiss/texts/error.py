"""The base of every error a person sees: what is wrong, where, what to do, in both languages."""

from typing import ClassVar

from remiss.texts.bilingual import Bilingual


class BilingualError(Exception):
    """Says what is wrong, where, and what to do next, in Vietnamese and in English.

    Raised with a text: `BilingualError(say("refusal.no_agency"))`; or with both languages by name.
    """

    between: ClassVar[str] = "\n"
    """What parts the two languages where the error is printed."""

    def __init__(self, message: Bilingual | None = None, *, vi: str = "", en: str = "") -> None:
        self.message = message or Bilingual(vi=vi, en=en)
        super().__init__(f"{self.message.vi}{self.between}{self.message.en}")
