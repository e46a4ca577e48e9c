"""The events behind figures: a program that knows nothing of the service finds every figure."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from remiss.consultation.values import Actor, Role
from remiss.ledger import append
from remiss.ledger.sheets.sheet_making import make_due
from tests.given import generated
from tests.given.case import CLEAR, FINANCE, HOME, assessed, opening, replies
from tests.given.case import OFFICER as DRAFTER
from tests.given.people import AUDITOR, OFFICE, OFFICER, OFFICIAL, SUPERVISOR, actor
from tests.whole.api.test_figure_looks import NAMED, looks
from tests.whole.api.test_scorecards import POSITIONS, Books, books
from tests.whole.api.test_sheets import LATER

__all__ = ["books"]
ROOT = Path(__file__).parents[3]
EVENTS = "/scorecards/events.jsonl"
PERIOD = "from=2026-03-20&to=2026-05-10"
FOLLOWING = actor("snv.nga.dinh", Role.HOME_AFFAIRS, HOME.code)
REMOTE = actor("ttr.nga", Role.HOME_AFFAIRS, "H99.77")


async def lives(books: Books, seeds: range = range(40)) -> None:
    for seed in seeds:
        position = POSITIONS[seed % len(POSITIONS)]
        await append(books.pool, generated.whole(f"HS-{seed:03}", seed, position))


async def download(books: Books, by: Actor, query: str) -> str:
    answer = await books.served.call(by, "GET", f"{EVENTS}?{query}")
    assert answer.status_code == 200, answer.text
    return str(answer.text)


async def published(books: Books, folder: Path, by: Actor, path: str) -> Path:
    answer = await books.served.call(by, "GET", path)
    assert answer.status_code == 200, answer.text
    kept = folder / f"{path.strip('/').replace('/', '-').partition('?')[0]}.json"
    kept.write_text(answer.text, encoding="utf-8")
    return kept


def recount(*files: Path) -> subprocess.CompletedProcess[str]:
    """Isolated from everything installed: the program needs Python alone."""
    program = [sys.executable, "-S", "-m", "recount", *map(str, files)]
    return subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)


async def test_a_program_of_its_own_finds_every_figure(books: Books, tmp_path: Path) -> None:
    """Scorecards of a period, people and rules among them, and the sheet of a month."""
    await lives(books)
    events = tmp_path / "events.jsonl"
    events.write_text(await download(books, REMOTE, PERIOD), encoding="utf-8")
    files = [
        await published(books, tmp_path, REMOTE, f"/scorecards/{which}?{PERIOD}")
        for which in ("agencies", "drafters", "rules")
    ]
    found = recount(events, *files)
    assert found.returncode == 0, found.stdout + found.stderr
    for file in files:
        (line,) = [each for each in found.stdout.splitlines() if each.startswith(file.name)]
        same, among = line.split()[1].split("/")
        assert same == among
        assert int(among) > 10

    await make_due(books.pool, LATER)
    month = "from=2026-04-01&to=2026-04-30"
    events.write_text(await download(books, REMOTE, month), encoding="utf-8")
    sheet = await published(books, tmp_path, REMOTE, "/sheets/2026-04.json")
    found = recount(events, sheet)
    assert found.returncode == 0, found.stdout + found.stderr
    changed = json.loads(sheet.read_text())
    first = changed["agencies"][0]
    name = next(iter(first["stands"]))
    first["stands"][name] += 1
    sheet.write_text(json.dumps(changed), encoding="utf-8")
    found = recount(events, sheet)
    assert found.returncode == 1
    assert f"{first['card']} {first['agency']} {name}" in found.stdout


async def test_whole_events_are_a_chain(books: Books, tmp_path: Path) -> None:
    """An inspector gets every word; one that was altered is named, and so is a missing end."""
    await lives(books, range(3))
    events = tmp_path / "events.jsonl"
    text = await download(books, AUDITOR, f"form=whole&{NAMED}")
    events.write_text(text, encoding="utf-8")
    assert recount(events).returncode == 0
    head, first, *rest = text.splitlines()
    altered = json.loads(first)
    altered["event"]["event"]["draft"]["subject"] = "Khác"
    events.write_text("\n".join((head, json.dumps(altered), *rest)), encoding="utf-8")
    found = recount(events)
    assert found.returncode == 1
    assert f"{altered['event']['consultation']} 1" in found.stdout
    events.write_text("\n".join((head, first, *rest[:-1])), encoding="utf-8")
    assert recount(events).returncode == 2


async def test_facts_have_neither_names_nor_words(books: Books) -> None:
    """No name of a person, no subject, no reason, no wording of the events they are taken from."""
    await lives(books)
    facts = await download(books, OFFICE, "")
    rows = await books.pool.fetch("SELECT body FROM event")
    words = {word for row in rows for word in _words(row["body"])}
    assert len(words) > 50
    assert [word for word in words if word in facts] == []


def _words(value: Any, name: str = "") -> set[str]:
    if isinstance(value, dict):
        calendar = {k: v for k, v in value.items() if k != "calendar"}
        return {word for k, inner in calendar.items() for word in _words(inner, k)}
    if isinstance(value, list):
        return {word for inner in value for word in _words(inner, name)}
    return {value} if isinstance(value, str) and " " in value else set()


async def test_whose_figures_can_be_counted_is_a_look(books: Books) -> None:
    """Before the first line is sent; and the refusals of everyone else."""
    await books.enter(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    for person in (OFFICER, OFFICIAL, SUPERVISOR):
        answer = await books.served.call(person, "GET", EVENTS)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    answer = await books.served.call(OFFICE, "GET", f"{EVENTS}?form=whole")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    answer = await books.served.call(AUDITOR, "GET", EVENTS)
    assert answer.json()["code"] == "inspection_without_reason"
    assert await looks(books, DRAFTER) == []
    await download(books, AUDITOR, NAMED)
    (look,) = await looks(books, DRAFTER)
    assert (look["role"], look["figures"]) == ("inspector", "drafters")


async def test_cases_of_ones_own_agency_are_left_out_and_counted(books: Books) -> None:
    """Whoever belongs to a party does not oversee the case: the file says how many it lacks."""
    await books.enter(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    *_, end = (json.loads(each) for each in (await download(books, FOLLOWING, "")).splitlines())
    assert end == {"kind": "end", "events": 0, "left_out": 1}
    *_, end = (json.loads(each) for each in (await download(books, REMOTE, "")).splitlines())
    assert end["left_out"] == 0
    assert end["events"] > 0
