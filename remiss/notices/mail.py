"""Mail about events: what a letter says of them, in Vietnamese and under it in English."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Protocol

from remiss.consultation.telling.labels import URGENCIES
from remiss.consultation.telling.notice import Notice
from remiss.consultation.values import Urgency
from remiss.notices.mail_message import (
    TONGUES,
    LetterItem,
    LetterText,
    Tongue,
    compose,
    message_id,
    one_line,
)
from remiss.notices.mail_subject import mail_subject
from remiss.notices.notice_link import link
from remiss.notices.outbox.parcel import Parcel
from remiss.texts import local_time, say


class Post(Protocol):
    """Where letters are posted: a mail server, or a folder."""

    async def post(self, message: EmailMessage, name: str) -> None:
        """Take one letter; `name` is the same at every attempt."""


def _now() -> datetime:
    return datetime.now(UTC)


class Mail:
    """Writes letters and posts them. `sender` is an address, with or without a name."""

    def __init__(
        self, post: Post, *, sender: str, public_url: str, clock: Callable[[], datetime] = _now
    ) -> None:
        self._post, self._sender, self._public_url = post, sender, public_url
        self._clock = clock

    async def send(self, parcel: Parcel) -> None:
        """Post one letter; raises what the post raises."""
        await self._post.post(self.letter(parcel), parcel.id)

    def letter(self, parcel: Parcel) -> EmailMessage:
        """The letter of a parcel: the same text and the same Message-ID at every attempt."""
        rows = sorted(parcel.rows, key=lambda row: (row.stream, row.version))
        events = [row.notices for row in rows]
        texts = [self._text(events, tongue) for tongue in TONGUES]
        message = compose(
            texts,
            sender=self._sender,
            to=parcel.recipient,
            subject=mail_subject(events),
            at=self._clock(),
            identity=parcel.id,
        )
        first = events[0][0]
        message["References"] = message_id(first.consultation, self._sender)  # a thread a case
        if first.urgency is not Urgency.NORMAL:
            message["Importance"] = "high"
        return message

    def _text(self, events: Sequence[tuple[Notice, ...]], tongue: Tongue) -> LetterText:
        said = tongue.said
        first = events[0][0]
        greeted = dict.fromkeys(said(n.to) for notices in events for n in notices)
        heading = first.title if len(events) == 1 else say("mail.several", count=len(events))
        return LetterText(
            language=tongue.language,
            heading=said(heading),
            greeting=f"{said(say('mail.dear'))}: {'; '.join(map(one_line, greeted))}",
            items=tuple(self._items(events, tongue)),
            closing=said(say("mail.closing")),
        )

    def _items(self, events: Sequence[tuple[Notice, ...]], tongue: Tongue) -> Iterator[LetterItem]:
        """Each event; what is said of its case, where the case is another than before."""
        said, before = tongue.said, ""
        for notices in events:
            first = notices[0]
            about = _case(first, tongue) if first.consultation != before else ()
            before = first.consultation
            todo = " ".join(dict.fromkeys(said(n.todo) for n in notices if n.todo))
            facts = (
                *about,
                (said(say("mail.what")), said(first.what)),
                (said(say("mail.at")), local_time(first.at)),
                (said(say("mail.todo")), todo),
            )
            yield LetterItem(
                heading=said(first.title) if len(events) > 1 else "",
                facts=tuple((name, one_line(value)) for name, value in facts if value),
                where=said(say("mail.where")),
                url=link(self._public_url, first),
            )


def _case(notice: Notice, tongue: Tongue) -> tuple[tuple[str, str], ...]:
    said, urgent = tongue.said, notice.urgency is not Urgency.NORMAL
    return (
        (said(say("mail.case")), f"{notice.subject} ({notice.consultation})"),
        (said(say("mail.urgency")), said(URGENCIES[notice.urgency]) if urgent else ""),
        (said(say("mail.drafter")), f"{said(notice.drafting_agency)} ({notice.officer})"),
    )
