"""Letters: what a mail says, in Vietnamese and under it in English, as plain text and as HTML."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from consultation.labels import local_time
from consultation.notices import Notice
from consultation.values import Urgency
from notices.links import link
from notices.page import page
from notices.parcels import Parcel
from notices.words import ENGLISH, VIETNAMESE, Item, Text, Words

MARKS: dict[Urgency, str] = {
    Urgency.NORMAL: "",
    Urgency.URGENT: "[KHẨN] ",
    Urgency.VERY_URGENT: "[THƯỢNG KHẨN] ",
    Urgency.IMMEDIATE: "[HỎA TỐC] ",
}
SUBJECT_CHARACTERS = 150
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
        events = [row.notices for row in parcel.rows]
        texts = [self._text(events, words) for words in (VIETNAMESE, ENGLISH)]
        message = EmailMessage(policy=SMTP)
        message["From"] = self._sender
        message["To"] = parcel.recipient
        message["Subject"] = _subject(events)
        for name, value in self._headers(parcel, events[0][0]):
            message[name] = value
        message.set_content(_plain(texts), cte="quoted-printable")
        message.add_alternative(page(texts), subtype="html", cte="quoted-printable")
        return message

    def _headers(self, parcel: Parcel, first: Notice) -> Iterator[tuple[str, str]]:
        domain = self._sender.rpartition("@")[2].rstrip("> ")
        yield "Date", format_datetime(self._clock())
        yield "Message-ID", f"<{parcel.id}@{domain}>"
        yield "References", f"<{first.consultation}@{domain}>"  # one thread for each case
        yield "Auto-Submitted", "auto-generated"
        yield "Content-Language", "vi, en"
        if first.urgency is not Urgency.NORMAL:
            yield "Importance", "high"

    def _text(self, events: Sequence[tuple[Notice, ...]], words: Words) -> Text:
        said = words.said
        first = events[0][0]
        one = len(events) == 1
        greeted = dict.fromkeys(said(n.to) for notices in events for n in notices)
        return Text(
            language=words.language,
            heading=said(first.title) if one else words.several.format(count=len(events)),
            greeting=f"{words.dear}: {'; '.join(map(one_line, greeted))}",
            items=tuple(self._item(notices, words, named=not one) for notices in events),
            closing=words.closing,
        )

    def _item(self, notices: tuple[Notice, ...], words: Words, *, named: bool) -> Item:
        first, said = notices[0], words.said
        todos = dict.fromkeys(said(n.todo) for n in notices if n.todo)
        due = next((n.due_at for n in notices if n.due_at), None)
        drafter = f"{said(first.drafting_agency)} ({first.officer})"
        facts = (
            (words.case, f"{first.subject} ({first.consultation})"),
            (words.urgency, said(words.urgencies[first.urgency]) if _mark(first) else ""),
            (words.drafter, drafter),
            (words.what, said(first.what)),
            (words.at, local_time(first.at)),
            (words.todo, " ".join(todos)),
            (words.due, local_time(due) if due else ""),
        )
        shown = tuple((name, one_line(value)) for name, value in facts if value)
        address = link(self._public_url, first)
        return Item(said(first.title) if named else "", shown, words.where, address)


def one_line(text: str) -> str:
    """Text that can neither break out of its line nor hide or reverse what is beside it."""
    joined = " ".join(text.split())
    return "".join(c for c in joined if not unicodedata.category(c).startswith("C"))


def _mark(notice: Notice) -> str:
    return MARKS[notice.urgency]


def _subject(events: Sequence[tuple[Notice, ...]]) -> str:
    first = events[0][0]
    if len(events) > 1:
        cases = len({notices[0].consultation for notices in events})
        text = f"{len(events)} thông báo về {cases} hồ sơ lấy ý kiến"
        return text if cases > 1 else f"{len(events)} thông báo: {_short(first.subject)}"
    due = next((n.due_at for n in events[0] if n.due_at), None)
    until = f" (hạn {local_time(due)})" if due else ""
    return f"{_mark(first)}{first.title.vi}{until}: {_short(first.subject)}"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= SUBJECT_CHARACTERS else f"{line[: SUBJECT_CHARACTERS - 1]}…"


def _plain(texts: Sequence[Text]) -> str:
    return f"\n{RULE}\n\n".join("\n".join(_lines(text)) + "\n" for text in texts)


def _lines(text: Text) -> Iterator[str]:
    yield from (text.greeting, "", text.heading.upper(), "")
    for item in text.items:
        if item.heading:
            yield f"* {item.heading}"
        yield from (f"{name}: {value}" for name, value in item.facts)
        yield from (f"{item.where}: {item.url}", "")
    yield text.closing
