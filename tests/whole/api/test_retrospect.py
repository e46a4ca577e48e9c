"""Cases as they stood at an instant, over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from remiss import ledger
from remiss.consultation.life.commands import AddAgency
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.values import Actor
from tests.given.case import (
    CULTURE,
    JUSTICE,
    SUPERVISOR,
    hanoi,
    opening,
    order,
)
from tests.given.ledger_cases import batches, case, events_of
from tests.given.people import AUDITOR, FINANCE, FOREIGN_OFFICER, HEAD, OFFICER, STRANGER
from tests.given.served import Served

ID = "HS-RETROSPECT"
PATH = f"/consultations/{ID}"
LATER = "HS-ASKEDLATER"


@pytest.fixture
async def events(idle: Served) -> AsyncIterator[list[RecordedEvent]]:
    """A case in the ledger whose Finance stays silent."""
    dsn = idle.settings.postgres_dsn
    assert dsn is not None
    pool = await ledger.connect(dsn.get_secret_value())
    told = case(ID)
    for batch in told:
        await ledger.append(pool, batch)
    yield events_of(told)
    await pool.close()


async def read(served: Served, person: Actor, path: str, at: str | datetime) -> httpx.Response:
    at = at.isoformat() if isinstance(at, datetime) else at
    return await served.call(person, "GET", path, params={"at": at})


async def test_a_case_is_shown_as_it_was_known(idle: Served, events: list[RecordedEvent]) -> None:
    """Version by version: at the moment of each event, exactly the events up to it are told."""
    for last in events[:: max(1, len(events) // 8)]:
        at = last.event.at
        known = [e for e in events if e.event.at <= at]
        shown = (await read(idle, AUDITOR, PATH, at)).json()
        timeline = (await read(idle, AUDITOR, f"{PATH}/timeline", at)).json()
        assert shown["row"]["version"] == len(known) == shown["as_of"]["version"]
        assert [entry["version"] for entry in timeline["entries"]] == [e.version for e in known]
        assert timeline["as_of"] == shown["as_of"]


async def test_the_same_moment_in_another_zone_gives_the_same(
    idle: Served, events: list[RecordedEvent]
) -> None:
    """An offset says how a moment is written, not which it is; a plus sign may stand as it is."""
    shown = [
        (await idle.call(AUDITOR, "GET", f"{PATH}?at={at}")).json()
        for at in ("2026-03-09T17:30:00%2B07:00", "2026-03-09T17:30:00+07:00", "2026-03-09T10:30Z")
    ]
    assert all(one["row"] == shown[0]["row"] for one in shown)
    assert shown[0]["as_of"]["text"]["vi"].startswith("Hồ sơ đúng như đã biết vào lúc 17:30 thứ")


async def test_requests_say_which_moment_they_are_of(
    idle: Served, events: list[RecordedEvent]
) -> None:
    """Each alone and in the list; without `at` nothing is said, and nothing changes."""
    at = hanoi("2026-03-03", "12:00")
    one = (await read(idle, HEAD, f"{PATH}/requests/{FINANCE}", at)).json()
    listed = (await read(idle, HEAD, f"{PATH}/requests", at)).json()
    now = (await idle.call(HEAD, "GET", f"{PATH}/requests/{FINANCE}")).json()
    assert listed == [one]
    assert (one["row"]["stage"], now["row"]["stage"]) == ("awaiting_reply", "silent")
    assert one["as_of"]["at"] == "2026-03-03T12:00:00+07:00"
    assert now["as_of"] is None


async def test_an_agency_sees_no_more_of_the_past_than_of_the_present(
    idle: Served, events: list[RecordedEvent]
) -> None:
    """Its own request and what befell the whole case; nothing of the other's, whenever."""
    for day in range(2, 17):
        at = hanoi(f"2026-03-{day:02}", "18:00")
        for path in (PATH, f"{PATH}/timeline", f"{PATH}/requests"):
            text = (await read(idle, HEAD, path, at)).text
            assert JUSTICE.code not in text
        foreign = await read(idle, HEAD, f"{PATH}/requests/{JUSTICE.code}", at)
        assert foreign.json()["code"] == "request_not_found"


