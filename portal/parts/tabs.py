"""Parts of one page, of which one is shown; links, so that each can be bookmarked."""

from remiss.consultation.values import Value
from remiss.texts import Bilingual


class Tab(Value):
    """One part. `count` is None where nobody counted, or there are more than a page."""

    name: Bilingual
    path: str
    here: bool
    count: int | None = None
