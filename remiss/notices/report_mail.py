"""The report of a morning, taken to those it is made for: one letter each, with the document."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import asyncpg
import structlog
from pydantic import AwareDatetime

from remiss.consultation.values import Value
from remiss.ledger.statements import SQL
from remiss.notices.checkpoint_copy import enclose, say_checkpoint
from remiss.notices.mail import Post
from remiss.notices.mail_message import (
    TONGUES,
    Fact,
    LetterItem,
    LetterText,
    Tongue,
    compose,
    one_line,
)
from remiss.notices.outbox.attempt import Miss, attempt
from remiss.notices.outbox.pace import Pace
from remiss.notices.outbox.parcel import identity
from remiss.notices.outbox.postman_time import Clock, now
from remiss.texts import Bilingual, day_and_time, local_date, say, texts

NEWS_FOR = timedelta(days=1)
"""A report that nobody was sent by then is read where it is published, not mailed any more."""
DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"
READERS, TITLES = texts("report_mail.reader"), texts("report_mail.title")
FILES = {"office": "bao-cao", "chairman": "bao-cao-chu-tich"}

log = structlog.get_logger()


class ReportLetter(Value):
    """One reader's report on its way out."""

    day: date
    reader: str
    recipient: str
    attempts: int
    created_at: AwareDatetime
    made_at: AwareDatetime
    docx: bytes
    overdue: int
    stalled: int
    checkpoint: dict[str, Any] | None = None
    refused: Bilingual | None = None
    operators: tuple[Bilingual, ...] | None = None
    """What stands still in the service; the Office hands it on to whoever runs it."""

    @property
    def id(self) -> str:
        """The same at every attempt."""
        return identity("report", self.day.isoformat(), self.reader)


def _to_hand_on(report: ReportLetter, tongue: Tongue) -> Iterator[Fact]:
    if report.operators:
        lines = tuple(one_line(tongue.said(each)) for each in report.operators)
        yield Fact(tongue.said(say("report_mail.operators")), lines)


def _counts(report: ReportLetter) -> Bilingual:
    return say("report_mail.counts", overdue=report.overdue, stalled=report.stalled)


def _now() -> datetime:
    return datetime.now(UTC)


class ReportMail:
    """Sends each published report once to each of its readers; any number may work at once.

    The key of a row is the day and the reader, so a repeat finds its row; once means what it means
    for notices (`Postman`). A report is made when offices open, so its letter goes at once.
    """

    def __init__(  # noqa: PLR0913 -- who writes to whom, where and how fast
        self,
        pool: asyncpg.Pool,
        post: Post,
        *,
        office: str,
        chairman: str,
        sender: str,
        public_url: str,
        pace: Pace | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._pool, self._post, self._sender = pool, post, sender
        self._office, self._chairman = office, chairman
        self._public_url = public_url.rstrip("/")
        self._pace, self._clock = pace or Pace(), clock

    async def deliver(self) -> int:
        """Try what is due; how many letters that were."""
        at = await now(self._pool, self._clock)
        try:
            await self._pool.execute(
                SQL["enqueue_reports"], at, at - NEWS_FOR, self._office, self._chairman
            )
        except asyncpg.UniqueViolationError:
            log.info("report_mail_enqueued_elsewhere")
        rows = await self._pool.fetch(SQL["due_reports"], at, at + self._pace.lease)
        letters = [ReportLetter(**row) for row in rows]
        for letter in letters:
            await self._send(letter)
        return len(letters)

    def letter(self, report: ReportLetter) -> EmailMessage:
        """The letter: the same text and the same Message-ID at every attempt."""
        letters = [self._text(report, tongue) for tongue in TONGUES]
        alarm = say("report_mail.alarm").vi if report.refused else ""
        message = compose(
            letters,
            sender=self._sender,
            to=report.recipient,
            subject=f"{alarm}{letters[0].heading} ({_counts(report).vi})",
            at=(self._clock or _now)(),
            identity=report.id,
        )
        name = f"{FILES[report.reader]}-{report.day.isoformat()}.docx"
        message.add_attachment(report.docx, maintype="application", subtype=DOCX, filename=name)
        if report.checkpoint:
            enclose(message, report.checkpoint)
        return message

    def _text(self, report: ReportLetter, tongue: Tongue) -> LetterText:
        said, day = tongue.said, report.day.isoformat()
        counted = said(_counts(report))
        vouched, how = say_checkpoint(report.checkpoint, report.refused)
        facts = (
            Fact(
                said(say("report_mail.what")),
                (f"{counted[0].upper()}{counted[1:]}. {said(say('report_mail.attached'))}",),
            ),
            Fact(said(say("report_mail.at")), (said(day_and_time(report.made_at)),)),
            Fact(said(vouched), (one_line(said(how)),)),
            *_to_hand_on(report, tongue),
        )
        item = LetterItem(
            heading="",
            facts=facts,
            where=said(say("report_mail.where")),
            url=f"{self._public_url}/v1/reports/{day}.docx?to={report.reader}",
        )
        return LetterText(
            language=tongue.language,
            heading=said(TITLES[report.reader]).format(day=local_date(report.day)),
            greeting=f"{said(say('mail.dear'))}: {said(READERS[report.reader])}",
            items=(item,),
            closing=said(say("mail.closing.unanswered")),
        )

    async def _send(self, report: ReportLetter) -> None:
        """One attempt; what becomes of it is recorded at once."""
        if miss := await attempt(self._post_letter(report), report.id):
            await self._not_sent(report, miss)
        else:
            at = await now(self._pool, self._clock)
            await self._pool.execute(SQL["report_sent"], report.day, report.reader, at)
            log.info("report_sent", day=str(report.day), reader=report.reader)

    async def _post_letter(self, report: ReportLetter) -> None:
        await self._post.post(self.letter(report), report.id)

    async def _not_sent(self, report: ReportLetter, miss: Miss) -> None:
        day, reader, again = report.day, report.reader, None
        if miss.status == "failed":
            at = await now(self._pool, self._clock)
            again = self._pace.next_attempt(report.created_at, report.attempts, at)
        log.warning(
            "report_not_sent", day=str(day), reader=reader, status=miss.status, reason=miss.reason
        )
        await self._pool.execute(SQL["report_not_sent"], day, reader, miss.status, miss.kept, again)
