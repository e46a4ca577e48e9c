"""Who may do what: every address, by how everyone stands to the case, as the one table has it."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from activities.report_step import render_report
from api.app import ACTIONS
from api.path_prefixes import CASE, REQUEST, V1
from portal.declared import actions_of
from portal.portal_app import ROUTES
from remiss import ledger
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.inspecting.messages import (
    INSPECTION_CHAIN,
    DossierOrdered,
    DossierPacked,
    Event,
    OrderDossier,
    Unit,
)
from remiss.consultation.values import Actor, Role
from remiss.consultation.views.sheets.sheet import Sheet
from remiss.documents.found_delays import FoundDelays
from remiss.evidence.checkpoint import Head, as_json, sign_checkpoint
from remiss.ledger.inspecting.inspection_chain import record_command
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.sheets.sheet_chain import append_entry
from remiss.sending.bodies.inspecting import CommitSampleBody, DrawSampleBody, OpenInspectionBody
from remiss.sending.inspections import commit_sample, draw_sample, open_inspection
from remiss.sending.ordered_dossiers import dossier_path
from tests.given.api_cases import QUESTIONS, Case, open_case, opening
from tests.given.checkpoints import NINE, a_signer
from tests.given.people import (
    AUDITOR,
    FINANCE,
    FOREIGN_OFFICER,
    JUSTICE,
    OFFICE,
    OFFICER,
)
from tests.given.served import Served
from tests.given.standing import BESIDE, INSIDE, OUTSIDE, PEOPLE, expected

REPORTED, SHEET = date(2026, 3, 13), "2026-03"
ABSENT = "HS-AAAAAAAAAAAA"
INSPECTED: list[str] = []
"""The inspection there is."""
ONE = {"X-Request-Id": "one"}
TUS = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "9",
    "Upload-Offset": "0",
    "Content-Type": "application/offset+octet-stream",
}

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
TABLE = {"sha256": "0" * 64}
REPLY = {"responsible_official": {"id": "duc", "name": "Đức"}, "draft_sha256": "0" * 64}

# What is sent to each address that takes a body.
BODIES: dict[str, Any] = {
    "open": "opening",
    "rehearse": "opening",
    "ask_urgency": "urgent opening",
    "amend_draft": "amendment",
    "replace_draft_file": "file",
    "add_agency": {"agency": "H99.03"},
    "ask_outside": {
        "name": "Bộ Y tế",
        "address": "Hà Nội",
        "legal_basis": "Luật Dược",
        "questions": ["khong-co"],
    },
    "record_letter": {"number": "12/SNV-CCVC", "signed_on": "2026-03-02"},
    "suspend": REASON,
    "resume": REASON,
    "move_deadlines": {"to": "2000-01-01"} | REASON,
    "move_return_date": {"return_on": "2099-01-01"} | REASON,
    "replace_officer": {"officer": {"id": OFFICER.id, "name": OFFICER.name}} | REASON,
    "cancel": REASON,
    "reopen": REASON,
    "answer_clarification": {"text": "Gửi kèm."},
    "decide_extension": {"granted": True},
    "rule_on_decline": {"question": "kinh-phi", "confirmed": False} | REASONS,
    "lay_before_head": REASONS,
    "follow_up": {"question": "kinh-phi", "outcome": "reported", "text": "Đã trình."},
    "confirm_referral": {"declined": DECLINED[0]},
    "review": {"decision": "accept"},
    "enter_reply": {
        "reply": REPLY,
        "signed_by": {"id": "huong", "name": "Hương"},
        "way": "paper",
        "received_on": "2000-01-01",
    },
    "confirm_entry": {"number": 1, "confirmed": True},
    "rule_on_correction": {"accepted": True},
    "record_final_text": TABLE,
    "explain_wordings": {
        "explanations": [{"comment": "H99.04-1-1", "explanation": "Theo thẩm định."}]
    },
    "dispose": {"dispositions": DISPOSED},
    "use_late_reply": LATE,
    "keep_from_others": REASON,
    "let_others_read": REASON,
    "withdraw": REASON,
    "urge": {"words": "Trả lời trong ngày."},
    "take_over": REASONS,
    "order_deadline": {"to": "2000-01-01"} | REASONS,
    "close_on_record": REASONS,
    "end_outside": REASONS,
    "end_clarification": REASONS,
    "ask_clarification": {"ground": "figures_needed", "text": "Đề nghị gửi bảng tính."},
    "request_extension": {"to": "2099-01-01"} | REASON,
    "give_delay_reason": REASON,
    "involve": {"colleague": {"id": "ha", "name": "Hà"}, "part": "Định mức."},
    "contribute": {"text": "Theo nghị quyết."},
    "check_reply": REPLY,
    "reply": REPLY,
    "correct_reply": {"corrects": {"number": 1} | REASON, "reply": REPLY},
    "contest": REASONS,
    "sign": {"reply_sha256": "0" * 64},
    "assign": {"official": {"id": "duc", "name": "Đức"}},
    "delegate": DELEGATION | REASON,
    "forward": {"to": {"id": "duc", "name": "Đức"}},
    "record_reply_letter": {"number": 1, "letter": "12/STC", "signed_on": "2026-03-02"},
    "pass_on": {"reply_sha256": "0" * 64},
    "send_back": {"reply_sha256": "0" * 64} | REASONS,
    "decline": {"declined": DECLINED} | REASONS,
    "object": {"comments": ["H99.04-1-1"]} | REASONS,
}
QUARTER = {"first": "2026-01-01", "last": "2026-03-31"}
INSPECTION = f"{V1}/inspections/{{inspection}}"
BODIES_BY_PATH: dict[str, Any] = {
    f"{CASE}/draft/comment-table/read": TABLE,
    f"{REQUEST}/confirm": {"letter": REPLY, "reply_sha256": "0" * 64},
    f"{REQUEST}/correction/check": {"corrects": {"number": 1} | REASON, "reply": REPLY},
    f"{V1}/urgent-openings/{{opening}}/approval": {"sha256": "0" * 64},
    f"{V1}/urgent-openings/{{opening}}/return": {"sha256": "0" * 64} | REASONS,
    f"{V1}/relevance": {"questions": QUESTIONS},
    f"{V1}/fields": {"text": "Kinh phí lấy từ nguồn nào?"},
    f"{V1}/calendar/preview": {"overrides": [DAY_OFF]},
    f"{V1}/inspections": {"decision": "12/QĐ-TTr", "reason": "Kiểm tra đột xuất"},
    f"{INSPECTION}/samples": {"unit": "cases", "reason": "Kiểm tra đột xuất"},
    f"{INSPECTION}/samples/outliers": {
        "unit": "requests",
        "indicator": {
            "card": "agencies",
            "figure": "overdue",
            **QUARTER,
        },
        "reason": "Kiểm tra đột xuất",
    },
    f"{INSPECTION}/samples/{{number}}/draw": {},
    f"{INSPECTION}/dossiers": {"consultation": ABSENT},
    f"{V1}/calendar/overrides": {
        "overrides": [DAY_OFF],
        "legal_basis": "Thông báo 1/TB-VP",
        "reason": "Lý do.",
    },
}
LAST = ("/delegation", "/cancel")
IN_TURN = sorted(ACTIONS, key=lambda address: [address.endswith(last) for last in reversed(LAST)])
"""A signature is lent, and then the case cancelled, once everybody has been asked who may sign."""
OF_A_CASE = [address for address in ACTIONS if "{consultation}" in address]
OF_A_REQUEST = [address for address in OF_A_CASE if "{agency}" in address]


@pytest.fixture(scope="module")
async def case(shared: Served) -> Case:
    """One case for the whole table; what is allowed may also be refused by its stage (409)."""
    dsn = shared.settings.postgres_dsn
    assert dsn is not None
    await _report(dsn.get_secret_value())
    INSPECTED.append(await _inspect(dsn.get_secret_value(), shared.settings.data_dir))
    return await open_case(shared)


@pytest.mark.parametrize("address", IN_TURN)
async def test_every_role_at_every_address(case: Case, address: str) -> None:
    """Allowed, told that it is not theirs, or told nothing at all: exactly as the table says."""
    for person in PEOPLE:
        assert await ask(case, person, address) == expected(person, ACTIONS[address]), person.id


@pytest.mark.parametrize("address", OF_A_CASE)
async def test_an_absent_case_is_nothing_to_anyone(case: Case, address: str) -> None:
    """A 404 for every role; of one's own commands one is told that nothing is known.

    What strangers are told is compared below with what they are told of a case that is there.
    """
    absent = Case(case.served, ABSENT, case.sha256)
    for person in INSIDE:
        own = ACTIONS[address] == "look_up_command"
        nothing = expected(person, ACTIONS[address]) if own else "nothing"
        assert await ask(absent, person, address) == nothing, person.id


@pytest.mark.parametrize("address", OF_A_CASE)
async def test_a_foreign_case_answers_as_one_that_is_not_there(case: Case, address: str) -> None:
    """To the letter: status, headers and body of the two differ in nothing but the time."""
    absent = Case(case.served, ABSENT, case.sha256)
    for person in OUTSIDE:
        assert whole(await send(case, person, address)) == whole(
            await send(absent, person, address)
        ), person.id


@pytest.mark.parametrize("address", OF_A_REQUEST)
async def test_anothers_request_answers_as_one_that_is_not_there(case: Case, address: str) -> None:
    """An agency asked in a case cannot even find out which others are asked."""
    for person in BESIDE:
        theirs = whole(await send(case, person, address))
        nobodys = whole(await send(case, person, address, agency="H99.99"))
        assert theirs == nobodys, person.id
        assert theirs[0] == 404


async def test_a_foreign_file_answers_as_one_that_is_not_there(case: Case) -> None:
    """Knowing the hash of another's file gains nothing, not even that the file exists."""
    for person in OUTSIDE:
        foreign = await case.served.call(person, "GET", f"/attachments/{case.sha256}", headers=ONE)
        absent = await case.served.call(person, "GET", f"/attachments/{'0' * 64}", headers=ONE)
        assert whole(foreign) == whole(absent)


