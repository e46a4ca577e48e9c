"""Whom each address of the portal is for: said beside it, once, and nothing leads around that."""

import ast
import re
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

import portal
from portal.declared import ANYONE, FOR_ANYONE, FOR_SIGNED_IN, SIGNED_IN, actions_of, does
from portal.portal_app import create_app
from portal.render import TEMPLATES
from portal.visit import remembered
from remiss.consultation.authority import AUTHORITY
from remiss.identity.trust import on_one_machine
from remiss.settings import Settings

FOLDER = Path(portal.__file__).parent
MAY_READ_COOKIES = {"provider_journey.py", "signing_in.py", "outcome_line.py"}
"""Which browser set out to sign in; the session's; which text says what was just done."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The portal, without anything behind it."""
    return create_app(on_one_machine(Settings(data_dir=tmp_path_factory.mktemp("portal"))))


def test_every_address_says_whom_it_is_for(app: FastAPI) -> None:
    """By an action of the table, or that it is open to whoever is signed in, or to anyone."""
    assert set(app.state.actions.values()) <= {*AUTHORITY, SIGNED_IN, ANYONE}
    assert app.state.actions["POST /sign-in"] == ANYONE


@pytest.mark.parametrize("said", [[], [FOR_ANYONE, does("sign")], [does("sign"), does("reply")]])
def test_an_address_that_does_not_say_it_once_keeps_the_portal_from_starting(
    said: list[object],
) -> None:
    """Neither none nor two."""
    router = APIRouter()
    router.get("/new/{case}", dependencies=said)(lambda: None)  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="/new"):
        actions_of(router.routes)


def test_an_address_that_acts_in_a_case_names_it() -> None:
    """Else nobody could say how the visitor stands to it."""
    router = APIRouter()
    router.get("/requests/{consultation}/sign", dependencies=[does("sign")])(lambda: None)
    with pytest.raises(LookupError, match="names none"):
        actions_of(router.routes)


def test_an_action_that_no_table_knows_cannot_be_named() -> None:
    """Before anything starts."""
    with pytest.raises(LookupError, match="fly"):
        does("fly")


def test_only_what_is_for_people_who_are_signed_in_knows_who_they_are(app: FastAPI) -> None:
    """An address for anyone asks for no session; every other does, whatever its function asks."""
    for route in app.routes:
        assert isinstance(route, APIRoute)
        said = next(iter(actions_of([route]).values()))
        assert _asks_for_session(route.dependant) is (said != ANYONE), route.path


def test_nothing_else_reads_cookies() -> None:
    """A session is had from `Visitor`, and from nowhere else."""
    for path in FOLDER.rglob("*.py"):
        read = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert "cookies" not in read or path.name in MAY_READ_COOKIES, path


def test_being_signed_in_is_asked_for_by_whoever_is_let_in_so() -> None:
    """The dependency itself brings the session."""
    router = APIRouter()
    router.get("/mine", dependencies=[FOR_SIGNED_IN])(lambda: None)
    (route,) = router.routes
    assert isinstance(route, APIRoute)
    assert _asks_for_session(route.dependant)


def test_no_template_takes_a_text_for_markup() -> None:
    """Nothing that people wrote, or anybody sent, is part of a page's own markup."""
    assert all(environment.autoescape is True for environment in TEMPLATES.values())
    for template in FOLDER.rglob("*.html"):
        written = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape", written), template


def _asks_for_session(dependant: Dependant) -> bool:
    return dependant.call is remembered or any(map(_asks_for_session, dependant.dependencies))
