"""Whoever asks for a page without being signed in, or before anybody knows whether they are."""

from dataclasses import dataclass

from starlette.types import Scope

from portal.addresses import WORK, address
from portal.language import language_of, page_asked
from remiss.texts.catalogue import Language


@dataclass(frozen=True)
class Anyone:
    """A visitor of whom only the language of the address is known."""

    language: Language
    here: str = WORK
    """The page asked for, with its query and without its language."""

    @classmethod
    def asking(cls, scope: Scope) -> "Anyone":
        """Whoever sent this request."""
        return cls(language_of(scope), page_asked(scope))

    def to(self, path: str) -> str:
        """An address of the portal in the visitor's language."""
        return address(path, self.language)