async def test_the_table_is_complete(case: Case) -> None:
    """An address that is added without an action fails here, as does a row that none asks."""
    document = (await case.served.http.get("/openapi.json")).json()
    documented = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
        if not path.startswith("/health")
    }
    assert documented == set(ACTIONS)
    on_pages = actions_of([route for module in ROUTES for route in module.router.routes])
    unused = set(AUTHORITY) - set(ACTIONS.values()) - set(on_pages.values())
    assert unused == {"read_inside", *given_by_remiss()}


async def test_no_body_says_who_sends_it(case: Case) -> None:
    """Nothing that is sent may name its sender, and what is not asked for is refused."""
    document = (await case.served.http.get("/openapi.json")).json()
    schemas = document["components"]["schemas"]
    sent = {
        schema["$ref"].rpartition("/")[2]
        for methods in document["paths"].values()
        for operation in methods.values()
        for media in operation.get("requestBody", {}).get("content", {}).values()
        if "$ref" in (schema := media["schema"])
    }
    assert len(sent) > 20
    for name in sent:
        assert schemas[name]["additionalProperties"] is False, name
        assert not {"actor", "by", "role", "sender", "signatory"} & set(schemas[name]["properties"])
    forged = {"actor": OFFICE.model_dump(mode="json"), "reason": "Lý do."}
    answer = await case.served.call(OFFICER, "POST", f"{case.path}/suspend", json=forged)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def given_by_remiss() -> Iterator[str]:
    """What no person may do."""
    for action, rule in AUTHORITY.items():
        if rule.roles == {Role.SYSTEM}:
            yield action


