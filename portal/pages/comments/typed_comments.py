"""What is typed about the comments of a case: where it is kept, merged, filled in, all sent."""

from collections.abc import Iterable, Mapping

from portal.forms import Place
from portal.pages.comments.entries import (
    ListedComment,
)
from portal.paths import case_path
from portal.visit import Visit
from remiss.texts import Bilingual, say
from remiss.views.seen_case import SeenCase

FIELDS = ("kind", "why")
OWN = frozenset({"on", "pick", "all.kind", "all.why", "sort", "only", "page"})
"""Fields of the page itself, which stand for no comment."""


class CommentsPlace(Place):
    """The form of all comments; its fields are called by the comments they are about."""

    names: Mapping[str, Bilingual] = {}

    def label(self, field: str) -> Bilingual | None:
        """What a field is called: agency, comment, and which of the two."""
        what, _, slot = field.partition(".")
        if what not in FIELDS or slot not in self.names:
            return super().label(field)
        return say(f"portal.comments.named.{what}", comment=self.names[slot])


def comments_place(visit: Visit, seen: SeenCase, entries: Iterable[ListedComment]) -> CommentsPlace:
    """Where what is typed about the comments of a case is kept, for whoever types it."""
    plain = Place.of(
        visit,
        case_path(seen.case.id, "comments"),
        say("portal.comments.draft", case=seen.case.id),
        "portal.comments",
    )
    names = {entry.slot: named(entry) for entry in entries}
    return CommentsPlace(**dict(plain), names=names)


def named(entry: ListedComment) -> Bilingual:
    """A comment as a list of several agencies names it."""
    return say("portal.comments.of", agency=entry.agency_name, comment=entry.name)


def merged(
    typed: Mapping[str, tuple[str, ...]], saved: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """What a page posted, and what was saved for comments that stand on other pages."""
    on = set(" ".join(typed.get("on", ())).split())
    others = {
        name: value
        for name, value in saved.items()
        if name not in OWN and name.partition(".")[2] not in on
    }
    return {**others, **typed}


def is_all_sent(entries: Iterable[ListedComment], values: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether nothing waits any more, and no result or reason was typed either."""
    typed = (value for name, value in values.items() if name.partition(".")[0] in FIELDS)
    return not any(e.waits for e in entries) and not any(v.strip() for each in typed for v in each)


def applied(
    values: Mapping[str, tuple[str, ...]], entries: Iterable[ListedComment]
) -> dict[str, tuple[str, ...]]:
    """With the one result filled into every comment that is marked; no reason is overwritten."""
    kind, why = values.get("all.kind", ("",))[-1], values.get("all.why", ("",))[-1]
    filled = dict(values)
    marked = set(values.get("pick", ()))
    for entry in entries:
        if entry.slot not in marked or kind not in {each.value for each in entry.kinds}:
            continue
        filled[f"kind.{entry.slot}"] = (kind,)
        if why.strip() and not values.get(f"why.{entry.slot}", ("",))[-1].strip():
            filled[f"why.{entry.slot}"] = (why,)
    for name in ("pick", "all.kind", "all.why"):
        filled.pop(name, None)
    return filled
