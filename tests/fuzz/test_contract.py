"""The API against its own OpenAPI document, by everything schemathesis checks.

Whatever the document allows is sent, and much it does not; every answer must be one it describes.
"""

import asyncio
import re
import time
from typing import Any

import schemathesis
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.schemas import BaseSchema

from remiss.consultation.values import Actor
from remiss.identity.development_keys import ensure_keys
from remiss.identity.trust import key_folder
from tests.given.api_cases import Case, open_case
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER, STRANGER, bearer
from tests.given.served import Served
from tests.given.tally import Tally

ASKING = ["consultations", "requests", "documents", "notices", "registry", "health"]
"""Tags of what the short form tries as the officer; the rest it tries as the agency."""
SAME_BODY = "/(preview|draft|check|resume|suspend|withdraw|close)$"
"""Addresses whose body another address takes as well."""
SHAPE = {"invalid_request", "malformed_json", "idempotency_key_missing", "malformed_request"}
BEYOND_SCHEMAS = re.compile(
    r"or (more|less)\.$|characters in all|needs at least \d+ characters|says nothing on"
)
"""Bounds of days, sums of lengths, blank texts, comments without a word: no schema says these."""
BY_RULE = ["2xx", "400", "401", "403", "404", "409", "413", "415", "422"]
"""What a well-formed request may be answered: the rules may still refuse it."""
ANOTHER_PROTOCOL = "/uploads"
"""What is ill-formed there is answered as tus has it; `tests/parts/http/test_uploads.py`."""
Findings = dict[tuple[str, str], str]


@schemathesis.check
def well_formed_means_understood(_ctx: Any, response: Any, case: Any) -> None:
    """What the document allows is never refused for its shape: else the document lies."""
    positive = case.meta is not None and case.meta.generation.mode.value == "positive"
    if positive and response.status_code in {400, 415, 422}:
        told = response.json()
        errors = [error["message"]["en"] for error in told["errors"]]
        beyond = bool(errors) and all(map(BEYOND_SCHEMAS.search, errors))
        assert beyond or told["code"] not in SHAPE, errors


@schemathesis.check
def every_refusal_is_bilingual(_ctx: Any, response: Any, _case: Any) -> None:
    """An answer that is no success says so in both languages and names the request."""
    if response.status_code >= 400 and "/health" not in response.request.url:
        told = response.json()
        assert told["detail"] != told["detail_en"]
        assert told["instance"].startswith("urn:remiss:request:")


async def test_the_document_is_honest(shared: Served, tally: Tally) -> None:
    """No 5xx, no answer the document does not know, nothing ill-formed taken, by two agencies."""
    document = (await shared.http.get("/openapi.json")).json()
    findings: Findings = {}
    for seed in tally.rounds():
        for person in (OFFICER, HEAD, STRANGER, OFFICE) if tally.long else (OFFICER, HEAD):
            case = await open_case(shared)
            schema = _schema(shared, document, person, seed, case if seed % 2 == 0 else None)
            schema = schema if tally.long else _sampled(schema, person)
            await asyncio.to_thread(_run, schema, findings, tally)
    assert tally.examples > 1_000, "hardly anything was tried"
    tally.findings = len(findings)
    assert not findings, "\n\n".join(f"{key}: {told}" for key, told in findings.items())


def _schema(
    served: Served, document: dict[str, Any], person: Actor, seed: int, case: Case | None
) -> BaseSchema:
    """The document as one person tries it: on a real case, or on whatever ids chance makes."""
    config = SchemathesisConfig(seed=seed)
    schema = schemathesis.openapi.from_dict(document, config=config)
    private, _ = ensure_keys(key_folder(served.settings))
    schema.config.update(
        base_url=str(served.http.base_url),
        request_timeout=60,
        headers=bearer(private, person),
        continue_on_failure=True,
    )
    schema.config.generation.update(max_examples=30)
    schema.config.checks.positive_data_acceptance.expected_statuses = BY_RULE
    if case is not None:
        schema.config.phases.stateful.enabled = False  # it would take our ids for its own
        schema.config.parameters = {"path.consultation": case.id, "path.agency": FINANCE}
    return schema.exclude(path_regex=ANOTHER_PROTOCOL)


def _sampled(schema: BaseSchema, person: Actor) -> BaseSchema:
    """The short form: each address by one person, each kind of body once."""
    schema.config.generation.update(max_examples=2)
    schema.config.phases.coverage.unexpected_methods = {"PATCH"}
    once = schema.exclude(path_regex=SAME_BODY)
    return once.include(tag=ASKING) if person is OFFICER else once.exclude(tag=ASKING)


def _run(schema: BaseSchema, findings: Findings, tally: Tally) -> None:
    """Let it try; what fails is noted once for each check and address, with how to repeat it."""
    stream = engine.from_schema(schema).execute()
    for event in stream:
        if isinstance(event, FatalError | NonFatalError):
            broken = event.exception if isinstance(event, FatalError) else event.value
            findings["engine", type(broken).__name__] = repr(broken)
        if isinstance(event, ScenarioFinished):
            _note(event, findings, tally)
        if tally.until is not None and time.monotonic() > tally.until:
            stream.stop()


def _note(event: ScenarioFinished, findings: Findings, tally: Tally) -> None:
    tally.examples += len(event.recorder.cases)
    for checks in event.recorder.checks.values():
        for check in checks:
            if failure := check.failure_info:
                told = f"{failure.failure.title}: {failure.failure.message}\n{failure.code_sample}"
                findings.setdefault((check.name, event.recorder.label), told)
