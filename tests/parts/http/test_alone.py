"""What the API answers by itself: no database, no Temporal, and requests of every bad kind."""

import json
from typing import Any

import pytest

from tests.given.people import AUDITOR, FINANCE, HEAD, HOME, OFFICER, OFFICIAL
from tests.given.served import Served

PROBLEM = {"type", "title", "status", "detail", "detail_en", "code", "facts", "errors", "instance"}
DRAFT = {"subject": "Hướng dẫn đánh giá", "kind": "guideline", "sha256": "0" * 64}
QUESTION = {"id": "q1", "text": "Kinh phí lấy ở đâu?", "field": "fin.budget"}
NO_TYPE = {"content": b"{}", "headers": {"Content-Type": ""}}
OPENING: dict[str, Any] = {"draft": DRAFT, "questions": [QUESTION], "agencies": [FINANCE]}


async def test_it_lives_and_names_what_is_down(alone: Served) -> None:
    """The API starts without its servers, says that it lives, and which of them do not answer."""
    assert (await alone.http.get("/health/live")).json()["status"] == "live"
    ready = await alone.http.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json() == {
        "status": "not_ready",
        "down": ["PostgreSQL", "Temporal"],
        "signs": [],
    }


async def test_writes_are_told_to_retry(alone: Served) -> None:
    """With Temporal down a write is neither lost nor hanging: 503, with the same key later."""
    for path in ("/conclude", "/requests/H99.04/acknowledge"):
        by = OFFICER if path == "/conclude" else HEAD
        answer = await alone.call(by, "POST", f"/consultations/HS-AAAAAAAAAAAA{path}")
        assert (answer.status_code, answer.json()["code"]) == (503, "not_accepted_yet")
        assert int(answer.headers["Retry-After"]) > 0


async def test_nothing_opens_with_a_calendar_that_was_never_read(alone: Served) -> None:
    """Better a case opened later than one whose deadlines ignore a day that was recorded."""
    sha256 = await alone.upload(OFFICER, b"%PDF-1.7 draft")
    body = OPENING | {"draft": DRAFT | {"sha256": sha256}}
    answer = await alone.call(OFFICER, "POST", "/consultations", json=body)
    assert (answer.status_code, answer.json()["code"]) == (503, "calendar_unavailable")
    assert int(answer.headers["Retry-After"]) > 0


async def test_reads_say_that_the_ledger_is_away(alone: Served) -> None:
    """With PostgreSQL down every read of a case is a 503 that says what still works."""
    for path in ("/consultations", "/consultations/HS-AAAAAAAAAAAA", "/inbox?stage=silent"):
        answer = await alone.call(HEAD, "GET", path)
        assert (answer.status_code, answer.json()["code"]) == (503, "ledger_unavailable")
    answer = await alone.call(HEAD, "GET", f"/consultations/HS-AAAAAAAAAAAA/commands/{HEAD.id}:k")
    assert (answer.status_code, answer.json()["code"]) == (503, "status_unavailable")


