"""The base of every error a person sees: what is wrong, where, what to do, in both languages."""

from typing import Any, ClassVar

from remiss.texts.bilingual import Bilingual
from remiss.texts.catalogue import say, text


class BilingualError(Exception):
    """Says what is wrong, where, and what to do next, in Vietnamese and in English.

    Raised with what is said::

        raise BilingualError(say("machine.port_in_use", port=8728))
        raise BilingualError(report.verdict)

    A kind of error that always says the same names its words, and is raised with the facts::

        class LedgerGap(LedgerError, key="ledger.gap"): ...

        raise LedgerGap(version=7, stream="HS-ABCDEFGH2345")
    """

    key: ClassVar[str] = ""
    between: ClassVar[str] = "\n"
    """What parts the two languages where the error is printed."""

    def __init_subclass__(cls, key: str = "", **rest: Any) -> None:
        """Name the words of a kind of error.

        Raises:
            KeyError: there is no such text.
        """
        super().__init_subclass__(**rest)
        if key:
            text(key)
            cls.key = key

    def __init__(
        self, message: Bilingual | None = None, /, *, vi: str = "", en: str = "", **facts: Any
    ) -> None:
        self.facts = facts
        self.message = message or (say(self.key, **facts) if self.key else Bilingual(vi=vi, en=en))
        super().__init__(f"{self.message.vi}{self.between}{self.message.en}")
