"""Every moment in every JSON answer is told in one form: Viet Nam's time, +07:00."""

import re
from collections.abc import Iterator
from typing import Any

from api.local_times import AS_SIGNED
from tests.given.api_cases import Case, open_case
from tests.given.people import AUDITOR, HEAD, OFFICE, OFFICER
from tests.given.read_addresses import filled_in, read_routes
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


def addresses(case: Case) -> list[str]:
    return [filled_in(route, case) for route in read_routes() if AS_SIGNED not in route.tags]


async def test_every_moment_in_every_answer_is_local(served: Served) -> None:
    """A case with replies, comments, clarification and dispositions, read by all who may."""
    case = await open_case(served)
    comment = await wants_changes(case)
    said = {"comment": comment, "kind": "kept", "explanation": "Đã nêu tại Tờ trình."}
    disposed = await case.tries(OFFICER, "dispositions", dispositions=[said])
    answers = [(disposed.request.url.path, disposed)]
    for person in (OFFICER, HEAD, AUDITOR, OFFICE):
        answers += [(path, await served.call(person, "GET", path)) for path in addresses(case)]

    told = 0
    for path, answer in answers:
        assert answer.status_code < 500, path
        kind = answer.headers.get("content-type", "")
        if "json" not in kind or "ndjson" in kind:  # lines of events stand as they were hashed
            continue
        for text in filter(MOMENT.fullmatch, texts(answer.json())):
            assert LOCAL.fullmatch(text), f"{path}: {text}"
            told += 1
    assert told > 200
