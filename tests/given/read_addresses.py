"""Every address of the API at which somebody reads, with what it names filled in."""

import re
from collections.abc import Iterator

from fastapi.routing import APIRoute

from api.app import ROUTES
from tests.given.api_cases import Case
from tests.given.people import FINANCE


def read_routes() -> Iterator[APIRoute]:
    """The routes under /v1 that only read."""
    for route in ROUTES:
        if not isinstance(route, APIRoute) or not route.path.startswith("/v1/"):
            continue
        if "GET" in (route.methods or ()):
            yield route


def filled_in(route: APIRoute, case: Case, agency: str = FINANCE) -> str:
    """Its address for this case, below /v1; what it counts is the first."""
    path = route.path.removeprefix("/v1")
    named = {
        "consultation": case.id,
        "agency": agency,
        "sha256": case.sha256,
        "day": "2026-03-02",
        "period": "2026-03",
        "year": "2026",
    }
    for name, value in named.items():
        path = path.replace(f"{{{name}}}", value)
    return re.sub(r"\{[^}]+\}", "1", path)
