"""A case at a glance and the decisions on it: what stands there, and what cannot be pressed."""

import pytest

from portal.anyone import Anyone
from portal.pages.life import steering
from portal.pages.life.reviewing import marked
from portal.pages.of_case.case_page import case_page
from portal.pages.of_case.listed_requests import WantedRequests, in_order
from portal.pages.requests.drafting_acts import drafting_acts
from portal.present_cases import PresentCase
from portal.render import render
from remiss.consultation.life.commands import Suspend
from remiss.consultation.life.steering.closing import in_the_way
from remiss.consultation.state import Consultation
from remiss.evidence.dossier.case_chain import chain_hash
from remiss.ledger import ChainedEvent
from remiss.ledger.reads.signed_checkpoints import Covering
from remiss.texts import Bilingual
from remiss.texts.catalogue import LANGUAGES, Language
from remiss.views.chain_of_case import broken_in
from remiss.views.seen_case import SeenCase
from tests.given.case import FINANCE, MONDAY, OFFICER, given, hanoi, head, opening, order

TUESDAY = hanoi("2026-03-03", "09:00")
FOR_A_PERSON = 1024
"""What stands around a page for somebody signed in, beyond what a stranger sees."""
REASON = "Nội dung được tách sang văn bản khác."


def test_what_stands_in_the_way_is_what_would_be_refused() -> None:
    """Agencies that have to reply, by name; nobody may press what the rules refuse."""
    case = given(opening())
    found = PresentCase(SeenCase(OFFICER, case, (), behind=False), TUESDAY)
    (first,) = in_the_way(case, TUESDAY)
    assert first.code == "requests_open"
    sheet = steering.conclude(found)
    assert sheet.idle
    assert sheet.told[0].lines == (first.message,)


def test_a_suspended_case_offers_to_go_on_and_not_to_stop_again() -> None:
    """Each act says why it is not for now."""
    case = given(opening(), order(Suspend, OFFICER, MONDAY, reason=REASON))
    found = PresentCase(SeenCase(OFFICER, case, (), behind=False), TUESDAY)
    assert steering.suspend(found).idle
    assert steering.resume(found).idle is None
    paths = {act.path.rsplit("/", 1)[1] for act in case_page(found).acts}
    assert {"resume", "cancel"} <= paths
    assert not {"suspend", "conclude"} & paths


def test_an_agency_is_offered_nothing_of_the_drafting_side() -> None:
    """And the officer what the table lets an officer do, no order of the Office."""
    case = given(opening())
    request = case.requests[FINANCE.code]
    own = PresentCase(SeenCase(head(FINANCE), case, (), behind=False), TUESDAY)
    assert drafting_acts(own, request) == ()
    officer = PresentCase(SeenCase(OFFICER, case, (), behind=False), TUESDAY)
    paths = {act.path.rsplit("/", 1)[1] for act in drafting_acts(officer, request)}
    assert paths == {"entry", "withdraw"}


def test_a_table_begins_with_whom_the_case_waits_for() -> None:
    """Every request once, those without an outcome first."""
    case = given(opening())
    seen = SeenCase(OFFICER, case, (), behind=False)
    assert {each.agency.code for each in in_order(seen)} == set(case.requests)
    assert in_order(seen) == sorted(in_order(seen), key=lambda each: each.settled)


def of_many(count: int) -> Consultation:
    """The case, as if so many communes had been asked."""
    case = given(opening())
    first = case.requests[FINANCE.code]
    names = (Bilingual(vi=f"UBND xã số {n}", en=f"Commune {n}") for n in range(count))
    agencies = (
        FINANCE.model_copy(update={"code": f"H{10 + n // 100}.{n % 100:02}", "name": name})
        for n, name in enumerate(names)
    )
    asked = {each.code: first.model_copy(update={"agency": each}) for each in agencies}
    return case.model_copy(update={"requests": asked})


