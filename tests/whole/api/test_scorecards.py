"""Scorecards over real events in a real database; no case runs, so no Temporal."""

import re
from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from pydantic import SecretStr

import recount.agencies
import recount.drafters
import recount.replies
from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    Command,
    ContestReturn,
    CorrectReply,
    DisposeComments,
    LayBeforeHead,
    ObjectToDisposition,
    ReplaceOfficer,
    RequestExtension,
    ReviewReply,
    TakeOver,
)
from remiss.consultation.life.events import Disposed
from remiss.consultation.rule_number import CORRECTIONS_TRACED, CURRENT_RULES
from remiss.consultation.values import (
    Actor,
    DispositionKind,
    Position,
    ReplyCorrection,
    Role,
    Value,
)
from remiss.ledger import append, connect
from remiss.ledger.reads.scorecards.agency_scorecard import AgencyScorecard
from remiss.ledger.reads.scorecards.drafter_scorecard import DrafterScorecard
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.rule_agreement import RuleAgreement
from remiss.ledger.reads.scorecards.rule_scorecard import RuleScorecard
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    HOME,
    JUSTICE,
    MONDAY,
    OTHER_OFFICER,
    RETURNED,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
    reply_text,
    time_passes,
)
from tests.given.case import OFFICE as JUDGE
from tests.given.case import OFFICER as DRAFTER
from tests.given.case import SUPERVISOR as BOSS
from tests.given.ledger_cases import batches
from tests.given.people import AUDITOR, OFFICE, OFFICER, OFFICIAL, SUPERVISOR
from tests.given.served import CLOSED_PORT, Served, serving

SEEDS = range(60)
POSITIONS = (Position.AGREE, Position.AGREE_WITH_CHANGES, Position.DISAGREE)
TOLD_ELSEWHERE = re.compile(r"\.counts\.|communes|urgent|given_longer")
"""`tests/rules/views/test_counted_scores.py`; and no life reaches every band."""
PERIODS = ((None, None), ("2026-04-01", None), ("2026-03-20", "2026-05-10"), (None, "2026-04-15"))


class Books:
    """A ledger to write to, and the API over it."""

    def __init__(self, pool: asyncpg.Pool, served: Served) -> None:
        self.pool, self.served = pool, served

    async def enter(self, *commands: Any) -> None:
        for batch in batches(*commands):
            await append(self.pool, batch)

    async def read(self, which: str, by: Actor = OFFICE, query: str = "") -> list[dict[str, Any]]:
        answer = await self.served.call(by, "GET", f"/scorecards/{which}{query}")
        assert answer.status_code == 200, answer.text
        cards: list[dict[str, Any]] = answer.json()[which]
        return cards

    async def one(self, which: str, **key: str) -> dict[str, Any]:
        (card,) = [c for c in await self.read(which) if key.items() <= c.items()]
        return card


@pytest.fixture
async def books(database: str, tmp_path: Path) -> AsyncIterator[Books]:
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
    )
    pool = await connect(database)
    async with serving(settings) as served:
        yield Books(pool, served)
    await pool.close()


def contest() -> ContestReturn:
    return order(ContestReturn, head(FINANCE), agency=FINANCE.code, reasons="Đã nêu ở mục 2")


def decide(by: Actor, decision: str) -> ReviewReply:
    return order(ReviewReply, by, agency=FINANCE.code, decision=decision, reasons="Đã xem lại")


async def test_an_upheld_contest_leaves_the_agency_and_counts_against_the_rule(
    books: Books,
) -> None:
    """The return is still told, no longer held against the agency, and is the rule's mistake."""
    returned = (opening(), replies(FINANCE), assessed(FINANCE, RETURNED))
    await books.enter(*returned)
    before = (await books.one("agencies", agency=FINANCE.code))["quality"]
    assert (before["returned"], before["returns_standing"], before["score"]) == (1, 1, 0)
    assert before["verdicts"]["vague"] == 1

    await books.enter(
        opening(consultation="HS-2"), *returned[1:], contest(), decide(DRAFTER, "accept")
    )

    after = (await books.one("agencies", agency=FINANCE.code))["quality"]
    assert (after["returned"], after["returns_standing"]) == (2, 1)
    assert (after["contested"], after["contests_upheld"], after["accepted"]) == (1, 1, 1)
    assert (after["verdicts"]["vague"], after["verdicts_set_aside"]) == (1, 1)
    rule = await books.one("rules", rule="missing_position")
    assert (rule["rubric"], rule["returned"], rule["flagged"]) == ("test", 2, 0)
    assert (rule["contested"], rule["contests_upheld"]) == (1, 1)
    (drafter,) = await books.read("drafters")
    assert drafter["figures"]["contests_upheld"] == 0


