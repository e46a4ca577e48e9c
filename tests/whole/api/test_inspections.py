"""An inspector draws samples through the API; whoever is inspected learns nothing of it."""

from typing import Any

from remiss.consultation.inspecting.draw import digest
from remiss.consultation.inspecting.messages import INSPECTION_CHAIN
from remiss.consultation.values import Actor, Role
from remiss.evidence.checkpoint import Head, as_json, sign_checkpoint
from remiss.evidence.sample_record import read_record
from remiss.ledger import append, heads, newest_entry, record_checkpoint
from tests.given import generated
from tests.given.case import FINANCE, HOME
from tests.given.checkpoints import NINE, a_signer
from tests.given.people import AUDITOR, HEAD, OFFICE, OFFICER, OFFICIAL, SUPERVISOR, actor
from tests.given.standing import HOME_AFFAIRS
from tests.whole.api.test_scorecards import Books, books

__all__ = ["books"]
SEED = "mot-ma-boc-tham-da-giu"
OPENS = {"decision": "12/QĐ-TTr", "reason": "Kiểm tra đột xuất quý I"}
COMMITS = {
    "unit": "requests",
    "size": 5,
    "seed_sha256": digest(SEED),
    "reason": "Theo kế hoạch kiểm tra năm",
}
KEYS = {a_signer().public.id: a_signer().public}
YEAR = {"first": "2026-01-01", "last": "2026-12-31"}
TOLD_NOTHING = (OFFICER, SUPERVISOR, OFFICIAL, HEAD, OFFICE, HOME_AFFAIRS)