async def test_who_may_not_see_the_case_learns_nothing_of_its_past(
    idle: Served, events: list[RecordedEvent]
) -> None:
    """Byte for byte the answer for a case that is not there, at any moment, also a future one."""
    fixed = {"X-Request-Id": "same"}
    for at in ("2026-02-01T08:00:00+07:00", "2026-03-10T08:00:00+07:00", "2999-01-01T00:00:00Z"):
        answers = [
            await idle.call(
                FOREIGN_OFFICER,
                "GET",
                f"/consultations/{id_}{tail}",
                params={"at": at},
                headers=fixed,
            )
            for tail in ("", "/timeline", "/requests", f"/requests/{FINANCE}")
            for id_ in (ID, "HS-AAAAAAAAAAAA")
        ]
        assert {answer.status_code for answer in answers} == {404}
        assert {answer.content for answer in answers} == {answers[0].content}


async def test_before_the_opening_there_was_nothing(
    idle: Served, events: list[RecordedEvent]
) -> None:
    """To who may see the case it is said so, with what to do."""
    just_before = events[0].event.at - timedelta(microseconds=1)
    answer = await read(idle, OFFICER, PATH, just_before)
    assert (answer.status_code, answer.json()["code"]) == (404, "nothing_at_that_time")
    assert (await read(idle, OFFICER, PATH, events[0].event.at)).status_code == 200


async def test_an_agency_asked_later_was_not_asked_before(idle: Served) -> None:
    """It reads the case from when it was asked; before that there is nothing for it."""
    asked_at = hanoi("2026-03-04")
    dsn = idle.settings.postgres_dsn
    assert dsn is not None
    pool = await ledger.connect(dsn.get_secret_value())
    reason = "Có nội dung liên quan."
    added = order(
        AddAgency,
        SUPERVISOR,
        asked_at,
        agency=CULTURE.code,
        profile=CULTURE,
        override_reason=reason,
    )
    for batch in batches(opening(consultation=LATER), added):
        await ledger.append(pool, batch)
    await pool.close()
    head = STRANGER.model_copy(update={"agency": CULTURE.code})
    path = f"/consultations/{LATER}"

    early = await read(idle, head, path, asked_at - timedelta(seconds=1))

    assert (early.status_code, early.json()["code"]) == (404, "nothing_at_that_time")
    assert (await read(idle, head, path, asked_at)).status_code == 200


async def test_a_moment_to_come_is_refused(idle: Served, events: list[RecordedEvent]) -> None:
    """Nobody knows yet how the case will stand."""
    answer = await read(idle, OFFICER, PATH, datetime.now(UTC) + timedelta(minutes=5))
    assert (answer.status_code, answer.json()["code"]) == (422, "instant_ahead")


@pytest.mark.parametrize(
    "at",
    [
        "",
        "2026-03-09",
        "2026-03-09T17:30:00",
        "1772000000",
        "now",
        "2026-03-09T17:30:00+0700",
        "2026-03-09 17:30:00+07:00",
        "2026-02-30T17:30:00+07:00",
        "2026-03-09T25:30:00Z",
        "٢٠٢٦-03-09T17:30:00Z",
        "2026-03-09T17:30:00Z\n",
    ],
)
async def test_only_a_moment_with_its_offset_is_taken(idle: Served, at: str) -> None:
    """Anything a person and the service could read differently is refused, with an example."""
    answer = await read(idle, OFFICER, PATH, at)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["field"] == "query at"
    assert "2026-03-31T08:00:00+07:00" in error["message"]["vi"]


async def test_the_ends_of_time_are_no_error_of_ours(
    idle: Served, events: list[RecordedEvent]
) -> None:
    """The first and the last moment that can be written are answered like any other."""
    for at, code in (
        ("0001-01-01T00:00:00+14:00", "nothing_at_that_time"),
        ("9999-12-31T23:59:59-12:00", "instant_ahead"),
    ):
        assert (await read(idle, OFFICER, PATH, at)).json()["code"] == code


async def test_the_description_names_it(idle: Served) -> None:
    """OpenAPI says where a moment may be asked for, in both languages."""
    paths = (await idle.http.get("/openapi.json")).json()["paths"]
    for path in ("", "/timeline", "/requests", "/requests/{agency}"):
        (at,) = [
            p
            for p in paths[f"/v1/consultations/{{consultation}}{path}"]["get"]["parameters"]
            if p["name"] == "at"
        ]
        assert "đã biết" in at["description"]
        assert "As it was known" in at["description"]
