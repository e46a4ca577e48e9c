"""Pages for everybody: what the portal is for, and how far people of every ability can use it."""

from collections.abc import Mapping
from typing import ClassVar

from portal.page import Page
from remiss.consultation.values import Value
from remiss.texts import Bilingual

HEADING = "heading."


class Section(Value):
    """A heading, and what is said under it."""

    heading: Bilingual
    said: Bilingual


class TextPage(Page):
    """A page of texts alone."""

    template: ClassVar[str] = "text-page.html"

    lead: Bilingual
    sections: tuple[Section, ...]


def text_page(said: Mapping[str, Bilingual]) -> TextPage:
    """The page of these texts: title, lead, and of each section `heading.<it>` and `said.<it>`."""
    names = (key.removeprefix(HEADING) for key in said if key.startswith(HEADING))
    sections = (Section(heading=said[HEADING + n], said=said[f"said.{n}"]) for n in names)
    return TextPage(title=said["title"], lead=said["lead"], sections=tuple(sections))
