"""A row of work on a desk, a card in a hand: time, what it is, whose desk, what can be done."""

from datetime import datetime

from portal.parts.tag import Tag
from remiss.consultation.values import Value
from remiss.texts import Bilingual, Text


class Act(Value):
    """What can be done about it: a verb with its object, and where."""

    name: Bilingual
    path: str
    due_now: bool = False
    """Whether it is the one act that is due now."""


class WorkItem(Value):
    """One thing that waits. Paths are of the portal, without a language, as `url()` takes them."""

    tag: Tag
    due_at: datetime | None
    time_note: Bilingual | None = None
    """Instead of the deadline, where there is more to say of the time."""
    heading: Bilingual | Text
    """What people wrote stays in Vietnamese; what the service says is in both languages."""
    path: str
    case: str | None = None
    context: tuple[Bilingual | Text, ...] = ()
    said: Text | None = None
    """What somebody wrote, where that is what waits."""
    standing: tuple[Bilingual, ...] = ()
    """Where it stands, a line each."""
    next_step: Bilingual | None = None
    desk: Bilingual | None = None
    """None once nobody has a move left."""
    act: Act | None = None
    choice: str | None = None
    """What it is named by where several are chosen for one act."""


class WorkGroup(Value):
    """Rows under one heading, soonest first."""

    id: str
    heading: Bilingual
    items: tuple[WorkItem, ...]