async def test_a_tagged_reply_counts_against_nobody(books: Books) -> None:
    """Tagged by the agency, or laid before the head by the officer: no verdict, no return."""
    await books.enter(
        opening(),
        replies(FINANCE, beyond_precedent=True),
        assessed(FINANCE, RETURNED),
        decide(BOSS, "return"),
        replies(JUSTICE),
        assessed(JUSTICE, FLAGGED),
        order(LayBeforeHead, DRAFTER, agency=JUSTICE.code, reasons="Chưa có tiền lệ"),
    )
    for code in (FINANCE.code, JUSTICE.code):
        quality = (await books.one("agencies", agency=code))["quality"]
        assert (quality["returned"], quality["returns_standing"]) == (0, 0)
        assert set(quality["verdicts"].values()) == {0}
        assert quality["verdicts_set_aside"] == 0


async def test_what_the_office_upsets_counts_against_officer_and_rule(books: Books) -> None:
    """The rule returned it, the officer insisted, the Office thought otherwise."""
    await books.enter(
        opening(),
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        contest(),
        decide(DRAFTER, "return"),
        contest(),
        decide(JUDGE, "accept"),
    )
    (drafter,) = await books.read("drafters")
    (person,) = drafter["people"]
    assert person["person"]["id"] == DRAFTER.id
    assert (person["figures"]["returned"], person["figures"]["contests_upheld"]) == (1, 1)
    assert (await books.one("rules", rule="missing_position"))["contests_upheld"] == 1
    assert (await books.one("agencies", agency=FINANCE.code))["quality"]["returns_standing"] == 0


def contest_left(rules: int, consultation: str) -> tuple[Command, ...]:
    """Returned, contested, and corrected before anybody decided; the correction is accepted."""
    corrected: dict[str, Any] = {
        "corrects": ReplyCorrection(number=1, reason="Ghi nhầm số liệu."),
        "reply": reply_text(),
    }
    return (
        opening(rules=rules, consultation=consultation),
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        contest(),
        order(CorrectReply, head(FINANCE), agency=FINANCE.code, **corrected),
        assessed(FINANCE, CLEAR, number=2),
        decide(DRAFTER, "accept"),
    )


@pytest.mark.parametrize("rules", [CORRECTIONS_TRACED, CURRENT_RULES])
async def test_a_contest_left_for_a_correction_counts_against_nobody(
    books: Books, rules: int
) -> None:
    """Nobody decided whether the return was right: it is neither upheld nor upset."""
    await books.enter(*contest_left(rules, "HS-1"))
    quality = (await books.one("agencies", agency=FINANCE.code))["quality"]
    assert (quality["returned"], quality["returns_standing"], quality["accepted"]) == (1, 0, 1)
    assert (quality["contested"], quality["contests_upheld"], quality["score"]) == (1, 0, 1)
    assert (await books.one("rules", rule="missing_position"))["contests_upheld"] == 0
    (drafter,) = await books.read("drafters")
    assert drafter["figures"]["contests_upheld"] == 0


async def test_silence_of_the_reviewer_is_never_the_agencys(books: Books) -> None:
    """A lapsed review is on the officer's record; an undecided contest on nobody's but theirs."""
    await books.enter(
        opening(),
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        contest(),
        replies(JUSTICE),
        assessed(JUSTICE, FLAGGED),
        time_passes(hanoi("2026-03-04", "17:00")),
    )
    (drafter,) = await books.read("drafters")
    assert drafter["figures"]["reviews_lapsed"] == 2
    quality = (await books.one("agencies", agency=FINANCE.code))["quality"]
    assert (quality["returned"], quality["returns_standing"], quality["score"]) == (1, 0, 1)
    assert (await books.one("rules", rule="missing_position"))["contests_upheld"] == 0


async def test_the_offices_delay_is_not_the_officers(books: Books) -> None:
    """A contest that lapses before the Office is on no officer's record."""
    await books.enter(
        opening(),
        replies(FINANCE),
        assessed(FINANCE, FLAGGED),
        decide(DRAFTER, "return"),
        contest(),
        time_passes(hanoi("2026-03-04", "17:00")),
    )
    (drafter,) = await books.read("drafters")
    assert drafter["figures"]["reviews_lapsed"] == 0


