"""What can be typed into a field is what its body takes: nobody is told afterwards."""

import types
from collections.abc import AsyncIterator, Iterator
from html.parser import HTMLParser
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, StringConstraints

from remiss.consultation.values import Actor, OutsideBody, Reply, Role
from remiss.sending.bodies.clarifying import ClarificationBody, ExtensionBody
from remiss.sending.bodies.declining import DeclineBody
from remiss.sending.bodies.inside import (
    ColleagueBody,
    ContributionBody,
    DelegationBody,
    ForwardBody,
)
from remiss.sending.bodies.ladder import DelayReasonBody
from remiss.sending.bodies.opening import AddAgencyBody, AmendBody, DraftFileBody
from remiss.sending.bodies.replying import EntryBody
from remiss.sending.bodies.steering import ReasonBody, ReasonsBody, UrgeBody
from tests.given.api_cases import Case, open_case
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER, OFFICIAL, actor
from tests.given.portal_visits import Portal, text_of
from tests.given.served import Served, plain_client

CLERK = actor("nga", Role.CLERK, FINANCE)
OF_REQUEST: list[tuple[str, Actor, type[BaseModel]]] = [
    ("forward", CLERK, ForwardBody),
    ("colleagues", OFFICIAL, ColleagueBody),
    ("contribution", OFFICIAL, ContributionBody),
    ("delegation", HEAD, DelegationBody),
    ("delay-reason", OFFICIAL, DelayReasonBody),
    ("ask", OFFICIAL, ClarificationBody),
    ("more-time", OFFICIAL, ExtensionBody),
    ("not-ours", HEAD, DeclineBody),
    ("reply?clause=x", OFFICIAL, Reply),
    ("entry", OFFICER, EntryBody),
    ("withdraw", OFFICER, ReasonBody),
    ("close", OFFICE, ReasonsBody),
    ("urging", OFFICE, UrgeBody),
]
OF_CASE: list[tuple[str, Actor, type[BaseModel]]] = [
    ("ask", OFFICER, AddAgencyBody),
    ("outside", OFFICER, OutsideBody),
    ("draft-file", OFFICER, DraftFileBody),
    ("amend", OFFICER, AmendBody),
    ("cancel", OFFICER, ReasonBody),
]


@pytest.fixture(scope="module")
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    async with plain_client(whole_portal.url) as http:
        yield await open_case(Served(http, whole_portal.settings))


class _Fields(HTMLParser):
    """The limit of each field one can type in, by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.limits: dict[str, int | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        typed = tag == "textarea" or (tag == "input" and given.get("type") == "text")
        if typed and (name := given.get("name")):
            limit = given.get("maxlength")
            self.limits[name] = int(limit) if limit else None


@pytest.mark.parametrize(
    ("path", "by", "body"),
    [
        *(
            (f"/portal/requests/{{case}}/{FINANCE}/{path}", by, body)
            for path, by, body in OF_REQUEST
        ),
        *((f"/portal/cases/{{case}}/{path}", by, body) for path, by, body in OF_CASE),
    ],
)
async def test_no_field_takes_more_than_its_body(
    whole_portal: Portal, case: Case, path: str, by: Actor, body: type[BaseModel]
) -> None:
    """Every field one types in has a limit, and it is that of the body."""
    async with whole_portal.acting(by) as browser:
        page = await browser.get(path.format(case=case.id))
    assert page.status_code == 200, text_of(page)
    fields = _Fields()
    fields.feed(page.text)
    assert fields.limits
    for name, limit in fields.limits.items():
        assert limit, name
        taken = longest(body, name)
        assert taken in {None, limit}, (name, limit, taken)


def longest(body: Any, name: str) -> int | None:
    """How many characters a field of a body takes; None where that is no text of people."""
    found: Any = body
    limits: list[int] = []
    for part in name.split("."):
        found = next(_within(found, part), None)
        if found is None:
            return None
        limits = list(_limits(found))
    return min(limits, default=None)


def _within(kind: Any, part: str) -> Iterator[Any]:
    """The kinds of what lies below a kind by this name or number."""
    for each in _plain(kind):
        if part.isdigit():
            yield from (arg for arg in get_args(each) if arg is not Ellipsis)
        elif isinstance(each, type) and issubclass(each, BaseModel) and part in each.model_fields:
            found = each.model_fields[part]
            yield (
                Annotated[found.annotation, *found.metadata] if found.metadata else found.annotation
            )


def _plain(kind: Any) -> Iterator[Any]:
    if get_origin(kind) is Annotated:
        yield from _plain(get_args(kind)[0])
    elif get_origin(kind) in {Union, types.UnionType}:
        for each in get_args(kind):
            yield from _plain(each)
    else:
        yield kind


def _limits(kind: Any) -> Iterator[int]:
    if get_origin(kind) is Annotated:
        inner, *metadata = get_args(kind)
        yield from _limits(inner)
        for each in metadata:
            limit = getattr(each, "max_length", None)
            if limit and (isinstance(each, StringConstraints) or hasattr(each, "max_length")):
                yield limit
    elif get_origin(kind) in {Union, types.UnionType}:
        for each in get_args(kind):
            yield from _limits(each)
