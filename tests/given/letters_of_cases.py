"""The mail one address gets about whole stories, written as the cases stand at their ends."""

from email.message import EmailMessage
from typing import Any

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.telling.notice import Notice, notices_of
from remiss.notices import Mail, MailFolder
from remiss.notices.outbox.parcel import Parcel, Waiting
from tests.given.ledger_cases import batches, events_of
from tests.given.post import PUBLIC_URL, SENDER, contacts

CONTACTS = contacts(None)


def mail_to(address: str, *stories: list[Any], people: Any = CONTACTS.people) -> EmailMessage:
    """One letter with everything these stories tell that address; each story is commands."""
    rows: list[Waiting] = []
    cases: dict[str, Any] = {}
    for story in stories:
        state: Any = initial_state()
        for recorded in events_of(batches(*story)):
            state = evolve(state, recorded.event)
            rows += _row(address, recorded, notices_of(recorded, state))
        cases[state.id] = state
    parcel = Parcel("letter", address, tuple(rows), cases)
    post: Any = MailFolder
    return Mail(post, sender=SENDER, public_url=PUBLIC_URL, people=people).letter(parcel)


def text_of(letter: EmailMessage) -> str:
    """The Vietnamese half of a letter, as plain text."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).partition("-" * 72)[0]


def _row(address: str, recorded: RecordedEvent, notices: tuple[Notice, ...]) -> list[Waiting]:
    told = tuple(n for n in notices if n.by_mail and CONTACTS.mailbox(n.addressee) == address)
    if not told:
        return []
    first = told[0]
    return [
        Waiting(
            id=f"{first.consultation}-{first.version}",
            stream=first.consultation,
            version=first.version,
            recipient=address,
            urgency=first.urgency,
            attempts=0,
            created_at=first.at,
            deliver_after=first.at,
            letter=None,
            notices=told,
        )
    ]
