"""One account, several roles: each thing is done in one of them, and the record says in which."""

from typing import Any

import pytest

from remiss.consultation.values import Role
from tests.given.api_cases import Case, open_case
from tests.given.people import FINANCE, FOREIGN_OFFICER, HEAD, OFFICER, SCIENCE, actor
from tests.given.served import Served

BOTH = actor("bao", Role.OFFICER, FINANCE)
"""Drafts for the agency that is asked, and answers for it."""
DATA = {"id": "du-lieu", "text": "Dữ liệu kết nối ở đâu?", "field": "digital.data"}
ASKS_SCIENCE: dict[str, Any] = {"questions": [DATA], "agencies": [SCIENCE]}


@pytest.fixture(scope="module")
async def case(shared: Served) -> Case:
    """A case of another agency in which theirs is asked."""
    return await open_case(shared)


async def test_one_account_drafts_and_answers(shared: Served, case: Case) -> None:
    """The inbox is read, the request acknowledged, a case opened; the record names the role."""
    headers = shared.holding(BOTH, Role.AGENCY_OFFICIAL)
    inbox = await shared.call(None, "GET", "/inbox?limit=100", headers=dict(headers))
    assert case.id in {item["consultation"] for item in inbox.json()["items"]}
    done = await shared.call(
        None, "POST", f"{case.request(FINANCE)}/acknowledge", headers=dict(headers)
    )
    assert done.status_code == 200, done.text
    timeline = (
        await shared.call(None, "GET", f"{case.path}/timeline", headers=dict(headers))
    ).json()
    assert timeline["entries"][-1]["actor"]["id"] == BOTH.id
    assert timeline["entries"][-1]["actor"]["role"] == "agency_official"
    own = await open_case(shared, BOTH, **ASKS_SCIENCE)
    entries = (await shared.call(OFFICER, "GET", f"{own.path}/timeline")).status_code
    assert entries == 404


async def test_a_list_holds_the_cases_of_either_side(shared: Served, case: Case) -> None:
    """Those drafted and those asked in; the role that is named narrows it, and shows no more."""
    own = await open_case(shared, BOTH, **ASKS_SCIENCE)
    headers = shared.holding(BOTH, Role.AGENCY_OFFICIAL)

    async def listed(role: str | None = None) -> dict[str, int]:
        chosen = headers | ({"Remiss-Role": role} if role else {})
        answer = await shared.call(None, "GET", "/consultations?limit=100", headers=chosen)
        assert answer.status_code == 200, answer.text
        return {found["id"]: found["agencies"] for found in answer.json()["items"]}

    whole = await listed()
    assert whole[own.id] == 1
    assert whole[case.id] == 1
    assert own.id not in await listed("agency_official")
    assert case.id not in await listed("officer")


async def test_a_role_that_does_not_fit_is_refused_in_words(shared: Served, case: Case) -> None:
    """One that is not held, and one that is held and may not."""
    headers = shared.holding(BOTH, Role.AGENCY_OFFICIAL)
    path = f"{case.request(FINANCE)}/acknowledge"
    foreign = await shared.call(None, "POST", path, headers=headers | {"Remiss-Role": "office"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "role_not_held")
    assert "agency_official, officer" in foreign.json()["detail"]
    unfit = await shared.call(None, "GET", "/inbox", headers=headers | {"Remiss-Role": "officer"})
    assert (unfit.status_code, unfit.json()["code"]) == (403, "not_permitted")


async def test_several_roles_open_no_foreign_case(shared: Served, case: Case) -> None:
    """To who has no part in it in any role it is not there, and is not read as the union."""
    headers = shared.holding(FOREIGN_OFFICER, Role.AGENCY_HEAD, Role.AGENCY_OFFICIAL)
    for address in (
        case.path,
        case.request(FINANCE),
        f"{case.path}/timeline",
        "/consultations/a%00b",
    ):
        answer = await shared.call(None, "GET", address, headers=dict(headers))
        assert (answer.status_code, answer.json()["code"]) == (404, "consultation_not_found")
    order = await shared.call(
        None, "POST", f"{case.path}/suspend", headers=dict(headers), json={"reason": "Lý do."}
    )
    assert order.status_code == 404


async def test_a_head_who_drafts_opens_and_signs(shared: Served) -> None:
    """A head who holds `officer` too opens a case; of what they answer they are the signatory."""
    drafts = shared.holding(HEAD, Role.OFFICER)
    draft = await shared.upload(HEAD, b"%PDF-1.7 own draft")
    body = {
        "draft": {"subject": "Hướng dẫn đánh giá", "kind": "guideline", "sha256": draft},
        **ASKS_SCIENCE,
    }
    opened = await shared.call(None, "POST", "/consultations", headers=dict(drafts), json=body)
    assert opened.status_code == 201, opened.text
    alone = await shared.call(HEAD, "POST", "/consultations", json=body)
    assert alone.json()["code"] == "not_permitted"
