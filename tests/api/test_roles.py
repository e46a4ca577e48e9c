"""Who may do what: every address, every role, and how each stands to the case."""

import secrets
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from pydantic import SecretStr
from temporalio.client import Client

import ledger
import worker
from activities.reporting import rendered
from evidence.checkpoint import as_json
from settings import Settings
from tests.api.cases import QUESTIONS, Case, open_case, opening
from tests.api.conftest import Served, fresh_database, serving
from tests.api.people import (
    AUDITOR,
    COLLEAGUE,
    FINANCE,
    FOREIGN_OFFICER,
    HEAD,
    OFFICE,
    OFFICER,
    OFFICIAL,
    OTHER_HEAD,
    STRANGER,
    SUPERVISOR,
)
from tests.evidence.given import a_log

PEOPLE = {
    person.id: person
    for person in (
        OFFICER,
        COLLEAGUE,
        SUPERVISOR,
        OFFICIAL,
        HEAD,
        OTHER_HEAD,
        OFFICE,
        AUDITOR,
        STRANGER,
        FOREIGN_OFFICER,
    )
}
EVERYONE = frozenset(PEOPLE)
IN_CHARGE = frozenset({OFFICER.id, SUPERVISOR.id})
HOUSE = IN_CHARGE | {COLLEAGUE.id}
ASKED = frozenset({OFFICIAL.id, HEAD.id})
WATCHING = frozenset({OFFICE.id, AUDITOR.id})
ON_THE_CASE = HOUSE | ASKED | {OTHER_HEAD.id} | WATCHING
REVIEWERS = IN_CHARGE | {OFFICE.id}
DRAFTERS = HOUSE | {FOREIGN_OFFICER.id}
DECIDING = DRAFTERS | {OFFICE.id}
REPLACING = frozenset({SUPERVISOR.id, OFFICE.id})
THE_OFFICE = frozenset({OFFICE.id})
HEADING = frozenset({HEAD.id})
ANSWERING = ASKED | {OTHER_HEAD.id, STRANGER.id}
SUPERVISING = WATCHING | {SUPERVISOR.id}
MEASURED = SUPERVISING | {HEAD.id, OTHER_HEAD.id, STRANGER.id}
KEEPING = frozenset({OFFICE.id})
NOBODY: frozenset[str] = frozenset()
REPORTED = date(2026, 3, 13)
ABSENT = "HS-AAAAAAAAAAAA"

REQUEST = "/consultations/{consultation}/requests/{agency}"
CASE = "/consultations/{consultation}"
REASON = {"reason": "Lý do."}
REASONS = {"reasons": "Lý do."}
DECLINED = [{"question": "kinh-phi", "field": "justice.sanction", "to": "H99.03"}]
DELEGATION = {
    "to": {"id": "duc", "name": "Đức"},
    "since": "2026-01-01T00:00:00Z",
    "until": "2099-01-01T00:00:00Z",
}
DISPOSED = [{"comment": "H99.04-1-1", "kind": "adopted"}]
LATE = {"number": 1, "use": "filed", "explanation": "Lưu."}
DAY_OFF = {
    "date": f"{datetime.now(UTC).year + 1}-10-12",
    "kind": "day_off",
    "name": {"vi": "Nghỉ hoán đổi", "en": "Day off, swapped"},
}
REPLY = {"responsible_official": {"id": "duc", "name": "Đức"}, "draft_sha256": "0" * 64}