@pytest.mark.parametrize("page", [1, 2])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_of_three_hundred_is_no_heavy_page(language: Language, page: int) -> None:
    """Twenty-four lanes, the rest in the table, page by page; each within twenty kilobytes."""
    found = PresentCase(SeenCase(OFFICER, of_many(300), (), behind=False), TUESDAY)
    shown = case_page(found, WantedRequests(page))
    assert shown.lanes is None or len(shown.lanes.lanes) == 24
    assert (shown.lanes is None) == (page == 2)
    assert shown.requests == 300
    assert shown.paging.next
    html = render(Anyone(language, "/cases"), shown)
    assert len(html.encode()) <= 20 * 1024 - FOR_A_PERSON
    assert "300" in html


def test_every_agency_of_three_hundred_stands_on_some_page() -> None:
    """Once each."""
    found = PresentCase(SeenCase(OFFICER, of_many(300), (), behind=False), TUESDAY)
    named: list[str | None] = []
    page = 1
    while True:
        shown = case_page(found, WantedRequests(page))
        named += [row[0].path for row in shown.table.rows] if shown.table else []
        if shown.paging.next is None:
            break
        page += 1
    assert len(named) == len(set(named)) == 300


@pytest.mark.parametrize("typed", ["xa so 299", "XÃ  SỐ 299", "mmune 299", "H12.99"])
def test_one_of_three_hundred_is_found_by_a_part_of_its_name(typed: str) -> None:
    """With marks or without, in either language, by its code too; the rest of the case is away."""
    found = PresentCase(SeenCase(OFFICER, of_many(300), (), behind=False), TUESDAY)
    shown = case_page(found, WantedRequests(name=typed))
    assert shown.table is not None
    assert len(shown.table.rows) == shown.requests == 1
    assert shown.lanes is None
    assert "UBND xã số 299" in render(Anyone("vi", "/cases"), shown)


def test_of_agencies_found_every_page_is_led_to() -> None:
    """What was typed stays in the address; where none is called so, the page says it."""
    found = PresentCase(SeenCase(OFFICER, of_many(300), (), behind=False), TUESDAY)
    shown = case_page(found, WantedRequests(name="xa so 1"))
    assert shown.requests == 111
    assert shown.paging.next == f"/cases/{found.seen.case.id}?name=xa+so+1&page=2#requests"
    assert "Không có cơ quan nào" in render(
        Anyone("vi", "/cases"), case_page(found, WantedRequests(name="huyện"))
    )


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], ["|Cơ bản thống nhất; cân nhắc thêm."]),
        (["thống nhất"], ["|Cơ bản ", "*thống nhất", "|; cân nhắc thêm."]),
        (["Cơ bản thống nhất", "thống nhất"], ["*Cơ bản thống nhất", "|; cân nhắc thêm."]),
        (["không có"], ["|Cơ bản thống nhất; cân nhắc thêm."]),
    ],
)
def test_what_was_found_is_marked_where_it_stands(spans: list[str], found: list[str]) -> None:
    """No word is lost or said twice, whatever overlaps."""
    parts = marked("Cơ bản thống nhất; cân nhắc thêm.", spans)
    assert [f"{'*' if each.found else '|'}{each.words}" for each in parts] == found


def chained(*bodies: str) -> list[ChainedEvent]:
    """A chain that holds."""
    found: list[ChainedEvent] = []
    before = None
    for version, said in enumerate(bodies, start=1):
        body = {"version": version, "said": said}
        found.append(ChainedEvent(body, before, chain_hash(before, body)))
        before = found[-1].hash
    return found


def test_a_chain_names_the_event_that_was_changed() -> None:
    """By its content, by its link, and by what a checkpoint signed."""
    whole = chained("a", "b", "c")
    assert broken_in(whole, None) == ()
    changed = [whole[0], whole[1]._replace(body={"version": 2, "said": "x"}), whole[2]]
    assert broken_in(changed, None) == (2,)
    assert broken_in([whole[0], whole[2]], None) == (2,)
    signed = Covering(7, MONDAY, "0" * 64, "0" * 16, 3, whole[2].hash)
    assert broken_in(whole, signed) == ()
    rewritten = chained("a", "b", "y")
    assert broken_in(rewritten, signed) == (3,)
    assert broken_in(whole[:2], signed) == (3,)