async def test_what_the_office_took_over_is_its_own_delay(books: Books) -> None:
    """A flagged reply that lapsed before the Office, which had taken it, is no officer's delay."""
    take_over = order(TakeOver, JUDGE, agency=FINANCE.code, reasons="Gấp.")
    await books.enter(
        opening(),
        replies(FINANCE),
        assessed(FINANCE, FLAGGED),
        take_over,
        time_passes(hanoi("2026-03-04", "17:00")),
    )
    (drafter,) = await books.read("drafters")
    assert drafter["figures"]["reviews_lapsed"] == 0


async def test_a_delay_is_on_whoever_was_in_charge_then(books: Books) -> None:
    """The old officer opened the case, the new one let the request for more time lapse."""
    more = order(
        RequestExtension, head(FINANCE), agency=FINANCE.code, to="2026-03-11", reason="Chờ số liệu."
    )
    replace = order(ReplaceOfficer, JUDGE, officer=OTHER_OFFICER.person, reason="Nghỉ phép.")
    await books.enter(opening(), more, replace, time_passes(hanoi("2026-03-03", "17:00")))
    (drafter,) = await books.read("drafters")
    people = {one["person"]["id"]: one["figures"] for one in drafter["people"]}
    assert people[DRAFTER.id]["consultations"] == 1
    assert people[DRAFTER.id]["extensions_lapsed"] == 0
    assert people[OTHER_OFFICER.id]["extensions_lapsed"] == 1
    card = await books.one("agencies", agency=FINANCE.code)
    assert card["extensions"] == {"requested": 1, "granted": 1, "refused": 0}


async def test_asking_again_and_asking_late_show(books: Books) -> None:
    """Twice on one ground, the second time on the day the reply is due; the answer came late."""
    last_day = hanoi("2026-03-13")

    def ask(at: datetime) -> AskClarification:
        what = {"ground": "figures_needed", "text": "Đề nghị gửi bảng tính."}
        return order(AskClarification, head(FINANCE), at, agency=FINANCE.code, **what)

    def answer(at: datetime) -> AnswerClarification:
        return order(AnswerClarification, DRAFTER, at, agency=FINANCE.code, text="Gửi kèm.")

    late = hanoi("2026-03-06")
    await books.enter(opening(), ask(MONDAY), time_passes(late), answer(late), ask(last_day))
    card = await books.one("agencies", agency=FINANCE.code)
    assert card["clarifications"] == {"asked": 2, "repeated": 1, "last_day": 1}
    (drafter,) = await books.read("drafters")
    figures = drafter["figures"]["clarifications"]
    assert figures == {"answered": 1, "late": 1, "days_late": 2, "escalated": 1}


async def test_a_comment_counts_once_by_the_last_word_on_it(books: Books) -> None:
    """Kept, objected to, then adopted: one comment, adopted; while it is disputed, no outcome."""
    comment = f"{FINANCE.code}-1-1"
    kept = Disposed(comment=comment, kind=DispositionKind.KEPT, explanation="Đã nêu.")
    adopted = Disposed(comment=comment, kind=DispositionKind.ADOPTED)

    def dispose(said: Disposed) -> DisposeComments:
        return order(DisposeComments, DRAFTER, agency=FINANCE.code, dispositions=(said,))

    objects = order(
        ObjectToDisposition,
        head(FINANCE),
        agency=FINANCE.code,
        comments=(comment,),
        reasons="Chưa rõ.",
    )
    asks = (replies(FINANCE, text="Đề nghị sửa Điều 5, vì chưa phù hợp khoản 2."),)
    story = (opening(), *asks, assessed(FINANCE, CLEAR), dispose(kept), objects)
    await books.enter(*story)
    disputed = (await books.one("agencies", agency=FINANCE.code))["comments"]
    assert (disputed["disposed"], disputed["objected"], disputed["adopted_rate"]) == (1, 1, None)
    await books.enter(opening(consultation="HS-2"), *story[1:], dispose(adopted))
    settled = (await books.one("agencies", agency=FINANCE.code))["comments"]
    assert (settled["disposed"], settled["kept"], settled["adopted"]) == (2, 0, 1)
    assert settled["adopted_rate"] == 1
    (drafter,) = await books.read("drafters")
    assert drafter["figures"]["comments"] == settled


