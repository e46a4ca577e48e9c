"""One text for people, in both languages."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError


def storable(text: str) -> str:
    """Refuse the one character PostgreSQL cannot keep, before anything relies on it."""
    if "\x00" in text:
        raise PydanticCustomError(
            "nul_character", "the text holds a NUL character (U+0000); remove it"
        )
    return text


Text = Annotated[str, AfterValidator(storable)]


class Bilingual(BaseModel):
    """One text for people, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vi: Text
    en: Text

    def both(self, between: str = " / ") -> str:
        """Both languages in one text, for places that take a single one."""
        return f"{self.vi}{between}{self.en}"


def stack(texts: Iterable[Bilingual]) -> Bilingual:
    """Several texts, one below the other."""
    every = list(texts)
    return Bilingual(vi="\n".join(t.vi for t in every), en="\n".join(t.en for t in every))
