"""Who reads figures of people is on record, and those people read who it was."""

from typing import Any

import pytest

from remiss.consultation.values import Actor, Role
from tests.given.case import CLEAR, CULTURE, FINANCE, HOME, JUSTICE, assessed, opening, replies
from tests.given.case import OFFICER as DRAFTER
from tests.given.case import SUPERVISOR as LEADER
from tests.given.people import AUDITOR, OFFICE, STRANGER, SUPERVISOR
from tests.whole.api.test_scorecards import Books, books

__all__ = ["books"]
CARDS = "/scorecards/drafters"
NAMED = "inspection=Q%C4%90%2012%2FTTr&reason=Thanh%20tra%20c%C3%B4ng%20v%E1%BB%A5%20qu%C3%BD%20I"


async def looks(books: Books, by: Actor) -> list[dict[str, Any]]:
    answer = await books.served.call(by, "GET", "/figure-looks")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_a_look_is_on_record_and_the_person_reads_by_whom(books: Books) -> None:
    """Reader, role and period; a stranger learns nothing of it."""
    await books.enter(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    assert await looks(books, DRAFTER) == []
    (card,) = await books.read("drafters", SUPERVISOR, "?from=2026-01-01&to=2026-06-30")
    assert [each["person"]["id"] for each in card["people"]] == [DRAFTER.id]
    (look,) = await looks(books, DRAFTER)
    assert look["reader"] == {"id": SUPERVISOR.id, "name": SUPERVISOR.name}
    assert (look["role"], look["figures"]) == ("supervisor", "drafters")
    assert (look["since"], look["until"]) == ("2026-01-01", "2026-06-30")
    assert await looks(books, STRANGER) == await looks(books, SUPERVISOR) == []
    await books.read("drafters", OFFICE)
    assert [each["role"] for each in await looks(books, DRAFTER)] == ["office", "supervisor"]


async def test_ones_own_figures_are_no_look(books: Books) -> None:
    """Whoever leads and drafts reads their own without a trace."""
    await books.enter(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    own = SUPERVISOR.model_copy(update={"id": DRAFTER.id})
    await books.read("drafters", own)
    assert await looks(books, DRAFTER) == []


async def test_officials_are_read_as_on_the_pages(books: Books) -> None:
    """A head their own, added up to the agency's; each read leaves a look; one's own does not."""
    await books.enter(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    chief = Actor(id="stc.head", name="Bà Thu", role=Role.AGENCY_HEAD, agency=FINANCE.code)
    path = f"/scorecards/agencies/officials?agency={FINANCE.code}"
    answer = (await books.served.call(chief, "GET", path)).json()
    whole = await books.one("agencies", agency=FINANCE.code)
    named = [each for each in answer["officials"] if each["person"]]
    assert sum(each["requests"] for each in answer["officials"]) == whole["requests"] == 1
    assert sum(each["timeliness"]["in_time"] for each in named) == 1
    person = named[0]["person"]
    official = Actor(**person, role=Role.AGENCY_OFFICIAL, agency=FINANCE.code)
    (look,) = await looks(books, official)
    assert (look["reader"]["id"], look["figures"]) == (chief.id, "agencies")
    mine = (await books.served.call(official, "GET", "/scorecards/mine")).json()
    assert (mine["answering"], mine["drafting"]) == (named[0], None)
    drafted = (await books.served.call(DRAFTER, "GET", "/scorecards/mine")).json()
    assert drafted["drafting"]["figures"]["consultations"] == 1
    assert len(await looks(books, official)) == 1
    other = chief.model_copy(update={"agency": JUSTICE.code})
    assert (await books.served.call(other, "GET", path)).status_code == 404
    answer = (await books.served.call(AUDITOR, "GET", path)).json()
    assert (answer["officials"], bool(answer["people_withheld"])) == ([], True)


async def test_an_inspector_names_the_inspection(books: Books) -> None:
    """Without one the agencies' figures alone; with one, what it was goes on record."""
    await books.enter(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    answer = (await books.served.call(AUDITOR, "GET", CARDS)).json()
    assert [card["people"] for card in answer["drafters"]] == [[]]
    assert "quyết định kiểm tra" in answer["people_withheld"]["vi"]
    assert await looks(books, DRAFTER) == []
    answer = (await books.served.call(AUDITOR, "GET", f"{CARDS}?{NAMED}")).json()
    assert answer["drafters"][0]["people"]
    assert answer["people_withheld"] is None
    (look,) = await looks(books, DRAFTER)
    assert (look["inspection"], look["reason"]) == ("QĐ 12/TTr", "Thanh tra công vụ quý I")


async def test_whose_override_it_was_is_a_figure_of_people(books: Books) -> None:
    """Counted for all; told to an inspector who names none, and of one's own agency, to nobody."""
    asked = [each.code for each in (JUSTICE, FINANCE, CULTURE)]
    await books.enter(opening(by=LEADER, agencies=asked, override_reason="Nội dung chung"))

    async def told(by: Actor, query: str = "") -> tuple[int, set[str]]:
        answer = await books.served.call(by, "GET", f"{CARDS}{query}")
        assert answer.status_code == 200, answer.text
        (card,) = answer.json()["drafters"]
        found = (card, *card["people"])
        reasons = [each["figures"]["override_reasons"] for each in found]
        return card["figures"]["overrides"], {one["by"]["id"] for each in reasons for one in each}

    count, named = await told(OFFICE)
    assert count > 0
    assert named == {LEADER.id}
    assert await told(AUDITOR) == (count, set())
    assert await told(AUDITOR, f"?{NAMED}") == (count, named)
    for agency in (HOME.code, FINANCE.code):
        own = OFFICE.model_copy(update={"role": Role.HOME_AFFAIRS, "agency": agency})
        assert await told(own) == (count, set())
    elsewhere = OFFICE.model_copy(update={"role": Role.HOME_AFFAIRS, "agency": "H99.20"})
    assert await told(elsewhere) == (count, named)


@pytest.mark.parametrize(
    "query", ["inspection=Q12", "reason=abcdefghijkl", "inspection=Q12&reason=x"]
)
async def test_an_inspection_without_its_reason_is_refused(books: Books, query: str) -> None:
    """In words, and nothing is read."""
    answer = await books.served.call(AUDITOR, "GET", f"{CARDS}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "inspection_without_reason")