async def test_time_and_quality_are_counted_apart(books: Books) -> None:
    """A late clear reply loses time and no quality; silence is no verdict."""
    late = hanoi("2026-03-11", "09:00")
    await books.enter(opening(), replies(FINANCE, late), assessed(FINANCE, CLEAR, late))
    await books.enter(
        opening(consultation="HS-2"),
        time_passes(hanoi("2026-04-10")),
        time_passes(hanoi("2026-04-20")),
    )
    card = await books.one("agencies", agency=FINANCE.code)
    assert card["quality"]["score"] == 1
    assert card["timeliness"] == {
        "in_time": 0,
        "late": 1,
        "days_late": 2,
        "mean_days_late": 2,
        "silent": 1,
        "replied_after_silence": 0,
        "score": 0,
    }
    assert sum(card["quality"]["verdicts"].values()) == 1


async def test_disagreeing_counts_like_agreeing(books: Books) -> None:
    """The same events with every position turned round give the same scorecards, to the letter."""
    cards = []
    for position in (Position.AGREE, Position.DISAGREE):
        for seed in SEEDS[:20]:
            await append(
                books.pool, generated.whole(f"HS-{position.name[0]}{seed}", seed, position)
            )
        cards.append(await books.read("agencies"))
    first, both = cards
    for before, after in zip(first, both, strict=True):
        assert after["timeliness"]["score"] == before["timeliness"]["score"]
        assert after["quality"]["score"] == before["quality"]["score"]
        assert after["quality"]["accepted"] == 2 * before["quality"]["accepted"]
        assert after["quality"]["verdicts"] == {
            name: 2 * count for name, count in before["quality"]["verdicts"].items()
        }


async def test_a_third_party_counts_the_same(books: Books) -> None:
    """Every figure of generated cases, in several periods, follows from the exported events."""
    for seed in SEEDS:
        position = POSITIONS[seed % len(POSITIONS)]
        await append(books.pool, generated.whole(f"HS-{seed:03}", seed, position))
    for rules in (CORRECTIONS_TRACED, CURRENT_RULES):
        await books.enter(*contest_left(rules, f"HS-LEFT-{rules}"))
    rows = await books.pool.fetch("SELECT body FROM event ORDER BY stream, version")
    events = [row["body"] for row in rows]
    for days in PERIODS:
        first, last = (date.fromisoformat(day) if day else None for day in days)
        period = Period.model_validate({"from": first, "to": last})
        counts = recount.replies.within(*period.bounds())
        query = "?" + "&".join(
            f"{name}={day}" for name, day in zip(("from", "to"), days, strict=True) if day
        )
        read = {card.pop("agency"): card for card in await books.read("agencies", query=query)}
        for card in read.values():
            assert card.pop("name")["vi"].startswith("Sở")
        assert read == recount.agencies.agencies(events, counts)
        of_rules = {
            (c.pop("rubric"), c.pop("rule")): c for c in await books.read("rules", query=query)
        }
        assert of_rules == recount.replies.rules(events, counts)
        agreed = (await books.served.call(AUDITOR, "GET", f"/scorecards/rules{query}")).json()
        assert {
            (c["rubric"], c["rule"]): [c["flagged"], c["decided"], c["agreed"]]
            for c in agreed["agreement"]
        } == recount.replies.agreement(events, counts)
        drafters = by_person(await books.read("drafters", query=query))
        assert drafters == recount.drafters.drafters(events, counts)
    whole = by_person(await books.read("drafters")).values()
    zeros = unused(await books.read("agencies"), await books.read("rules"), whole)
    assert {name for name in zeros if not TOLD_ELSEWHERE.search(name)} == set()


async def test_months_are_what_scorecards_of_these_days_say(books: Books) -> None:
    """Rounds, recipients, time and steps; a supervisor reads their own agency's alone."""
    for seed in range(0, 80, 4):
        await append(books.pool, generated.whole(f"HS-{seed:03}", seed, POSITIONS[0]))
    path = "/scorecards/drafters/months?to=2026-06-30"
    answer = await books.served.call(SUPERVISOR, "GET", path)
    months = answer.json()["months"]
    assert [each["month"] for each in (months[0], months[-1])] == ["2025-07-01", "2026-06-01"]
    assert sum(each["effort"]["minutes_asked"] > 0 for each in months) >= 2
    for each in months:
        first = date.fromisoformat(each["month"])
        last = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        cards = await books.read("drafters", query=f"?from={first}&to={last}")
        for card in (card for card in cards if card["agency"] == HOME.code):
            figures = card["figures"]
            assert each["effort"] == figures["effort"]
            assert each["consultations"] == figures["consultations"]
            for name in ("rounds", "rounds_per_draft", "recipients", "recipients_per_draft"):
                assert each[name] == figures["burden"][name]
    other = SUPERVISOR.model_copy(update={"agency": FINANCE.code})
    path += f"&agency={HOME.code}"
    assert (await books.served.call(other, "GET", path)).status_code == 404
    assert (await books.served.call(OFFICE, "GET", path)).json()["months"] == months


