"""Addresses of the portal: where it stands, and how a language shows in them."""

from remiss.address_space import ENGLISH, PORTAL, WORK
from remiss.texts.catalogue import Language

__all__ = ["ENGLISH", "LANGUAGE", "PORTAL", "STATIC", "WORK", "address"]

STATIC = "/static"
LANGUAGE = "remiss.language"
"""Where a request's scope says which language its address asks for."""


def address(path: str, language: Language = "vi") -> str:
    """A page of the portal in a language: /portal/work, /portal/en/work."""
    return f"{PORTAL}{ENGLISH if language == 'en' else ''}{path}"
