"""The people of a card and their divisions, as the list of people has them now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from portal.pages.scorecards.card_page import PeopleTable, people_table
from portal.pages.scorecards.figure_cells import card_path
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.scorecard_reads import Summed
from remiss.reference.people import People
from remiss.texts import Bilingual, Text, text

Row = tuple[Bilingual | Text, Figures, str | None]


def tables_of_people(
    card: Card, agency: AgencyCode, found: Sequence[Summed], people: People, query: dict[str, str]
) -> list[PeopleTable | None]:
    """Divisions where the list knows any, and each person; together they are the agency."""
    path = card_path(card, agency, "behind")
    persons = [_person(each) for each in sorted(found, key=lambda each: each.name)]
    return [
        people_table("divisions", card, _divisions(agency, found, people), path, query),
        people_table("people", card, persons, path, query),
    ]


def _person(each: Summed) -> Row:
    return each.name or text("portal.scorecards.nobody"), each.figures, each.part or None


def _divisions(agency: AgencyCode, found: Iterable[Summed], people: People) -> list[Row]:
    units = people.file.units if people.file else ()
    names: dict[str, str] = {unit.id: unit.name for unit in units if unit.agency == agency}
    if not names:
        return []
    sums: dict[str, Figures] = defaultdict(Counter)
    for each in found:
        listed = people.find(each.part)
        unit = listed.unit if listed and listed.agency == agency else None
        sums[unit if unit in names else ""].update(each.figures)
    none = text("portal.scorecards.no_division")
    return [(names.get(unit, none), figures, None) for unit, figures in sorted(sums.items())]