@pytest.mark.parametrize(
    "authorization", [None, "Bearer x", "Basic YTpi", "Bearer", "Bearer a.b.c"]
)
async def test_nobody_gets_in_without_a_token(alone: Served, authorization: str | None) -> None:
    """Every address but health and documentation wants a token, and never says what was wrong."""
    headers = {"Authorization": authorization} if authorization else {}
    fixed = {"X-Request-Id": "r1", "Idempotency-Key": "k"}
    bodies = set()
    for path, methods in (await alone.http.get("/openapi.json")).json()["paths"].items():
        if path.startswith("/health"):
            continue
        filled = path.format(
            consultation="HS-X",
            agency=FINANCE,
            command_id="x",
            sha256="0" * 64,
            day="2026-03-13",
            number=1,
            upload_id="0" * 32,
            opening="0" * 32,
            period="2026-03",
            year=2026,
            kind="plan",
            urgency="normal",
            inspection="KT-AAAAAAAAAAAA",
        )
        for method in methods:
            answer = await alone.http.request(method, filled, headers=headers | fixed)
            assert answer.status_code == 401, (method, path, answer.text)
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            if method != "head":
                bodies.add(answer.content)
    assert len(bodies) == 1


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [
        ("GET", "/nowhere", {}, 404, "not_found"),
        ("DELETE", "/consultations", {}, 405, "method_not_allowed"),
        ("GET", "/consultations/", {}, 404, "not_found"),
        ("POST", "/consultations", {"content": b"{"}, 400, "malformed_json"),
        ("POST", "/consultations", {"content": b'{"a": NaN}'}, 400, "malformed_json"),
        ("POST", "/consultations", {"content": b'{"a": 1, "a": 2}'}, 400, "malformed_json"),
        ("POST", "/consultations", {"content": b"[" * 100_000}, 400, "malformed_json"),
        ("POST", "/consultations", {"content": b'"\xff"'}, 400, "malformed_json"),
        ("POST", "/consultations", {"content": b'"\xed\xa0\x80"'}, 400, "malformed_json"),
        ("POST", "/consultations", {"content": b"1" * 5000}, 400, "malformed_json"),
        ("POST", "/consultations", {"content": b""}, 422, "invalid_request"),
        ("POST", "/consultations", {"content": b"null"}, 422, "invalid_request"),
        ("POST", "/consultations", {"json": []}, 422, "invalid_request"),
        ("POST", "/consultations", {"json": OPENING | {"hạn": 1}}, 422, "invalid_request"),
        ("POST", "/consultations", {"content": b'{"\\ud800": 1}'}, 422, "invalid_request"),
        ("POST", "/consultations", {"data": {"a": "b"}}, 415, "unsupported_media_type"),
        ("POST", "/consultations", NO_TYPE, 415, "unsupported_media_type"),
        ("POST", "/consultations", {"content": b"x" * 1_100_000}, 413, "body_too_large"),
        ("GET", "/consultations?cursor=x", {}, 400, "invalid_cursor"),
        ("GET", "/consultations?limit=0", {}, 422, "invalid_request"),
        ("GET", "/consultations?stage=lost", {}, 422, "invalid_request"),
        ("GET", "/consultations?sort=up", {}, 422, "invalid_request"),
        ("GET", "/consultations?q=%00", {}, 422, "invalid_request"),
        ("GET", "/consultations?agency=H9", {}, 422, "invalid_request"),
        ("GET", "/consultations/HS%00", {}, 404, "consultation_not_found"),
        ("GET", "/consultations/%ED%A0%80", {}, 404, "consultation_not_found"),
        ("GET", "/consultations/HS-AA/requests/x", {}, 422, "invalid_request"),
        ("GET", "/inbox", {}, 403, "not_permitted"),
        ("GET", "/agencies/Z99.99", {}, 404, "agency_not_found"),
        ("GET", "/attachments/" + "0" * 64, {}, 503, "ledger_unavailable"),
        ("GET", "/attachments/..%2f..%2fetc", {}, 404, "not_found"),
        ("POST", "/attachments", {"json": {}}, 415, "multipart_expected"),
        ("POST", "/attachments", {"files": {"other": b"x"}}, 415, "multipart_expected"),
        ("POST", "/attachments", {"files": {"file": b""}}, 422, "attachment_empty"),
        ("POST", "/attachments", {"files": {"file": b"MZ\x00"}}, 415, "attachment_type_not_taken"),
        ("POST", "/attachments", {"files": {"file": b"x" * 100_001}}, 413, "attachment_too_large"),
        ("POST", "/attachments", {"files": {"file": b"x" * 200_000}}, 413, "attachment_too_large"),
    ],
)
async def test_bad_requests_are_problems(
    alone: Served, method: str, path: str, sent: dict[str, Any], status: int, code: str
) -> None:
    """Whatever is wrong, the answer is a problem document in both languages, never a 500."""
    answer = await alone.call(OFFICER, method, path, **sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == PROBLEM
    assert answer.json()["type"] == f"urn:remiss:problem:{code}"
    assert answer.json()["instance"].endswith(answer.headers["X-Request-Id"])
    assert answer.json()["detail"] != answer.json()["detail_en"]


async def test_a_body_that_hides_its_size_is_still_limited(alone: Served) -> None:
    """A chunked body announces no length; what really arrives is counted."""

    async def endless() -> Any:
        for _ in range(300):
            yield b" " * 8192

    answer = await alone.call(OFFICER, "POST", "/relevance", content=endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_a_method_not_taken_is_told_all_that_are(alone: Served) -> None:
    """Also where two routes share an address; and where nothing is documented."""
    for path, allow in (("/consultations", "GET, POST"), ("/tasks", "GET")):
        answer = await alone.call(OFFICER, "DELETE", path)
        assert (answer.status_code, answer.headers["Allow"]) == (405, allow)
    assert (await alone.http.post("/docs")).headers["Allow"] == "GET"


async def test_each_wrong_field_is_named(alone: Served) -> None:
    """A person reads which field is wrong, why, and what to do; what they sent is not echoed."""
    question = QUESTION | {"id": "Câu 1", "text": "a\x00b", "hint": 1}
    body = {"draft": DRAFT | {"kind": "secret-kind"}, "questions": [question], "agencies": FINANCE}
    answer = await alone.call(OFFICER, "POST", "/consultations", json=body)
    assert answer.status_code == 422
    said = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert set(said) == {
        "draft.kind",
        "questions.0.id",
        "questions.0.text",
        "questions.0.hint",
        "agencies",
    }
    assert "phải là một trong" in said["draft.kind"]["vi"]
    assert "U+0000" in said["questions.0.text"]["en"]
    assert "không có trường nào" in said["questions.0.hint"]["vi"]
    assert "secret-kind" not in answer.text


@pytest.mark.parametrize(
    ("path", "field", "value", "said"),
    [
        ("delegation", "since", "2026-11-23T08:00:00", "needs its offset"),
        ("delegation", "since", "soon", "must be a moment"),
        ("delegation", "until", "9999-12-31T23:59:59Z", "or less"),
        ("extension", "to", "23/11/2026", "must be a day"),
        ("extension", "to", "9999-12-31", "or less"),
        ("clarifications", "ground", "too_busy", "must be one of"),
    ],
)
async def test_days_and_moments_are_explained(
    alone: Served, path: str, field: str, value: str, said: str
) -> None:
    """A moment names its offset, a day its date, and both lie where calendars can be."""
    address = f"/consultations/HS-AAAAAAAAAAAA/requests/{FINANCE}/{path}"
    answer = await alone.call(HEAD, "POST", address, json={field: value})
    assert answer.json()["code"] == "invalid_request"
    messages = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert said in messages[field]["en"]
    assert messages[field]["vi"] != messages[field]["en"]


async def test_lone_surrogates_are_refused_in_values_too(alone: Served) -> None:
    """Text that is not Unicode is named as such, and the answer itself is clean."""
    body = json.dumps(OPENING | {"override_reason": "\ud800"}).encode()
    answer = await alone.call(OFFICER, "POST", "/consultations", content=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["override_reason"]


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 65])
async def test_a_write_needs_a_key(alone: Served, key: str) -> None:
    """Without a usable Idempotency-Key a write is refused before anything else about it."""
    answer = await alone.call(
        OFFICER, "POST", "/consultations", json=OPENING, headers={"Idempotency-Key": key.encode()}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"questions": []}, 422, "no_question"),
        ({"agencies": []}, 422, "no_agency"),
        ({"agencies": [FINANCE, FINANCE]}, 422, "duplicate_agency"),
        ({"agencies": ["Z99.99"]}, 422, "unknown_agency"),
        ({"agencies": [HOME]}, 422, "drafting_agency_asked"),
        ({"agencies": [FINANCE, "H99.11"]}, 422, "agency_not_concerned"),
        ({"agencies": [FINANCE, "H99.11"], "override_reason": "x"}, 422, "agency_not_concerned"),
        ({"questions": [QUESTION | {"field": "fin.magic"}]}, 422, "unknown_field"),
        ({"draft": DRAFT}, 422, "attachments_not_uploaded"),
    ],
)
async def test_a_refused_opening_starts_nothing(
    alone: Served, changed: dict[str, Any], status: int, code: str
) -> None:
    """The rules refuse it in this process: the refusal comes although Temporal is down."""
    sha256 = await alone.upload(OFFICER, b"%PDF-1.7 draft")
    body = OPENING | {"draft": DRAFT | {"sha256": sha256}} | changed
    answer = await alone.call(OFFICER, "POST", "/consultations", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("legal_document", "kind_too_general"),
        ("legal_resolution", "policy_not_filled"),
        ("legal_decision", "policy_not_filled"),
        ("legal_chairman_decision", "agency_must_be_asked"),
        ("legal_chairman_decision_shortened", "agency_must_be_asked"),
        ("administrative_procedure", "procedure_not_named"),
    ],
)
async def test_a_kind_that_lacks_something_is_refused_and_says_what(
    alone: Served, kind: str, code: str
) -> None:
    """Another kind, the province's days, an agency, the applicant's file."""
    sha256 = await alone.upload(OFFICER, b"%PDF-1.7 draft")
    body = OPENING | {"draft": DRAFT | {"sha256": sha256, "kind": kind}}
    answer = await alone.call(OFFICER, "POST", "/consultations", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize("person", [OFFICIAL, HEAD, AUDITOR])
async def test_only_drafters_open(alone: Served, person: Any) -> None:
    """An agency's official or head, and an auditor, open no consultation."""
    answer = await alone.call(person, "POST", "/consultations", json=OPENING)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert "Công chức chủ trì soạn thảo" in answer.json()["detail"]


async def test_relevance_names_agencies_and_gaps(alone: Served) -> None:
    """Each suggestion carries its mandate and its law; a question nobody answers for is named."""
    questions = [
        QUESTION,
        {"id": "q2", "text": "Đánh giá thế nào?", "field": "home.reform"},
        {"id": "q3", "text": "Địa bàn nào?", "field": "local.site"},
    ]
    asked = {"questions": questions}
    found = (await alone.call(OFFICER, "POST", "/relevance", json=asked)).json()
    assert [s["code"] for s in found["suggestions"]] == [FINANCE]
    assert found["suggestions"][0]["matches"][0]["mandate"]["legal_basis"]
    assert found["without_agency"] == ["q2", "q3"]
    placed = asked | {"territories": ["H99.31"]}
    found = (await alone.call(HEAD, "POST", "/relevance", json=placed)).json()
    assert {s["code"] for s in found["suggestions"]} == {FINANCE, HOME, "H99.31"}
    unknown = {"questions": [QUESTION | {"field": "fin.magic"}]}
    answer = await alone.call(OFFICER, "POST", "/relevance", json=unknown)
    assert answer.json()["code"] == "unknown_field"


async def test_relevance_names_who_is_left_out(alone: Served) -> None:
    """Against the agencies chosen so far, with a warning in both languages; without any, none."""
    asked = {"questions": [QUESTION, {"id": "q2", "text": "Trả ở đâu?", "field": "digital.data"}]}
    chosen = await alone.call(OFFICER, "POST", "/relevance", json=asked | {"agencies": [FINANCE]})
    (missing,) = chosen.json()["left_out"]
    assert (missing["code"], missing["matches"][0]["question"]) == ("H99.08", "q2")
    assert "Sở Khoa học và Công nghệ, là" in missing["text"]["vi"]
    assert "is not asked" in missing["text"]["en"]
    assert (await alone.call(OFFICER, "POST", "/relevance", json=asked)).json()["left_out"] == []


@pytest.mark.parametrize("path", ["/consultations", "/relevance"])
async def test_a_question_without_a_field_is_answered_with_proposals(
    alone: Served, path: str
) -> None:
    """Refused, never filled in: each such question gets its ranked fields and the words found."""
    bare = {"id": "q2", "text": "Lựa chọn nhà thầu theo hình thức nào?"}
    body: dict[str, Any] = {"questions": [QUESTION, bare]}
    if path == "/consultations":
        sha256 = await alone.upload(OFFICER, b"%PDF-1.7 draft")
        body |= OPENING | body | {"draft": DRAFT | {"sha256": sha256}}
    answer = await alone.call(OFFICER, "POST", path, json=body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "question_without_field")
    assert "số 2" in problem["detail"]
    assert set(problem) == PROBLEM | {"proposals"}
    (proposed,) = problem["proposals"]
    assert proposed["question"] == "q2"
    first = proposed["proposals"][0]
    assert first["field"] == "fin.bidding"
    assert first["title"]["en"] == "Bidding and procurement"
    assert "thầu" in first["matched"]
    assert 0 < first["score"] <= 1


async def test_fields_are_proposed_for_a_text(alone: Served) -> None:
    """Ranked, at most five; the draft's subject helps where the question says little."""
    found = await alone.call(OFFICER, "POST", "/fields", json={"text": "dau thau qua mang"})
    fields = [proposal["field"] for proposal in found.json()["proposals"]]
    assert fields[0] == "fin.bidding"
    assert len(fields) <= 5
    bare = {"text": "Bao nhiêu là đủ?"}
    assert (await alone.call(HEAD, "POST", "/fields", json=bare)).json()["proposals"] == []
    helped = await alone.call(HEAD, "POST", "/fields", json=bare | {"subject": "Quy chế lưu trữ"})
    assert helped.json()["proposals"][0]["field"] == "home.archives"


async def test_the_registry_is_readable(alone: Served) -> None:
    """Agencies, one agency and the taxonomy, each with the registry's version or its law."""
    agencies = (await alone.call(AUDITOR, "GET", "/agencies")).json()
    assert FINANCE in {agency["code"] for agency in agencies["agencies"]}
    finance = (await alone.call(AUDITOR, "GET", f"/agencies/{FINANCE}")).json()
    assert finance["name"]["vi"] == "Sở Tài chính"
    taxonomy = (await alone.call(AUDITOR, "GET", "/taxonomy")).json()
    assert taxonomy["fields"]["fin.budget"]["en"]
    assert taxonomy["registry"] == agencies["registry"]


async def test_an_upload_comes_back_as_a_download(alone: Served) -> None:
    """An agency reads back what it uploaded, as a download under the name it has."""
    sha256 = await alone.upload(HEAD, "Ý kiến".encode())
    answer = await alone.call(OFFICIAL, "GET", f"/attachments/{sha256}")
    assert answer.content == "Ý kiến".encode()
    kept = "attachment; filename=\"f.txt\"; filename*=UTF-8''f.txt"
    assert answer.headers["Content-Disposition"] == kept
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    refused = await alone.call(AUDITOR, "POST", "/attachments", files={"file": b"x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")


async def test_the_documentation_works_offline(alone: Served) -> None:
    """The page and all it loads come from this service, and every example is valid."""
    page = await alone.http.get("/docs")
    assert "https:" not in page.text
    for asset in ("/docs/assets/swagger-ui-bundle.js", "/docs/assets/swagger-ui.css"):
        assert asset[1:] in page.text
        assert (await alone.http.get(asset)).status_code == 200
    assert "openapi.json" in (await alone.http.get("/docs/start.js")).text
    document = (await alone.http.get("/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    assert "ProblemDocument" in document["components"]["schemas"]
    for methods in document["paths"].values():
        for operation in methods.values():
            assert " / " in operation["summary"]


async def test_requests_have_ids(alone: Served) -> None:
    """A sane id is kept, any other is replaced, and the headers are safe on every answer."""
    kept = await alone.http.get("/health/live", headers={"X-Request-Id": "abc-1"})
    assert kept.headers["X-Request-Id"] == "abc-1"
    replaced = await alone.http.get("/health/live", headers={"X-Request-Id": "a b{}"})
    assert replaced.headers["X-Request-Id"] != "a b{}"
    for answer in (kept, await alone.http.get("/nowhere")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
