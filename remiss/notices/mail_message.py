"""A mail as it is posted: one letter in each language, as plain text and as HTML."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from operator import attrgetter
from typing import NamedTuple

from remiss.templates import read_templates
from remiss.texts import Bilingual
from remiss.texts.catalogue import Language

PAGE = read_templates("remiss.notices").get_template("mail.html")
RULE = "-" * 72


class Tongue(NamedTuple):
    """One language of a letter; `said` picks it out of a text in both."""

    language: Language
    said: Callable[[Bilingual], str]


TONGUES = (Tongue("vi", attrgetter("vi")), Tongue("en", attrgetter("en")))
"""The languages of a letter, the first on top."""


class Fact(NamedTuple):
    """What is to be read under which name, in a line or in several."""

    name: str
    lines: tuple[str, ...]


class LetterItem(NamedTuple):
    """One case, or one report, in one language: a heading, facts, a link."""

    heading: str
    facts: tuple[Fact, ...]
    where: str
    url: str


class LetterText(NamedTuple):
    """A letter in one language."""

    language: str
    heading: str
    greeting: str
    items: tuple[LetterItem, ...]
    closing: str


def compose(
    letters: Sequence[LetterText],
    *,
    sender: str,
    to: str,
    subject: str,
    at: datetime,
    identity: str,
) -> EmailMessage:
    """A letter from the service to one address, in every language of `letters`.

    `identity` is the letter's own, the same at every attempt.
    """
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, to
    _set_subject(message, subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(identity, sender)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # what Exchange asks instead
    message["Content-Language"] = "vi, en"
    message.set_content(_plain(letters), cte="quoted-printable")
    message.add_alternative(PAGE.render(letters=letters), subtype="html", cte="quoted-printable")
    return message


def message_id(identity: str, sender: str) -> str:
    """What mail programs know a letter, or a thread of letters, by."""
    domain = sender.rpartition("@")[2].rstrip("> ")
    return f"<{identity}@{domain}>"


def one_line(text: str) -> str:
    """Text that can neither break out of its line nor hide or reverse what is beside it."""
    joined = " ".join(text.split())
    return "".join(c for c in joined if not unicodedata.category(c).startswith("C"))


def _set_subject(message: EmailMessage, subject: str) -> None:
    """The folding of EmailMessage loses spaces between encoded words; Header keeps them."""
    message.set_raw("Subject", Header(subject, "utf-8", header_name="Subject").encode())


def _plain(letters: Sequence[LetterText]) -> str:
    """The languages of one letter as plain text, one under the other."""
    return f"\n{RULE}\n\n".join("\n".join(_lines(letter)) + "\n" for letter in letters)


def _fact(fact: Fact) -> Iterator[str]:
    """On one line; several lines stand below their name."""
    if len(fact.lines) == 1:
        yield f"{fact.name}: {fact.lines[0]}"
        return
    yield f"{fact.name}:"
    yield from (f"  {line}" for line in fact.lines)


def _lines(letter: LetterText) -> Iterator[str]:
    yield from (letter.greeting, "", letter.heading.upper(), "")
    for item in letter.items:
        if item.heading:
            yield f"* {item.heading}"
        for fact in item.facts:
            yield from _fact(fact)
        yield from (f"{item.where}: {item.url}", "")
    yield letter.closing
