"""A Party body, the Front and a union are asked like anybody, and stand in no ranking."""

import csv
import io

from remiss.consultation.values import Role
from remiss.reference.registry import load_registry
from tests.given.api_cases import open_case
from tests.given.people import OFFICE, actor
from tests.given.portal_visits import Portal
from tests.given.served import Served, plain_client

PARTY, FRONT, UNION = "T99.01", "T99.02", "T99.03"
ASKED = {PARTY: "party.cadre", FRONT: "front.critique", UNION: "union.members"}
YEAR = "from=2026-01-01&to=2027-12-31"


async def test_they_are_asked_and_answer_and_stand_in_no_ranking(whole_portal: Portal) -> None:
    """Through the same interface, by their own mandates; counted in an export of their own."""
    assert load_registry().apart == set(ASKED)
    head = actor("chu-tich-mttq", Role.AGENCY_HEAD, FRONT)
    questions = [
        {"id": f"q{n}", "text": "Nội dung này có phù hợp không?", "field": field}
        for n, field in enumerate(ASKED.values(), start=1)
    ]
    async with plain_client(whole_portal.url) as http:
        case = await open_case(
            Served(http, whole_portal.settings), questions=questions, agencies=list(ASKED)
        )
        answered = await case.does(head, "reply", FRONT, **case.reply("q2"))
    assert answered == ["reply_received", "reply_accepted"]
    async with whole_portal.acting(OFFICE) as browser:
        listed = await browser.get(f"/portal/scorecards/agencies?{YEAR}")
        named = await browser.get(f"/portal/scorecards/named?{YEAR}")
        apart = await browser.get(f"/portal/scorecards/apart.csv?{YEAR}")
    assert (listed.status_code, named.status_code) == (200, 200)
    for code in ASKED:
        assert code not in listed.text
        assert code not in named.text
    _, *rows = csv.reader(io.StringIO(apart.text.removeprefix("\ufeff")))
    assert FRONT in {row[0] for row in rows}
    assert {row[0] for row in rows} <= set(ASKED)
