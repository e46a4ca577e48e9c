"""Every moment in every JSON answer is told in one form: Viet Nam's time, +07:00."""

import re
from collections.abc import Iterator
from typing import Any

from fastapi.routing import APIRoute

from api.app import ROUTES
from api.local_times import AS_SIGNED
from tests.given.api_cases import Case, open_case
from tests.given.people import AUDITOR, FINANCE, HEAD, OFFICE, OFFICER
from tests.given.served import Served
from tests.whole.api.test_whole_life import wants_changes

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
LOCAL = re.compile(r".*\+07:00")


def texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from texts(item)
        case list():
            for item in value:
                yield from texts(item)
        case _:
            return


def addresses(case: Case, comment: str) -> list[str]:
    """Every address that answers JSON to a reader, with what it names filled in."""
    filled = {
        "{consultation}": case.id,
        "{agency}": FINANCE,
        "{sha256}": case.sha256,
        "{day}": "2026-03-02",
        "{comment}": comment,
    }
    found = []
    for route in ROUTES:
        if not isinstance(route, APIRoute) or "GET" not in (route.methods or ()):
            continue
        if AS_SIGNED in route.tags or not route.path.startswith("/v1/"):
            continue
        path = route.path.removeprefix("/v1")
        for name, value in filled.items():
            path = path.replace(name, value)
        found.append(re.sub(r"\{[^}]+\}", "1", path))
    return found


async def test_every_moment_in_every_answer_is_local(served: Served) -> None:
    """A case with replies, comments, clarification and dispositions, read by all who may."""
    case = await open_case(served)
    comment = await wants_changes(case)
    said = {"comment": comment, "kind": "kept", "explanation": "Đã nêu tại Tờ trình."}
    disposed = await case.tries(OFFICER, "dispositions", dispositions=[said])
    answers = [(disposed.request.url.path, disposed)]
    for person in (OFFICER, HEAD, AUDITOR, OFFICE):
        answers += [
            (path, await served.call(person, "GET", path)) for path in addresses(case, comment)
        ]

    told = 0
    for path, answer in answers:
        assert answer.status_code < 500, path
        if "json" not in answer.headers.get("content-type", ""):
            continue
        for text in filter(MOMENT.fullmatch, texts(answer.json())):
            assert LOCAL.fullmatch(text), f"{path}: {text}"
            told += 1
    assert told > 200
    assert {answer.status_code for _, answer in answers} >= {200}