async def sends(books: Books, path: str, body: Any, by: Actor = AUDITOR) -> Any:
    answer = await books.served.call(by, "POST", f"/inspections{path}", json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


async def signs(books: Books, number: int) -> None:
    """A checkpoint over everything there is, as the first ever."""
    found = [*(await heads(books.pool, ())).moved, await newest_entry(books.pool, INSPECTION_CHAIN)]
    moved = [Head(stream=h.stream, version=h.version, hash=h.hash.hex()) for h in found if h]
    file = sign_checkpoint((), moved, NINE, a_signer())
    assert file.statement.number == number
    await record_checkpoint(books.pool, number, file.statement.at, as_json(file))


async def lives(books: Books, seeds: range = range(12)) -> None:
    """Lives that chance told."""
    for seed in seeds:
        await append(books.pool, generated.whole(f"HS-{seed}", seed))


async def test_a_random_sample_is_drawn_again_from_its_seed(books: Books) -> None:
    """Committed, signed, drawn; the record draws the same again and its cases are all readable."""
    await lives(books)
    one = (await sends(books, "", OPENS))["inspection"]
    committed = (await sends(books, f"/{one}/samples", COMMITS))["samples"][0]
    assert (committed["checkpoint"], committed["drawn"], committed["seed"]) == (None, [], None)
    early = await books.served.call(
        AUDITOR, "POST", f"/inspections/{one}/samples/1/draw", json={"seed": SEED}
    )
    assert (early.status_code, early.json()["code"]) == (409, "checkpoint_not_yet")
    await signs(books, 1)
    (drawn,) = (await sends(books, f"/{one}/samples/1/draw", {"seed": SEED}))["samples"]
    assert len(drawn["drawn"]) == 5
    assert (drawn["seed"], drawn["checkpoint"]) == (SEED, 1)
    file = await books.served.call(AUDITOR, "GET", f"/inspections/{one}/samples/1/record")
    record = read_record(file.content, "record")
    assert record.faults(KEYS) == ()
    assert list(record.again) == drawn["drawn"]
    assert record.drawn.among == drawn["among"] > 5
    for line in drawn["drawn"]:
        case, _, _ = line.partition("/")
        for path in ("", "/timeline"):
            read = await books.served.call(AUDITOR, "GET", f"/consultations/{case}{path}")
            assert read.status_code == 200, read.text


async def test_the_inspected_learn_nothing(books: Books) -> None:
    """No event of a case, no notice, no row of theirs, and no answer that tells what exists."""
    await lives(books)
    events = "select count(*), max(recorded_at) from event"
    told = "select count(*) from notice"
    before = (await books.pool.fetchrow(events), await books.pool.fetchval(told))
    one = (await sends(books, "", OPENS))["inspection"]
    await sends(books, f"/{one}/samples", COMMITS)
    await signs(books, 1)
    await sends(books, f"/{one}/samples/1/draw", {"seed": SEED})
    assert before == (await books.pool.fetchrow(events), await books.pool.fetchval(told))
    for person in TOLD_NOTHING:
        there = await books.served.call(person, "GET", f"/inspections/{one}")
        absent = await books.served.call(person, "GET", "/inspections/KT-AAAAAAAAAAAA")
        assert there.status_code == absent.status_code == 403
        assert there.json()["code"] == absent.json()["code"] == "not_permitted"
        mine = await books.served.call(person, "GET", "/figure-looks")
        assert one not in mine.text


async def test_an_inspector_of_the_inspected_agency_finds_nothing(books: Books) -> None:
    """Neither in the list nor by its id, once it names their agency or drew a case of it."""
    await lives(books)
    other = actor("minh", Role.INSPECTOR, "H99.30")
    own = [actor(f"minh-{each.code}", Role.INSPECTOR, each.code) for each in (FINANCE, HOME)]
    one = (await sends(books, "", OPENS))["inspection"]
    for person in own:
        assert await listed(books, person) == [one]
    await sends(books, f"/{one}/samples", COMMITS | {"criteria": {"asked": [FINANCE.code]}})
    assert [await listed(books, each) for each in own] == [[], [one]]
    await signs(books, 1)
    await sends(books, f"/{one}/samples/1/draw", {"seed": SEED})
    assert [await listed(books, each) for each in (*own, other, AUDITOR)] == [[], [], [one], [one]]
    for person in own:
        there = await books.served.call(person, "GET", f"/inspections/{one}")
        absent = await books.served.call(person, "GET", "/inspections/KT-AAAAAAAAAAAA")
        assert (there.status_code, there.json()["code"]) == (404, "inspection_not_found")
        assert absent.json()["code"] == "inspection_not_found"


async def listed(books: Books, by: Actor) -> list[str]:
    answer = await books.served.call(by, "GET", "/inspections")
    return [each["inspection"] for each in answer.json()["items"]]


async def test_outliers_are_listed_with_the_data_behind_them(books: Books) -> None:
    """Amount, whole, value, distance; and those that stand out are drawn from, on record."""
    await lives(books, range(40))
    query = "card=agencies&figure=overdue&from=2026-01-01&to=2026-12-31&threshold=1"
    answer = await books.served.call(AUDITOR, "GET", f"/inspections/outliers?{query}")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    rows = found["items"]
    assert len(rows) > 2
    scorecards = await books.read("agencies", AUDITOR, "?from=2026-01-01&to=2026-12-31")
    timed = {card["agency"]: card["timeliness"] for card in scorecards}
    for row in rows:
        counts = timed[row["agency"]]
        late = counts["late"] + counts["silent"]
        assert (row["amount"], row["among"]) == (late, counts["in_time"] + late)
    ordered = sorted(row["value"] for row in rows)
    assert ordered[0] <= found["median"] <= ordered[-1]
    outliers = {row["agency"] for row in rows if row["stands_out"]}
    assert outliers
    one = (await sends(books, "", OPENS))["inspection"]
    by = {"card": "agencies", "figure": "overdue", "threshold": 1, **YEAR}
    body = {"unit": "requests", "indicator": by, "reason": "Theo kế hoạch kiểm tra năm"}
    (sample,) = (await sends(books, f"/{one}/samples/outliers", body))["samples"]
    assert set(sample["criteria"]["asked"]) == outliers
    assert {each["agency"] for each in sample["indicator"]["counted"]} == {
        r["agency"] for r in rows
    }
    await signs(books, 1)
    (drawn,) = (await sends(books, f"/{one}/samples/1/draw", {}))["samples"]
    agencies = {line.partition("/")[2].partition("#")[0] for line in drawn["drawn"]}
    assert agencies <= outliers
    assert len(drawn["drawn"]) == drawn["among"] > 0


async def test_a_count_is_no_indicator(books: Books) -> None:
    """Whoever is asked more has more of everything."""
    query = "card=agencies&figure=requests&from=2026-01-01&to=2026-12-31"
    answer = await books.served.call(AUDITOR, "GET", f"/inspections/outliers?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_indicator")


async def test_another_seed_is_refused_and_drawing_again_is_counted(books: Books) -> None:
    """A commitment that was never drawn stays in sight."""
    await lives(books, range(3))
    one = (await sends(books, "", OPENS))["inspection"]
    await sends(books, f"/{one}/samples", COMMITS)
    await sends(books, f"/{one}/samples", COMMITS | {"seed_sha256": digest(SEED + SEED)})
    await signs(books, 1)
    path = f"/inspections/{one}/samples/1/draw"
    answer = await books.served.call(AUDITOR, "POST", path, json={"seed": SEED + SEED})
    assert (answer.status_code, answer.json()["code"]) == (422, "seed_not_the_committed")
    found = await sends(books, f"/{one}/samples/2/draw", {"seed": SEED + SEED})
    assert [len(each["drawn"]) for each in found["samples"]] == [0, 5]
    (line,) = (await books.served.call(AUDITOR, "GET", "/inspections")).json()["items"]
    assert (line["committed"], line["drawn"]) == (2, 1)