def whole(answer: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    """All of an answer but when it was given."""
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, headers, answer.content


async def _report(dsn: str) -> None:
    """A report and a sheet to read: of a time in which nothing was open."""
    pool = await ledger.connect(dsn)
    at = datetime.combine(REPORTED, time(), tzinfo=UTC)
    await ledger.publish(pool, render_report(FoundDelays(at), "Ủy ban nhân dân tỉnh Tân Giang"))
    facts: dict[str, Any] = {"period": SHEET, "made_at": at, "counted_at": at}
    await append_entry(pool, lambda n: Sheet(number=n, names={}, lines=(), **facts))
    await pool.close()


async def _inspect(dsn: str, data_dir: Path) -> str:
    """An inspection with a drawn sample, the checkpoint that signed it, and a packed dossier."""
    pool, tables = await ledger.connect(dsn), await PortalTables.connect(dsn)
    opens = OpenInspectionBody(decision="12/QĐ-TTr", reason="Kiểm tra đột xuất")
    id_ = await open_inspection(tables, AUDITOR, "opens", opens)
    everything = CommitSampleBody(unit=Unit.CASES, reason="Kiểm tra đột xuất")
    await commit_sample(tables, AUDITOR, "commits", id_, everything)
    newest = await ledger.newest_entry(pool, INSPECTION_CHAIN)
    assert newest
    moved = Head(stream=newest.stream, version=newest.version, hash=newest.hash.hex())
    checkpoint = sign_checkpoint((), [moved], NINE, a_signer())
    await ledger.record_checkpoint(pool, 1, checkpoint.statement.at, as_json(checkpoint))
    await draw_sample(tables, AUDITOR, "draws", id_, 1, DrawSampleBody())
    await _packs(tables, id_, dossier_path(data_dir, f"{id_}-1"))
    await tables.close()
    await pool.close()
    return id_


async def _packs(tables: PortalTables, id_: str, path: Path) -> None:
    """A dossier to fetch, of a case that nobody drew: what it holds is tested elsewhere."""
    at = datetime.now(UTC)
    events: list[Event] = [
        DossierOrdered(at=at, number=1, consultation=ABSENT),
        DossierPacked(at=at, number=1, sha256="0" * 64, size=3, refused=None),
    ]
    for event in events:
        by = OrderDossier(id=f"giang:{event.kind}", actor=AUDITOR, at=at, consultation=ABSENT)
        await record_command(tables, id_, by, partial(_as_given, event))
    await asyncio.to_thread(_leave, path)


def _as_given(event: Event, _state: object, _command: object) -> Event:
    return event


def _leave(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"zip")


async def ask(case: Case, person: Actor, address: str) -> str:
    answer = await send(case, person, address)
    assert answer.status_code < 500, answer.text
    return {403: "no", 404: "nothing"}.get(answer.status_code, "yes")


async def send(case: Case, person: Actor, address: str, agency: str = FINANCE) -> httpx.Response:
    """One request to an address, complete and well-formed, whoever sends it."""
    method, path = address.split()
    filled = path.removeprefix(V1).format(
        consultation=case.id,
        agency=agency,
        command_id="x:y",
        sha256=case.sha256,
        day=REPORTED,
        number=1,
        period=SHEET,
        year=2026,
        kind="plan",
        urgency="normal",
        inspection=INSPECTED[-1],
        opening=await _asked(case, person) if "{opening}" in path else "",
        upload_id=await _upload(case.served, person) if "{upload_id}" in path else "",
    )
    sent = await _sent(case, person, path, ACTIONS[address])
    headers = ONE | sent.pop("headers", {})
    return await case.served.call(person, method, filled, headers=headers, **sent)


async def _sent(case: Case, person: Actor, path: str, action: str) -> dict[str, Any]:
    body = BODIES_BY_PATH.get(path, BODIES.get(action))
    if made := {"opening": opening, "urgent opening": _urgent}.get(str(body)):
        return {"json": made(await _draft(case.served, person, case))}
    if body == "amendment":
        draft = opening(await _draft(case.served, person, case))["draft"]
        return {"json": {"draft": draft, "changed": QUESTIONS}}
    if body == "file":
        return {"json": {"sha256": await _draft(case.served, person, case)} | REASON}
    if path == f"{V1}/attachments":
        return {"files": {"file": b"%PDF-1.7"}}
    if action == "upload":
        return {"content": b"", "headers": TUS}
    return {"json": body}


def _urgent(sha256: str) -> dict[str, Any]:
    body = opening(sha256, urgency_reason="Gấp.")
    return body | {"draft": body["draft"] | {"urgency": "urgent"}}


async def _asked(case: Case, person: Actor) -> str:
    """What they asked a leader to open, or an officer of their agency; else of another."""
    officer = {JUSTICE: FOREIGN_OFFICER}.get(person.agency or "", OFFICER)
    asker = person if person.role is Role.OFFICER else officer
    sha256 = await _draft(case.served, asker, case)
    asked = await case.served.call(asker, "POST", "/urgent-openings", json=_urgent(sha256))
    assert asked.status_code == 201, asked.text
    return str(asked.json()["id"])


async def _upload(served: Served, person: Actor) -> str:
    """One that the person began, where they may."""
    if person.role not in AUTHORITY["upload"].roles:
        return "0" * 32
    begun = await served.call(person, "POST", "/uploads", headers=TUS)
    return begun.headers["Location"].rpartition("/")[2]


async def _draft(served: Served, person: Actor, case: Case) -> str:
    if person.role not in AUTHORITY["upload"].roles:
        return case.sha256
    return await served.upload(person, b"%PDF-1.7")
