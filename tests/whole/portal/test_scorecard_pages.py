"""Scorecards on pages: peers in any order, a card, the cases behind each figure, one's own."""

import re
from collections.abc import AsyncIterator
from html import unescape

import pytest

from remiss.consultation.values import Actor, Position, Role
from remiss.ledger import append, connect
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import FINANCE, HOME, JUSTICE, OFFICE, OFFICER, head
from tests.given.people import HEAD, OTHER_HEAD, SUPERVISOR, actor
from tests.given.portal_visits import Browser, Portal, portal_serving, text_of

SEEDS = range(200, 225)
YEAR = "from=2026-01-01&to=31/12/2026"
LINK = re.compile(r'data-h="[^"]*" class="n"><a href="([^"]*behind[^"]*)">(\d+)')
COUNTED = re.compile(r'data-h="Số đã đếm" class="n">(\d+)<')
NEXT = re.compile(r'<a href="([^"]*)" rel="next">')
AN_OFFICIAL = actor(f"an-{FINANCE.code}", Role.AGENCY_OFFICIAL, FINANCE.code)


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """The portal over a ledger of lives that chance told."""
    async with portal_serving(settings) as portal:
        dsn = portal.settings.postgres_dsn
        assert dsn
        pool = await connect(dsn.get_secret_value())
        for seed in SEEDS:
            position = (Position.DISAGREE, Position.AGREE)[seed % 2]
            await append(pool, generated.whole(f"HS-{seed}", seed, position))
        await pool.close()
        yield portal


async def said(browser: Browser, path: str) -> str:
    answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


async def counted_behind(browser: Browser, path: str) -> int:
    """What all pages of a list add up to."""
    total, here = 0, path
    while here:
        page = await said(browser, here)
        total += sum(map(int, COUNTED.findall(page)))
        following = NEXT.search(page)
        here = following[1] if following else ""
    return total


@pytest.mark.parametrize("card", ["agencies", "drafters"])
async def test_every_figure_opens_what_adds_up_to_it(portal: Portal, card: str) -> None:
    """Of an agency and of each of its people, also each band of the working days."""
    code = FINANCE.code if card == "agencies" else HOME.code
    async with portal.acting(OFFICE) as browser:
        page = await said(browser, f"/portal/scorecards/{card}/{code}?{YEAR}")
        links = LINK.findall(page)
        assert len(links) > 20
        assert any("person=" in path for path, _ in links)
        assert any("answered_" in path or "concluded_" in path for path, _ in links)
        for path, figure in links:
            if figure != "0":  # else it leads to what it is none of
                assert await counted_behind(browser, path) == int(figure), path


async def test_columns_sort_both_ways_and_few_come_last(portal: Portal) -> None:
    """Without a number of rank; where there are under five, no rate is said."""
    async with portal.acting(OFFICE) as browser:
        rows = {}
        for order in ("silent", "-silent", "in_time", "-in_time"):
            page = await said(browser, f"/portal/scorecards/agencies?{YEAR}&sort={order}")
            rows[order] = re.findall(r'rowheader"><a href="[^"]*">(H99\.\d\d)', page)
            assert "Xếp Đúng hạn từ thấp đến cao" in page
            assert not re.search(r"[Hh]ạng \d|[Tt]hứ hạng|điểm chung là", page)
        assert sorted(rows["in_time"]) == sorted(rows["-in_time"])
        few = await said(browser, "/portal/scorecards/agencies?from=2026-03-25&to=2026-04-03")
        assert "chưa đủ 5" in few


async def test_peers_stand_with_peers(portal: Portal) -> None:
    """A group of agencies alike; another group is another list."""
    async with portal.acting(OFFICE) as browser:
        departments = await said(browser, f"/portal/scorecards/agencies?{YEAR}")
        assert "Sở, ban, ngành" in departments
        communes = await said(browser, f"/portal/scorecards/agencies?{YEAR}&group=communes")
        assert FINANCE.code in departments
        assert "Kỳ này chưa có số liệu" in communes


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        (OFFICE, f"agencies/{FINANCE.code}", 200),
        (HEAD, f"agencies/{HEAD.agency}", 200),
        (OTHER_HEAD, f"agencies/{FINANCE.code}", 404),
        (OTHER_HEAD, f"agencies/{FINANCE.code}/behind?figure=requests", 404),
        (head(JUSTICE), f"drafters/{JUSTICE.code}", 403),
        (SUPERVISOR, f"drafters/{HOME.code}", 200),
        (SUPERVISOR, f"drafters/{JUSTICE.code}", 404),
        (OFFICER, f"drafters/{HOME.code}", 403),
        (OFFICE, f"agencies/{FINANCE.code}/behind?figure=nothing", 404),
        (OFFICE, f"agencies/{FINANCE.code}?from=hôm+qua", 422),
        (OFFICE, f"agencies/{FINANCE.code}?from=2026-03-02&to=2026-03-01", 422),
    ],
)
async def test_who_reads_which(portal: Portal, person: Actor, path: str, status: int) -> None:
    """One's own agency, or who oversees; what is another's is not there."""
    async with portal.acting(person) as browser:
        answer = await browser.get(f"/portal/scorecards/{path}")
        assert answer.status_code == status, text_of(answer)


async def test_a_person_reads_their_own_figures(portal: Portal) -> None:
    """And of nobody else; whoever has none reads zeros."""
    async with portal.acting(AN_OFFICIAL) as browser:
        page = await said(browser, f"/portal/scorecards/mine?{YEAR}")
        assert "Số liệu của tôi" in page
        assert "Từng người" not in page
        assert re.search(r'data-h="Số liệu" class="n">[1-9]', page)
    async with portal.acting(AN_OFFICIAL.model_copy(update={"id": "nobody"})) as browser:
        page = await said(browser, f"/portal/scorecards/mine?{YEAR}")
        assert not re.search(r'data-h="Số liệu" class="n">[1-9]', page)


async def test_pictures_have_their_tables(portal: Portal) -> None:
    """The spread of working days and twelve months, in bars and in numbers, in both languages."""
    async with portal.acting(OFFICE) as browser:
        page = await said(browser, f"/portal/scorecards/agencies/{FINANCE.code}?{YEAR}")
        assert page.count('<svg class="pic" height') == 2
        assert "ngày (nửa giữa: " in page
        english = f"/portal/en/scorecards/agencies/{FINANCE.code}?{YEAR}"
        assert "Working days to answer" in await said(browser, english)
