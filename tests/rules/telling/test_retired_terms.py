"""No term that officials would not write comes back, in a text or in what is made of texts."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest

import remiss
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation
from remiss.consultation.telling.names import names_in
from remiss.consultation.telling.temporal_ui import current_details, describe
from remiss.consultation.values import REMISS
from remiss.documents import daily_report
from remiss.documents.letters import reminder_letter, report_letter, request_letter
from remiss.documents.letters.past_notices import last_reminder, last_report, last_request
from remiss.documents.table.table_preamble import preamble
from remiss.documents.word import TEMPLATE
from remiss.texts.catalogue import FOLDER, TEXTS, read_texts
from tests.given.case import FINANCE, FLAGGED, assessed, hanoi, opening, replies, time_passes
from tests.given.letters_of_cases import mail_to
from tests.given.papers import DESK, SILENT, table_of, told
from tests.given.post import OFFICER_MAIL
from tests.given.samples import report

FOR_OPERATORS = {*read_texts(FOLDER / "service"), *read_texts(FOLDER / "proof")}
OPERATORS_KEYS = ("label_", "identity.", "policy.", "template_fault.")
ASIDE = re.compile("“[^”]*”|(Bộ luật|Luật|Nghị định) [^;.]*")
"""Quotations, and names of laws."""


class Term(NamedTuple):
    """A term that is retired, how it is found, what is written instead, and where it may stay."""

    retired: str
    pattern: re.Pattern[str]
    instead: str
    language: str
    stays_in: tuple[str, ...]

    def is_wrong_in(self, language: str, said: str, key: str) -> bool:
        if language != self.language or not self.pattern.search(ASIDE.sub("", said)):
            return False
        operators = key in FOR_OPERATORS or key.startswith(OPERATORS_KEYS)
        if operators and "operators" in self.stays_in:
            return False
        return not any(f"{key}.".startswith(f"{kept}.") for kept in self.stays_in)


def _term(entry: dict[str, Any]) -> Term:
    found = entry.get("pattern", re.escape(entry["retired"]))
    return Term(
        entry["retired"],
        re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE),
        entry["instead"],
        entry.get("language", "vi"),
        tuple(entry.get("stays_in", ())),
    )


LIST = Path(__file__).with_name("retired_terms.toml").read_text(encoding="utf-8")
TERMS = [_term(entry) for entry in tomllib.loads(LIST)["term"]]


DATA = sorted((Path(remiss.__file__).parent / "reference" / "data").glob("*.yaml"))
"""What the service ships and people look up."""


def wrong(language: str, said: str, key: str = "") -> Iterator[str]:
    """Each retired term in a text where it may not stand, with the one to use."""
    for term in TERMS:
        if term.is_wrong_in(language, said, key):
            yield f"{key}: not “{term.retired}” but “{term.instead}”: {said[:160]}"


def check(texts: Iterable[str]) -> None:
    found = [mistake for said in texts for mistake in wrong("vi", said)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.retired)
def test_each_term_is_found_and_what_replaces_it_is_not(term: Term) -> None:
    """In a sentence of a letter; nothing that is proposed is itself retired."""
    assert any(term.retired in found for found in wrong(term.language, f"A {term.retired}, b."))
    assert not list(wrong(term.language, term.instead))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_the_data_people_read_uses_the_terms_of_today(path: Path) -> None:
    """Policies, registry and laws are shown and copied into cases; their notes are read too."""
    found = [
        f"{path.name}:{number}: {mistake}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for language in ("vi", "en")
        for mistake in wrong(language, line)
    ]
    assert not found, "\n".join(found)


def test_every_text_uses_the_terms_of_today() -> None:
    """In both languages; those of operators and of labellers may keep some."""
    found = [
        mistake
        for key, said in TEXTS.items()
        for mistake in (*wrong("vi", said.vi, key), *wrong("en", said.en, key))
    ]
    assert not found, "\n".join(found)


def test_only_letters_and_mail_address_their_reader() -> None:
    """Ông/Bà stands where somebody is greeted by name; a page has no pronoun for who reads it."""
    addressed = {key for key, said in TEXTS.items() if "ông/bà" in said.vi.casefold()}
    assert {key for key in addressed if not key.startswith("apology_letter.")} == {
        "salutation.person"
    }


def test_every_template_uses_the_terms_of_today() -> None:
    """What stands in pages and in the template of papers, beside what is filled in."""
    pages = Path(remiss.__file__).parent.rglob("templates/*.html")
    check(re.sub(r"(?s)\{#.*?#\}", "", page.read_text(encoding="utf-8")) for page in pages)
    check(line.text for line in docx.Document(BytesIO(TEMPLATE)).paragraphs)


def test_papers_and_mail_use_the_terms_of_today() -> None:
    """As they are filled in: letters, table, report; what a letter in the mailbox says."""
    check(_papers())
    night = hanoi("2026-03-03", "22:00")
    story = [opening(), replies(FINANCE, night), assessed(FINANCE, FLAGGED, night)]
    for address in (OFFICER_MAIL, "vanthu@finance.example", "chutich@office.example"):
        mail = mail_to(address, [*story, time_passes(hanoi("2026-03-13"))])
        body = mail.get_body(("plain",))
        assert body is not None
        check((str(mail["Subject"]), body.get_content().partition("-" * 72)[0]))


def _papers() -> Iterator[str]:
    story = told()
    yield from (f"{p.lead} {p.text}" for p in preamble(table_of(story)))
    for to in (EscalationLevel.OFFICE, EscalationLevel.CHAIRMAN):
        yield daily_report.as_letter(report(14, to)).model_dump_json()
    asked, late = last_request(story.events, SILENT), last_reminder(story.events, SILENT)
    assert asked
    assert late
    yield request_letter.letter(asked, SILENT, DESK).model_dump_json()
    yield reminder_letter.letter(late, SILENT, DESK).model_dump_json()
    for level in (EscalationLevel.HEAD, EscalationLevel.OFFICE, EscalationLevel.CHAIRMAN):
        standing = last_report(story.events, SILENT, level)
        assert standing
        yield report_letter.letter(standing, SILENT, level, DESK).model_dump_json()


def test_a_timeline_uses_the_terms_of_today() -> None:
    """Every event of a case that has all outcomes, and its page in the Temporal UI."""
    check(_timeline())


def _timeline() -> Iterator[str]:
    state: Any = initial_state()
    for number, event in enumerate(told().events, start=1):
        state = evolve(state, event)
        assert isinstance(state, Consultation)
        recorded = RecordedEvent(
            consultation=state.id, version=number, command_id="x", actor=REMISS, event=event
        )
        yield describe(recorded, names_in(state)).vi
    yield current_details(state, state.opened_at)
