"""Scorecards on pages: peers in any order, a card, the cases behind each figure, one's own."""

import csv
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from docx import Document

from portal.pages.scorecards.peer_groups import PeerGroup, peer_group
from remiss.consultation.life.commands import AmendDraft
from remiss.consultation.values import Actor, Position, Role
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.ledger import append, connect
from remiss.reference.registry import Registry, load_registry
from remiss.serving.services import Services
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import (
    DIRECTORY,
    FINANCE,
    HOME,
    JUSTICE,
    LAW,
    OFFICE,
    OFFICER,
    hanoi,
    head,
    opening,
    order,
    time_passes,
)
from tests.given.ledger_cases import batches
from tests.given.people import AUDITOR, HEAD, OTHER_HEAD, SUPERVISOR, actor
from tests.given.portal_visits import Browser, Portal, portal_serving, text_of

SEEDS = range(200, 225)
YEAR = "from=2026-01-01&to=31/12/2026"
LINK = re.compile(r'data-h="[^"]*" class="n"><a href="([^"]*behind[^"]*)">(\d+)')
COUNTED = re.compile(r'data-h="Số đã đếm" class="n">(\d+)<')
NEXT = re.compile(r'<a href="([^"]*)" rel="next">')
AN_OFFICIAL = actor(f"an-{FINANCE.code}", Role.AGENCY_OFFICIAL, FINANCE.code)


@asynccontextmanager
async def lived(settings: Settings) -> AsyncIterator[Portal]:
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


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """The portal of the shipped registry."""
    async with lived(settings) as portal:
        yield portal


@pytest.fixture
def marked() -> Registry:
    """A registry in which the Department of Finance is marked as no administrative agency."""
    return load_registry().model_copy(update={"apart": frozenset({FINANCE.code})})


@pytest.fixture
async def portal_apart(
    settings: Settings, marked: Registry, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Portal]:
    """The portal of that registry."""
    monkeypatch.setattr(Services, "registry", property(lambda _: marked))
    async with lived(settings) as portal:
        yield portal


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


def amended(at: datetime) -> AmendDraft:
    """Another draft, of which the agencies asked about the law are asked anew."""
    law = LAW.model_copy(update={"text": "Khoản 2 mới đã rõ chưa?"})
    draft = opening().draft.model_copy(update={"sha256": "b" * 64})
    return order(AmendDraft, OFFICER, at, draft=draft, changed=(law,), directory=DIRECTORY)


async def test_the_card_says_whether_rounds_and_recipients_fall(settings: Settings) -> None:
    """Six drafts in spring with two rounds, six in summer with one, to fewer agencies."""
    async with portal_serving(settings) as portal:
        dsn = portal.settings.postgres_dsn
        assert dsn
        pool = await connect(dsn.get_secret_value())
        for n in range(6):
            spring, summer = hanoi("2026-03-02"), hanoi("2026-08-03")
            fewer: dict[str, Any] = {"questions": (LAW,), "agencies": (JUSTICE.code,)}
            drafts: tuple[list[Any], ...] = (
                [opening(spring, consultation=f"HS-W{n}"), amended(spring)],
                [opening(summer, consultation=f"HS-S{n}", **fewer)],
            )
            for commands in drafts:
                for batch in batches(*commands):
                    await append(pool, batch)
        await pool.close()
        async with portal.acting(OFFICE) as browser:
            card = f"/portal/scorecards/drafters/{HOME.code}"
            assert f'href="{card}/costs?' in await said(browser, f"{card}?{YEAR}")
            page = await said(browser, f"{card}/costs?{YEAR}")
            (steps,) = [link for link in LINK.findall(page) if "figure=steps" in link[0]]
            assert await counted_behind(browser, steps[0]) == int(steps[1]) > 0
    assert "Số lần mỗi dự thảo: giảm từ 2,00 ở 6 tháng trước xuống 1,00 ở 6 tháng sau." in page
    assert re.search(r"Số cơ quan mỗi dự thảo: giảm từ \d,\d\d .* xuống 1,00", page)
    assert "Ước tính giờ công = số bước × 30 phút" in page
    assert "hệ thống không biết ai thực tế làm việc bao lâu" in page
    assert "Không ước tính chi phí bằng tiền" in page


