"""A reply that is vague in prose only: flagged, decided by a person, contested, settled."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from temporalio.client import Client

import worker
from remiss.consultation.clarity.reply_record import DEMANDED
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.life.commands import ReviewReply
from remiss.consultation.values import Actor, Mandate, Question, Reply
from remiss.ledger import append, connect
from remiss.ledger.reads.scorecards.rule_agreement import LEAST_DECISIONS
from remiss.reference.calendars import working_calendar
from tests.given import case as told
from tests.given.api_cases import QUESTIONS, Case, open_case
from tests.given.ledger_cases import batches
from tests.given.people import AUDITOR, FINANCE, HEAD, OFFICE, OFFICER, SUPERVISOR
from tests.given.served import Served

BUDGET = Mandate(field="fin.budget", title="Ngân sách", legal_basis="Luật Ngân sách nhà nước")


class Watched(Case):
    """A case, and everything that could be held against the agency meanwhile."""

    async def get(self, person: Actor, path: str) -> Any:
        answer = await self.served.call(person, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def quality(self) -> dict[str, Any]:
        cards = (await self.get(AUDITOR, "/scorecards/agencies"))["agencies"]
        found: dict[str, Any] = next(c for c in cards if c["agency"] == FINANCE)["quality"]
        return found

    async def agreement(self) -> dict[str, tuple[int, int]]:
        rules = (await self.get(OFFICE, "/scorecards/rules"))["agreement"]
        return {rule["rule"]: (rule["decided"], rule["agreed"]) for rule in rules}

    async def review(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.get(OFFICER, f"{self.request()}/review")
        return found

    async def told_to(self, person: Actor) -> list[str]:
        return [item["kind"] for item in (await self.get(person, "/notices"))["items"]]

    async def until_told(self, person: Actor, kind: str) -> None:
        async with asyncio.timeout(15):
            while kind not in await self.told_to(person):  # noqa: ASYNC110 -- no event here
                await asyncio.sleep(0.1)


async def flagged(served: Served) -> Watched:
    opened = await open_case(served)
    case = Watched(opened.served, opened.id, opened.sha256)
    answer = await case.tries(HEAD, "reply", **case.vague())
    receipt = answer.json()["receipt"]
    assert receipt["events"] == ["reply_received", "reply_flagged"]
    assert receipt["assessment"] is None
    return case


async def test_a_flag_costs_nothing_before_a_person_decides(served: Served) -> None:
    """Nothing is told, counted or characterised; the agency reads that its reply is looked at."""
    case = await flagged(served)
    await case.until_told(OFFICER, "reply_flagged")

    assert "reply_flagged" not in await case.told_to(HEAD)
    seen = await case.seen(HEAD)
    assert (seen["row"]["stage"], seen["row"]["returns"]) == ("in_review", 0)
    assert seen["row"]["verdict"] is None
    assert seen["replies"][0]["assessment"] is None
    (item,) = (await case.get(HEAD, "/inbox"))["items"]
    assert item["request"]["verdict"] is None
    timeline = await case.get(HEAD, f"{case.path}/timeline")
    assert "đang được xem xét" in timeline["entries"][-1]["text"]["vi"]
    assert "quan điểm" not in timeline["entries"][-1]["text"]["vi"]
    quality = await case.quality()
    assert (quality["returned"], quality["verdicts_set_aside"]) == (0, 0)
    assert not sum(quality["verdicts"].values())
    assert {decided for decided, _ in (await case.agreement()).values()} == {0}
    assert (await case.is_refused(HEAD, "review", decision="accept"))[0] == 403
    hidden = await served.call(HEAD, "GET", f"{case.request()}/review")
    assert (hidden.status_code, hidden.json()["code"]) == (403, "not_permitted")


async def test_the_reviewer_sees_reply_and_questions_in_one_look(served: Served) -> None:
    """What was not found, four results with their facts, and two acts ready to be sent."""
    case = await flagged(served)
    review = await case.review()

    (question,) = review["questions"]
    assert (question["question"]["id"], question["number"]) == ("kinh-phi", 1)
    assert (question["answered"], question["passage"]) == (False, None)
    results = review["results"]
    assert (results["in_time"]["shown"], results["within_mandate"]["shown"]) == (True, True)
    assert results["in_time"]["due_at"] > results["in_time"]["received_at"]
    (mandate,) = results["within_mandate"]["questions"]
    assert mandate["mandate"]["legal_basis"]
    (position,) = results["position"]["questions"]
    assert position["absence"]["vi"].startswith("Chưa tìm thấy ý kiến về nội dung số 1")
    responsible = results["responsibility"]
    assert responsible["responsible_official"]["name"] == "Hoàng Trung Đức"
    assert responsible["signatory"]["id"] == HEAD.id
    accept, complete = review["acts"]
    assert (accept["decision"], complete["decision"]) == ("accept", "return")
    assert "Nội dung số 1 (“Kinh phí lấy từ nguồn nào?”)" in complete["reasons"]

    sent = {name: complete[name] for name in ("decision", "reasons")}
    assert "reply_returned" in await case.does(OFFICER, "review", **sent)
    assert (await case.review())["acts"] == []


@pytest.mark.parametrize(
    ("offices", "standing", "upheld", "agreed"), [("accept", 0, 1, 0), ("return", 1, 0, 1)]
)
async def test_it_counts_once_it_is_settled(
    served: Served, offices: str, standing: int, upheld: int, agreed: int
) -> None:
    """The officer asks for completion, the agency contests, the Office has the last word."""
    case = await flagged(served)
    complete = (await case.review())["acts"][1]
    await case.does(OFFICER, "review", decision="return", reasons=complete["reasons"])
    await case.until_told(HEAD, "reply_returned")
    assert (await case.quality())["returns_standing"] == 1

    await case.does(HEAD, "contest", reasons="Đã nêu tại đoạn 1.")
    disputed = await case.quality()
    assert (disputed["returns_standing"], disputed["verdicts_set_aside"]) == (0, 0)
    assert not sum(disputed["verdicts"].values())

    await case.does(OFFICE, "review", decision=offices, reasons="Đã đối chiếu.")
    settled = await case.quality()
    assert (settled["returns_standing"], settled["contests_upheld"]) == (standing, upheld)
    assert sum(settled["verdicts"].values()) == standing
    assert set((await case.agreement()).values()) == {(1, agreed)}


async def test_a_rule_officers_do_not_follow_retires_itself(idle: Served, temporal: Client) -> None:
    """Ten accepted as they were: the next such reply is accepted, and everybody is told why."""
    dsn = idle.settings.postgres_dsn
    assert dsn is not None
    await accepted_before(dsn.get_secret_value(), LEAST_DECISIONS)
    async with worker.running(idle.settings, temporal):
        opened = await open_case(idle)
        case = Watched(opened.served, opened.id, opened.sha256)
        answer = await case.tries(HEAD, "reply", **case.vague())
        receipt = answer.json()["receipt"]
        assert receipt["events"] == ["reply_received", "reply_accepted"]
        assert receipt["assessment"]["retired"]
        entries = (await case.get(SUPERVISOR, f"{case.path}/timeline"))["entries"]
        assert "đã thôi áp dụng" in entries[-1]["text"]["vi"]
        rules = await case.get(OFFICE, "/scorecards/rules")
        assert {rule["rule"] for rule in rules["retired"]} == set(receipt["assessment"]["retired"])
        assert not sum((await case.quality())["verdicts"].values())


async def accepted_before(dsn: str, times: int) -> None:
    """Cases in which an officer accepted what today's rules flag in such a reply."""
    now = datetime.now(UTC)
    calendar = working_calendar(now.year, now.year + 2)
    by_finance: dict[str, Any] = {"agency": told.FINANCE.code}
    pool = await connect(dsn)
    for number in range(times):
        accepts = order_of(now, **by_finance)
        commands = (
            told.opening(now, consultation=f"HS-OLD-{number}", calendar=calendar),
            told.replies(told.FINANCE, now),
            told.assessed(told.FINANCE, flag_today(), now),
            accepts,
        )
        for batch in batches(*commands):
            await append(pool, batch)
    await pool.close()


def order_of(at: datetime, **about: Any) -> ReviewReply:
    return told.order(ReviewReply, told.OFFICER, at, decision="accept", **about)


def flag_today() -> Any:
    """What the assessor finds in the vague reply of these stories."""
    vague = Case.vague(Case(served=None, id="", sha256="0" * 64))  # type: ignore[arg-type]
    questions = tuple(Question.model_validate(q) for q in QUESTIONS[:1])
    found = assess(questions, Reply.model_validate(vague), (BUDGET,))
    return found.under(return_from_prose=False, bases=DEMANDED)
