"""Having payloads opened: as the Temporal UI and command line ask, and as nobody else may."""

import asyncio
import base64
import json
import re
import secrets
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from google.protobuf import json_format
from temporalio.api.common.v1 import Payload, Payloads
from temporalio.client import Client

import worker
from api.codec.decoded_payloads import LIMIT_BYTES
from remiss.consultation.values import Actor, Role
from remiss.identity.passes import COOKIE, LIFETIME, Passes
from remiss.sending.caller_command import update_id
from remiss.settings import InvalidSettingsError, Settings
from remiss.temporal import codec, payload_keys
from remiss.temporal.client import connect
from tests.given.api_cases import Case, open_case
from tests.given.people import AUDITOR, HEAD, OFFICE, OFFICER, SUPERVISOR
from tests.given.served import Served, serving

UI = "http://127.0.0.1:8729"
FOREIGN = "http://evil.example"
SUBJECT = "Hướng dẫn đánh giá cán bộ"


@pytest.fixture
def sealed_settings(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with a key, and one UI that may ask."""
    path = tmp_path / "payload.keys"
    codec.add_key(path)
    return settings.with_values({"payload_keys_file": path, "temporal_ui_origins": (UI,)})


@pytest.fixture
async def sealed(sealed_settings: Settings) -> AsyncIterator[Served]:
    """An API with its servers and a key, and no worker."""
    async with serving(sealed_settings) as served:
        yield served


@pytest.fixture
async def case(sealed: Served) -> AsyncIterator[Case]:
    """An open case, its worker at work, both with the key."""
    client = await connect(sealed.settings)
    async with worker.running(sealed.settings, client):
        yield await open_case(sealed)


def signed_in(served: Served, person: Actor, *also: Role) -> dict[str, str]:
    return served.holding(person, *also)


def as_ui(**headers: str) -> dict[str, str]:
    """The headers with which the UI of Temporal 1.32 calls its codec."""
    return {"Origin": UI, "Content-Type": "application/json", "X-Namespace": "default"} | headers


async def asked(
    served: Served, content: str, headers: dict[str, str], cookie: str | None = None
) -> httpx.Response:
    cookies = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    return await served.http.post(
        "/codec/decode?preserveStorageRefs=true", content=content, headers=headers | cookies
    )


async def a_payload(served: Served, text: str = "Sở Tài chính") -> str:
    """One sealed payload, as the UI sends it."""
    encoded = await payload_keys.converter(served.settings).encode([{"text": text}])
    return json_format.MessageToJson(Payloads(payloads=encoded))


def texts(answer: httpx.Response) -> list[Any]:
    payloads = json_format.Parse(answer.text, Payloads()).payloads
    return [json.loads(payload.data)["text"] for payload in payloads]


async def given_pass(served: Served, person: Actor = AUDITOR) -> httpx.Response:
    token = signed_in(served, person)["Authorization"].removeprefix("Bearer ")
    return await served.http.post("/codec", data={"token": token})


async def test_an_auditor_reads_a_case_as_the_ui_does(case: Case) -> None:
    """Sealed in Temporal; its summary is read through the codec, with the pass of a browser."""
    served = case.served
    client = await Client.connect(served.settings.temporal_address or "")  # as the UI: no key
    history = await client.get_workflow_handle(case.id).fetch_history()
    start = history.events[0]
    assert SUBJECT not in str(history.to_json())
    payloads = Payloads(payloads=[start.user_metadata.summary])
    content = json_format.MessageToJson(payloads)
    pass_ = (await given_pass(served)).cookies[COOKIE]

    answer = await asked(served, content, as_ui(), pass_)

    [summary] = json_format.Parse(answer.text, Payloads()).payloads
    assert json.loads(summary.data) == SUBJECT
    assert answer.headers["access-control-allow-origin"] == UI
    assert answer.headers["access-control-allow-credentials"] == "true"
    assert answer.headers["cache-control"] == "no-store"


async def test_reading_is_on_record(sealed: Served, capfd: Any) -> None:
    """Who had how many payloads of which namespace opened; never what they say."""
    content = json.loads(await a_payload(sealed))
    content["payloads"] *= 3
    await asked(sealed, json.dumps(content), as_ui(**signed_in(sealed, AUDITOR)))
    await asked(
        sealed,
        await a_payload(sealed),
        as_ui(**signed_in(sealed, AUDITOR)) | {"X-Namespace": "a b\tpayloads=9"},
    )
    said = "".join(capfd.readouterr())
    line, forged = [line for line in said.splitlines() if "payloads_opened" in line]
    for part in ("actor=giang", "namespace=default", "payloads=3"):
        assert part in line
    assert "namespace=unnamed" in forged
    assert "Tài chính" not in said


@pytest.mark.parametrize("person", [OFFICER, SUPERVISOR, HEAD, OFFICE], ids=lambda p: p.role)
async def test_only_auditors_read(sealed: Served, person: Actor) -> None:
    """Neither with their token nor by a pass, which they are not given."""
    refused = await asked(sealed, await a_payload(sealed), as_ui(**signed_in(sealed, person)))
    assert (refused.status_code, refused.json()["code"]) == (403, "auditors_only")
    none = await given_pass(sealed, person)
    assert (none.status_code, none.json()["code"]) == (403, "auditors_only")
    assert "set-cookie" not in none.headers


async def test_an_auditors_own_token_is_enough(sealed: Served) -> None:
    """From a UI that passes it on or from the command line; with other roles beside it as well."""
    for token in (signed_in(sealed, AUDITOR), signed_in(sealed, OFFICER, Role.INSPECTOR)):
        for headers in (as_ui(**token), {"Content-Type": "application/json", **token}):
            answer = await asked(sealed, await a_payload(sealed), headers)
            assert (answer.status_code, texts(answer)) == (200, ["Sở Tài chính"])


@pytest.mark.parametrize("given", ["", "x", "Bearer", "Basic eDp5", "Bearer x.y.z"])
async def test_without_a_token_that_holds_nothing_is_read(sealed: Served, given: str) -> None:
    """401 like everywhere else, readable to the UI so that it says so."""
    answer = await asked(sealed, await a_payload(sealed), as_ui(Authorization=given))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["access-control-allow-origin"] == UI
    assert "Tài chính" not in answer.text


async def test_a_pass_is_kept_from_pages_and_other_addresses(sealed: Served) -> None:
    """HttpOnly, this site only, this address only, an hour; and no token of the API."""
    answer = await given_pass(sealed)
    assert answer.status_code == 200
    said = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/codec", f"Max-Age={LIFETIME.seconds}"):
        assert part in said
    assert "Secure" not in said
    pass_ = answer.cookies[COOKIE]
    for path in ("/v1/consultations", "/v1/registry"):
        got = await sealed.http.get(path, headers={"Cookie": f"{COOKIE}={pass_}"})
        assert got.status_code in {401, 404}
        got = await sealed.http.get(path, headers={"Authorization": f"Bearer {pass_}"})
        assert got.status_code in {401, 404}


async def test_behind_https_a_pass_never_travels_in_clear(sealed_settings: Settings) -> None:
    """What people reach the service by decides, also behind a proxy that ends TLS."""
    settings = sealed_settings.with_values({"public_url": "https://remiss.example"})
    async with serving(settings) as served:
        assert "Secure" in (await given_pass(served)).headers["set-cookie"]


@pytest.mark.parametrize("origin", [None, FOREIGN, "null", "http://127.0.0.1:87290", UI + "/"])
async def test_a_pass_works_from_a_named_ui_only(sealed: Served, origin: str | None) -> None:
    """A page elsewhere that makes a browser ask gets neither content nor leave to read it."""
    pass_ = (await given_pass(sealed)).cookies[COOKIE]
    headers = as_ui(**({"Origin": origin} if origin else {}))
    if origin is None:
        del headers["Origin"]
    answer = await asked(sealed, await a_payload(sealed), headers, pass_)
    assert (answer.status_code, answer.json()["code"]) == (403, "pass_not_from_ui")
    assert "access-control-allow-origin" not in answer.headers
    assert "Tài chính" not in answer.text


async def test_whoever_holds_a_pass_is_counted_as_themselves(sealed_settings: Settings) -> None:
    """A page of a long history asks hundreds of times: the pass counts, its address does not."""
    limits = {"rate_limit_per_minute": 20, "rate_limit_unknown_per_minute": 3}
    async with serving(sealed_settings.with_values(limits)) as served:
        pass_ = (await given_pass(served)).cookies[COOKIE]
        content = await a_payload(served)
        answers = [await asked(served, content, as_ui(), pass_) for _ in range(20)]
        assert [answer.status_code for answer in answers].count(200) >= 18
        assert (await asked(served, content, as_ui(), pass_)).status_code == 429
        forged = [await asked(served, content, as_ui(), "forged") for _ in range(6)]
    assert {answer.status_code for answer in forged} == {401, 429}


async def test_a_pass_ends_and_cannot_be_made(sealed: Served) -> None:
    """After an hour, after a bit is changed, or under another key."""
    [key] = codec.read(sealed.settings.payload_keys_file or Path())
    passes = Passes(codec.Keyring((key,)))
    assert passes._sealer is not None
    long_ago = 1_000_000
    old = passes._sealer.encrypt_at_time(AUDITOR.id.encode(), long_ago).decode()
    foreign = Passes(codec.Keyring((codec.Key(key.id, b"x" * 32),))).give(AUDITOR.id)
    good = passes.give(AUDITOR.id)
    changed = good[:40] + ("A" if good[40] != "A" else "B") + good[41:]
    for pass_ in (old, foreign, changed, "", "é"):
        assert passes.holder(pass_) is None
    assert passes.holder(good) == AUDITOR.id
    answer = await asked(sealed, await a_payload(sealed), as_ui(), old)
    assert answer.status_code == 401


def test_a_pass_outlives_a_rotation() -> None:
    """Given under the old key, it holds while the old key is on the ring."""
    old, new = codec.Key("a", b"a" * 32), codec.Key("b", b"b" * 32)
    given = Passes(codec.Keyring((old,))).give("giang")
    assert Passes(codec.Keyring((new, old))).holder(given) == "giang"
    assert Passes(codec.Keyring((new,))).holder(given) is None


async def test_preflight_answers_named_uis_only(sealed: Served) -> None:
    """What the UI announces is allowed to it, to nobody else, and never to all."""

    async def preflight(origin: str, method: str, headers: str) -> httpx.Response:
        sent = {
            "Origin": origin,
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": headers,
        }
        return await sealed.http.options("/codec/decode", headers=sent)

    wanted = "content-type,x-namespace,authorization,authorization-extras"
    allowed = await preflight(UI, "POST", wanted)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == UI
    assert allowed.headers["access-control-allow-credentials"] == "true"
    assert "origin" in allowed.headers["vary"].lower()
    for origin, method, headers in (
        (FOREIGN, "POST", wanted),
        (UI, "DELETE", wanted),
        (UI, "POST", "x-other"),
    ):
        refused = await preflight(origin, method, headers)
        assert refused.status_code == 400
        assert refused.headers.get("access-control-allow-origin") != "*"
    assert "access-control-allow-origin" not in (await preflight(FOREIGN, "POST", wanted)).headers


async def test_no_other_address_is_opened_to_the_ui(sealed: Served) -> None:
    """Being a Temporal UI allows nothing of the API."""
    for path in ("/v1/consultations", "/codec", "/health/live"):
        answer = await sealed.http.get(path, headers={"Origin": UI})
        assert "access-control-allow-origin" not in answer.headers


async def test_nothing_is_sealed_for_anybody(sealed: Served) -> None:
    """There is no way to encode: what Temporal is given goes through the API."""
    answer = await sealed.http.post(
        "/codec/encode",
        content=await a_payload(sealed),
        headers=as_ui(**signed_in(sealed, AUDITOR)),
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        ("", 400, "malformed_json"),
        ("[]", 400, "malformed_json"),
        ('{"payloads": 1}', 400, "malformed_json"),
        ('{"other": []}', 400, "malformed_json"),
        ("[" * 10_000, 400, "malformed_json"),
        ('{"payloads": ' + "[" * 5_000 + "]" * 5_000 + "}", 400, "malformed_json"),
        (" " * (LIMIT_BYTES + 1), 413, "body_too_large"),
    ],
    ids=["empty", "list", "number", "field", "open", "deep", "large"],
)
async def test_what_is_no_list_of_payloads_is_refused(
    sealed: Served, content: str, status: int, code: str
) -> None:
    """And nothing of it breaks the server."""
    answer = await asked(sealed, content, as_ui(**signed_in(sealed, AUDITOR)))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_other_content_types_are_refused(sealed: Served) -> None:
    """A form, which a browser would send without asking first, is never read."""
    headers = as_ui(**signed_in(sealed, AUDITOR)) | {"Content-Type": "text/plain"}
    answer = await asked(sealed, await a_payload(sealed), headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


async def test_what_cannot_be_opened_says_why(sealed: Served) -> None:
    """A key that is missing by its name; something altered as altered; clear payloads pass."""
    token = as_ui(**signed_in(sealed, AUDITOR))
    other = codec.data_converter(codec.Keyring((codec.Key("elsewhere", b"e" * 32),)))
    foreign = Payloads(payloads=await other.encode(["x"]))
    missing = await asked(sealed, json_format.MessageToJson(foreign), token)
    assert (missing.status_code, missing.json()["code"]) == (422, "payload_key_missing")
    assert "elsewhere" in missing.json()["detail"]
    altered = json_format.Parse(await a_payload(sealed), Payloads())
    altered.payloads[0].data = altered.payloads[0].data[:-1] + b"\x00\x00"
    refused = await asked(sealed, json_format.MessageToJson(altered), token)
    assert (refused.status_code, refused.json()["code"]) == (422, "payload_not_authentic")
    clear = Payload(metadata={"encoding": b"json/plain"}, data=b'{"text": "clear"}')
    passed = await asked(sealed, json_format.MessageToJson(Payloads(payloads=[clear])), token)
    assert texts(passed) == ["clear"]


async def test_the_sign_in_page_fetches_and_runs_nothing(sealed: Served) -> None:
    """It is in both languages, and its policy allows its own style and its own form alone."""
    page = await sealed.http.get("/codec")
    assert "Đăng nhập" in page.text
    assert "Sign in" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "same-origin"  # or its form has no origin to show


async def test_signing_in_says_how_the_ui_is_told_and_signing_out_takes_the_pass(
    sealed: Served,
) -> None:
    """The address to paste is the one this page was reached by; no markup gets in by it."""
    page = await given_pass(sealed)
    assert f"<code>{str(sealed.http.base_url).rstrip('/')}/codec</code>" in page.text
    token = signed_in(sealed, AUDITOR)["Authorization"].removeprefix("Bearer ")
    odd = await sealed.http.post("/codec", data={"token": token}, headers={"Host": "<b>x</b>"})
    assert "<b>x</b>" not in odd.text
    out = await sealed.http.post("/codec/sign-out")
    assert f'{COOKIE}=""' in out.headers["set-cookie"]
    assert "Max-Age=0" in out.headers["set-cookie"]


async def test_a_copied_pass_opens_nothing_once_it_was_signed_out(sealed: Served) -> None:
    """Not as it was copied, nor written in another way; other passes go on."""
    content = await a_payload(sealed)
    await given_pass(sealed)
    copied = sealed.http.cookies[COOKIE]
    assert (await by_pass(sealed, content, copied)).status_code == 200
    await sealed.http.post("/codec/sign-out")
    for written in (copied, f"!{copied}", copied.rstrip("=")):
        assert (await by_pass(sealed, content, written)).status_code == 401
    await given_pass(sealed)
    assert (await by_pass(sealed, content, sealed.http.cookies[COOKIE])).status_code == 200
    await sealed.http.post("/codec/sign-out", headers={"Cookie": f"{COOKIE}=bogus"})


async def by_pass(served: Served, content: str, passed: str) -> httpx.Response:
    """The decoding address asked with this pass alone."""
    async with httpx.AsyncClient(base_url=served.http.base_url) as browser:
        return await browser.post(
            "/codec/decode",
            content=content,
            headers=as_ui(Cookie=f"{COOKIE}={passed}"),
        )


async def test_another_sites_form_signs_nobody_in(sealed: Served) -> None:
    """Nor does a token that proves nothing."""
    token = signed_in(sealed, AUDITOR)["Authorization"].removeprefix("Bearer ")
    forged = await sealed.http.post("/codec", data={"token": token}, headers={"Origin": FOREIGN})
    assert (forged.status_code, "set-cookie" in forged.headers) == (403, False)
    unknown = await sealed.http.post("/codec", data={"token": "x.y.z"})
    assert (unknown.status_code, "set-cookie" in unknown.headers) == (401, False)


async def test_without_keys_there_is_nothing_to_sign_in_for(idle: Served) -> None:
    """And what is asked passes as it is."""
    answer = await given_pass(idle)
    assert (answer.status_code, answer.json()["code"]) == (404, "nothing_is_sealed")
    content = await a_payload(idle)
    headers = {"Content-Type": "application/json", **signed_in(idle, AUDITOR)}
    assert texts(await asked(idle, content, headers)) == ["Sở Tài chính"]


async def test_what_a_caller_writes_into_a_key_stays_out_of_temporal(case: Case) -> None:
    """Half of a command's id is the caller's: in clear Temporal has only a digest of it."""
    key = f"Nguyen.Van.An_vang-mat-{secrets.token_hex(2)}"
    await case.does(HEAD, "acknowledge", key=key)
    client = await Client.connect(case.served.settings.temporal_address or "")
    history = await client.get_workflow_handle(case.id).fetch_history()
    assert "Nguyen.Van.An" not in history.to_json()
    assert update_id(f"{HEAD.id}:{key}") in history.to_json()
    again = await case.tries(HEAD, "acknowledge", key=key)
    assert again.json()["receipt"]["events"] == ["request_acknowledged"]
    where = again.json()["links"]["command"].removeprefix("/v1")
    assert (await case.served.call(HEAD, "GET", where)).json()["status"] == "recorded"
    assert await case.is_refused(HEAD, "acknowledge") == (409, "already_acknowledged")


async def test_an_api_without_the_key_says_so_and_loses_nothing(case: Case) -> None:
    """The command is carried out; whether taken or refused, only the key can tell."""
    keyless = case.served.settings.with_values({"payload_keys_file": None})
    key = secrets.token_hex(8)
    async with serving(keyless) as served:
        blind = Case(served, case.id, case.sha256)
        answer = await blind.tries(HEAD, "acknowledge", key=key)
        assert (answer.status_code, answer.json()["code"]) == (503, "answer_sealed")
        assert answer.headers["Retry-After"]
    assert await case.does(HEAD, "acknowledge", key=key) == ["request_acknowledged"]


def test_a_file_of_keys_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    """The message is in both languages and names the file."""
    settings = Settings(data_dir=tmp_path, payload_keys_file=tmp_path / "none.keys")
    with pytest.raises(InvalidSettingsError, match=r"none\.keys") as refused:
        payload_keys.keyring(settings)
    vi, en = str(refused.value).splitlines()
    assert vi.startswith("Không đọc được tệp khóa")
    assert en.startswith("The file of keys")


async def test_the_command_line_reads_through_the_codec(case: Case) -> None:
    """`temporal workflow show` with the auditor's token; without it, nothing is readable."""
    token = signed_in(case.served, AUDITOR)["Authorization"]
    assert SUBJECT.encode() in await shown(case, "--codec-auth", token)
    assert SUBJECT.encode() not in await shown(case)


async def shown(case: Case, *options: str) -> bytes:
    """What is in the payloads of the history as Temporal's own command prints it."""
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("temporal")),
        *("workflow", "show", "--workflow-id", case.id, "--output", "json"),
        *("--address", case.served.settings.temporal_address or ""),
        *("--codec-endpoint", f"{case.served.http.base_url}/codec"),
        *options,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(30):
        output, _ = await process.communicate()
    coded = re.findall(r'"data": "([A-Za-z0-9+/=]+)"', output.decode())
    return b"\n".join(map(base64.b64decode, coded))