async def test_nobody_reads_their_own_agency_among_those_named(settings: Settings) -> None:
    """Home Affairs of an agency the rule names: without its row, and told why."""
    async with portal_serving(settings) as portal:
        dsn = portal.settings.postgres_dsn
        assert dsn
        pool = await connect(dsn.get_secret_value())
        for n in range(5):
            silent: list[Any] = [opening(consultation=f"HS-{n}"), time_passes(hanoi("2026-04-20"))]
            for batch in batches(*silent):
                await append(pool, batch)
        await pool.close()
        path = f"/portal/scorecards/named?{YEAR}"
        own = actor("an", Role.HOME_AFFAIRS, FINANCE.code)
        async with portal.acting(OFFICE) as browser:
            page = await said(browser, path)
            assert FINANCE.code in page
            assert "không đánh giá cơ quan đó" not in page
        async with portal.acting(own) as browser:
            page = await said(browser, path)
            assert JUSTICE.code in page
            assert FINANCE.code not in page
            assert "không đánh giá cơ quan đó" in page


async def test_a_look_at_nobody_is_not_found_and_leaves_none(portal: Portal) -> None:
    """An id of no figures: 404, and no row, for the Office and within an inspection."""
    behind = f"/portal/scorecards/agencies/{FINANCE.code}/behind?{YEAR}&figure=requests"
    named = "inspection=QD-12&reason=Thanh+tra+cong+vu"
    ghost = actor("khong-co-ai", Role.AGENCY_OFFICIAL, FINANCE.code)
    for person, more in ((OFFICE, ""), (AUDITOR, f"&{named}")):
        async with portal.acting(person) as browser:
            answer = await browser.get(f"{behind}&person={ghost.id}{more}")
            assert answer.status_code == 404
            assert (await browser.get(f"{behind}&person={AN_OFFICIAL.id}{more}")).status_code == 200
    async with portal.acting(ghost) as browser:
        assert OFFICE.name not in await said(browser, "/portal/figure-looks")
    async with portal.acting(AN_OFFICIAL) as browser:
        assert OFFICE.name in await said(browser, "/portal/figure-looks")


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
        assert "/portal/figure-looks" in page
        assert "Từng người" not in page
        assert re.search(r'data-h="Số liệu" class="n">[1-9]', page)
    async with portal.acting(AN_OFFICIAL.model_copy(update={"id": "nobody"})) as browser:
        page = await said(browser, f"/portal/scorecards/mine?{YEAR}")
        assert not re.search(r'data-h="Số liệu" class="n">[1-9]', page)


async def test_a_card_names_the_head(portal: Portal) -> None:
    """Of the agency, by the list of people, over the figures of a year."""
    async with portal.acting(OFFICE) as browser:
        page = await said(browser, f"/portal/scorecards/agencies/{FINANCE.code}?{YEAR}")
        assert "Người đứng đầu: Bùi Thu Hương" in page
        assert "Năm 2026" in page


async def test_pictures_have_their_tables(portal: Portal) -> None:
    """The spread of working days and twelve months, in bars and in numbers, in both languages."""
    async with portal.acting(OFFICE) as browser:
        page = await said(browser, f"/portal/scorecards/agencies/{FINANCE.code}?{YEAR}")
        assert page.count('<svg class="pic" height') == 2
        assert "ngày (nửa giữa: " in page
        english = f"/portal/en/scorecards/agencies/{FINANCE.code}?{YEAR}"
        assert "Working days to answer" in await said(browser, english)


def test_bodies_apart_have_no_peers(marked: Registry) -> None:
    """A Party body the registry marks so stands in no group; everybody else in one."""
    assert peer_group(FINANCE.code, load_registry()) is PeerGroup.DEPARTMENTS
    assert peer_group(FINANCE.code, marked) is None
    assert peer_group("H99.31", marked) is PeerGroup.COMMUNES


