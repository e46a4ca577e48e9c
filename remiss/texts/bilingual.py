"""One text for people, in both languages."""

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
