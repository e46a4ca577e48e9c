"""Templates of HTML pages: every sentence they name stands in the texts, and nothing may lack."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import remiss
from remiss.templates import read_templates
from remiss.texts import text, texts

ROOT = Path(remiss.__file__).parents[1]
ROOMS = ("api", "portal", "remiss")
PAGES = [page for room in ROOMS for page in (ROOT / room).rglob("templates/**/*.html")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_key_that_a_template_names_has_a_text(page: Path) -> None:
    """A misspelt key fails here, and not before a person."""
    named = page.read_text(encoding="utf-8")
    assert all(text(key) for key in re.findall(r'\b(?:say|t)\("([\w.]+)"[,)]', named))
    assert all(texts(key) for key in re.findall(r'\btexts\("([\w.]+)"\)', named))


def test_a_fact_that_lacks_is_an_error() -> None:
    """A page with a hole in it is never shown."""
    with pytest.raises(UndefinedError):
        read_templates("remiss.notices").get_template("mail.html").render()
