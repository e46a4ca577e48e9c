"""Published figures held against a count: scorecards and sheets, as the service gives them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from recount import agencies, drafters, replies
from recount.replies import Counts, Event

NAMED_APART = frozenset({"agency", "name", "override_reasons"})
"""Who it is, and reasons in words: no figures."""
RATES = frozenset(
    {
        *("score", "share", "mean_days_late", "total", "quarter", "median", "three_quarters"),
        *("adopted_rate", "agencies_per_question", "not_ours_share", "urgent_share"),
        *("last_hour_share", "given_by_policy", "rounds_per_draft", "recipients_per_draft"),
        *("communes_share", "steps_per_round", "hours_asked_per_round", "hours_deciding_per_round"),
    }
)
"""What follows from sums, which alone a sheet holds."""
OF_SUMS: Mapping[str, Mapping[str, str]] = {
    "agencies": {
        "extensions": "extensions_{}",
        "quality.verdicts": "verdict_{}",
        "days_to_answer.counts": "answered_{}",
        "declines.confirmed": "declines_confirmed",
        "declines.refused": "declines_refused",
        "declines.lapsed": "declines_lapsed",
        "comments.disposed": "comments",
        "clearness": "",
    },
    "drafters": {
        "clarifications": "clarifications_{}",
        "clarifications.days_late": "clarification_days_late",
        "burden.days_to_conclude.counts": "concluded_{}",
        "comments.disposed": "comments",
    },
}
"""How a sheet calls the figures of a scorecard: by place, or by the group they stand in."""


class Difference(NamedTuple):
    """A published figure that is another in the count."""

    whose: str
    figure: str
    published: Any
    counted: Any


class Recount:
    """All figures of a period, counted from its events."""

    def __init__(self, events: list[Event], counts: Counts) -> None:
        self.agencies = agencies.agencies(events, counts)
        self.officials = agencies.officials(events, counts)
        self.drafters = drafters.drafters(events, counts)
        self.rules = replies.rules(events, counts)

    def against_scorecards(self, published: Mapping[str, Any]) -> tuple[int, list[Difference]]:
        """How many figures an answer of `/v1/scorecards/…` has, and which of them differ."""
        pairs = [
            (card["agency"], card, self.agencies.get(card["agency"], {}))
            for card in published.get("agencies", ())
        ]
        for card in published.get("drafters", ()):
            parts = [("", card["figures"])]
            parts += [(each["person"]["id"], each["figures"]) for each in card["people"]]
            pairs += [
                (f"{card['agency']} {who}", figures, self.drafters.get((card["agency"], who), {}))
                for who, figures in parts
            ]
        pairs += [
            (f"{card['rubric']} {card['rule']}", card, self.rules.get(_rule(card), {}))
            for card in published.get("rules", ())
        ]
        return _compared(
            (whose, dict(_leaves(card, "")), dict(_leaves(counted, "")))
            for whose, card, counted in pairs
        )

    def against_sheet(self, published: Mapping[str, Any]) -> tuple[int, list[Difference]]:
        """The same of a sheet `/v1/sheets/….json`: as its amendments leave it."""
        counted = {("agencies", code): _sums("agencies", c) for code, c in self.agencies.items()}
        for (code, person), card in self.drafters.items():
            if not person:
                counted["drafters", code] = _sums("drafters", card)
        stands = {(each["card"], each["agency"]): each["stands"] for each in published["agencies"]}
        return _compared(
            (" ".join(key), stands.get(key, {}), counted.get(key, {}))
            for key in sorted({*stands, *counted} if _is_whole(published) else stands)
        )


def _is_whole(published: Mapping[str, Any]) -> bool:
    """Whether the sheet shows more than one agency's: then none may be missing in it."""
    return len({each["agency"] for each in published["agencies"]}) > 1


def _compared(
    pairs: Iterable[tuple[str, dict[str, Any], dict[str, Any]]],
) -> tuple[int, list[Difference]]:
    number, found = 0, []
    for whose, published, counted in pairs:
        for figure in sorted({*published, *counted}):
            number += 1
            pair = (published.get(figure) or 0, counted.get(figure) or 0)
            if pair[0] != pair[1]:
                found.append(Difference(whose, figure, *pair))
    return number, found


def _rule(card: Mapping[str, Any]) -> tuple[str, str]:
    return card["rubric"], card["rule"]


def _leaves(card: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every figure of a card by its place: `timeliness.late`."""
    if not isinstance(card, dict):
        yield place, card
        return
    for name, value in card.items():
        if name not in NAMED_APART and name not in {"rubric", "rule"}:
            yield from _leaves(value, f"{place}.{name}" if place else name)


def _sums(which: str, card: dict[str, Any]) -> dict[str, int]:
    """A card as a sheet has it: sums alone, those that are not zero."""
    found: dict[str, int] = {}
    for place, amount in _leaves(card, ""):
        group, _, name = place.rpartition(".")
        called = OF_SUMS[which].get(place, OF_SUMS[which].get(group, "{}")).format(name)
        if called and amount and name not in RATES:
            found[called] = amount
    if which == "agencies":
        by_people = card["clearness"]["clear"] - card["quality"]["verdicts"]["clear"]
        found |= {"found_clear": by_people} if by_people else {}
    return found