async def test_bodies_apart_are_in_an_export_of_their_own(
    portal_apart: Portal,
) -> None:
    """And in no list, no sum, and named by no rule."""
    async with portal_apart.acting(OFFICE) as browser:
        listed = await said(browser, f"/portal/scorecards/agencies?{YEAR}")
        assert "H99.03" in listed
        assert "H99.04 " not in listed
        assert "H99.04" not in await said(browser, f"/portal/scorecards/named?{YEAR}")
        assert "cơ quan Đảng, đoàn thể" in listed
        table = await said(browser, f"/portal/scorecards/apart.csv?{YEAR}")
        header, body, *rest = csv.reader(io.StringIO(table.removeprefix("\ufeff")))
        assert body[0] == "H99.04"
        assert not rest
        assert len(header) == len(body)
        whole = await said(browser, f"/portal/scorecards/province?{YEAR}")
        first = re.search(r'data-h="Số liệu" class="n">(\d+)', whole)
        counted = re.findall(r'figure=requests">(\d+)<', listed)
        assert first
        assert int(first[1]) == sum(map(int, counted))


async def test_a_rule_names_heads_with_the_count_behind_it(portal: Portal) -> None:
    """By code, with the rule in words, and each count opens its cases."""
    async with portal.acting(OFFICE) as browser:
        page = await said(browser, f"/portal/scorecards/named?{YEAR}")
        assert "Quy tắc số 1, áp dụng từ 01/01/2026" in page
        found = re.findall(r'class="n"><a href="([^"]*figure=overdue)">(\d+)/(\d+)', page)
        assert found
        for path, overdue, among in found:
            assert int(overdue) >= 3
            assert int(among) >= 5
            assert await counted_behind(browser, path) == int(overdue)
    async with portal.acting(HEAD) as browser:
        assert (await browser.get("/portal/scorecards/named")).status_code == 403


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026", "2026-01", "2099-Q1", "x"])
async def test_a_head_explains_a_quarter_of_their_own(portal: Portal, quarter: str) -> None:
    """One that has begun, of their own agency; nobody else does."""
    path = f"/portal/scorecards/agencies/{FINANCE.code}/explanations/{quarter}"
    for person, status in ((HEAD, 200), (OTHER_HEAD, 404), (OFFICE, 403)):
        async with portal.acting(person) as browser:
            wanted = 404 if person == HEAD and quarter != "2026-Q1" else status
            assert (await browser.get(path)).status_code == wanted, person.id


async def a_named_quarter(portal: Portal) -> tuple[SheetPeriod, str, Actor]:
    """The first quarter of the year in which the rule names somebody, as asked for, and whom."""
    async with portal.acting(OFFICE) as browser:
        for number in range(1, 5):
            quarter = SheetPeriod(2026, Length.QUARTER, number)
            asked = f"from={quarter.first}&to={quarter.last}"
            page = await said(browser, f"/portal/scorecards/named?{asked}")
            if found := re.search(r'/agencies/([\w.]+)/behind\?[^"]*figure=overdue"', page):
                code = found[1]
                return quarter, asked, actor(f"gd-{code}", Role.AGENCY_HEAD, code)
    raise AssertionError("the rule names nobody in these lives")


async def test_what_a_head_explained_stands_beside_their_name(portal: Portal) -> None:
    """With who and when, once for a form sent twice, and what is added later beside it."""
    quarter, asked, its_head = await a_named_quarter(portal)
    whole = f"/portal/scorecards/agencies/{its_head.agency}"
    card, path = f"{whole}?{asked}", f"{whole}/explanations/{quarter.key}"
    named = f"/portal/scorecards/named?{asked}"
    async with portal.acting(OFFICE) as browser:
        assert "Chưa có giải trình." in await said(browser, card)
    async with portal.acting(its_head) as browser:
        page = await said(browser, card)
        assert path in page
        assert "Quy tắc thường xuyên quá hạn nêu tên cơ quan này" in page
        assert "ít nhất 3 lần quá hạn" in await said(browser, path)
        assert "chọn một quý ở trên" in await said(
            browser, f"{whole}?from=2026-01-01&to=2026-02-01"
        )
        for key, words in (("b2", "Máy chủ hỏng."), ("b2", "Máy chủ hỏng."), ("c3", "Đã sửa.")):
            answer = await browser.post(path, do="send", key=key, words=words)
            assert answer.status_code == 303, text_of(answer)
        page = await said(browser, card)
        assert page.count("Máy chủ hỏng.") == 1
        assert "Đã sửa." in page
        assert its_head.name in page
        assert (await browser.post(path, do="send", key="a1")).status_code == 422
    async with portal.acting(OFFICE) as browser:
        assert "Máy chủ hỏng." in await said(browser, card)
        assert "Máy chủ hỏng." not in await said(
            browser, f"{whole}?from={quarter.next.first}&to={quarter.next.last}"
        )
        page = await said(browser, named)
        assert page.count("Chưa có giải trình") + page.count("Máy chủ hỏng.") == page.count(
            'data-h="Giải trình"'
        )
        assert f"{its_head.name}: Máy chủ hỏng. · " in page


