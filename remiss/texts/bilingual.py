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


def join(parts: Iterable[Bilingual], between: str = " ") -> Bilingual:
    """Texts one after the other, in each language."""
    each = tuple(parts)
    return Bilingual(
        vi=between.join(part.vi for part in each), en=between.join(part.en for part in each)
    )


def stack(texts: Iterable[Bilingual]) -> Bilingual:
    """Several texts, one below the other."""
    return join(texts, "\n")