# Method, path, body, who may, who is told that they may not. Everyone else: 404, as if it were not.
ROUTES: list[tuple[str, str, Any, frozenset[str], frozenset[str]]] = [
    ("GET", "/consultations", None, EVERYONE, NOBODY),
    ("POST", "/consultations", "opening", DRAFTERS, EVERYONE - DRAFTERS),
    ("POST", "/consultations/preview", "opening", DRAFTERS, EVERYONE - DRAFTERS),
    ("GET", CASE, None, ON_THE_CASE, NOBODY),
    ("GET", f"{CASE}/timeline", None, ON_THE_CASE, NOBODY),
    ("GET", f"{CASE}/requests", None, ON_THE_CASE, NOBODY),
    ("GET", f"{CASE}/commands/{{command_id}}", None, EVERYONE, NOBODY),
    ("GET", REQUEST, None, ON_THE_CASE - {OTHER_HEAD.id}, NOBODY),
    ("GET", f"{REQUEST}/deadline", None, ON_THE_CASE - {OTHER_HEAD.id}, NOBODY),
    ("GET", f"{REQUEST}/deadlines", None, ON_THE_CASE - {OTHER_HEAD.id}, NOBODY),
    ("POST", f"{REQUEST}/acknowledge", None, ASKED, HOUSE | WATCHING),
    ("POST", f"{REQUEST}/reply", REPLY, ASKED, HOUSE | WATCHING),
    ("POST", f"{REQUEST}/contest", {"reasons": "Lý do."}, ASKED, HOUSE | WATCHING),
    (
        "POST",
        f"{REQUEST}/assign",
        {"official": {"id": "duc", "name": "Đức"}},
        HEADING,
        HOUSE | WATCHING | {OFFICIAL.id},
    ),
    (
        "POST",
        f"{REQUEST}/sign",
        {"reply_sha256": "0" * 64},
        HEADING,
        HOUSE | WATCHING | {OFFICIAL.id},
    ),
    (
        "POST",
        f"{REQUEST}/delegation",
        DELEGATION | REASON,
        HEADING,
        HOUSE | WATCHING | {OFFICIAL.id},
    ),
    (
        "POST",
        f"{REQUEST}/send-back",
        {"reply_sha256": "0" * 64} | REASONS,
        HEADING,
        HOUSE | WATCHING | {OFFICIAL.id},
    ),
    (
        "POST",
        f"{REQUEST}/colleagues",
        {"colleague": {"id": "ha", "name": "Hà"}, "part": "Định mức."},
        ASKED,
        HOUSE | WATCHING,
    ),
    ("POST", f"{REQUEST}/contributions", {"text": "Theo nghị quyết."}, ASKED, HOUSE | WATCHING),
    (
        "POST",
        f"{REQUEST}/clarifications",
        {"ground": "figures_needed", "text": "Đề nghị gửi bảng tính."},
        ASKED,
        HOUSE | WATCHING,
    ),
    ("POST", f"{REQUEST}/extension", {"to": "2099-01-01"} | REASON, ASKED, HOUSE | WATCHING),
    (
        "POST",
        f"{REQUEST}/decline",
        {"declined": DECLINED} | REASONS,
        HEADING,
        HOUSE | WATCHING | {OFFICIAL.id},
    ),
    (
        "POST",
        f"{REQUEST}/objection",
        {"comments": ["H99.04-1-1"]} | REASONS,
        HEADING,
        HOUSE | WATCHING | {OFFICIAL.id},
    ),
    (
        "POST",
        f"{REQUEST}/clarifications/answer",
        {"text": "Gửi kèm."},
        IN_CHARGE,
        ON_THE_CASE - IN_CHARGE,
    ),
    (
        "POST",
        f"{REQUEST}/extension/decision",
        {"granted": True},
        IN_CHARGE,
        ON_THE_CASE - IN_CHARGE,
    ),
    (
        "POST",
        f"{REQUEST}/decline/ruling",
        {"question": "kinh-phi", "confirmed": False} | REASONS,
        REVIEWERS,
        ON_THE_CASE - REVIEWERS,
    ),
    (
        "POST",
        f"{REQUEST}/dispositions",
        {"dispositions": DISPOSED},
        IN_CHARGE,
        ON_THE_CASE - IN_CHARGE,
    ),
    ("POST", f"{REQUEST}/late-replies/use", LATE, IN_CHARGE, ON_THE_CASE - IN_CHARGE),
    ("POST", f"{REQUEST}/take-over", REASONS, THE_OFFICE, ON_THE_CASE - THE_OFFICE),
    (
        "POST",
        f"{REQUEST}/deadline",
        {"to": "2000-01-01"} | REASONS,
        THE_OFFICE,
        ON_THE_CASE - THE_OFFICE,
    ),
    ("POST", f"{REQUEST}/close", REASONS, THE_OFFICE, ON_THE_CASE - THE_OFFICE),
    ("POST", f"{REQUEST}/check", REPLY, ASKED, EVERYONE - ANSWERING),
    ("POST", f"{REQUEST}/review", {"decision": "accept"}, REVIEWERS, ON_THE_CASE - REVIEWERS),
    ("POST", f"{REQUEST}/withdraw", REASON, IN_CHARGE, ON_THE_CASE - IN_CHARGE),
    ("POST", f"{CASE}/requests", {"agency": "H99.03"}, IN_CHARGE, ON_THE_CASE - IN_CHARGE),
    ("POST", f"{CASE}/draft", "amendment", IN_CHARGE, EVERYONE - IN_CHARGE - {FOREIGN_OFFICER.id}),
    ("POST", f"{CASE}/suspend", REASON, REVIEWERS, ON_THE_CASE - REVIEWERS),
    ("POST", f"{CASE}/resume", REASON, REVIEWERS, ON_THE_CASE - REVIEWERS),
    (
        "POST",
        f"{CASE}/officer",
        {"officer": {"id": OFFICER.id, "name": OFFICER.name}} | REASON,
        REPLACING,
        ON_THE_CASE - REPLACING,
    ),
    ("POST", f"{CASE}/conclude", None, IN_CHARGE, ON_THE_CASE - IN_CHARGE),
    ("POST", f"{CASE}/cancel", REASON, IN_CHARGE, ON_THE_CASE - IN_CHARGE),
    ("GET", f"{CASE}/documents/consolidation.docx", None, ON_THE_CASE, NOBODY),
    ("GET", f"{CASE}/documents/consolidation.xlsx", None, ON_THE_CASE, NOBODY),
    ("GET", f"{CASE}/documents/consolidation.json", None, ON_THE_CASE, NOBODY),
    ("GET", f"{REQUEST}/documents/request.docx", None, ON_THE_CASE - {OTHER_HEAD.id}, NOBODY),
    ("GET", f"{REQUEST}/documents/reminder.docx", None, HOUSE | WATCHING, ASKED),
    ("GET", f"{REQUEST}/documents/report.docx", None, HOUSE | WATCHING, ASKED),
    ("GET", "/inbox", None, ANSWERING, EVERYONE - ANSWERING),
    ("GET", "/notices", None, EVERYONE, NOBODY),
    ("GET", "/notices/deliveries", None, WATCHING, EVERYONE - WATCHING),
    ("GET", "/tasks", None, DECIDING, EVERYONE - DECIDING),
    ("GET", "/agencies", None, EVERYONE, NOBODY),
    ("GET", "/agencies/{agency}", None, EVERYONE, NOBODY),
    ("GET", "/taxonomy", None, EVERYONE, NOBODY),
    ("POST", "/relevance", {"questions": QUESTIONS}, EVERYONE, NOBODY),
    ("POST", "/fields", {"text": "Kinh phí lấy từ nguồn nào?"}, EVERYONE, NOBODY),
    ("GET", "/scorecards/drafters", None, SUPERVISING, EVERYONE - SUPERVISING),
    ("GET", "/scorecards/agencies", None, MEASURED, EVERYONE - MEASURED),
    ("GET", "/scorecards/rules", None, SUPERVISING, EVERYONE - SUPERVISING),
    ("GET", "/reports", None, WATCHING, EVERYONE - WATCHING),
    ("GET", "/reports/{day}.json", None, WATCHING, EVERYONE - WATCHING),
    ("GET", "/reports/{day}.docx", None, WATCHING, EVERYONE - WATCHING),
    ("GET", "/checkpoints", None, WATCHING, EVERYONE - WATCHING),
    ("GET", "/checkpoints/{number}", None, WATCHING, EVERYONE - WATCHING),
    ("GET", "/calendar", None, EVERYONE, NOBODY),
    ("POST", "/calendar/preview", {"overrides": [DAY_OFF]}, KEEPING, EVERYONE - KEEPING),
    (
        "POST",
        "/calendar/overrides",
        {"overrides": [DAY_OFF], "legal_basis": "Thông báo 1/TB-VP", "reason": "Lý do."},
        KEEPING,
        EVERYONE - KEEPING,
    ),
    ("POST", "/attachments", None, EVERYONE - {AUDITOR.id}, frozenset({AUDITOR.id})),
    ("GET", "/attachments/{sha256}", None, ON_THE_CASE, NOBODY),
]