async def test_the_list_of_a_quarter_is_a_letter(portal: Portal) -> None:
    """For the Office and Home Affairs, with what was explained; of no other period."""
    quarter, asked, its_head = await a_named_quarter(portal)
    letter = f"/portal/scorecards/named/{quarter.key}/letter"
    async with portal.acting(its_head) as browser:
        path = f"/portal/scorecards/agencies/{its_head.agency}/explanations/{quarter.key}"
        answer = await browser.post(path, do="send", key="d4", words="Thiếu người.")
        assert answer.status_code == 303, text_of(answer)
        assert (await browser.get(letter)).status_code == 403
    async with portal.acting(AUDITOR) as browser:
        assert letter not in await said(browser, f"/portal/scorecards/named?{asked}")
        assert (await browser.get(letter)).status_code == 403
    async with portal.acting(OFFICE) as browser:
        assert letter in await said(browser, f"/portal/scorecards/named?{asked}")
        assert letter not in await said(browser, f"/portal/scorecards/named?{YEAR}")
        answer = await browser.get(letter)
        assert answer.status_code == 200
        table = Document(io.BytesIO(answer.content)).tables[1]
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        (own,) = [row for row in rows if row[4].endswith("Thiếu người.")]
        known = load_registry().agency(str(its_head.agency))
        assert known
        assert own[1] == known.name.vi
        assert int(own[3].split("/")[0]) >= 3
        assert (await browser.get("/portal/scorecards/named/2026/letter")).status_code == 404


async def test_the_province_is_the_sum_of_its_agencies(portal: Portal) -> None:
    """Of those that answer, and of those that consult."""
    for card, path in (("agencies", "province"), ("drafters", "province/drafters")):
        async with portal.acting(OFFICE) as browser:
            whole = await said(browser, f"/portal/scorecards/{path}?{YEAR}")
            rows = await said(browser, f"/portal/scorecards/{card}?{YEAR}")
        counted = re.findall(r'figure=(?:requests|consultations)">(\d+)<', rows)
        first = re.search(r'data-h="Số liệu" class="n">(\d+)', whole)
        assert first
        assert int(first[1]) == sum(map(int, counted))


async def test_an_inspector_names_the_inspection_and_the_person_reads_of_it(
    portal: Portal,
) -> None:
    """Until then the agency's figures alone, and the cases behind nobody; then it is on record."""
    card = f"/portal/scorecards/agencies/{FINANCE.code}"
    behind = f"{card}/behind?{YEAR}&figure=requests&person={AN_OFFICIAL.id}"
    named = "inspection=QĐ+12&reason=Thanh+tra+công+vụ"
    async with portal.acting(AUDITOR) as browser:
        page = await said(browser, f"{card}?{YEAR}")
        assert "&person=" not in page
        assert "Quyết định kiểm tra" in page
        assert "Đề nghị ghi đủ" in await said(browser, f"{card}?{YEAR}&inspection=QĐ+12")
        assert (await browser.get(behind)).status_code == 422
        page = await said(browser, f"{card}?{YEAR}&{named}")
        (link, *_) = [path for path, _ in LINK.findall(page) if f"person={AN_OFFICIAL.id}" in path]
        assert "inspection=" in link
        assert await counted_behind(browser, link)
    async with portal.acting(AN_OFFICIAL) as browser:
        page = await said(browser, "/portal/figure-looks")
        assert page.count("QĐ 12: Thanh tra công vụ") == 2
        assert AUDITOR.name in page
        assert "từ 01/01/2026 đến 31/12/2026" in page
    async with portal.acting(OTHER_HEAD) as browser:
        assert "Chưa có ai xem" in await said(browser, "/portal/figure-looks")
