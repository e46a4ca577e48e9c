"""Mail about cases: written when it goes out, in Vietnamese and under it in English, and posted."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from types import MappingProxyType
from typing import Protocol

from remiss.consultation.values import Urgency
from remiss.notices.case_entry import CaseEntry, entries
from remiss.notices.mail_message import TONGUES, compose, message_id
from remiss.notices.mail_subject import mail_subject
from remiss.notices.mail_text import write_letter
from remiss.notices.outbox.parcel import Parcel
from remiss.reference.contacts import PersonContact


class Post(Protocol):
    """Where letters are posted: a mail server, or a folder."""

    async def post(self, message: EmailMessage, name: str) -> None:
        """Take one letter; `name` is the same at every attempt."""


def _now() -> datetime:
    return datetime.now(UTC)


class Mail:
    """Writes letters and posts them. `sender` is an address, with or without a name.

    `people` says where the officer of a case is called and written to.
    """

    def __init__(
        self,
        post: Post,
        *,
        sender: str,
        public_url: str,
        people: Mapping[str, PersonContact] = MappingProxyType({}),
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._post, self._sender, self._public_url = post, sender, public_url
        self._people, self._clock = people, clock

    async def send(self, parcel: Parcel) -> None:
        """Post one letter; raises what the post raises.

        It is written beside the loop: a letter that quotes a hundred questions takes its time.
        """
        await self._post.post(await asyncio.to_thread(self.letter, parcel), parcel.id)

    def letter(self, parcel: Parcel) -> EmailMessage:
        """The letter of a parcel, about its cases as they stand; its Message-ID stays the same."""
        found = entries(parcel.rows, parcel.cases)
        officer = self._reply_to(found, parcel.recipient)
        letters = [
            write_letter(
                found, tongue, self._public_url, self._people, answered=officer is not None
            )
            for tongue in TONGUES
        ]
        message = compose(
            letters,
            sender=self._sender,
            to=parcel.recipient,
            subject=mail_subject(found),
            at=self._clock(),
            identity=parcel.id,
        )
        first = found[0].first
        message["References"] = message_id(first.consultation, self._sender)  # a thread a case
        if officer:
            message["Reply-To"] = officer
        if first.urgency is not Urgency.NORMAL:
            message["Importance"] = "high"
        return message

    def _reply_to(self, found: Sequence[CaseEntry], recipient: str) -> str | None:
        """Where an answer to a letter about one case goes: to its officer, unless they read it."""
        case = found[0].case
        if len(found) > 1 or case is None or case.officer.id not in self._people:
            return None
        officer = self._people[case.officer.id].mailbox
        return officer if officer != recipient else None
