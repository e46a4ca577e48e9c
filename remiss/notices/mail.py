"""Letters: what a mail says, in Vietnamese and under it in English, as plain text and as HTML."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from remiss.consultation.telling.labels import URGENCIES, local_time
from remiss.consultation.telling.notice import Notice
from remiss.consultation.values import Urgency
from remiss.notices.links import link
from remiss.notices.mail_page import page
from remiss.notices.mail_words import ENGLISH, VIETNAMESE, Item, Text, Words
from remiss.notices.parcel import Parcel

MARKS: dict[Urgency, str] = {
    Urgency.NORMAL: "",
    Urgency.URGENT: "[KHẨN] ",
    Urgency.VERY_URGENT: "[THƯỢNG KHẨN] ",
    Urgency.IMMEDIATE: "[HỎA TỐC] ",
}
SUBJECT_CHARACTERS = 150
TITLES = 2
RULE = "-" * 72


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
        texts = [self._text(events, words) for words in (VIETNAMESE, ENGLISH)]
        message = compose(
            texts,
            sender=self._sender,
            to=parcel.recipient,
            subject=_subject(events),
            at=self._clock(),
            identity=parcel.id,
        )
        first = events[0][0]
        message["References"] = _message_id(first.consultation, self._sender)  # a thread a case
        if first.urgency is not Urgency.NORMAL:
            message["Importance"] = "high"
        return message

    def _text(self, events: Sequence[tuple[Notice, ...]], words: Words) -> Text:
        said = words.said
        first = events[0][0]
        one = len(events) == 1
        greeted = dict.fromkeys(said(n.to) for notices in events for n in notices)
        return Text(
            language=words.language,
            heading=said(first.title) if one else words.several.format(count=len(events)),
            greeting=f"{words.dear}: {'; '.join(map(one_line, greeted))}",
            items=tuple(self._items(events, words)),
            closing=words.closing,
        )

    def _items(self, events: Sequence[tuple[Notice, ...]], words: Words) -> Iterator[Item]:
        """Each event; what is said of its case, where the case is another than before."""
        before = ""
        for notices in events:
            first, said = notices[0], words.said
            about = _case(first, words) if first.consultation != before else ()
            before = first.consultation
            facts = (
                *about,
                (words.what, said(first.what)),
                (words.at, local_time(first.at)),
                (words.todo, " ".join(dict.fromkeys(said(n.todo) for n in notices if n.todo))),
            )
            yield Item(
                heading=said(first.title) if len(events) > 1 else "",
                facts=tuple((name, one_line(value)) for name, value in facts if value),
                where=words.where,
                url=link(self._public_url, first),
            )


def _case(notice: Notice, words: Words) -> tuple[tuple[str, str], ...]:
    said, urgent = words.said, notice.urgency is not Urgency.NORMAL
    return (
        (words.case, f"{notice.subject} ({notice.consultation})"),
        (words.urgency, said(URGENCIES[notice.urgency]) if urgent else ""),
        (words.drafter, f"{said(notice.drafting_agency)} ({notice.officer})"),
    )


def one_line(text: str) -> str:
    """Text that can neither break out of its line nor hide or reverse what is beside it."""
    joined = " ".join(text.split())
    return "".join(c for c in joined if not unicodedata.category(c).startswith("C"))


def _subject(events: Sequence[tuple[Notice, ...]]) -> str:
    first = events[0][0]
    if len(events) > 1:
        cases = len({notices[0].consultation for notices in events})
        if cases > 1:
            return f"{len(events)} thông báo về {cases} hồ sơ lấy ý kiến"
        titles = list(dict.fromkeys(notices[0].title.vi for notices in events))
        more = f"; {len(titles) - TITLES} việc khác" if len(titles) > TITLES else ""
        return f"{'; '.join(titles[:TITLES])}{more}: {_short(first.subject)}"
    due = next((n.due_at for n in events[0] if n.due_at), None)
    until = f" (hạn {local_time(due)})" if due else ""
    return f"{MARKS[first.urgency]}{first.title.vi}{until}: {_short(first.subject)}"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= SUBJECT_CHARACTERS else f"{line[: SUBJECT_CHARACTERS - 1]}…"


def compose(
    texts: Sequence[Text], *, sender: str, to: str, subject: str, at: datetime, identity: str
) -> EmailMessage:
    """A letter from the service to one address, in every language of `texts`.

    `identity` is the letter's own, the same at every attempt.
    """
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, to
    _set_subject(message, subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = _message_id(identity, sender)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "vi, en"
    message.set_content(_plain(texts), cte="quoted-printable")
    message.add_alternative(page(texts), subtype="html", cte="quoted-printable")
    return message


def _message_id(identity: str, sender: str) -> str:
    domain = sender.rpartition("@")[2].rstrip("> ")
    return f"<{identity}@{domain}>"


def _set_subject(message: EmailMessage, subject: str) -> None:
    """The folding of EmailMessage loses spaces between encoded words; Header keeps them."""
    message.set_raw("Subject", Header(subject, "utf-8", header_name="Subject").encode())


def _plain(texts: Sequence[Text]) -> str:
    """The languages of one letter as plain text, one under the other."""
    return f"\n{RULE}\n\n".join("\n".join(_lines(text)) + "\n" for text in texts)


def _lines(text: Text) -> Iterator[str]:
    yield from (text.greeting, "", text.heading.upper(), "")
    for item in text.items:
        if item.heading:
            yield f"* {item.heading}"
        yield from (f"{name}: {value}" for name, value in item.facts)
        yield from (f"{item.where}: {item.url}", "")
    yield text.closing
