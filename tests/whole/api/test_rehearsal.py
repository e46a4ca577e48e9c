"""A rehearsal over HTTP: what opening would lead to, told before and true after."""

from typing import Any

import asyncpg
from temporalio.client import Client

from tests.given.api_cases import QUESTIONS, open_case, opening
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER, SCIENCE, SUPERVISOR
from tests.given.served import Served

NO_FILE = {"subject": "Hướng dẫn đánh giá cán bộ", "kind": "guideline"}
ASKED: dict[str, Any] = {
    "draft": NO_FILE,
    "questions": QUESTIONS,
    "agencies": [FINANCE, SCIENCE],
}
PATH = "/consultations/preview"


async def rehearse(served: Served, **changed: Any) -> dict[str, Any]:
    answer = await served.call(OFFICER, "POST", PATH, json=ASKED | changed)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_what_opening_then_does_is_what_was_rehearsed(served: Served) -> None:
    """Each deadline as it is then explained, and the first alarm of every agency."""
    case = await open_case(served)
    opened = (await served.call(OFFICER, "GET", case.path)).json()

    told = await rehearse(served, opens_at=opened["row"]["opened_at"])

    for row in opened["row"]["requests"]:
        agency = next(a for a in told["agencies"] if a["code"] == row["agency"])
        path = f"{case.request(row['agency'])}/deadline"
        assert agency["deadline"] == (await served.call(OFFICER, "GET", path)).json()
        first = agency["steps"][0]
        assert (first["step"], first["at"]) == (row["next_step"], row["next_alarm_at"])


async def test_it_needs_neither_the_draft_nor_a_worker(idle: Served) -> None:
    """It has nothing to record: who is asked, why, and the days skipped by name."""
    told = await rehearse(idle, opens_at="2026-04-22T08:00:00+07:00")

    assert [agency["code"] for agency in told["agencies"]] == [FINANCE, SCIENCE]
    mandate = told["agencies"][0]["asked"][0]["mandate"]
    assert mandate["legal_basis"]
    assert told["worst_case"]["at"] > told["all_answer"]["at"]
    assert "30/04" in told["agencies"][0]["deadline"]["text"]["vi"]
    assert "Ngày Chiến thắng" in "".join(day["reason"]["vi"] for day in told["holidays"])


async def test_it_counts_the_days_an_administrator_recorded(served: Served) -> None:
    """A day off on record moves the deadline it foretells, as it would move the real one."""
    before = await rehearse(served, opens_at="2028-03-06T08:00:00+07:00")
    name = {"vi": "Nghỉ hoán đổi", "en": "Day off, swapped"}
    off = {"date": "2028-03-08", "kind": "day_off", "name": name}
    recorded = {"overrides": [off], "legal_basis": "Thông báo 1/TB-VP", "reason": "Hoán đổi."}

    answer = await served.call(OFFICE, "POST", "/calendar/overrides", json=recorded)
    assert answer.status_code == 201, answer.text
    after = await rehearse(served, opens_at="2028-03-06T08:00:00+07:00")

    due = [told["agencies"][0]["deadline"]["due_at"] for told in (before, after)]
    assert due == ["2028-03-13T17:00:00+07:00", "2028-03-14T17:00:00+07:00"]
    assert "Nghỉ hoán đổi" in [day["reason"]["vi"] for day in after["holidays"]]


async def test_without_the_days_on_record_it_says_so(alone: Served) -> None:
    """A deadline foretold by the wrong calendar would be worse than none."""
    answer = await alone.call(OFFICER, "POST", PATH, json=ASKED)

    assert (answer.status_code, answer.json()["code"]) == (503, "calendar_unavailable")


async def test_it_records_nothing(idle: Served, temporal: Client) -> None:
    """No event, no read row, no attachment, no workflow: nothing to clean up and nobody asked."""
    await rehearse(idle)
    await rehearse(idle, silent=[])

    dsn = idle.settings.postgres_dsn
    assert dsn is not None
    connection = await asyncpg.connect(dsn.get_secret_value())
    counted = await connection.fetchrow(
        "select (select count(*) from event), (select count(*) from consultation)"
    )
    await connection.close()
    assert counted is not None
    assert tuple(counted) == (0, 0)
    assert not list((idle.settings.data_dir / "attachments").rglob("*.*"))
    started = temporal.list_workflows(f"TaskQueue = '{idle.settings.task_queue}'")
    assert [workflow.id async for workflow in started] == []