@pytest.fixture(scope="module")
async def case(
    postgres_dsn: str,
    template: str,
    temporal_address: str,
    temporal: Client,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Case]:
    """One case for the whole table; what is allowed may also be refused by its stage (409)."""
    async with fresh_database(postgres_dsn, template) as dsn:
        settings = Settings(
            data_dir=tmp_path_factory.mktemp("roles"),
            postgres_dsn=SecretStr(dsn),
            temporal_address=temporal_address,
            task_queue=f"roles-{secrets.token_hex(4)}",
            update_timeout_seconds=10,
        )
        async with serving(settings) as served, worker.running(settings, temporal):
            await _report(dsn)
            yield await open_case(served)


@pytest.mark.parametrize(
    ("method", "path", "body", "allowed", "forbidden"),
    ROUTES,
    ids=[f"{method} {path}" for method, path, *_ in ROUTES],
)
async def test_every_role_at_every_address(
    case: Case,
    method: str,
    path: str,
    body: Any,
    allowed: frozenset[str],
    forbidden: frozenset[str],
) -> None:
    """Allowed, told that it is not theirs, or told nothing at all: exactly as the table says."""
    for name, person in PEOPLE.items():
        expected = "yes" if name in allowed else "no" if name in forbidden else "nothing"
        assert await ask(case, person, method, path, body) == expected, name


