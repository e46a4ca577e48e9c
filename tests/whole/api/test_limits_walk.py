"""What is accepted at its limit can be read, printed, exported, carried on and made anew."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from remiss import ledger
from remiss.consultation.message_size import CARRIED_BYTES
from remiss.consultation.ports import CaseStart, RecordBatch
from remiss.consultation.values import REPLY_CHARACTERS
from remiss.consultation.views.rows import view
from remiss.ledger.projection import case_after
from remiss.reference.registry import load_registry
from remiss.views.archive.dossier_file import write_dossier
from tests.given.api_cases import Case, open_case
from tests.given.people import AUDITOR, FINANCE, HEAD, HOME, OFFICER, SUPERVISOR
from tests.given.read_addresses import filled_in, read_routes
from tests.given.served import Served

WIDE = "𠮷"
ASKS = "Đề nghị sửa Điều 4. "
CHANGES = "agree_with_changes"
SERVER_BYTES = 2 * 1024 * 1024


def long(characters: int) -> str:
    """A text that asks for something, at its limit in the widest letters."""
    return ASKS + WIDE * (characters - len(ASKS))


async def whole_text(served: Served) -> Case:
    """A legal opinion as long as a reply may be, without answers."""
    case = await open_case(served)
    sent = case.reply(position=CHANGES, answers=[], text=long(100_000), legal_basis=WIDE * 5_000)
    await _accepted(case, sent)
    return case


async def every_part(served: Served) -> Case:
    """Every part of an answer at its own limit, and the text with what is left."""
    case = await open_case(served)
    answer = {
        "question": "kinh-phi",
        "position": CHANGES,
        "text": long(20_000),
        "proposed_wording": WIDE * 20_000,
        "value": WIDE * 500,
        "reason": long(20_000),
        "legal_basis": WIDE * 5_000,
        "not_ours": {"body": "Bộ Y tế", "rule": WIDE * 2_000},
    }
    spent = sum(len(part) for part in answer.values() if isinstance(part, str)) + 2_100
    left = REPLY_CHARACTERS - spent
    await _accepted(case, case.reply(position=CHANGES, answers=[answer], text=long(left)))
    return case


async def files(served: Served) -> Case:
    """As many files as a reply and a clarification take."""
    case = await open_case(served)
    hashes = [await served.upload(HEAD, f"Phụ lục {n}".encode()) for n in range(20)]
    ask = {"ground": "figures_needed", "text": long(2_000), "question": "kinh-phi"}
    await case.does(HEAD, "clarifications", **ask)
    ours = [await served.upload(OFFICER, f"Trả lời {n}".encode()) for n in range(20)]
    await case.does(OFFICER, "clarifications/answer", text=long(2_000), attachments=ours)
    await _accepted(case, case.reply(attachments=hashes, position=CHANGES, text=long(2_000)))
    return case


async def clauses(served: Served) -> Case:
    """As many comments on clauses as a reply takes, each disposed of at length."""
    case = await open_case(served)
    said = {"clause": "Điểm a khoản 2 Điều 7", "anchor": "dieu-7.khoan-2.diem-a"}
    many = [{**said, "text": f"{number}. {WIDE * 200}"} for number in range(500)]
    await _accepted(case, case.reply(clause_comments=many))
    comments = (await case.seen(OFFICER))["comments"]
    assert [comments[0]["clause"], comments[-1]["id"]] == [said["clause"], f"{FINANCE}-1-1.500"]
    for first in range(0, 500, 100):
        some = comments[first : first + 100]
        kept = [{"comment": c["id"], "kind": "kept", "explanation": WIDE * 2_000} for c in some]
        await case.does(OFFICER, "dispositions", dispositions=kept)
    return case


async def questions(served: Served) -> Case:
    """As many questions as are taken, as long as they may be, to every agency there is."""
    asked = [{"id": f"q{n}", "text": WIDE * 2_000, "field": "fin.budget"} for n in range(100)]
    codes = [agency.code for agency in load_registry().agencies if agency.code != HOME]
    changed: dict[str, Any] = {"questions": asked, "agencies": codes}
    changed["override_reason"] = WIDE * 2_000
    changed["draft"] = {
        "subject": WIDE * 500,
        "kind": "guideline",
        "sha256": await served.upload(SUPERVISOR, b"%PDF-1.4 du thao"),
        "number": WIDE * 60,
    }
    case = await open_case(served, SUPERVISOR, **changed)
    answers = [{"question": one["id"], "position": "agree", "text": "Nhất trí."} for one in asked]
    sent = case.reply(answers=answers, draft_sha256=changed["draft"]["sha256"])
    await _accepted(case, sent)
    return case


async def commenting(served: Served) -> Case:
    """Explanation and objection as long as they may be."""
    case = await whole_text(served)
    (comment,) = (await case.seen(OFFICER))["comments"]
    kept = {"comment": comment["id"], "kind": "kept", "explanation": WIDE * 2_000}
    await case.does(OFFICER, "dispositions", dispositions=[kept])
    await case.does(HEAD, "objection", comments=[comment["id"]], reasons=WIDE * 2_000)
    return case


async def _accepted(case: Case, sent: dict[str, Any]) -> None:
    """The reply as it is taken, decided on where a person has to."""
    if (await case.does(HEAD, "reply", **sent))[-1] == "reply_flagged":
        await case.does(SUPERVISOR, "review", decision="accept")


@pytest.mark.timeout(300)  # the largest cases there can be, followed by everything there is
@pytest.mark.parametrize(
    "at_its_limit", [whole_text, every_part, files, clauses, questions, commenting]
)
async def test_what_was_accepted_walks_through_everything(
    at_its_limit: Callable[[Served], Awaitable[Case]], shared: Served, tmp_path: Path
) -> None:
    """Every address for every reader, each paper, the dossier, a new run, the rows made anew."""
    case = await at_its_limit(shared)

    await _is_read(case)
    dsn = shared.settings.postgres_dsn
    assert dsn is not None
    out = tmp_path / "dossier.zip"
    await write_dossier(dsn.get_secret_value(), shared.settings, case.id, out, "Đỗ Mai")
    assert out.stat().st_size > 0
    await _is_carried_on(case.id, dsn.get_secret_value())


async def _is_read(case: Case) -> None:
    for person in (OFFICER, HEAD, AUDITOR):
        for route in read_routes():
            answer = await case.served.call(person, "GET", filled_in(route, case))
            assert answer.status_code < 500, f"{person.id}: {route.path}: {answer.text[:300]}"
        for path in (case.path, case.request(), f"{case.path}/timeline"):
            answer = await case.served.call(person, "GET", path)
            assert answer.status_code == 200, f"{person.id}: {path}: {answer.text[:300]}"
    for paper in ("consolidation.docx", "consolidation.xlsx", "consolidation.json"):
        answer = await case.served.call(OFFICER, "GET", f"{case.path}/documents/{paper}")
        assert answer.status_code == 200, answer.text[:300]


async def _is_carried_on(consultation: str, dsn: str) -> None:
    """From the ledger alone, as continue-as-new, `recover` and `rebuild` begin."""
    assert (await ledger.verify(dsn)).holds
    pool = await ledger.connect(dsn)
    try:
        events = tuple(await ledger.stream(pool, consultation))
    finally:
        await pool.close()
    case = case_after(events)
    start = CaseStart(state=case.without_decided_texts())
    assert len(start.model_dump_json().encode()) < CARRIED_BYTES
    assert CaseStart.model_validate_json(start.model_dump_json()) == start
    last = RecordBatch(events=events[-1:], row=view(case))
    assert len(last.model_dump_json().encode()) < SERVER_BYTES
    assert FINANCE in case.requests
