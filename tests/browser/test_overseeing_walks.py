"""Who oversees walks from a list to an act or a record: on a desk and a phone, without script."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import NamedTuple

import asyncpg
import pytest
from playwright.async_api import expect

from activities.report_step import Reporting
from remiss.consultation.ports import ReportTask
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.span import WorkSpan
from remiss.demo.desks import person_named
from remiss.ledger import connect, morning_cases, publish
from remiss.ledger.sheets.sheet_making import make_due
from remiss.reference.calendars import working_calendar
from remiss.reference.registry import province_name
from remiss.texts import VIET_NAM
from tests.given.browser import DESK, PHONE
from tests.given.portal_cases import (
    ELSEWHERE,
    FINANCE,
    HEALTH,
    HOME_AFFAIRS,
    OFFICE,
    PLOT,
    PortalCase,
)
from tests.given.portal_fixtures import PortalInUse
from tests.given.walks import Walk

HEAD_OF_HEALTH, BUSY, FREE = "syt.thuy.dinh", "syt.binh.chu", "syt.nhan.ho"
NAME_OF_FREE = "Hồ Thành Nhân"
WORDS = "Đề nghị gửi văn bản trả lời trước cuộc họp của Ủy ban nhân dân tỉnh."
STREAM = "select count(*) from event where stream = $1"
CALENDAR = working_calendar(datetime.now(UTC).year, datetime.now(UTC).year + 2)
WIDTHS = pytest.mark.parametrize("width", [DESK, PHONE])


async def overdue_case(portal: PortalInUse, days: int = 1) -> PortalCase:
    """Drafted elsewhere; both agencies are overdue for so many working days, Health with somebody.

    Two are asked, not all of the story: each more costs the walk a second.
    """
    asked = {"q4": FINANCE, "q8": HEALTH}
    plot = PLOT.model_copy(
        update={
            "officer": ELSEWHERE,
            "questions": [each for each in PLOT.questions if each.id in asked],
            "agencies": list(asked.values()),
        }
    )
    case = await portal.cases.fresh(plot=plot)
    await case.does(HEAD_OF_HEALTH, "assign", HEALTH, official=person_named(BUSY))
    due = (await case.reads(agency=HEALTH))["row"]["due_at"]
    late = CALENDAR.add(datetime.fromisoformat(due), WorkSpan(days=days))
    await case.play.pass_time_to(late)
    return case


class Order(NamedTuple):
    """One thing the Office does to a request, and what the report of the next morning lists."""

    width: int
    act: Callable[[Walk, date], Awaitable[None]]
    event: str
    days: int
    """Working days for which the request is overdue before: each walk has its own morning."""
    listed: bool
    """Whether the request still is overdue on that morning."""


async def _orders_a_date(walk: Walk, day: date) -> None:
    await walk.follows(walk.main().locator('a[href$="/order"]'))
    await walk.window.page.fill('[name="to"]', f"{day:%d/%m/%Y}")
    await walk.window.page.fill('[name="reasons"]', WORDS)
    await walk.follows(walk.main().get_by_role("button", name="Ấn định hạn"))


async def _urges(walk: Walk, _day: date) -> None:
    await walk.follows(walk.main().locator('a[href$="/urging"]'))
    await walk.window.page.fill('[name="words"]', WORDS)
    await walk.follows(walk.main().get_by_role("button", name="Đôn đốc cơ quan này"))


@pytest.mark.parametrize(
    "order",
    [
        Order(DESK, _orders_a_date, "deadline_ordered", 2, listed=False),
        Order(PHONE, _urges, "request_urged", 1, listed=True),
    ],
    ids=["a date ordered, on a desk", "urged, on a phone"],
)
async def test_the_office_goes_from_the_board_to_the_order_to_the_report(
    portal: PortalInUse, order: Order
) -> None:
    """Found by filters; what was ordered is in the ledger; the morning after is read and taken."""
    case = await overdue_case(portal, order.days)
    now = await case.play._clock.now()
    walk = await Walk.of(portal, OFFICE, order.width)
    await walk.begins("/portal/office")
    page = walk.window.page
    await page.get_by_label("Cơ quan được lấy ý kiến").fill("so y te")
    await page.get_by_label("Cơ quan chủ trì soạn thảo").fill("van hoa")
    await walk.follows(walk.main().get_by_role("button", name="Lọc"))
    await expect(walk.main()).to_contain_text("Đang lọc theo cơ quan: Sở Y tế (H99.11).")
    own = f"/requests/{case.id}/{HEALTH}"
    await walk.follows(await walk.window.finds(f'main h3 a[href$="{own}"]'))

    assert order.event not in await case.recorded()
    day = CALENDAR.next_working_day((now + timedelta(days=7)).date())
    await order.act(walk, day)
    await expect(walk.main()).to_contain_text(WORDS if order.listed else f"{day:%d/%m/%Y}")
    assert (await case.recorded()).count(order.event) == 1

    morning = _morning_after(now)
    await _report(portal, morning)
    await walk.follows(page.get_by_role("link", name="Báo cáo ngày"))
    await walk.follows(await walk.window.finds(f'main a[href$="/reports/{morning.date()}"]'))
    await page.get_by_label("Cơ quan được lấy ý kiến").fill("y te" if order.listed else "tai chinh")
    await walk.follows(walk.main().get_by_role("button", name="Lọc"))
    of = HEALTH if order.listed else FINANCE
    await expect(
        await walk.window.finds(f'main h3 a[href$="/requests/{case.id}/{of}"]')
    ).to_be_visible()
    assert (await walk.downloads('main a[href*=".docx"]')).startswith(b"PK")


def _morning_after(now: datetime) -> datetime:
    """When offices open on the working day after."""
    day = CALENDAR.next_working_day(now.astimezone(VIET_NAM).date())
    return datetime.combine(day, CALENDAR.sessions[0].opens, VIET_NAM)


async def _report(portal: PortalInUse, morning: datetime) -> None:
    """As the worker makes it, of what the ledger held on that morning."""

    async def calendar_at(_at: datetime) -> WorkCalendar:
        return CALENDAR

    pool = await _ledger(portal)
    try:
        find, keep = partial(morning_cases, pool), partial(publish, pool)
        reporting = Reporting(find, keep, calendar_at, province_name())
        made = await reporting.make_daily_report(ReportTask(at=morning))
        assert made.made_at == morning
    finally:
        await pool.close()


async def _ledger(portal: PortalInUse) -> asyncpg.Pool:
    dsn = portal.served.settings.postgres_dsn
    assert dsn
    return await connect(dsn.get_secret_value())


@WIDTHS
async def test_home_affairs_goes_from_a_figure_to_its_cases_to_the_ledger(
    portal: PortalInUse, width: int
) -> None:
    """The sheet of a year, the cases counted, one of them, its events; nothing is left behind."""
    case = await overdue_case(portal)
    key = await _sheet_of_the_year(portal)
    events = await _events(portal, case)
    walk = await Walk.of(portal, HOME_AFFAIRS, width)
    await walk.begins("/portal/cases")
    await walk.follows(walk.window.page.get_by_role("link", name="Bảng theo kỳ"))
    await walk.follows(walk.main().locator(f'a[href$="/sheets/{key}"]'))
    figure = f'main a[href*="/scorecards/agencies/{HEALTH}/behind"]'
    await walk.follows(await walk.window.finds(figure))
    await walk.follows(await walk.window.finds(f'main a[href$="/cases/{case.id}"]'))
    await walk.follows(walk.main().locator(f'a[href$="/cases/{case.id}/ledger"]').first)
    await expect(walk.main()).to_contain_text(f"Toàn vẹn: {events} sự kiện")
    timeline = await case.reads(HOME_AFFAIRS, "timeline")
    shown = await walk.main().locator("#events").inner_text()
    assert re.findall(r"\d+", shown) == [str(len(timeline["entries"]))]
    assert await _events(portal, case) == events


async def _sheet_of_the_year(portal: PortalInUse) -> str:
    """Of the year in which cases are opened, made as when it is over."""
    year = datetime.now(UTC).year
    pool = await _ledger(portal)
    try:
        await make_due(pool, datetime(year + 1, 1, 2, tzinfo=UTC))
    finally:
        await pool.close()
    return str(year)


async def _events(portal: PortalInUse, case: PortalCase) -> int:
    pool = await _ledger(portal)
    try:
        return int(await pool.fetchval(STREAM, case.id))
    finally:
        await pool.close()


@WIDTHS
async def test_a_head_goes_from_an_overload_to_a_new_assignment(
    portal: PortalInUse, width: int
) -> None:
    """What is overdue with one official; one of it is given to another, and then lies there."""
    case = await overdue_case(portal)
    walk = await Walk.of(portal, HEAD_OF_HEALTH, width)
    await walk.begins("/portal/work")
    await walk.follows(walk.window.page.get_by_role("link", name="Phân công"))
    await walk.follows(walk.main().locator(f'a[href*="official={BUSY}&overdue"]'))
    own = f"/requests/{case.id}/{HEALTH}"
    await walk.follows(await walk.window.finds(f'main li a[href$="{own}/assign"]'))
    await walk.window.page.select_option("#official", FREE)
    await walk.follows(walk.main().get_by_role("button", name="Giao"))
    await expect(walk.main()).to_contain_text(NAME_OF_FREE)

    assert (await case.recorded()).count("official_assigned") == 2
    row = (await case.reads(HEAD_OF_HEALTH, agency=HEALTH))["row"]
    assert row["official"] == NAME_OF_FREE
    await walk.follows(walk.window.page.get_by_role("link", name="Phân công"))
    await walk.follows(walk.main().locator(f'a[href*="official={FREE}&overdue"]'))
    await expect(await walk.window.finds(f'main h3 a[href$="{own}"]')).to_be_visible()
