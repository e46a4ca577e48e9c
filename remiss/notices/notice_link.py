"""The address a notice leads to: a page for people, an address of the API for programs."""

from remiss.address_space import ENGLISH, PORTAL
from remiss.consultation.telling.notice import Notice
from remiss.texts.catalogue import Language


def page_link(public_url: str, notice: Notice, language: Language) -> str:
    """The page of the request a notice is about, or of the case, in a language."""
    portal = f"{public_url.rstrip('/')}{PORTAL}{ENGLISH if language == 'en' else ''}"
    if notice.agency:
        return f"{portal}/requests/{notice.consultation}/{notice.agency}"
    return f"{portal}/cases/{notice.consultation}"


def link(public_url: str, notice: Notice) -> str:
    """The address of the request a notice is about, or of the case."""
    case = f"{public_url.rstrip('/')}/v1/consultations/{notice.consultation}"
    return f"{case}/requests/{notice.agency}" if notice.agency else case