def by_person(cards: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    found = {}
    for card in cards:
        people = [(one["person"]["id"], one["figures"]) for one in card["people"]]
        for person, figures in [*people, ("", card["figures"])]:
            reasons = [
                (r["consultation"], r["agency"], r["reason"]) for r in figures["override_reasons"]
            ]
            found[card["agency"], person] = figures | {"override_reasons": sorted(reasons)}
    return found


def unused(*groups: Iterable[dict[str, Any]]) -> set[str]:
    """Figures that are zero throughout: the generated cases would not test them."""
    sums: dict[str, float] = {}

    def walk(name: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{name}.{key}", inner)
        elif isinstance(value, int | float):
            sums[name] = sums.get(name, 0) + value

    for place, group in enumerate(groups):
        for card in group:
            walk(str(place), card)
    return {name for name, total in sums.items() if not total}


@pytest.mark.parametrize(
    ("person", "which", "rows"),
    [
        (AUDITOR, "agencies", [JUSTICE.code, FINANCE.code]),
        (OFFICE, "drafters", [HOME.code]),
        (SUPERVISOR, "drafters", [HOME.code]),
        (SUPERVISOR, "agencies", []),
        (SUPERVISOR.model_copy(update={"agency": FINANCE.code}), "drafters", []),
        (head(FINANCE), "agencies", [FINANCE.code]),
    ],
)
async def test_everyone_reads_their_own(
    books: Books, person: Actor, which: str, rows: list[str]
) -> None:
    """A supervisor and a head read their agency's row; who sees every case reads every row."""
    await books.enter(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    assert [card["agency"] for card in await books.read(which, person)] == rows


@pytest.mark.parametrize("person", [OFFICER, OFFICIAL])
async def test_others_are_told_whose_it_is(books: Books, person: Actor) -> None:
    """Officers and officials read no scorecard."""
    for which in ("drafters", "agencies", "rules"):
        answer = await books.served.call(person, "GET", f"/scorecards/{which}")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
        assert "Thanh tra, kiểm tra" in answer.json()["detail"]


async def test_a_supervisor_of_no_agency_reads_nothing(books: Books) -> None:
    """No agency is not every agency."""
    nobody = Actor(id="x", name="X", role=Role.SUPERVISOR)
    answer = await books.served.call(nobody, "GET", "/scorecards/drafters")
    assert answer.status_code in {401, 403}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?from=2026-05-01&to=2026-04-01", "period_reversed"),
        ("?from=soon", "invalid_request"),
        ("?from=2026-05-01T10:00:00Z", "invalid_request"),
        ("?to=9999-12-31", "invalid_request"),
        ("?since=2026-05-01", "invalid_request"),
    ],
)
async def test_a_period_is_made_of_days(books: Books, query: str, code: str) -> None:
    """What is no period is refused in words, never a fault."""
    answer = await books.served.call(AUDITOR, "GET", f"/scorecards/rules{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert "/docs" not in answer.json()["detail"]


async def test_a_period_includes_its_last_day_in_viet_nam(books: Books) -> None:
    """A case opened at eight on a Monday in Hà Nội belongs to that Monday."""
    await books.enter(opening())
    for query, consultations in (
        ("?from=2026-03-02&to=2026-03-02", 1),
        ("?from=2026-03-03", 0),
        ("?to=2026-03-01", 0),
    ):
        cards = await books.read("drafters", query=query)
        assert sum(card["figures"]["consultations"] for card in cards) == consultations


@pytest.mark.parametrize(
    "card",
    [DrafterScorecard, AgencyScorecard, RuleScorecard, RuleAgreement],
)
def test_documented_examples_are_valid(card: type[Value]) -> None:
    """What the documentation shows is what may come."""
    for example in card.model_json_schema()["examples"]:
        card.model_validate(example)
