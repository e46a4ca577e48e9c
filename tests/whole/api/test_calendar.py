"""The working calendar by HTTP: read, tried, recorded; and what a case opens with."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from temporalio.client import Client

import worker
from remiss.ledger.reads.pool import Ledger
from remiss.problems.problem import Problem
from remiss.reference.calendars import calendar_in_force
from remiss.settings import Settings
from remiss.texts import VIET_NAM
from remiss.views.calendar.working_calendar import Calendars
from tests.given.api_cases import QUESTIONS, Case, open_case, opening
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER
from tests.given.served import Served, serving
from tests.given.story import until

DONG_AN = "H99.31"
SITE = {"id": "dia-ban", "text": "Hiện trạng khu đất thế nào?", "field": "local.site"}
YEAR = datetime.now(VIET_NAM).year


def day(on: date | str, kind: str = "day_off", name: str = "Nghỉ hoán đổi") -> dict[str, Any]:
    return {"date": str(on), "kind": kind, "name": {"vi": name, "en": "Swapped"}}


def change(*days: dict[str, Any], **changed: Any) -> dict[str, Any]:
    basis = {"legal_basis": "Thông báo số 12/TB-VP", "reason": "Hoán đổi ngày làm việc"}
    return {"overrides": list(days)} | basis | changed


async def due(case: Case) -> datetime:
    answer = await case.served.call(OFFICER, "GET", case.request())
    return datetime.fromisoformat(answer.json()["row"]["due_at"])


async def record(served: Served, *days: dict[str, Any], key: str | None = None) -> Any:
    body = change(*days)
    answer = await served.call(OFFICE, "POST", "/calendar/overrides", key=key, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_preview_foresees_what_recording_then_does(served: Served) -> None:
    """Which deadlines, before and after; nothing moves until somebody records it."""
    case = await open_case(served)
    before = await due(case)
    off = before.astimezone(VIET_NAM).date()

    foreseen = await served.call(
        OFFICE, "POST", "/calendar/preview", json={"overrides": [day(off)]}
    )
    assert foreseen.status_code == 200, foreseen.text
    assert await due(case) == before
    await record(served, day(off))
    await until(lambda: _moved(case, before))

    (moved,) = foreseen.json()["cases"]
    assert (moved["consultation"], moved["officer"]["id"]) == (case.id, OFFICER.id)
    said = {each["agency"]: each for each in moved["moved"]}
    assert datetime.fromisoformat(said[FINANCE]["due_before"]) == before
    assert datetime.fromisoformat(said[FINANCE]["due_at"]) == await due(case)
    shown = (await served.call(HEAD, "GET", "/calendar")).json()
    assert shown["version"] == foreseen.json()["version"]


async def _moved(case: Case, before: datetime) -> bool:
    return await due(case) != before


async def test_a_storm_in_one_commune_moves_its_own_deadlines_only(served: Served) -> None:
    """Foreseen for the one request it concerns; its explanation names place and document."""
    elsewhere = await open_case(served)
    body = opening(elsewhere.sha256, questions=[QUESTIONS[0], SITE], agencies=[FINANCE, DONG_AN])
    body["draft"] |= {"territories": [DONG_AN]}
    opened = await served.call(OFFICER, "POST", "/consultations", json=body)
    case = Case(served, opened.json()["receipt"]["consultation"], elsewhere.sha256)
    before = await due(case)
    storm = day(before.astimezone(VIET_NAM).date()) | {"territory": DONG_AN}

    foreseen = await served.call(OFFICE, "POST", "/calendar/preview", json={"overrides": [storm]})
    await record(served, storm)
    await until(lambda: _told_of_the_calendar(case))

    (moved,) = foreseen.json()["cases"]
    assert moved["consultation"] == case.id
    assert [each["agency"] for each in moved["moved"]] == [DONG_AN]
    assert await due(case) == before == await due(elsewhere)
    said = (await served.call(OFFICER, "GET", f"{case.request(DONG_AN)}/deadline")).json()
    assert "tại phường Đông An, theo Thông báo số 12/TB-VP" in said["text"]["vi"]
    assert not await _told_of_the_calendar(elsewhere)
    shown = (await served.call(HEAD, "GET", "/calendar")).json()
    assert [(each["territory"], each["place"]["vi"]) for each in shown["local_days"]] == [
        (DONG_AN, "phường Đông An")
    ]


async def _told_of_the_calendar(case: Case) -> bool:
    return "calendar_changed" in await case.told(OFFICER)


async def test_half_a_day_is_a_working_day_that_ends_at_noon(served: Served) -> None:
    """Listed as such, and with the document of the days whose document is known."""
    case = await open_case(served)
    before = await due(case)
    last = before.astimezone(VIET_NAM).date()

    await record(served, day(last) | {"part": "afternoon"})
    await until(lambda: _moved(case, before))

    assert await due(case) == before.replace(hour=11, minute=30)
    shown = (await served.call(HEAD, "GET", "/calendar")).json()
    assert [(each["date"], each["off"]) for each in shown["half_days"]] == [
        (str(last), "afternoon")
    ]
    culture = next(each for each in shown["days_off"] if each["date"] == f"{YEAR + 1}-11-24")
    assert culture["legal_basis"] == "Nghị quyết số 28/2026/QH16 ngày 24/4/2026 của Quốc hội"


async def test_the_timeline_tells_of_the_change(served: Served) -> None:
    """An agency reads why its deadline moved, and by whom."""
    case = await open_case(served)
    before = await due(case)
    await record(served, day(before.astimezone(VIET_NAM).date()))
    await until(lambda: _moved(case, before))

    timeline = (await served.call(HEAD, "GET", f"{case.path}/timeline")).json()

    told = timeline["entries"][-1]
    assert told["type"] == "calendar_changed"
    assert OFFICE.name in told["text"]["vi"]


async def test_a_preview_comes_in_pages(served: Served) -> None:
    """A page names where the next one begins; together they hold every case once."""
    opened = {(await open_case(served)).id for _ in range(3)}
    off = datetime.now(VIET_NAM).date() + timedelta(days=1)
    while calendar_in_force((), YEAR).skipped(off):
        off += timedelta(days=1)
    found, after = list[str](), None

    for _ in range(4):
        body = {"overrides": [day(off)], "limit": 1, "after": after}
        page = (await served.call(OFFICE, "POST", "/calendar/preview", json=body)).json()
        found += [case["consultation"] for case in page["cases"]]
        after = page["next"]
        if after is None:
            break

    assert (sorted(found), after) == (sorted(opened), None)


async def test_a_case_opened_afterwards_has_the_day_from_the_start(served: Served) -> None:
    """No change is recorded in it: its opening carries the calendar in force."""
    first = await open_case(served)
    before = await due(first)
    await record(served, day(before.astimezone(VIET_NAM).date()))
    await until(lambda: _moved(first, before))

    case = await open_case(served)

    assert await due(case) == await due(first)
    timeline = (await served.call(OFFICER, "GET", f"{case.path}/timeline")).json()
    assert "calendar_changed" not in [entry["type"] for entry in timeline["entries"]]


async def test_recording_again_with_the_same_key_records_once(served: Served) -> None:
    """The answer is the same; for other days the key is refused."""
    key, on = secrets.token_hex(8), f"{YEAR + 1}-10-12"
    first = await record(served, day(on), key=key)

    assert await record(served, day(on), key=key) == first
    body = change(day(f"{YEAR + 1}-10-13"))
    other = await served.call(OFFICE, "POST", "/calendar/overrides", key=key, json=body)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    shown = (await served.call(OFFICE, "GET", "/calendar")).json()
    assert [each["override"]["date"] for each in shown["overrides"]] == [on]
    assert shown["overrides"][0]["by"] == {"id": OFFICE.id, "name": OFFICE.name}
    assert on in {each["date"] for each in shown["days_off"]}


@pytest.mark.parametrize(
    ("days", "status", "code"),
    [
        ([day("2020-01-06")], 422, "day_unknown_to_calendar"),
        ([day(f"{YEAR}-01-04", "working_day")], 409, "past_day_made_working"),
        ([day(f"{YEAR + 1}-10-12")] * 2, 422, "day_named_twice"),
        ([], 422, "invalid_request"),
        ([day("mai")], 422, "invalid_request"),
        ([day(f"{YEAR + 1}-10-12") | {"part": "night"}], 422, "invalid_request"),
        ([day(f"{YEAR + 1}-10-12") | {"territory": "H99.02"}], 422, "unknown_territory"),
        (
            [day(f"{YEAR + 1}-10-12", "working_day") | {"part": "morning"}],
            422,
            "part_says_otherwise",
        ),
        ([day(f"{YEAR + 1}-10-12", name=" ")], 422, "invalid_request"),
    ],
)
async def test_a_wrong_day_is_refused_alike_tried_or_recorded(
    served: Served, days: list[Any], status: int, code: str
) -> None:
    """A preview refuses what recording would, with the same words."""
    tried = await served.call(OFFICE, "POST", "/calendar/preview", json={"overrides": days})
    body = change(*days)
    recorded = await served.call(OFFICE, "POST", "/calendar/overrides", json=body)

    assert (tried.status_code, tried.json()["code"]) == (status, code)
    assert (recorded.status_code, recorded.json()["code"]) == (status, code)
    assert tried.json()["detail"] == recorded.json()["detail"]


async def test_without_a_worker_a_record_does_not_hang(
    settings: Settings, temporal: Client
) -> None:
    """Told to retry; once somebody works, the same key records the days once."""
    quick = settings.model_copy(update={"update_timeout_seconds": 0.5})
    key, body = secrets.token_hex(8), change(day(f"{YEAR + 1}-10-12"))
    async with serving(quick) as served:
        answer = await served.call(OFFICE, "POST", "/calendar/overrides", key=key, json=body)
        assert (answer.status_code, answer.json()["code"]) == (503, "not_accepted_yet")
    async with serving(settings) as served, worker.running(settings, temporal):
        answer = await served.call(OFFICE, "POST", "/calendar/overrides", key=key, json=body)
        assert answer.status_code == 201, answer.text
        assert len((await served.call(OFFICE, "GET", "/calendar")).json()["overrides"]) == 1


async def test_what_was_read_last_stands_in_for_a_ledger_that_is_away(
    served: Served, settings: Settings
) -> None:
    """A process that knows the recorded days goes on opening; one that never did, does not."""
    await record(served, day(f"{YEAR + 1}-10-12"))
    assert settings.postgres_dsn
    ledger = await Ledger.connect(settings.postgres_dsn.get_secret_value())
    calendars = Calendars(ledger)
    known = await calendars.in_force()
    await ledger.close()

    assert await calendars.in_force() == known
    assert date(YEAR + 1, 10, 12) in known.days_off
    with pytest.raises(Problem) as refused:
        await Calendars(ledger).in_force()
    assert refused.value.code == "calendar_unavailable"


async def test_a_rehearsal_knows_the_recorded_days(served: Served) -> None:
    """It foresees the deadline with which the case then opens."""
    first = await open_case(served)
    before = await due(first)
    await record(served, day(before.astimezone(VIET_NAM).date()))

    foreseen = await served.call(
        OFFICER, "POST", "/consultations/preview", json=opening(first.sha256)
    )
    case = await open_case(served)

    assert foreseen.status_code == 200, foreseen.text
    (finance,) = [a for a in foreseen.json()["agencies"] if a["code"] == FINANCE]
    assert datetime.fromisoformat(finance["deadline"]["due_at"]) == await due(case) > before
    assert foreseen.json()["calendar"] == finance["deadline"]["calendar"]
    shown = (await served.call(OFFICER, "GET", "/calendar")).json()
    assert foreseen.json()["calendar"] == shown["version"]
