"""How much one caller may ask: enough for any office, and no more than that for anyone else."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from remiss.identity.rates import MOST_CALLERS, Limit, address_of
from remiss.settings import Settings
from tests.given.people import HEAD, OFFICER
from tests.given.served import CLOSED_PORT, serving


class Clock:
    """A clock a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def limited(folder: Path, **limits: int) -> Settings:
    return Settings(
        data_dir=folder,
        postgres_dsn=SecretStr(f"postgresql://nobody@127.0.0.1:{CLOSED_PORT}/none"),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
        update_timeout_seconds=0.5,
        **limits,  # type: ignore[arg-type]
    )


def test_a_minutes_worth_may_come_at_once_and_comes_back_evenly() -> None:
    """Sixty a minute: sixty at once, then one each second; a caller at rest is full again."""
    clock = Clock()
    limit = Limit("caller", 60, clock=clock)
    assert all(limit.take("a").allowed for _ in range(60))
    assert not limit.take("a").allowed
    assert limit.take("b").allowed
    clock.now += 1
    assert limit.take("a").allowed
    assert not limit.take("a").allowed
    clock.now += 3600
    assert [limit.take("a").allowed for _ in range(61)].count(True) == 60


def test_the_answer_says_where_a_caller_stands() -> None:
    """What is left counts down, and whoever waits as long as told is served."""
    clock = Clock()
    limit = Limit("caller", 3, clock=clock)
    left = [limit.take("a").headers["RateLimit"] for _ in range(3)]
    assert [said.split(";")[:2] for said in left] == [
        ['"caller"', f"r={number}"] for number in (2, 1, 0)
    ]
    refused = limit.take("a").headers
    assert refused["RateLimit-Policy"] == '"caller";q=3;w=60'
    assert refused["RateLimit"].startswith('"caller";r=0;')
    assert refused["Retry-After"] == "20"
    clock.now += int(refused["Retry-After"])
    assert limit.take("a").allowed


def test_refused_requests_cost_nothing() -> None:
    """A program that keeps trying is not shut out for ever."""
    clock = Clock()
    limit = Limit("caller", 60, clock=clock)
    for _ in range(1000):
        limit.take("a")
    clock.now += 1
    assert limit.take("a").allowed


def test_the_defaults_hurt_no_office() -> None:
    """Polling every second beside 300 replies in a minute, or within one second, is let through."""
    per_minute = Settings().rate_limit_per_minute
    clock = Clock()
    spread, burst = (Limit("caller", per_minute, clock=clock) for _ in range(2))
    for second in range(600):
        assert spread.take("system.stc-eoffice").allowed, second
        assert all(spread.take("system.stc-eoffice").allowed for _ in range(5)), second
        clock.now += 1
    assert all(burst.take("system.stc-eoffice").allowed for _ in range(300))


def test_memory_is_bounded() -> None:
    """However many addresses come, no more than so many are remembered; the newest are."""
    limit = Limit("address", 1, most_callers=100, clock=Clock())
    for number in range(1000):
        assert limit.take(str(number)).allowed
    assert len(limit._full_again) == 100
    assert not limit.take("999").allowed
    assert limit.take("0").allowed
    assert MOST_CALLERS <= 100_000


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("10.1.2.3", 5), "10.1.2.3"),
        (("2001:db8:1:2:3:4:5:6", 5), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::1", 5), "2001:db8:1:2::/64"),
        (("testclient", 5), "testclient"),
        (None, ""),
    ],
)
def test_an_address_counts_as_the_network_it_stands_for(client: Any, address: str) -> None:
    """Whoever has one IPv6 address has a whole network of them."""
    assert address_of(client) == address


async def test_each_caller_is_counted_alone(tmp_path: Path) -> None:
    """One who asks too much is told to wait, in both languages; nobody else notices."""
    async with serving(limited(tmp_path, rate_limit_per_minute=5)) as served:
        answers = await asyncio.gather(*(served.call(HEAD, "GET", "/taxonomy") for _ in range(9)))
        assert sorted(answer.status_code for answer in answers) == [200] * 5 + [429] * 4
        refused = next(answer for answer in answers if answer.status_code == 429)
        check_refusal(refused)
        assert refused.headers["RateLimit-Policy"] == '"caller";q=5;w=60'
        assert (await served.call(OFFICER, "GET", "/taxonomy")).status_code == 200
        assert (await served.http.get("/v1/taxonomy")).status_code == 401


async def test_whoever_proves_nothing_is_counted_by_address(tmp_path: Path) -> None:
    """Guessing at tokens, or none, at wrong addresses or pages; whoever signs in is unharmed."""
    async with serving(limited(tmp_path, rate_limit_unknown_per_minute=4)) as served:
        forged = {"Authorization": "Bearer a.b.c"}
        assert (await served.http.get("/v1/taxonomy", headers=forged)).status_code == 401
        assert (await served.http.get("/nowhere")).status_code == 404
        assert (await served.http.get("/docs")).status_code == 200
        assert (await served.http.get("/v1/taxonomy")).status_code == 401
        for path, headers in (("/v1/taxonomy", {}), ("/v1/taxonomy", forged), ("/docs", {})):
            check_refusal(await served.http.get(path, headers=headers))
        assert (await served.call(HEAD, "GET", "/taxonomy")).status_code == 200


async def test_health_is_never_limited(tmp_path: Path) -> None:
    """A supervisor that asks every second must not be told that the service is busy."""
    limits = {"rate_limit_per_minute": 1, "rate_limit_unknown_per_minute": 1}
    async with serving(limited(tmp_path, **limits)) as served:
        for _ in range(5):
            answer = await served.http.get("/health/live")
            assert answer.status_code == 200
            assert "RateLimit" not in answer.headers


async def test_without_a_limit_nothing_is_counted(tmp_path: Path) -> None:
    """0 turns it off, and says nothing about limits."""
    async with serving(limited(tmp_path)) as served:
        answer = await served.call(HEAD, "GET", "/taxonomy")
    assert answer.status_code == 200
    assert "RateLimit-Policy" not in answer.headers


def check_refusal(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json()["detail"] != answer.json()["detail_en"]
    assert answer.json()["title"] == "Quá nhiều yêu cầu"
