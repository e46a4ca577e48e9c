"""The page shown without a network."""

from typing import ClassVar

from portal.page import Page


class OfflinePage(Page):
    template: ClassVar[str] = "offline.html"