async def test_who_stays_silent_is_for_the_caller_to_say(idle: Served) -> None:
    """One agency, nobody, or by default everyone."""
    one = await rehearse(idle, silent=[SCIENCE])
    assert one["ending"]["silent"] == one["ending"]["waits_for"] == [SCIENCE]
    assert [agency["silent"] for agency in one["agencies"]] == [False, True]
    nobody = await rehearse(idle, silent=[])
    assert nobody["ending"] == nobody["all_answer"]
    everyone = await rehearse(idle)
    assert everyone["ending"]["silent"] == [FINANCE, SCIENCE]


async def test_whoever_is_left_out_is_named(idle: Served) -> None:
    """The same warnings an opening answers with."""
    wards = ["H99.31", "H99.32"]
    site = {"id": "dat", "text": "Hiện trạng sử dụng đất thế nào?", "field": "local.site"}
    left = await rehearse(
        idle,
        draft=NO_FILE | {"territories": wards},
        questions=[*QUESTIONS, site],
        agencies=[FINANCE, SCIENCE, wards[0]],
    )

    assert (await rehearse(idle))["warnings"] == []
    assert wards[1] in {warning["code"] for warning in left["warnings"]}
    assert "Đề nghị xem xét bổ sung" in left["warnings"][0]["text"]["vi"]


async def test_what_opening_refuses_is_refused_alike(served: Served) -> None:
    """The same problem document, but for the id of the request."""
    sha256 = await served.upload(OFFICER, b"%PDF-1.7 draft")
    refused: tuple[dict[str, Any], ...] = (
        {"agencies": [FINANCE]},
        {"agencies": [FINANCE, SCIENCE, "H99.09"]},
        {"questions": []},
        {"questions": [{"id": "q", "text": "Kinh phí lấy ở đâu?"}]},
        {"agencies": [FINANCE, SCIENCE, "H99.99"]},
    )
    for changed in refused:
        body = opening(sha256) | changed
        opened, rehearsed = [
            (await served.call(OFFICER, "POST", path, json=body)).json()
            for path in ("/consultations", PATH)
        ]
        assert opened.pop("instance") != rehearsed.pop("instance")
        assert rehearsed == opened
        assert opened["status"] == 422


async def test_a_supervisors_reason_is_rehearsed_too(idle: Served) -> None:
    """An override is shown as one, and only a supervisor has it."""
    body = ASKED | {"agencies": [FINANCE, SCIENCE, "H99.09"], "override_reason": "Có lễ hội"}

    allowed = await idle.call(SUPERVISOR, "POST", PATH, json=body)
    refused = await idle.call(OFFICER, "POST", PATH, json=body)

    assert allowed.json()["agencies"][2]["override"]["reason"] == "Có lễ hội"
    assert refused.json()["code"] == "agency_not_concerned"


async def test_bad_input_is_explained(idle: Served) -> None:
    """A moment without a zone or beyond any calendar, a stranger's silence, another's role."""
    for changed, code, said in (
        ({"opens_at": "2026-12-01T08:00"}, "invalid_request", "opens_at: cần kèm múi giờ"),
        ({"opens_at": "9999-12-01T08:00Z"}, "invalid_request", "opens_at: không được quá"),
        ({"opens_at": "mai"}, "invalid_request", "opens_at: cần là thời điểm"),
        ({"silent": ["H99.09"]}, "silence_of_an_agency_not_asked", "H99.09"),
    ):
        answer = await idle.call(OFFICER, "POST", PATH, json=ASKED | changed)
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
        assert said in answer.text
    forbidden = await idle.call(HEAD, "POST", PATH, json=ASKED)
    assert (forbidden.status_code, forbidden.json()["code"]) == (403, "not_permitted")
