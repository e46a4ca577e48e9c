"""What a page is: one model with what it shows, and one template that shows it."""

from typing import ClassVar

from remiss.consultation.values import Value
from remiss.texts import Bilingual


class Page(Value):
    """A page, complete before anything of it is rendered; its template only arranges it."""

    template: ClassVar[str]
    """Below `portal/templates`: `requests/reply.html`."""
    here: ClassVar[str] = ""
    """The address of the entry of the navigation under which the page stands: `/work`."""

    title: Bilingual
    """What the browser's title leads with."""