@pytest.mark.parametrize(
    ("method", "path", "body", "forbidden"),
    [(method, path, body, no) for method, path, body, _, no in ROUTES if "{consultation}" in path],
    ids=[f"{method} {path}" for method, path, *_ in ROUTES if "{consultation}" in path],
)
async def test_an_absent_case_is_nothing_to_anyone(
    case: Case, method: str, path: str, body: Any, forbidden: frozenset[str]
) -> None:
    """A 404 for every role; only checks and amendments are refused by role beforehand."""
    absent = Case(case.served, ABSENT, case.sha256)
    for name, person in PEOPLE.items():
        early = name in forbidden and _refused_by_role(path, name)
        expected = "yes" if "command_id" in path else "no" if early else "nothing"
        assert await ask(absent, person, method, path, body) == expected, name


async def test_the_table_is_complete(case: Case) -> None:
    """An address that is added without a row in the table fails here."""
    document = (await case.served.http.get("/openapi.json")).json()
    documented = {
        (method.upper(), path.removeprefix("/v1"))
        for path, methods in document["paths"].items()
        for method in methods
        if not path.startswith("/health")
    }
    assert documented == {(method, path) for method, path, *_ in ROUTES}


def _refused_by_role(path: str, name: str) -> bool:
    return path.endswith("/check") or (path.endswith("/draft") and name not in DRAFTERS)


async def _report(dsn: str) -> None:
    """A report and a checkpoint to read: of a day on which nothing was open."""
    pool = await ledger.connect(dsn)
    at = datetime.combine(REPORTED, time(), tzinfo=UTC)
    await ledger.publish(pool, rendered([], at, "Ủy ban nhân dân tỉnh Tân Giang"))
    (checkpoint,) = a_log("a")
    await ledger.record_checkpoint(pool, 1, checkpoint.statement.at, as_json(checkpoint))
    await pool.close()


async def ask(case: Case, person: Any, method: str, path: str, body: Any) -> str:
    served, sent = case.served, {"json": body}
    if body == "opening":
        sent = {"json": opening(await _draft(served, person, case))}
    elif body == "amendment":
        draft = opening(await _draft(served, person, case))["draft"]
        sent = {"json": {"draft": draft, "changed": QUESTIONS}}
    elif path == "/attachments":
        sent = {"files": {"file": b"%PDF-1.7"}}
    filled = path.format(
        consultation=case.id,
        agency=FINANCE,
        command_id="x:y",
        sha256=case.sha256,
        day=REPORTED,
        number=1,
    )
    answer = await served.call(person, method, filled, **sent)
    assert answer.status_code < 500, answer.text
    return {403: "no", 404: "nothing"}.get(answer.status_code, "yes")


async def _draft(served: Served, person: Any, case: Case) -> str:
    if person is AUDITOR:
        return case.sha256
    return await served.upload(person, b"%PDF-1.7")
